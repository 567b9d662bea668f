"""What the JSON-stat reader makes of every legal form."""

import json
from copy import deepcopy
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from indicators.sources.jsonstat import Dataset, Note, Role, Unit, cells_of, read_dataset
from tests.jsonstat_files import Document, body_of, bundle_of, kostra

VALUES = ["-0.5", "1.9", "100", "0", "2.5", "", "", "16"]
SYMBOLS = ["", "", "", "", "", ":", ".", ""]


def read(document: object, *, stem: str = "fil", max_cells: int = 1_000) -> Dataset:
    return read_dataset(body_of(document), stem=stem, max_cells=max_cells)


def literals(dataset: Dataset) -> list[str]:
    return [cell.literal for cell in cells_of(dataset)]


def symbols(dataset: Dataset) -> list[str]:
    return [dataset.columns.symbol_texts[code] for code in dataset.columns.symbols]


def changed(path: str, member: object) -> Document:
    """The small document with one member changed, or taken away with Ellipsis."""
    document = deepcopy(kostra())
    *way, last = path.split("/")
    part: Any = document
    for name in way:
        part = part[name]
    if member is ...:
        del part[last]
    else:
        part[last] = member
    return document


def test_a_dataset_as_statistics_norway_writes_it() -> None:
    dataset = read(kostra())
    assert (dataset.table, dataset.label[:5], dataset.source) == ("12134", "12134", "Statistisk sentralbyrå")
    assert [one.id for one in dataset.dimensions] == ["KOKkommuneregion0000", "ContentsCode", "Tid"]
    assert [one.role for one in dataset.dimensions] == [Role.GEO, Role.METRIC, Role.TIME]
    assert dataset.dimensions[0].codes == ("3909", "EAKUO")
    assert dataset.dimensions[0].names == {"3909": "Larvik", "EAKUO": "Landet uten Oslo"}
    assert (dataset.size, len(dataset.columns), dataset.is_description) == ((2, 2, 2), 8, False)


def test_cells_are_columns_of_numbers_and_symbols() -> None:
    columns = read(kostra()).columns
    assert columns.values.dtype == np.float64
    assert columns.symbols.dtype == np.uint8
    assert columns.values[[0, 1, 2, 3, 4, 7]].tolist() == [-0.5, 1.9, 100, 0, 2.5, 16]
    assert np.isnan(columns.values).tolist() == [not value for value in VALUES]
    assert [columns.symbol_texts[code] for code in columns.symbols] == SYMBOLS


@pytest.mark.parametrize(
    "value",
    [
        pytest.param([-0.5, 1.9, 100, 0, 2.5, None, None, 16], id="an array"),
        pytest.param({"7": 16, "0": -0.5, "1": 1.9, "2": 100, "3": 0, "4": 2.5}, id="an object with missing keys"),
        pytest.param(
            {"0": -0.5, "1": 1.9, "2": 100, "3": 0, "4": 2.5, "5": None, "6": None, "7": 16}, id="an object with nulls"
        ),
    ],
)
def test_values_are_read_from(value: object) -> None:
    assert literals(read(kostra(value=value))) == VALUES


@pytest.mark.parametrize(
    "status",
    [
        pytest.param({"5": ":", "6": "."}, id="an object"),
        pytest.param({"5": ":", "6": ".", "1": "", "2": None}, id="an object with empty ones"),
        pytest.param([None, None, "", None, None, ":", ".", None], id="an array"),
        pytest.param({"value": {"6": ".", "5": ":"}}, id="an object inside value"),
        pytest.param({"value": ["", "", "", "", "", ":", ".", ""], "label": {":": "skjult"}}, id="an array in value"),
    ],
)
def test_status_is_read_from(status: object) -> None:
    assert symbols(read(kostra(status=status))) == SYMBOLS


@pytest.mark.parametrize("status", ["a", ["a"], {"value": "a"}, {"value": ["a"]}])
def test_one_status_speaks_for_all_cells(status: object) -> None:
    assert symbols(read(kostra(status=status))) == ["a"] * 8


@pytest.mark.parametrize("status", [..., None, "", [], {}, {"value": []}, {"value": None}])
def test_no_status_is_no_symbol(status: object) -> None:
    dataset = read(kostra(status=status))
    assert symbols(dataset) == [""] * 8
    assert [cell.missing for cell in cells_of(dataset)][5:7] == ["..", ".."]


