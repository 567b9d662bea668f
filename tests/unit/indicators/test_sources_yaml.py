"""The file of sources: what it may say, and one line for each thing that is wrong."""

import csv
from typing import Any

import pytest
import yaml

from accounts.imports import ImportRefused
from indicators.services.source_files import SHIPPED
from indicators.sources.sources_yaml import SourceRow, read_sources
from tests.larvik import LARVIK

ONE: dict[str, Any] = {"table": "12134", "name": "Nøkkeltall"}
MAPPING: dict[str, Any] = {"code": "12134:KOSa", "indicator": "fond", "name": "Fond", "unit": "percent"}


def read(*sources: Any, **members: Any) -> list[SourceRow]:
    body = yaml.safe_dump({"sources": list(sources), **members}, allow_unicode=True).encode()
    return read_sources(body, name="kilder.yaml")


def refusal_of(*sources: Any, **members: Any) -> list[str]:
    with pytest.raises(ImportRefused) as refused:
        read(*sources, **members)
    return [str(problem) for problem in refused.value.problems]


def test_only_table_and_name_are_required() -> None:
    (row,) = read(ONE)
    assert (row.table, row.name, row.url) == ("12134", "Nøkkeltall", "https://www.ssb.no/statbank/table/12134/")
    assert (row.selection, row.codelists, row.mappings) == ({}, {}, ())
    assert (row.is_kostra, row.is_verified, row.fetch_every_hours) == (False, False, 24)


def test_a_number_without_quotes_keeps_its_zeros() -> None:
    (row,) = read_sources(b"sources:\n- table: 07459\n  name: Folketall\n", name="kilder.yaml")
    assert row.table == "07459"


def test_an_empty_selection_sums_a_variable_away_and_one_that_is_not_named_is_whole() -> None:
    (row,) = read(ONE | {"selection": {"Kjonn": [], "Tid": ["top(3)"]}})
    assert row.selection == {"Kjonn": [], "Tid": ["top(3)"]}


@pytest.mark.parametrize(
    ("source", "line"),
    [
        pytest.param({"name": "N"}, "table: feltet er påkrevd", id="no table"),
        pytest.param(ONE | {"table": "12134/data?x"}, "er ikke et tabellnummer", id="an address for a table"),
        pytest.param({"table": "12134"}, "name (12134): feltet er påkrevd", id="no name"),
        pytest.param(ONE | {"name": "N" * 301}, "lengre enn 300 tegn", id="a long name"),
        pytest.param(ONE | {"seleciton": {}}, "ukjent felt «seleciton»", id="a misspelt field"),
        pytest.param(ONE | {"selection": ["Tid"]}, "her ventes felter med navn", id="a list for a selection"),
        pytest.param(ONE | {"selection": {"Tid": "2024"}}, "her ventes en liste", id="a text for codes"),
        pytest.param(ONE | {"selection": {"Tid": [{"a": 1}]}}, "her ventes tekst", id="fields for a code"),
        pytest.param(ONE | {"codelists": {"Region": None}}, "feltet er påkrevd", id="a codelist without a name"),
        pytest.param(ONE | {"is_kostra": "ja"}, "her ventes true eller false", id="a word for a truth"),
        pytest.param(ONE | {"fetch_every_hours": 0}, "her ventes et helt tall fra 1", id="never"),
        pytest.param(ONE | {"mappings": [MAPPING | {"code": "13542:KOSa"}]}, "begynner ikke med", id="another table"),
        pytest.param(ONE | {"mappings": [MAPPING | {"indicator": "et fond"}]}, "mellomrom", id="a blank in a code"),
        pytest.param(ONE | {"mappings": [MAPPING, MAPPING]}, "står flere ganger", id="a code twice"),
        pytest.param(ONE | {"mappings": [MAPPING | {"unti": "x"}]}, "ukjent felt «unti»", id="misspelt in a mapping"),
        pytest.param("12134", "her ventes felter med navn", id="a text for a source"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(source: Any, line: str) -> None:
    told = refusal_of(source)
    assert all(one.startswith("kilder.yaml: linje ") for one in told)
    assert any(line in one for one in told), told


def test_everything_that_is_wrong_is_told_at_once() -> None:
    assert len(refusal_of({"name": "N"}, ONE | {"is_kostra": "ja"}, ONE, andre=[])) == 5


def test_a_file_without_sources_is_refused() -> None:
    assert refusal_of() == ["kilder.yaml: linje 1, sources: filen har ingen kilder"]


def test_the_file_that_ships_maps_only_to_indicators_of_the_catalogue_that_are_not_adjusted() -> None:
    with (LARVIK / "indicators.csv").open(encoding="utf-8") as file:
        catalogue = {row["indicator_id"]: row for row in csv.DictReader(file)}
    rows = read_sources(SHIPPED.read_bytes(), name=SHIPPED.name)
    mappings = [mapping for row in rows for mapping in row.mappings]
    assert mappings
    for one in mappings:
        known = catalogue[one.indicator]
        assert (one.name, one.unit, str(one.decimals)) == (known["name_nb"], known["unit"], known["decimals"])
        assert known["adjusted"] == "false"


def test_every_source_that_ships_says_what_is_known_of_it() -> None:
    rows = read_sources(SHIPPED.read_bytes(), name=SHIPPED.name)
    assert all(row.verification_note for row in rows)
    assert {"12134", "12143", "12137", "12362", "12367", "13542", "07459"} <= {row.table for row in rows}
