"""The JSON-stat reader on answers that real servers gave, against what one sees who reads them with the eye."""

import json
from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal
from math import isnan
from pathlib import Path
from typing import Any

import pytest

from indicators.sources.jsonstat import (
    Dataset,
    DatasetRefused,
    IndicatorInTable,
    Refusal,
    Role,
    cells_of,
    indicators_in,
    read_dataset,
)

SSB, SSB_V0, KOSTRA, EUROSTAT = (
    *("01_ssb_v2_13615_status_dot_zero_vs_null", "03_ssb_v0_05300_jsonstat2_dot_dotdot"),
    *("06a_ssb_kostra_12362_default_order", "10_eurostat_nama_10_gdp_sparse"),
)
SCB, SCB_METADATA, BUNDLE, NO_LABELS = (
    *("12_scb_pxwebapi2_TAB6471_data", "13_scb_pxwebapi2_TAB6471_metadata"),
    *("16_dst_HISB3_jsonstat1_bundle", "19_icane_cantabria_js2_no_labels_dim_order"),
)
HIERARCHY, UNITS, SERVER_METADATA = (
    *("22_jsonstat_org_hierarchy_sparse_child", "23_jsonstat_org_us-gsp_units"),
    "29_pxwebapi_server_expected_metadata_tab004",
)
WITH_CELLS = [SSB, SSB_V0, KOSTRA, EUROSTAT, SCB, BUNDLE, NO_LABELS, HIERARCHY, UNITS]
REFUSED = {
    "07_ssb_v0_kostra_table_metadata": Refusal.NOT_A_DATASET,
    "08_klass_131_codes_from2013": Refusal.NOT_A_DATASET,
    "14_scb_pxwebapi2_config": Refusal.NOT_A_DATASET,
    "15_scb_pxwebapi2_tables_search": Refusal.NOT_A_DATASET,
    "20_jsonstat_org_order": Refusal.TEXT_VALUE,
    "24_jsonstat_org_oecd-canada-col": Refusal.COLLECTION,
    "27_pxwebapi_server_expected_config": Refusal.NOT_A_DATASET,
    "28_pxwebapi_server_expected_tables": Refusal.NOT_A_DATASET,
}


def body_of(samples: Path, name: str) -> bytes:
    path = samples / f"{name}.json"
    if not path.exists():
        pytest.skip(f"{path.name} is not among the samples")
    return path.read_bytes()


def read(samples: Path, name: str) -> Dataset:
    return read_dataset(body_of(samples, name), stem=name[:3], max_cells=100_000)


def parsed(samples: Path, name: str) -> Any:
    document = json.loads(body_of(samples, name), parse_float=Decimal, parse_int=Decimal)
    return document.get("dataset", document)


def test_whatever_lies_there_is_read_or_refused_with_a_reason(samples: Path) -> None:
    refused = {}
    for path in samples.glob("*.json"):
        try:
            read(samples, path.stem)
        except DatasetRefused as error:
            refused[path.stem] = error.reason
    assert not refused.keys() & {*WITH_CELLS, SCB_METADATA, SERVER_METADATA}


@pytest.mark.parametrize(("name", "reason"), REFUSED.items())
def test_what_is_no_dataset_of_figures_is_refused(samples: Path, name: str, reason: Refusal) -> None:
    with pytest.raises(DatasetRefused) as refused:
        read(samples, name)
    assert refused.value.reason is reason


@pytest.mark.parametrize("name", WITH_CELLS)
def test_every_value_and_symbol_is_that_of_the_file(samples: Path, name: str) -> None:
    columns, document = read(samples, name).columns, parsed(samples, name)
    value, status = document["value"], document.get("status", {})
    for cell, number in enumerate(columns.values.tolist()):
        expected = value.get(str(cell)) if isinstance(value, dict) else value[cell]
        assert (None if isnan(number) else Decimal(repr(number))) == expected
        assert columns.symbol_texts[columns.symbols[cell]] == status.get(str(cell), "")


@pytest.mark.parametrize(
    ("name", "size", "table", "updated"),
    [
        (SSB, (10, 2, 1, 5), "13615", datetime(2025, 4, 11, 6, tzinfo=UTC)),
        (SSB_V0, (6, 8, 1, 9), "05300", datetime(2022, 5, 24, 6, tzinfo=UTC)),
        (KOSTRA, (1, 8, 1, 1, 1), "06a", datetime(2026, 6, 15, 6, tzinfo=UTC)),
        (EUROSTAT, (1, 32, 2, 1, 1), "10_", datetime(2024, 11, 18, 10, tzinfo=UTC)),
        (SCB, (21, 11, 3, 1, 4), "TAB6471", datetime(2026, 6, 8, 6, tzinfo=UTC)),
        (BUNDLE, (3, 1, 2), "HISB3", datetime(2024, 2, 12, 7, tzinfo=UTC)),
        (NO_LABELS, (60, 3, 5, 6), "19_", datetime(2017, 1, 25, 23, tzinfo=UTC)),
        (UNITS, (1, 51, 4), "23_", datetime(2013, 10, 3, tzinfo=UTC)),
        (SERVER_METADATA, (14, 11, 1, 28), "TAB004", None),
    ],
)
def test_size_table_and_update(
    samples: Path, name: str, size: tuple[int, ...], table: str, updated: datetime | None
) -> None:
    dataset = read(samples, name)
    assert (dataset.size, dataset.table, dataset.updated) == (size, table, updated)