def test_more_symbols_than_a_byte_can_number() -> None:
    names = [f"note {number}" for number in range(300)]
    document = kostra(
        id=["celle"], size=[300], role=..., dimension={"celle": {"category": {"index": names}}}, value=[1] * 300
    )
    dataset = read(document | {"status": names})
    assert dataset.columns.symbols.dtype == np.uint16
    assert symbols(dataset) == names


def test_zero_is_a_value_and_missing_is_not_zero() -> None:
    document = kostra(
        value=[0, None, None, None, None, 0.0, -0.0, 0], status={"1": "-", "2": ":", "3": "...", "5": "*"}
    )
    cells = list(cells_of(read(document)))
    assert [cell.value for cell in cells] == [0, None, None, None, None, 0, 0, 0]
    assert [cell.missing for cell in cells] == ["", "-", ":", "...", "..", "", "", ""]
    assert cells[6].literal == "0"


def test_a_number_stands_whatever_its_status_says() -> None:
    cells = list(cells_of(read(kostra(value=[1, 2, 3, 4, 5, 6, 7, 8], status={"0": "*", "1": "d", "2": ":"}))))
    assert [cell.value for cell in cells[:3]] == [1, 2, 3]
    assert [(cell.is_provisional, cell.note, cell.missing) for cell in cells[:4]] == [
        *((True, "", ""), (False, "d", ""), (False, ":", ""), (False, "", ""))
    ]


def test_symbols_printed_in_place_of_values_are_told() -> None:
    dataset = read(kostra(status={"0": "d", "5": ":", "6": "strøket"}))
    assert dataset.missing_symbols() == {":", "strøket"}


@pytest.mark.parametrize(
    "index",
    [
        pytest.param(["3909", "EAKUO"], id="an array"),
        pytest.param({"EAKUO": 1, "3909": 0}, id="an object in any order"),
        pytest.param({"EAKUO": "1", "3909": "0"}, id="positions in quotation marks"),
    ],
)
def test_codes_stand_by_position(index: object) -> None:
    dataset = read(changed("dimension/KOKkommuneregion0000/category/index", index))
    assert dataset.dimensions[0].codes == ("3909", "EAKUO")
    assert dataset.codes_at(4) == ("EAKUO", "KOSAGD230000", "2023")


def test_a_constant_dimension_may_leave_out_its_index() -> None:
    document = kostra(id=["land", "Tid"], size=[1, 2], role=..., value=[1, 2], status=...)
    document["dimension"] = {"land": {"category": {"label": {"CA": "Canada"}}}, "Tid": document["dimension"]["Tid"]}
    dataset = read(document)
    assert (dataset.dimensions[0].codes, dataset.dimensions[0].labels) == (("CA",), ("Canada",))


def test_a_code_without_a_name_is_its_own_name() -> None:
    dataset = read(changed("dimension/KOKkommuneregion0000/category/label", {"EAKUO": "Landet uten Oslo"}))
    assert dataset.dimensions[0].labels == ("3909", "Landet uten Oslo")
    dataset = read(changed("dimension/KOKkommuneregion0000/category/label", ...))
    assert dataset.dimensions[0].labels == ("3909", "EAKUO")


def test_sizes_may_be_text() -> None:
    assert read(kostra(size=["2", "2", "2"])).size == (2, 2, 2)


@pytest.mark.parametrize("key", ["dataset", "12134: Nøkkeltall", "id"])
def test_a_bundle_of_one_from_before_2_0(key: str) -> None:
    dataset = read(bundle_of(kostra(extension=...), key=key), stem="fil")
    assert (literals(dataset), symbols(dataset), dataset.table) == (VALUES, SYMBOLS, "fil")
    assert [one.role for one in dataset.dimensions] == [Role.GEO, Role.METRIC, Role.TIME]


def test_a_bundle_may_say_its_class_and_carry_other_things() -> None:
    bundle = bundle_of(kostra()) | {"class": "bundle", "updated": "2020-01-01", "link": {"item": []}}
    assert literals(read(bundle)) == VALUES


def test_class_and_version_may_be_left_out() -> None:
    document = kostra(version=...)
    del document["class"]
    assert literals(read(document)) == VALUES


