"""`refresh_regions`: municipalities through time and the members of KOSTRA groups, from what ships and from Klass."""

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django import Settings

from accounts.models import AuditEvent
from indicators.models import Fetch, GroupMembership, Region, RegionChange, RegionKind, RegionVersion
from indicators.queries import group_of, members_of, region_breaks
from tests.factories import create_region
from tests.fakes.klass import Klass
from tests.fakes.pxweb import broken, half_a_document, too_many_calls, web_page

MODELS = (Region, RegionVersion, RegionChange, GroupMembership, Fetch, AuditEvent)
LARVIK = [("0709", 1988, 2018), ("0728", 1964, 2018), ("0712", 2018, 2020), ("3805", 2020, 2024), ("3909", 2024, None)]


def refreshed(*options: str) -> tuple[str, list[str]]:
    """The summary and the lines on standard error."""
    out, err = StringIO(), StringIO()
    call_command("refresh_regions", *options, stdout=out, stderr=err)
    return out.getvalue().strip(), err.getvalue().splitlines()


def refused(*options: str) -> list[str]:
    err = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("refresh_regions", *options, stdout=StringIO(), stderr=err)
    assert ended.value.code == 1
    return err.getvalue().splitlines()


def counts() -> list[int]:
    return [model._default_manager.count() for model in MODELS]


@pytest.fixture
def full(klass: Klass) -> Klass:
    """Klass with everything that ships, in its own words, and a little more."""
    names = {"0728": "Lardal", "0706": "Sandefjord", "0719": "Andebu", "0720": "Stokke", "0716": "Re"}
    for code, first, end in LARVIK:
        klass.code(code, names.get(code, "Larvik"), first, end)
    others: dict[str, list[tuple[str, int, int | None]]] = {
        "Sandefjord": [("0706", 1964, 2017), ("0719", 1964, 2017), ("0720", 1964, 2017), ("0710", 2017, 2020)],
        "Tønsberg": [("0704", 1964, 2020), ("0716", 2002, 2020), ("3803", 2020, 2024), ("3905", 2024, None)],
        "Skien": [("0806", 1964, 2020), ("3807", 2020, 2024), ("4003", 2024, None)],
        "Porsgrunn": [("0805", 1964, 2020), ("3806", 2020, 2024), ("4001", 2024, None)],
        "Sarpsborg": [("0105", 1992, 2020), ("3003", 2020, 2024), ("3105", 2024, None)],
        "Arendal": [("0906", 1992, 2020), ("4203", 2020, None)],
        "": [("3804", 2020, 2024), ("3907", 2024, None)],
    }
    for name, codes in others.items():
        for code, first, end in codes:
            klass.code(code, names.get(code, name or "Sandefjord"), first, end)
    rows = """0709 0712 2018, 0728 0712 2018, 0712 3805 2020, 3805 3909 2024, 0706 0710 2017, 0719 0710 2017,
        0720 0710 2017, 0710 3804 2020, 3804 3907 2024, 0704 3803 2020, 0716 3803 2020, 3803 3905 2024, 0806 3807 2020,
        3807 4003 2024, 0805 3806 2020, 3806 4001 2024, 0105 3003 2020, 3003 3105 2024, 0906 4203 2020"""
    for row in rows.split(","):
        old, new, year = row.split()
        klass.change(old, new, int(year))
    klass.code("9999", "Uoppgitt", 1964)
    return klass


def test_what_ships_needs_nobody_to_ask(settings: Settings) -> None:
    settings.KLASS_API_URL = "http://127.0.0.1:1/api/klass/v1"
    told, errors = refreshed("--shipped")
    assert (told.split(":")[0], errors) == ("regions.yaml", [])
    before = counts()
    assert refreshed("--shipped")[0].startswith("regions.yaml: 0 nye, 0 endret, ")
    assert counts() == before


def test_klass_agrees_with_what_ships_and_knows_when_codes_began(full: Klass) -> None:
    _told, errors = refreshed()
    assert errors == []
    starts = dict(RegionVersion.objects.values_list("region__code", "valid_from"))
    assert (starts["0716"], starts["0709"]) == (date(2002, 1, 1), date(1994, 1, 1))
    assert not Region.objects.filter(code="9999").exists()


def test_the_second_time_nothing_is_written(full: Klass) -> None:
    full.group(2024, "11", "3909", "3905")
    refreshed()
    before = counts()
    told, errors = refreshed()
    assert (told.startswith("Klass: 0 nye, 0 endret, "), errors) == (True, [])
    assert counts() == before


def test_looking_further_back_moves_the_starts_and_nothing_else(full: Klass) -> None:
    refreshed("--from", "2015")
    before = counts()[:4]
    refreshed("--from", "1960")
    assert counts()[:4] == before
    assert RegionVersion.objects.get(region__code="0709").valid_from == date(1988, 1, 1)
    assert refreshed("--from", "2015")[0].startswith("Klass: 0 nye, 0 endret, ")


def test_other_municipalities_come_from_klass(full: Klass) -> None:
    for code, name, first, end in (("1507", "Ålesund", 2020, 2024), ("1508", "Ålesund", 2024, None)):
        full.code(code, name, first, end)
    full.code("1580", "Haram", 2024)
    full.change("1507", "1508", 2024)
    full.change("1507", "1580", 2024)
    refreshed()
    names = dict(Region.objects.values_list("code", "name"))
    assert (names["1507"], names["1508"], names["1580"]) == ("Ålesund (–2023)", "Ålesund", "Haram")
    assert [one.text for one in region_breaks(Region.objects.get(code="1508"))] == [
        "Fra 2024 er Ålesund skilt ut av Ålesund (1507). Tall fra før gjelder et annet område og vises ikke."
    ]


