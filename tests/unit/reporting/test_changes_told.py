"""Changes as they are told beside the figures: what the reader gets who takes one from the other."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from indicators.models import Indicator, ValueKind
from indicators.periods import parse_period
from indicators.rules import Reading
from reporting.comparison_words import amount_in_words
from reporting.queries.indicator_compared import Line, told_change
from reporting.queries.newest_figure import figure_change


@pytest.fixture(autouse=True)
def bokmal() -> Iterator[None]:
    with translation.override("nb"):
        yield


def reading(period: str, literal: str) -> Reading:
    return Reading(1, 1, period, literal, "", ValueKind.ACTUAL, 1, datetime(2026, 1, 1, tzinfo=UTC), 1, 1, "tall.csv")


def line(before: str, newest: str) -> Line:
    readings = [reading("2023", before), reading("2024", newest)]
    return Line({parse_period(one.period).position: one for one in readings}, ())


def indicator(unit: str = "prosent", decimals: int | None = 1) -> Indicator:
    return Indicator(code="x", unit=unit, decimals=decimals)


def test_a_change_from_a_figure_with_more_decimals_is_not_rounded_away() -> None:
    told = told_change(indicator(), line("1.75", "1.8"), parse_period("2024"))
    assert (told.amount, told.number) == ("+0,05", Decimal("0.05"))
    beside = figure_change(indicator(), reading("2023", "1.75"), reading("2024", "1.8"))
    assert beside is not None
    assert beside.text == "+0,05\u00a0prosentpoeng"


@given(st.decimals(-1000, 1000, places=2), st.decimals(-1000, 1000, places=1), st.none() | st.integers(0, 2))
def test_the_earlier_figure_and_the_change_give_the_newer(before: Decimal, newest: Decimal, places: int | None) -> None:
    told = told_change(indicator(decimals=places), line(str(before), str(newest)), parse_period("2024"))
    assert told.number == newest - before


def test_one_percentage_point_and_one_place_are_one() -> None:
    for unit, told in (("prosent", "+1\u00a0prosentpoeng"), ("plassering", "+1\u00a0plass")):
        found = figure_change(indicator(unit, 0), reading("2023", "4"), reading("2024", "5"))
        assert found is not None
        assert found.text == told


def test_an_amount_is_told_with_the_difference_that_it_was_worked_out_with() -> None:
    told = amount_in_words(
        own="Larvik",
        peer="Skien",
        per_inhabitant=Decimal("0.4"),
        amount=Decimal("0.019548"),
        inhabitants=Decimal(48870),
        year="2024",
        people_of="2024",
    ).replace("\u00a0", " ")
    assert "0,02 mill. kr mindre i 2024" in told
    assert "forskjellen på 0,4 kr per innbygger ganget med 48 870 innbyggere" in told
