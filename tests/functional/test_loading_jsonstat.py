"""A JSON-stat file through `load_observations`, as a person or a script loads it."""

import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from indicators.models import Fetch, Indicator, Observation, Region


def dataset(**changes: Any) -> dict[str, Any]:
    """Two measures of two municipalities in two years; one cell hidden, one without a symbol, one provisional."""
    return {
        "version": "2.0",
        "class": "dataset",
        "id": ["Region", "ContentsCode", "Tid"],
        "size": [2, 2, 2],
        "role": {"geo": ["Region"], "time": ["Tid"], "metric": ["ContentsCode"]},
        "dimension": {
            "Region": {"category": {"index": ["3909", "4301"], "label": {"3909": "Larvik", "4301": "Sørvik"}}},
            "ContentsCode": {
                "category": {
                    "index": {"Andel": 1, "Antall": 0},
                    "label": {"Antall": "Elever", "Andel": "Andel elever"},
                    "unit": {
                        "Antall": {"base": "personer", "decimals": 0},
                        "Andel": {"base": "prosent", "decimals": 1},
                    },
                }
            },
            "Tid": {"category": {"index": ["2023", "2024"]}},
        },
        "value": [10, 11, 5.5, 6.0, 0, None, None, 7.25],
        "status": {"3": "*", "5": ":"},
        "extension": {"px": {"tableid": "12345"}},
        **changes,
    }


def load(folder: Path, content: Any, *options: str, name: str = "tall.json") -> tuple[str, list[str], int]:
    file = folder / name
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    out, err = StringIO(), StringIO()
    code = 0
    try:
        call_command("load_observations", str(file), *options, stdout=out, stderr=err)
    except SystemExit as stop:
        code = int(stop.code or 0)
    return out.getvalue(), err.getvalue().splitlines(), code


def dumped(*options: str) -> list[str]:
    out = StringIO()
    call_command("dump_observations", *options, stdout=out)
    return [line.rsplit(",", 1)[0] for line in out.getvalue().splitlines()[1:]]


def test_every_cell_is_kept_as_it_was_printed(tmp_path: Path) -> None:
    assert load(tmp_path, dataset()) == ("tall.json: 8 nye, 0 endret, 0 uendret\n", [], 0)
    assert dumped() == [
        "12345:Andel,3909,2023,5.5,,actual",
        "12345:Andel,3909,2024,6,,provisional",
        "12345:Andel,4301,2023,,..,actual",
        "12345:Andel,4301,2024,7.25,,actual",
        "12345:Antall,3909,2023,10,,actual",
        "12345:Antall,3909,2024,11,,actual",
        "12345:Antall,4301,2023,0,,actual",
        "12345:Antall,4301,2024,,:,actual",
    ]


def test_new_indicators_and_regions_are_called_what_the_file_calls_them(tmp_path: Path) -> None:
    load(tmp_path, dataset())
    indicator = Indicator.objects.get(code="12345:Andel")
    assert (indicator.name_nb, indicator.unit, indicator.decimals) == ("Andel elever", "prosent", 1)
    assert Region.objects.get(code="4301").name == "Sørvik"


def test_an_indicator_that_is_there_keeps_its_own_name(tmp_path: Path) -> None:
    Indicator.objects.create(code="12345:Andel", name_nb="Vårt eget navn")
    load(tmp_path, dataset())
    assert Indicator.objects.get(code="12345:Andel").name_nb == "Vårt eget navn"


def test_what_the_file_says_of_its_figures_is_kept_with_its_delivery(tmp_path: Path) -> None:
    told = dataset(note=["Foreløpige tall.", "Brudd i 2020."], updated="2026-06-15T08:00:00+0200")
    told["dimension"]["Region"] |= {"label": "region", "note": ["Grenser i 2024."]}
    told["dimension"]["Region"]["category"]["note"] = {"4301": ["Ikke levert."]}
    load(tmp_path, told)
    fetch = Fetch.objects.get()
    assert fetch.note.splitlines() == [
        "Foreløpige tall.",
        "Brudd i 2020.",
        "region: Grenser i 2024.",
        "region, Sørvik: Ikke levert.",
    ]
    assert fetch.updated_upstream == datetime(2026, 6, 15, 6, tzinfo=UTC)


def test_a_symbol_that_nobody_knows_is_kept_and_told(tmp_path: Path) -> None:
    _out, told, code = load(tmp_path, dataset(status={"3": "*", "5": "x", "6": "..."}))
    assert [one.missing for one in Observation.objects.filter(literal="").order_by("missing")] == ["...", "x"]
    assert (len(told), code) == (1, 0)
    assert told[0].endswith("status: tegnet «x» er ukjent; det leses som at tallet mangler")