def test_from_2_0_on_a_dimension_may_be_called_size() -> None:
    document = kostra(id=["id", "size", "role"], role=...)
    document["dimension"] = dict(zip(["role", "size", "id"], reversed(document["dimension"].values()), strict=True))
    assert read(document).codes_at(1) == ("3909", "KOSAGD230000", "2024")


def test_the_order_of_id_rules_and_not_that_of_the_dimensions() -> None:
    document = kostra(id=["Tid", "KOKkommuneregion0000", "ContentsCode"])
    dataset = read(document)
    assert dataset.codes_at(3) == ("2023", "EAKUO", "KOSfond")
    assert [(cell.period, cell.region, cell.indicator) for cell in cells_of(dataset)][3] == (
        *("2023", "EAKUO", "12134:KOSfond"),
    )


def test_a_description_of_a_table_has_no_cells_and_may_be_of_any_size() -> None:
    dataset = read(kostra(value=[], status=...), max_cells=1)
    assert (dataset.is_description, len(dataset.columns), list(cells_of(dataset))) == (True, 0, [])
    assert dataset.missing_symbols() == frozenset()


def test_a_dataset_of_no_cells_is_no_description() -> None:
    document = changed("dimension/Tid/category", {"index": {}, "label": {}}) | {"size": [2, 2, 0], "value": []}
    dataset = read(document | {"status": {}})
    assert (dataset.is_description, list(cells_of(dataset))) == (False, [])


@pytest.mark.parametrize(
    ("names", "roles"),
    [
        (["Region", "ContentsCode", "Tid"], [Role.GEO, Role.METRIC, Role.TIME]),
        (["KOKkommuneregion0000", "alder", "year"], [Role.GEO, None, Role.TIME]),
        (["geo", "unit", "time"], [Role.GEO, None, Role.TIME]),
        (["area", "concept", "2024"], [Role.GEO, None, None]),
    ],
)
def test_without_roles_dimensions_are_known_by_name(names: list[str], roles: list[Role | None]) -> None:
    document = kostra(role=..., id=names)
    document["dimension"] = dict(zip(names, document["dimension"].values(), strict=True))
    assert [one.role for one in read(document).dimensions] == roles


def test_a_role_that_is_given_outdoes_the_name() -> None:
    document = kostra(role={"time": ["KOKkommuneregion0000"], "annet": ["Tid"]})
    assert [one.role for one in read(document).dimensions] == [Role.TIME, Role.METRIC, None]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ({"base": "prosent", "decimals": 1}, Unit("prosent", 1)),
        ({"base": "prosent"}, Unit("prosent", None)),
        (
            {"symbol": "$", "position": "start", "label": "million", "multiplier": 6, "decimals": 0},
            Unit("$ million", 0),
        ),
        ({"symbol": "%", "position": "end", "decimals": "2"}, Unit("%", 2)),
        ({"base": "people", "multiplier": 3, "label": "thousands of persons"}, Unit("thousands of persons", None)),
        ({"base": "people", "multiplier": 3}, Unit("10^3 people", None)),
        ({}, Unit("", None)),
    ],
)
def test_units_belong_to_their_metric(unit: Document, expected: Unit) -> None:
    dataset = read(changed("dimension/ContentsCode/category/unit", {"KOSfond": unit}))
    assert dataset.dimensions[1].units == {"KOSfond": expected}