def test_a_reused_code_is_told_apart_by_its_years(full: Klass) -> None:
    """As in the sample of Klass: 0104 is «Moss» and then «Moss ny»; a new name alone is another matter."""
    full.code("0104", "Moss", 1964, 2014)
    full.code("0104", "Moss ny", 2014, 2020)
    full.change("0104", "0104", 2014, names=("Moss", "Moss ny"))
    full.code("5401", "Tromsø", 2020, 2021)
    full.code("5401", "Tromsø – Romsa", 2021)
    full.change("5401", "5401", 2021, names=("Tromsø", "Tromsø – Romsa"))
    refreshed()
    assert [one.period for one in region_breaks(Region.objects.get(code="0104"))] == ["2014"]
    assert region_breaks(Region.objects.get(code="5401")) == []
    assert Region.objects.get(code="5401").name == "Tromsø – Romsa"


def test_groups_by_year(full: Klass) -> None:
    full.group(2020, "11", "3805", "3803")
    full.group(2020, "10", "3806")
    full.group(2021, "11", "3805", "3806")
    full.group(2021, "10", "3803")
    full.group(2024, "11", "3909")
    full.group(2024, "EKG10", "3905", "4001", "9999")
    _told, errors = refreshed()
    regions = {one.code: one for one in Region.objects.all()}
    eleven, ten = regions["EKG11"], regions["EKG10"]
    assert (ten.name, ten.kind) == ("KOSTRA-gruppe 10", RegionKind.KOSTRA_GROUP)
    groups = {
        code: [group_of(regions[code], date(year, 6, 30)) for year in (2020, 2022, 2024)]
        for code in ("3909", "3905", "4001")
    }
    assert groups == {"3909": [eleven] * 3, "3905": [eleven, ten, ten], "4001": [ten, eleven, ten]}
    # What ships has Tønsberg in group 11 in 2024: Klass knows better, and says so.
    [line] = [line for line in errors if "3905" in line]
    assert line.startswith("Advarsel: Klass: 3905: EKG10 fra 2024-01-01, ikke EKG11 fra 2024-01-01 (Larvik kommune, ")
    assert "Larvik" in {one.name for one in members_of(eleven, date(2024, 6, 30))}
    assert refreshed()[1] == []


def test_a_change_that_klass_does_not_know_is_told_and_stays(full: Klass) -> None:
    full.register.changed = [one for one in full.register.changed if one[0] != "0728"]
    _told, [line] = refreshed()
    assert line.startswith(
        "Advarsel: Klass: 0728 → 0712: endringen 2018-01-01 er ikke kjent der; vi har den fra SSBs liste"
    )
    assert RegionChange.objects.filter(old__code="0728").exists()


def test_it_asks_only_for_what_is_needed(full: Klass) -> None:
    refreshed("--from", "2024")
    asked = [call.target.removeprefix("/api/klass/v1/classifications/") for call in full.calls]
    today = timezone.localdate()
    assert asked[:2] == ["131/codes?from=2024-01-01", "131/changes?from=2024-01-01"]
    assert asked[2] == f"112/codesAt?date={today}"
    years = range(2024, today.year + 1)
    assert asked[3:] == [f"131/corresponds?targetClassificationId=112&from={y}-01-01&to={y}-12-31" for y in years]


@pytest.mark.parametrize("to", ["codes?", "changes", "codesAt", "corresponds"])
def test_a_busy_server_is_asked_again(full: Klass, to: str) -> None:
    full.answer_next(too_many_calls(), broken(), to=to.removesuffix("?"))
    assert refreshed("--from", "2024")[1] == []


@pytest.mark.parametrize(
    ("answer", "to", "sentence"),
    [
        (web_page(), "codes", "Klass: Svaret er ikke JSON fra Klass"),
        (web_page(status=404), "corresponds", "Klass: HTTP 404 Not Found"),
        (half_a_document(), "changes", "Klass: Svaret er ikke JSON fra Klass"),
    ],
)
def test_what_fails_writes_nothing(full: Klass, answer: Any, to: str, sentence: str) -> None:
    full.answer_next(answer, to=to)
    assert refused("--from", "2024") == [sentence]
    assert counts() == [0] * len(MODELS)


def test_an_answer_without_what_is_needed_is_refused(full: Klass) -> None:
    full.register.changed.append(("0104", "Moss", "0105", "", date(2014, 1, 1)))
    assert refused() == ["Klass: Svaret fra Klass mangler noe: codeChanges[19]: newName er ikke en tekst"]


def test_nobody_answers(settings: Settings, klass: Klass) -> None:
    klass.close()
    [line] = refused()
    assert line.startswith("Klass: Ingen forbindelse")
    assert counts() == [0] * len(MODELS)


def test_an_address_that_is_none(settings: Settings) -> None:
    settings.KLASS_API_URL = "klass"
    assert refused() == ["Klass: KLASS_API_URL er «klass», men må være en http- eller https-adresse."]


@pytest.mark.parametrize("year", ["20x5", "1700", "2999", "-1", "²"])
def test_a_year_that_is_none(year: str) -> None:
    [line] = refused(f"--from={year}")
    assert line.startswith(f"--from: «{year}» er ikke et år fra 1838 til ")


def test_regions_that_files_brought_keep_their_figures_and_get_names(full: Klass) -> None:
    region = create_region(code="0712", name="0712")
    refreshed()
    region.refresh_from_db()
    assert region.name == "Larvik (–2019)"
