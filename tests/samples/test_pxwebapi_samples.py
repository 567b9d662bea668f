"""What the client makes of answers that real PxWebApi v2 servers gave."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from indicators.sources.ssb.contacts import without_contacts
from indicators.sources.ssb.readings import read_description, read_limits, read_search

DATA, METADATA = "12_scb_pxwebapi2_TAB6471_data", "13_scb_pxwebapi2_TAB6471_metadata"
SERVER_METADATA = "29_pxwebapi_server_expected_metadata_tab004"


def body(samples: Path, name: str) -> bytes:
    return (samples / f"{name}.json").read_bytes()


@pytest.mark.parametrize(
    ("name", "cells", "calls"),
    [("14_scb_pxwebapi2_config", 150_000, 3), ("27_pxwebapi_server_expected_config", 10_000, 30)],
)
def test_limits(samples: Path, name: str, cells: int, calls: int) -> None:
    limits = read_limits(body(samples, name))
    assert (limits.max_cells, limits.calls) == (cells, calls)


@pytest.mark.parametrize(
    ("name", "total", "first"),
    [("15_scb_pxwebapi2_tables_search", 10, "TAB4552"), ("28_pxwebapi_server_expected_tables", 5, "TAB004")],
)
def test_search(samples: Path, name: str, total: int, first: str) -> None:
    page = read_search(body(samples, name), page=1)
    assert (page.page, page.pages, page.total, len(page.tables)) == (1, 1, total, total)
    assert page.tables[0].id == first
    assert page.tables[0].updated is not None


def test_description(samples: Path) -> None:
    description = read_description(body(samples, METADATA), "TAB6471")
    assert [one.id for one in description.variables if one.is_eliminable] == ["Region", "Kon"]
    assert [len(one.codes) for one in description.variables] == [312, 134, 3, 1, 16]
    assert [one.id for one in description.variables[0].codelists] == ["vs_CKM01Riket", "vs_CKM02Län", "vs_CKM03Kommun"]
    assert description.dataset.updated == datetime(2026, 6, 8, 6, tzinfo=UTC)


def test_description_with_a_time_that_is_not_called_so(samples: Path) -> None:
    description = read_description(body(samples, SERVER_METADATA), "TAB004")
    time = description.variable("time")
    assert time is not None
    assert [time.id, len(time.codes)] == ["TIME", 28]


@pytest.mark.parametrize("name", [DATA, SERVER_METADATA])
def test_contacts_go_and_nothing_else(samples: Path, name: str) -> None:
    before, after = body(samples, name), without_contacts(body(samples, name))
    assert b'"mail"' in before
    assert b'"mail"' not in after
    assert before.count(b'"label"') == after.count(b'"label"')
