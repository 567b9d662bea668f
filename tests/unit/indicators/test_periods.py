"""Periods as statistics write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.periods import Frequency, PeriodError, parse_period


@pytest.mark.parametrize(
    ("text", "code", "end", "frequency"),
    [
        ("2024", "2024", date(2024, 12, 31), Frequency.YEAR),
        ("2024T1", "2024T1", date(2024, 4, 30), Frequency.TERTIAL),
        ("2024K2", "2024K2", date(2024, 6, 30), Frequency.QUARTER),
        ("2024M02", "2024M02", date(2024, 2, 29), Frequency.MONTH),
        ("2024-02", "2024M02", date(2024, 2, 29), Frequency.MONTH),
        ("2023/2024", "2023/2024", date(2024, 7, 31), Frequency.SCHOOL_YEAR),
        ("2009-2022", "2009-2022", date(2022, 12, 31), Frequency.YEAR),
        ("2023-07/2024-07", "2023M07-2024M07", date(2024, 7, 31), Frequency.MONTH),
        (" 2024 ", "2024", date(2024, 12, 31), Frequency.YEAR),
    ],
)
def test_a_period_is_read_and_written_the_same(text: str, code: str, end: date, frequency: Frequency) -> None:
    period = parse_period(text)
    assert (period.code, period.end, period.frequency) == (code, end, frequency)
    assert parse_period(period.code) == period


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024K5", "2024T0", "2024M13", "2024-13", "2023/2025", "2022-2009", "2009-2009", "x", "12024", "२०२४"],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(PeriodError):
        parse_period(text)


def test_a_period_is_finished_the_day_after_its_end() -> None:
    assert not parse_period("2024").is_finished(date(2024, 12, 31))
    assert parse_period("2024").is_finished(date(2025, 1, 1))


def test_a_change_is_named_by_the_period_it_ends_in() -> None:
    assert parse_period("2009-2022").label == "2022"
    assert parse_period("2023-07/2024-07").label == "2024M07"


@given(st.text(max_size=20))
def test_any_text_is_a_period_or_refused_by_name(text: str) -> None:
    try:
        period = parse_period(text)
    except PeriodError:
        return
    assert parse_period(period.code).position == period.position
