"""Loading expenditure-need indices."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from accounts.imports import ImportRefused
from accounts.models import AuditEvent
from indicators.models import NeedIndex
from indicators.services.need import load_need

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
HEADING = "service_area,region,year,value,measure,source,where,note\n"
PERCENT = "percent of national average"


def load(rows: str) -> tuple[int, int, int]:
    outcome = load_need(name="behov.csv", body=(HEADING + rows).encode(), by="kari", now=NOW)
    return outcome.created, outcome.updated, outcome.unchanged


def test_created_updated_unchanged() -> None:
    rows = f"Skole,Larvik,2024,94.2,{PERCENT},text,linje 1,\nSkole,Larvik,,93.9,{PERCENT},text,,\n"
    assert load(rows) == (2, 0, 0)
    assert load(rows) == (0, 0, 2)
    assert load(rows.replace("94.2", "94.3")) == (0, 1, 1)
    assert NeedIndex.objects.get(year=2024).value == Decimal("94.3")
    assert AuditEvent.objects.count() == 2


def test_the_source_tells_two_indices_apart() -> None:
    assert load(f"Skole,Larvik,2024,94.2,{PERCENT},text,,\nSkole,Larvik,2024,94.22,{PERCENT},implied,,\n") == (2, 0, 0)


def test_a_row_said_twice_is_one_and_two_values_are_a_mistake() -> None:
    assert load(f"Skole,Larvik,2024,94.2,{PERCENT},text,,\nSkole,3909,2024,94.20,{PERCENT},text,,\n") == (1, 0, 1)
    with pytest.raises(ImportRefused) as refused:
        load(f"Skole,Larvik,2024,94.2,{PERCENT},text,,\nSkole,3909,2024,95,{PERCENT},text,,\n")
    assert "linje 3, kolonne value: samme rad står også på linje 2" in str(refused.value.problems[0])
