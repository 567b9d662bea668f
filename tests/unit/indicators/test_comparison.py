"""Figures beside others: changes, places in the group, and what a difference amounts to, as people would argue them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.comparison import Change, Rank, change, change_from_mean, is_lowest_first, million, ranks


def said(found: Change | None) -> tuple[str, str | None] | None:
    """The change in the unit and in percent, with one decimal."""
    if found is None:
        return None
    return f"{found.amount:.1f}", None if found.percent is None else f"{found.percent:.1f}"


def value(text: str) -> Decimal | None:
    return Decimal(text) if text else None


@pytest.mark.parametrize(
    ("before", "after", "unit", "expected"),
    [
        pytest.param("2000", "2100", "NOK", ("100.0", "5.0"), id="kroner rise by an amount and in percent"),
        pytest.param("2100", "2000", "NOK", ("-100.0", "-4.8"), id="a fall is negative in both"),
        pytest.param(
            "40", "42", "percent", ("2.0", None), id="forty to forty-two percent is two points, not five percent"
        ),
        pytest.param("4", "5", "prosent av driftsinntektene", ("1.0", None), id="a described percentage is one too"),
        pytest.param("2", "3", "permille", ("1.0", None), id="neither is a per mille told in percent"),
        pytest.param("0", "5", "NOK", ("5.0", None), id="from nothing there is no percent"),
        pytest.param("-5", "5", "NOK", ("10.0", None), id="from below zero there is no percent"),
        pytest.param("5", "-5", "NOK", ("-10.0", "-200.0"), id="to below zero there is"),
        pytest.param("7", "7", "NOK", ("0.0", "0.0"), id="no change is a change of nothing"),
        pytest.param("", "5", "NOK", None, id="missing before is not zero"),
        pytest.param("5", "", "NOK", None, id="missing now is not zero"),
        pytest.param("3", "1", "rank", ("-2.0", None), id="a place is no amount"),
    ],
)
def test_a_change(before: str, after: str, unit: str, expected: tuple[str, str | None] | None) -> None:
    assert said(change(value(before), value(after), unit=unit)) == expected


@pytest.mark.parametrize(
    ("before", "after", "unit", "expected"),
    [
        pytest.param(["10", "20", "30"], "25", "NOK", ("5.0", "25.0"), id="against the mean of three years"),
        pytest.param(["1", "2", "2"], "2", "percent", ("0.3", None), id="a third of a point is kept"),
        pytest.param(["10", "", "30"], "25", "NOK", None, id="one of the three is missing: no mean of two is made"),
        pytest.param(["10", "20"], "25", "NOK", None, id="two years are too few"),
        pytest.param(["-10", "0", "10"], "5", "NOK", ("5.0", None), id="a mean of zero gives no percent"),
        pytest.param(["10", "20", "30"], "", "NOK", None, id="without a newest figure there is nothing to compare"),
    ],
)
def test_a_change_from_three_years(
    before: list[str], after: str, unit: str, expected: tuple[str, str | None] | None
) -> None:
    assert said(change_from_mean([value(one) for one in before], value(after), unit=unit)) == expected


GROUP = {"Larvik": 1, "Skien": 2, "Arendal": 3, "Moss": 4, "Bodø": 5}


@pytest.mark.parametrize(
    ("figures", "direction", "expected"),
    [
        pytest.param("5 4 3 2 1", "up", "1/5 2/5 3/5 4/5 5/5", id="up is wanted: the highest is first"),
        pytest.param("5 4 3 2 1", "down", "5/5 4/5 3/5 2/5 1/5", id="down is wanted: the lowest is first"),
        pytest.param("5 4 3 2 1", None, "1/5 2/5 3/5 4/5 5/5", id="no direction: the highest is called first"),
        pytest.param("5 4 3 2 1", "within", "1/5 2/5 3/5 4/5 5/5", id="a wanted middle has no order either"),
        pytest.param(
            "5 4 4 2 1", "up", "1/5 2+1/5 2+1/5 4/5 5/5", id="two share the second place, and nobody is third"
        ),
        pytest.param("5 5 5 5 5", "up", "1+4/5 1+4/5 1+4/5 1+4/5 1+4/5", id="all alike are all first"),
        pytest.param("5 - 3 - 1", "up", "1/3 - 2/3 - 3/3", id="those without a figure are not counted"),
        pytest.param("- 4 3 2 1", "up", "- 1/4 2/4 3/4 4/4", id="without an own figure there is no own place"),
        pytest.param("0 - - - -", "up", "1/1 - - - -", id="zero is a figure"),
        pytest.param("-1 0 1 2 3", "down", "1/5 2/5 3/5 4/5 5/5", id="below zero is lower than zero"),
        pytest.param("4.0 4.00 3 2 1", "up", "1+1/5 1+1/5 3/5 4/5 5/5", id="written otherwise is still equal"),
    ],
)
def test_places(figures: str, direction: str | None, expected: str) -> None:
    values = [None if one == "-" else Decimal(one) for one in figures.split()]
    found = ranks(zip(GROUP.values(), values, strict=True), lowest_first=is_lowest_first(direction))
    assert " ".join(in_short(found.get(key)) for key in GROUP.values()) == expected


def in_short(rank: Rank | None) -> str:
    """`2+1/5`: second, shared with one more, of five."""
    if rank is None:
        return "-"
    return f"{rank.place}{f'+{rank.shared_with}' if rank.shared_with else ''}/{rank.ranked}"


def test_the_worked_example_of_child_protection() -> None:
    assert round(million(Decimal(2656), Decimal(1861), Decimal(48_870)), 2) == Decimal("38.85")


NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=3)


@given(NUMBERS, NUMBERS)
def test_a_change_added_to_the_earlier_figure_is_the_later_one(before: Decimal, after: Decimal) -> None:
    found = change(before, after, unit="NOK")
    assert found is not None
    assert before + found.amount == after


@given(st.lists(NUMBERS, min_size=3, max_size=3), NUMBERS)
def test_the_mean_is_exact_to_what_anybody_prints(before: list[Decimal], after: Decimal) -> None:
    found = change_from_mean(before, after, unit="NOK")
    assert found is not None
    exact = Fraction(after) - sum((Fraction(one) for one in before), Fraction(0)) / 3
    assert abs(Fraction(found.amount) - exact) < Fraction(1, 10**30)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=12), st.booleans())
def test_places_are_those_of_a_sorted_list(values: list[int], lowest_first: bool) -> None:
    found = ranks(enumerate(Decimal(one) for one in values), lowest_first=lowest_first)
    ordered = sorted(values, reverse=not lowest_first)
    assert {key: rank.place for key, rank in found.items()} == {
        key: ordered.index(one) + 1 for key, one in enumerate(values)
    }
