"""`savings` as a script runs it: rows on standard output, or one line per problem and nothing else."""

import csv
import json
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from indicators.models import Indicator, NeedIndex, Observation, Region
from indicators.queries.savings import INHABITANTS
from tests.savings_figures import create_place, give_costs, give_inhabitants, give_need, small_world

HEADING = "service_area,compared_with,own,other,need_index,inhabitants,million_nok"


def run(**options: str | None) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    out, err = StringIO(), StringIO()
    try:
        call_command("savings", stdout=out, stderr=err, **{"region": "3909", "year": "2024"} | options)
    except SystemExit as ended:
        return int(str(ended.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def larvik() -> Region:
    return small_world()[0]


def test_every_sector_against_every_region_and_then_the_sums(larvik: Region) -> None:
    code, out, err = run()
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        HEADING,
        "Skole,Skien,5000,4000,0.9,1000,0.9",
        "Samferdsel,Skien,1200,1500,1.0,1000,-0.3",
        "Andre områder,Skien,1200,1500,,1000,-0.3",
        "Totalt,Skien,6200,5500,,1000,0.6",
    ]


def test_json_holds_the_same_as_numbers(larvik: Region) -> None:
    code, out, err = run(format="json")
    rows = json.loads(out)
    assert (code, err, len(rows)) == (0, "", 4)
    assert rows[0] == {
        "service_area": "Skole",
        "compared_with": "Skien",
        "own": 5000,
        "other": 4000,
        "need_index": 0.9,
        "inhabitants": 1000,
        "million_nok": 0.9,
    }
    assert rows[-1]["need_index"] is None


def test_a_region_can_be_named(larvik: Region) -> None:
    assert run(region="Larvik") == run(region="3909")


def test_any_municipality_that_has_the_figures_will_do(larvik: Region) -> None:
    skien, school = Region.objects.get(code="4003"), Indicator.objects.get(service_area__name="Skole")
    give_inhabitants(skien, "2000")
    give_need(skien, school, "110")
    assert "Skole,Larvik,4000,5000,1.1,2000,-2.2" in run(region="4003")[1].splitlines()


def test_it_can_be_asked_as_it_was_known_on_a_day(larvik: Region) -> None:
    school, roads = Indicator.objects.filter(service_area__isnull=False).order_by("pk")
    give_need(larvik, school, "95", known_from=datetime(2027, 4, 2, 9, tzinfo=UTC))
    give_costs(larvik, {roads: "1300"}, known_from=datetime(2027, 4, 3, 9, tzinfo=UTC))
    lines = [run(known_at=day)[1].splitlines()[1:3] for day in ("2027-04-01", "2027-04-02")]
    assert lines == [
        ["Skole,Skien,5000,4000,0.9,1000,0.9", "Samferdsel,Skien,1200,1500,1.0,1000,-0.3"],
        ["Skole,Skien,5000,4000,0.95,1000,0.95", "Samferdsel,Skien,1200,1500,1.0,1000,-0.3"],
    ]
    assert run()[1].splitlines()[2] == "Samferdsel,Skien,1300,1500,1.0,1000,-0.2"
    assert run(known_at="2020-01-01")[0] == 1


def test_two_of_one_name_are_told_apart(larvik: Region) -> None:
    school, roads = Indicator.objects.filter(service_area__isnull=False).order_by("pk")
    for code in ("1515", "1818"):
        give_costs(create_place(code, "Herøy"), {school: "1", roads: "1"})
    rows = csv.DictReader(StringIO(run()[1]))
    assert {row["compared_with"] for row in rows} == {"Skien", "Herøy (1515)", "Herøy (1818)"}


def test_a_sector_whose_need_is_not_known_counts_with_one_and_is_warned_of(larvik: Region) -> None:
    NeedIndex.objects.update(service_area=Indicator.objects.get(service_area__name="Samferdsel").service_area)
    code, out, err = run()
    assert (code, "Skole,Skien,5000,4000,1.0,1000,1" in out.splitlines()) == (0, True)
    assert err == "Advarsel: utgiftsbehovet til Larvik i 2024 er ikke kjent, og 1,0 er brukt, i: Skole\n"


def test_a_name_is_never_a_formula(larvik: Region) -> None:
    Region.objects.filter(code="4003").update(name="=1+1")
    assert "Skole,'=1+1,5000" in run()[1]


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        pytest.param({"region": "9999"}, ["--region: ukjent region «9999»"], id="a region that nobody knows"),
        pytest.param(
            {"region": None}, ["--region: mangler: skriv nummeret på kommunen, for eksempel 3909"], id="no region"
        ),
        pytest.param({"year": None}, ["--year: mangler: skriv et årstall, for eksempel 2024"], id="no year"),
        pytest.param({"year": "24"}, ["--year: «24» er ikke et årstall"], id="no year at all"),
        pytest.param(
            {"format": "xml"}, ["--format: formatet «xml» finnes ikke: bruk csv eller json"], id="a wrong format"
        ),
        pytest.param(
            {"known_at": "i går"},
            ["--known-at: «i går» er ikke en dato: skriv ÅÅÅÅ-MM-DD, for eksempel 2025-04-01"],
            id="a day that is none",
        ),
        pytest.param(
            {"region": "9999", "year": "i fjor", "known_at": "1. april"},
            [
                "--region: ukjent region «9999»",
                "--year: «i fjor» er ikke et årstall",
                "--known-at: «1. april» er ikke en dato: skriv ÅÅÅÅ-MM-DD, for eksempel 2025-04-01",
            ],
            id="everything that is wrong at once",
        ),
        pytest.param(
            {"year": "2019"},
            [
                "Larvik mangler netto driftsutgifter per innbygger for 2019",
                "Larvik mangler innbyggertall for 2019",
                "Larvik mangler utgiftsbehov for 2019",
            ],
            id="a year without figures",
        ),
        pytest.param(
            {"region": "4003"},
            ["Skien mangler innbyggertall for 2024", "Skien mangler utgiftsbehov for 2024"],
            id="a municipality without inhabitants or need",
        ),
    ],
)
def test_bad_input_is_one_line_each(larvik: Region, options: dict[str, str | None], lines: list[str]) -> None:
    code, out, err = run(**options)
    assert (code, out, err.splitlines()) == (1, "", lines)


def test_it_says_which_sectors_are_missing(larvik: Region) -> None:
    Observation.objects.filter(region=larvik, indicator__service_area__name="Skole").delete()
    assert run() == (1, "", "Larvik mangler tall for 2024 i disse sektorene: Skole\n")


def test_it_says_when_there_is_nobody_to_compare_with(larvik: Region) -> None:
    Observation.objects.exclude(region=larvik).delete()
    assert run() == (1, "", "ingen andre har tall for alle sektorene i 2024\n")


def test_without_inhabitants_there_is_no_answer(larvik: Region) -> None:
    Observation.objects.filter(indicator__code=INHABITANTS).delete()
    assert run() == (1, "", "Larvik mangler innbyggertall for 2024\n")


def test_an_empty_database_has_an_answer_too() -> None:
    assert run() == (1, "", "--region: ukjent region «3909»\n")