def test_notes_are_kept_where_they_stand() -> None:
    document = changed("dimension/Tid/note", "Ikke i bruk før 2015.")
    document["dimension"]["ContentsCode"]["category"]["note"] = {"KOSfond": ["Uten\r\nVAR.", "Se veileder."]}
    document["dimension"]["ContentsCode"]["extension"] = {"categoryNoteMandatory": {"KOSfond": {"1": True}}}
    dataset = read(document)
    assert dataset.notes == (Note("Reviderte tall."), Note("Brudd i 2020.", is_mandatory=True))
    assert dataset.dimensions[2].notes == (Note("Ikke i bruk før 2015."),)
    noted = dataset.dimensions[1].category_notes
    assert noted == {"KOSfond": (Note("Uten\r\nVAR."), Note("Se veileder.", is_mandatory=True))}


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-06-15T06:00:00Z", datetime(2026, 6, 15, 6, tzinfo=UTC)),
        ("2024-11-18T11:00:00+0100", datetime(2024, 11, 18, 10, tzinfo=UTC)),
        ("2017-01-26T00:00:00+01:00", datetime(2017, 1, 25, 23, tzinfo=UTC)),
        ("2024-11-18T11:00:00", datetime(2024, 11, 18, 11, tzinfo=UTC)),
        ("2013-10-03", datetime(2013, 10, 3, tzinfo=UTC)),
        ("31/12/2015", datetime(2015, 12, 31, tzinfo=UTC)),
        ("31/12/2015 09:30", datetime(2015, 12, 31, 9, 30, tzinfo=UTC)),
        ("15.06.2026", datetime(2026, 6, 15, tzinfo=UTC)),
        ("VALUE_HAS_BEEN_REPLACED", None),
        ("0001-01-01T00:00:00+12:00", None),
        ("", None),
    ],
)
def test_updated_is_read_in_its_odd_spellings(text: str, moment: datetime | None) -> None:
    dataset = read(kostra(updated=text))
    assert (dataset.updated, dataset.updated_text) == (moment, text)


def test_the_table_is_named_by_px_or_by_the_file() -> None:
    assert read(kostra(), stem="fil").table == "12134"
    assert read(kostra(extension={"px": {"tableid": ""}}), stem="fil").table == "fil"
    assert read(kostra(extension=[]), stem="fil").table == "fil"


@pytest.mark.parametrize("layout", [{"indent": 2}, {"separators": (",", ":")}, {"separators": (" ,\n", " :\t")}])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_blanks_and_a_byte_order_mark_mean_nothing(layout: dict[str, Any], mark: bytes) -> None:
    dataset = read_dataset(mark + json.dumps(kostra(), **layout).encode(), stem="fil", max_cells=8)
    assert (literals(dataset), symbols(dataset)) == (VALUES, SYMBOLS)


def test_an_array_elsewhere_that_is_called_value_is_left_alone() -> None:
    document = {"extension": {"value": [1, 2, 3, 4, 5, 6, 7, 8], '"value": [': '"value": [1]'}} | kostra(extension=...)
    assert literals(read(document)) == VALUES


@pytest.mark.parametrize(
    ("written", "literal"),
    [
        ("12.3", "12.3"),
        ("16.0", "16"),
        ("-0", "0"),
        ("-0.0", "0"),
        ("1e3", "1000"),
        ("1.5E-7", "0.00000015"),
        ("0.1", "0.1"),
        ("999999999999999", "999999999999999"),
        ("0.123456789012345", "0.123456789012345"),
        ("123456789012345e5", "12345678901234500000"),
        # Beyond fifteen digits a float no longer holds the number.
        ("1234567890123456.789", "1234567890123456.789"),
        ("9007199254740993", "9007199254740993"),
        ("12.300000000000001", "12.300000000000001"),
        ("0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("1.00000000000000000000", "1"),
        ("1234567890.12345678e3", "1234567890123.45678"),
        ("0e99999999", "0"),
        ("1e-320", f"0.{'0' * 319}1"),
        ("1.2345678901e-315", f"0.{'0' * 314}12345678901"),
    ],
)
@pytest.mark.parametrize("form", ["[1, {}]", '{{"1": {}}}', "[1,\n   {}\n]"])
def test_numbers_are_exact(form: str, written: str, literal: str) -> None:
    tid = {"Tid": kostra()["dimension"]["Tid"]}
    text = json.dumps({"class": "dataset", "id": ["Tid"], "size": [2], "dimension": tid, "value": "@"})
    dataset = read_dataset(text.replace('"@"', form.format(written)).encode(), stem="fil", max_cells=2)
    cell = list(cells_of(dataset))[1]
    assert (cell.literal, cell.value) == (literal, Decimal(literal))


def test_a_column_keeps_only_those_numbers_as_text_that_a_float_changes() -> None:
    text = json.dumps(kostra()).replace("1.9", "1.90000000000000004").replace("2.5", "2.5000000000000000")
    dataset = read_dataset(text.encode(), stem="fil", max_cells=8)
    assert dataset.columns.exact == {1: "1.90000000000000004"}