@pytest.mark.parametrize(
    ("measuring", "unit", "adds_up"),
    [
        pytest.param("Stock", "personer", True, id="a stock of persons adds up"),
        pytest.param("Flow", "1000 kr", True, id="money spent adds up"),
        pytest.param("", "1000 kr", True, id="so does money that nobody says more of"),
        pytest.param("", "personer", False, id="persons may be a mean where nobody says"),
        pytest.param("Average", "personer", False, id="a mean does not add up"),
        pytest.param("Stock", "personer per 1000 innbyggere", False, id="a rate does not add up"),
        pytest.param("Other", "kr", False, id="kroner may be per inhabitant"),
        pytest.param("Stock", "prosent", False, id="shares do not add up"),
    ],
)
def test_only_what_the_table_says_can_be_added_is_an_amount(
    tmp_path: Path, measuring: str, unit: str, adds_up: bool
) -> None:
    described = dataset()
    metric = described["dimension"]["ContentsCode"]
    metric["category"]["unit"]["Antall"] = {"base": unit, "decimals": 0}
    metric["extension"] = {"measuringType": {"Antall": measuring}} if measuring else {}
    load(tmp_path, described)
    assert Indicator.objects.get(code="12345:Antall").group_value == ("sum" if adds_up else "")


def test_the_same_file_again_writes_nothing(tmp_path: Path) -> None:
    load(tmp_path, dataset())
    before = Observation.objects.count(), Fetch.objects.count()
    assert load(tmp_path, dataset())[0] == "tall.json: 0 nye, 0 endret, 8 uendret\n"
    assert (Observation.objects.count(), Fetch.objects.count()) == before


def test_a_revised_cell_keeps_the_earlier_figure(tmp_path: Path) -> None:
    load(tmp_path, dataset(), "--known-from", "2025-03-15")
    revised = dataset(value=[10, 12, 5.5, 6.0, 0, None, None, 7.25])
    assert load(tmp_path, revised)[0] == "tall.json: 0 nye, 1 endret, 7 uendret\n"
    then = dumped("--indicator", "12345:Antall", "--region", "3909", "--known-at", "2025-04-01")
    assert then[1].endswith("2024,11,,actual")
    assert dumped("--indicator", "12345:Antall", "--region", "3909")[1].endswith("2024,12,,actual")


def test_a_file_without_table_and_region_takes_its_own_name(tmp_path: Path) -> None:
    lone = {
        "version": "2.0",
        "class": "dataset",
        "id": ["Tid"],
        "size": [1],
        "role": {"time": ["Tid"]},
        "value": [3],
        "dimension": {"Tid": {"category": {"index": ["2024"]}}},
    }
    load(tmp_path, lone, name="folketall.json")
    assert dumped() == ["folketall,-,2024,3,,actual"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "filen er ikke gyldig JSON"),
        ("[]", "filen er JSON, men ikke et JSON-stat-datasett"),
        ({"class": "collection", "version": "2.0"}, "en samling (collection)"),
        (dataset(size=[2, 2]), "id nevner 3 dimensjoner, men size har 2 tall"),
        (dataset(value=[1, 2]), "value har 2 verdier, men size gir 8 celler"),
        (dataset(value=["x", 1, 2, 3, 4, 5, 6, 7]), "celle 0 har verdien «x», som ikke er et tall"),
        (dataset(value=[], status={}), "filen beskriver en tabell, men har ingen tall"),
        (json.dumps(dataset()).replace("[10,", "[NaN,"), "ikke et tall som JSON kan ha"),
        (dataset(status={"5": "ikke oppgitt"}), "«ikke oppgitt» er for langt til å være et tegn"),
        (json.dumps(dataset()).replace("2023", "i fjor"), "«i fjor» er ikke en periode"),
    ],
)
def test_a_bad_file_is_told_in_one_line_and_nothing_is_written(tmp_path: Path, content: Any, told: str) -> None:
    out, err, code = load(tmp_path, content)
    assert (out, code, len(err)) == ("", 1, 1)
    assert err[0].startswith("tall.json: ")
    assert told in err[0]
    assert not Observation.objects.exists()
    assert not Indicator.objects.exists()


def test_a_file_of_more_cells_than_allowed_is_refused(tmp_path: Path, settings: Any) -> None:
    settings.MAX_IMPORT_CELLS = 7
    assert "datasettet har 8 celler, og grensen er 7" in load(tmp_path, dataset())[1][0]
