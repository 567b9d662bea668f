"""What moved and what stands apart, as people would check it by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.standing_out import (
    ROBUST,
    Move,
    Spread,
    distance,
    follows_size,
    is_amount,
    median,
    most,
    move,
    spread_of,
)

NEWEST = 2024
STEP = Decimal("0.1")


def values(text: str) -> list[Decimal | None]:
    return [None if one == "x" else Decimal(one) for one in text.split()]


def by_year(text: str) -> dict[int, Decimal]:
    """The last of them is of 2024, the one before of 2023; `x` is a year without a figure."""
    figures = values(text)
    first = NEWEST - len(figures) + 1
    return {(first + number) * 12: one for number, one in enumerate(figures) if one is not None}


def said(found: Move | None) -> tuple[str, str, int, str] | None:
    """The change, the usual one, of how many, and how many times it is."""
    if found is None:
        return None
    return str(found.amount), str(found.usual), found.changes, f"{float(found.times):.2f}"


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        pytest.param("10 12 14 20", ("6", "2", 2, "3.00"), id="two every year, and then six: three times the usual"),
        pytest.param("10 12 14 8", ("-6", "2", 2, "3.00"), id="a fall is as large as a rise"),
        pytest.param("10 8 10 12", ("2", "2", 2, "1.00"), id="the earlier ones are counted without their signs"),
        pytest.param("10 11 15 20", ("5", "2.5", 2, "2.00"), id="of two changes the median is between them"),
        pytest.param("0 100 101 103 110", ("7", "2", 3, "3.50"), id="one odd year does not decide what is usual"),
        pytest.param("-4 -2 0 -6", ("-6", "2", 2, "3.00"), id="figures below zero and at zero are figures"),
        pytest.param("10 12 14 14", ("0", "2", 2, "0.00"), id="no change is none of the usual"),
        pytest.param("10 12 20", None, id="one change before it says nothing of what is usual"),
        pytest.param("10 12 x 14 20", None, id="a gap leaves one change before it"),
        pytest.param("10 12 14 x 20", None, id="last year is missing: it is not zero"),
        pytest.param("10 12 14 x", None, id="this year is missing"),
        pytest.param("10 10 10 20", None, id="what never changes has no usual change"),
        pytest.param("10.0 10.1 10.1 20.0", None, id="a usual change below what is printed may be rounding alone"),
        pytest.param("10.0 10.1 10.2 10.5", ("0.3", "0.1", 2, "3.00"), id="one printed step is one"),
    ],
)
def test_a_change_against_the_usual(figures: str, expected: tuple[str, str, int, str] | None) -> None:
    assert said(move(by_year(figures), NEWEST * 12, step=STEP)) == expected


@pytest.mark.parametrize(
    ("figures", "begins", "expected"),
    [
        pytest.param("8 10 12 14 20", 2024, None, id="the series breaks this year"),
        pytest.param("8 10 12 14 20", 2023, None, id="last year is the first that can be compared with"),
        pytest.param("8 10 12 14 20", 2021, ("6", "2", 2, "3.00"), id="three years after the break are enough"),
        pytest.param(
            "7 100 102 104 110", 2021, ("6", "2", 2, "3.00"), id="what came before the break is not looked at"
        ),
        pytest.param("8 10 12 14 20", 2025, ("6", "2", 3, "3.00"), id="a break that comes later is none yet"),
    ],
)
def test_a_break_is_never_measured_across(
    figures: str, begins: int, expected: tuple[str, str, int, str] | None
) -> None:
    assert said(move(by_year(figures), NEWEST * 12, breaks=[begins * 12 - 11], step=STEP)) == expected


def test_what_came_after_is_not_looked_at() -> None:
    figures = by_year("10 12 14 20") | {2025 * 12: Decimal(500)}
    assert said(move(figures, NEWEST * 12)) == ("6", "2", 2, "3.00")


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        pytest.param("10 20 30 40 50", ("30", "10", 5), id="the one in the middle, and half within ten of it"),
        pytest.param("10 20 30 40 900", ("30", "10", 5), id="one far away decides nothing"),
        pytest.param("10 20 30 40 50 60", ("35", "15", 6), id="between the two in the middle"),
        pytest.param("10 x 30 40 50 60", ("40", "10", 5), id="whoever has no figure is not counted"),
        pytest.param("30 30 30 10 50", ("30", "0", 5), id="half of them are alike"),
        pytest.param("10 20 30 40", None, id="four are too few"),
        pytest.param("10 20 30 40 x", None, id="a missing figure is no fifth"),
        pytest.param("", None, id="nobody"),
    ],
)
def test_the_spread_of_the_others(others: str, expected: tuple[str, str, int] | None) -> None:
    found = spread_of(values(others))
    assert (found and (str(found.median), str(found.half_within), found.count)) == expected


@pytest.mark.parametrize(
    ("own", "half", "expected"),
    [
        pytest.param("12345", "400", ("1345", "2.27"), id="1 345 is 2.3 times 400 times 1.4826"),
        pytest.param("9655", "400", ("-1345", "2.27"), id="as far below"),
        pytest.param("11000", "400", ("0", "0.00"), id="on the median"),
        pytest.param("12345", "0", None, id="without a spread there is no measure"),
        pytest.param("12345", "0.05", None, id="half of them are closer than the figures can tell"),
    ],
)
def test_a_distance_from_the_median(own: str, half: str, expected: tuple[str, str] | None) -> None:
    found = distance(Decimal(own), Spread(Decimal(11000), Decimal(half), 9), step=STEP)
    assert (found and (str(found.amount), f"{float(found.times):.2f}")) == expected


def test_the_distance_is_exact() -> None:
    found = distance(Decimal(2), Spread(Decimal(1), Decimal(3), 5))
    assert found is not None
    assert found.times == Fraction(1, 3) / Fraction("1.4826")
    assert found.spread.usual == 3 * ROBUST


@pytest.mark.parametrize(
    ("name", "unit", "group_value", "expected"),
    [
        pytest.param("Elever i alt", "count", "sum", True, id="a count whose group value is a sum"),
        pytest.param("Elever i alt", "count", "", True, id="a count of which nobody has said it"),
        pytest.param("Elever i alt", "count", "mean", False, id="a count whose group value is a mean"),
        pytest.param("Elever per skole", "count", "", False, id="a count for each"),
        pytest.param("Utgifter pr. innbygger", "NOK_1000", "", False, id="an amount for each"),
        pytest.param("Brutto driftsinntekter", "NOK_1000", "", True, id="an amount in all"),
        pytest.param("Andel elever", "percent", "", False, id="a share"),
        pytest.param("Pris", "NOK", "", False, id="a price is no sum"),
        pytest.param("Andel elever", "percent", "sum", True, id="what is summed is large where many live"),
    ],
)
def test_what_follows_the_size_of_a_municipality(name: str, unit: str, group_value: str, expected: bool) -> None:
    assert follows_size(name, unit, group_value) is expected


def test_places_and_answers_have_no_distances() -> None:
    assert [one for one in ("rank", "boolean", "percent", "NOK", "") if not is_amount(one)] == ["rank", "boolean"]


class Told:
    def __init__(self, times: str) -> None:
        self.times = Fraction(times)


def test_the_largest_are_told_and_none_that_is_only_usual() -> None:
    found = most(zip("abcdefgh", map(Told, ("1", "3", "1.1", "3", "0", "9", "2", "5")), strict=True))
    assert [name for name, _told in found] == ["f", "h", "b", "d", "g"]


# Properties ---------------------------------------------------------------------------------------------------------

NUMBERS = st.decimals(min_value=-(10**6), max_value=10**6, places=3)
MANY = st.lists(NUMBERS, min_size=5, max_size=30)


@given(MANY)
def test_half_lie_on_either_side_of_the_median(numbers: list[Decimal]) -> None:
    middle = median(numbers)
    assert 2 * sum(one <= middle for one in numbers) >= len(numbers) <= 2 * sum(one >= middle for one in numbers)


@given(MANY)
def test_half_lie_as_near_as_the_sentence_says(numbers: list[Decimal]) -> None:
    found = spread_of(numbers)
    assert found is not None
    assert 2 * sum(abs(one - found.median) <= found.half_within for one in numbers) >= len(numbers)


@given(MANY, NUMBERS, NUMBERS, st.integers(1, 1000))
def test_a_distance_does_not_know_the_unit_or_where_zero_is(
    numbers: list[Decimal], own: Decimal, moved: Decimal, scale: int
) -> None:
    one, other = spread_of(numbers), spread_of([number * scale + moved for number in numbers])
    assert one is not None
    assert other is not None
    assume(one.half_within)
    first, second = distance(own, one), distance(own * scale + moved, other)
    assert first is not None
    assert second is not None
    assert (first.times, first.amount * scale) == (second.times, second.amount)


@given(st.lists(NUMBERS, min_size=4, max_size=12), NUMBERS, st.integers(1, 1000))
def test_a_change_does_not_know_the_unit_or_where_zero_is(numbers: list[Decimal], moved: Decimal, scale: int) -> None:
    def series(figures: list[Decimal]) -> dict[int, Decimal]:
        return {(NEWEST - number) * 12: one for number, one in enumerate(figures)}

    one = move(series(numbers), NEWEST * 12)
    other = move(series([number * scale + moved for number in numbers]), NEWEST * 12)
    assert (one and one.times) == (other and other.times)