def test_true_zeros_stand_beside_dots(samples: Path) -> None:
    cells = list(cells_of(read(samples, SSB)))
    assert [cells[number].value for number in (83, 84, 85, 87)] == [0, 0, None, 0]
    assert Counter(cell.missing for cell in cells) == {"": 70, ".": 30}
    assert cells[40]._replace(position=0) == (0, "13615:04+05:01-03:Petroleum", "-", "2020", "152", "")


def test_both_symbols_of_one_table_are_kept_apart(samples: Path) -> None:
    cells = list(cells_of(read(samples, SSB_V0)))
    assert Counter(cell.missing for cell in cells if cell.value is None) == {".": 20, "..": 8}
    assert (cells[360].indicator, cells[360].period, cells[360].missing) == ("05300:06:01:Avstand", "1991", "..")


def test_kostra_has_its_region_its_service_area_and_its_unit(samples: Path) -> None:
    dataset = read(samples, KOSTRA)
    assert [(cell.region, cell.period, cell.literal) for cell in cells_of(dataset)][6] == ("0301", "2024", "16")
    assert list(indicators_in(dataset))[6] == IndicatorInTable(
        code="06a:FGK8b:AGD10:KOSandel3501",
        name="Grunnskole, Brutto driftsutgifter på funksjon/tjenesteområde, Andel av totale utgifter (prosent)",
        unit="prosent",
        decimals=1,
    )
    assert len(dataset.notes) == 4


def test_eurostat_is_known_by_the_names_of_its_dimensions(samples: Path) -> None:
    dataset = read(samples, EUROSTAT)
    cells = list(cells_of(dataset))
    assert (cells[43].region, cells[43].period, cells[43].note) == ("DK", "2023", "d")
    assert cells[1].indicator == "10_:A:CLV_I20:B1G"


def test_metadata_describe_a_table_without_its_cells(samples: Path) -> None:
    dataset = read(samples, SCB_METADATA)
    assert (dataset.is_description, dataset.size, len(dataset.columns)) == (True, (312, 134, 3, 1, 16), 0)
    assert all(note.is_mandatory for note in dataset.notes)
    assert dataset.dimensions[1].notes[0].is_mandatory


def test_a_dimension_is_found_by_id_where_the_keys_stand_in_another_order(samples: Path) -> None:
    dataset = read(samples, NO_LABELS)
    assert [one.id for one in dataset.dimensions] == ["Trimestre", "Sexo", "Grupo de edad", "Variables"]
    assert dataset.codes_at(5399) == ("2016 - 4", "Mujeres", "De 55 y más años", "Inactivos")
    assert dataset.dimensions[0].labels[1] == "2005 - 1"
    with pytest.raises(DatasetRefused) as refused:
        cells_of(dataset)
    assert refused.value.reason is Refusal.CODE_HAS_WHITESPACE


def test_a_sparse_dataset_of_one_null_is_missing_everywhere(samples: Path) -> None:
    dataset = read(samples, HIERARCHY)
    assert {(cell.missing, cell.region, cell.period) for cell in cells_of(dataset)} == {("..", "-", "")}
    assert [one.role for one in dataset.dimensions] == [None]


def test_units_are_those_of_each_metric(samples: Path) -> None:
    dataset = read(samples, UNITS)
    assert [(one.unit, one.decimals) for one in indicators_in(dataset)] == [
        *(("$ million", 0), ("%", 2), ("million", 1), ("$", 0)),
    ]
    assert dataset.dimensions[1].role is Role.GEO


@pytest.mark.parametrize(("symbol", "value"), [(":", None), ("-", None), ("*", Decimal(6))])
def test_symbols_that_no_sample_has_put_into_a_real_answer(samples: Path, symbol: str, value: Decimal | None) -> None:
    document = json.loads(body_of(samples, SSB))
    document["value"][0] = None if value is None else int(value)
    document["status"]["0"] = symbol
    dataset = read_dataset(json.dumps(document).encode(), stem="01", max_cells=100)
    cell = next(cells_of(dataset))
    assert (cell.value, cell.missing or "*", cell.is_provisional) == (value, symbol, value is not None)
