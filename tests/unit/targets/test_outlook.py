"""The second signal: the pace with its interval, and what it says of a limit or a goal."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from math import factorial
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.periods import parse_period
from targets.rules import Course, Figure, Forewarning, Kind, Light, Outlook, Reason, Terms, Verdict, assess
from targets.rules.pace import FEWEST_POINTS, MOST_POINTS, orderings_by_inversions, pace_of, slopes_left_out

ON = date(2026, 7, 1)


def series(*values: str, last: int = 2025) -> list[Figure]:
    """Yearly figures up to the last year."""
    first = last - len(values) + 1
    return [Figure(parse_period(str(first + number)), Decimal(value)) for number, value in enumerate(values)]


def floor(limit: str) -> Terms:
    return Terms(Kind.STAY_ABOVE, lower=Decimal(limit))


def reach(goal: str, deadline: str = "2030", base: str = "0") -> Terms:
    return Terms(
        Kind.REACH,
        goal=Decimal(goal),
        baseline_period=parse_period("2020"),
        baseline_value=Decimal(base),
        deadline=parse_period(deadline),
    )


def seen(terms: Terms, figures: list[Figure], *, on: date = ON) -> tuple[Verdict, Outlook]:
    verdict = assess(terms, figures, on=on)
    assert verdict.outlook is not None
    return verdict, verdict.outlook


# The pace -----------------------------------------------------------------------------------------------------------

values = st.decimals(-1000, 1000, places=3)


@given(st.lists(st.tuples(st.integers(0, 400), values), min_size=4, max_size=8, unique_by=lambda point: point[0]))
def test_the_pace_is_the_median_of_all_slopes_and_lies_within_its_interval(points: list[tuple[int, Decimal]]) -> None:
    points = sorted(points)
    exact = [(position, Fraction(value)) for position, value in points]
    slopes = sorted((b - a) / (u - t) for i, (t, a) in enumerate(exact) for u, b in exact[i + 1 :])
    pace = pace_of(points)
    left_out = slopes_left_out(len(points))
    assert pace.median == median(slopes)
    assert (pace.low, pace.high) == (slopes[left_out], slopes[-1 - left_out])


def test_one_odd_figure_does_not_turn_the_pace() -> None:
    steady = [(year * 12, Decimal(year)) for year in range(8)]
    odd = [*steady[:5], (60, Decimal(-500)), *steady[6:]]
    assert pace_of(odd).median * 12 == 1


@pytest.mark.parametrize("points", range(1, 7))
def test_inversions_are_counted_as_they_occur(points: int) -> None:
    counted = [0] * (points * (points - 1) // 2 + 1)
    for order in permutations(range(points)):
        counted[sum(a > b for i, a in enumerate(order) for b in order[i + 1 :])] += 1
    assert orderings_by_inversions(points) == counted


@pytest.mark.parametrize(("points", "left_out"), [(4, 0), (5, 1), (6, 2), (7, 4), (8, 6)])
def test_the_interval_holds_the_true_pace_nine_times_of_ten(points: int, left_out: int) -> None:
    assert slopes_left_out(points) == left_out
    beyond = [sum(orderings_by_inversions(points)[: count + 1]) for count in (left_out, left_out + 1)]
    risks = [Fraction(2 * orderings, factorial(points)) for orderings in beyond]
    assert risks[0] <= Fraction(1, 10) < risks[1]


def test_four_points_are_the_fewest_that_give_such_an_interval() -> None:
    smallest_risk = {points: Fraction(2, factorial(points)) for points in (FEWEST_POINTS - 1, FEWEST_POINTS)}
    assert smallest_risk[FEWEST_POINTS - 1] > Fraction(1, 10) >= smallest_risk[FEWEST_POINTS]


# What it says -------------------------------------------------------------------------------------------------------


def test_a_fund_that_falls_below_its_floor_next_year_warns() -> None:
    verdict, outlook = seen(floor("5"), series("8.0", "7.3", "6.6", "5.9", "5.2"))
    assert (verdict.light, verdict.warning) == (Light.GREEN, Forewarning.WILL_BREACH)
    assert (outlook.next.period.code, outlook.next.value, outlook.pace) == ("2026", Decimal("4.5"), Decimal("-0.7"))
    assert (outlook.course, outlook.crossing and outlook.crossing.period.code) == (Course.BREAKS, "2026")


def test_a_fund_that_meets_the_floor_exactly_next_year_does_not_warn() -> None:
    verdict, outlook = seen(floor("4.5"), series("8.0", "7.3", "6.6", "5.9", "5.2"))
    assert outlook.crossing
    assert (verdict.warning, outlook.crossing.period.code) == (None, "2027")


def test_a_ceiling_is_broken_from_below() -> None:
    terms = Terms(Kind.STAY_BELOW, upper=Decimal(100))
    verdict, outlook = seen(terms, series("90", "92", "94", "96"))
    assert outlook.crossing
    assert (verdict.warning, outlook.course, outlook.crossing.period.code) == (None, Course.BREAKS, "2028")


def test_a_limit_that_is_moved_away_from_holds() -> None:
    _verdict, outlook = seen(floor("5"), series("6", "7", "8", "9"))
    assert (outlook.course, outlook.crossing) == (Course.HOLDS, None)


def test_a_broken_limit_is_met_again_or_is_not() -> None:
    _verdict, rising = seen(floor("5"), series("1", "2", "3", "4"))
    _verdict, falling = seen(floor("5"), series("4", "3", "2", "1"))
    assert rising.crossing
    assert (rising.course, rising.crossing.period.code) == (Course.REACHES, "2026")
    assert (falling.course, falling.crossing) == (Course.MISSES, None)


def test_an_interval_that_is_jumped_over_is_not_met() -> None:
    terms = Terms(Kind.STAY_WITHIN, lower=Decimal(4), upper=Decimal("4.1"))
    assert seen(terms, series("0", "1", "2", "3.5"))[1].course is Course.MISSES


def test_a_goal_is_reached_four_years_late() -> None:
    verdict, outlook = seen(reach("100"), series("40", "44", "48", "52", "56", "60", "64", last=2025))
    assert outlook.crossing
    assert outlook.at_deadline
    assert (verdict.warning, outlook.course, outlook.crossing.period.code) == (None, Course.REACHES, "2034")
    assert outlook.at_deadline.value == Decimal(84)


def test_what_lies_more_than_twenty_years_ahead_is_not_said() -> None:
    _verdict, near = seen(reach("120"), series("97", "98", "99", "100"))
    _verdict, far = seen(reach("121"), series("97", "98", "99", "100"))
    assert (near.course, far.course) == (Course.REACHES, Course.MISSES)


def test_the_interval_tells_how_early_and_how_late() -> None:
    _verdict, outlook = seen(floor("4.4"), series("9.0", "8.2", "7.7", "7.1", "6.4"))
    assert outlook.crossing
    assert outlook.crossing.earliest
    assert outlook.crossing.latest
    ends = (outlook.crossing.earliest.code, outlook.crossing.period.code, outlook.crossing.latest.code)
    assert (ends, outlook.is_certain) == (("2028", "2029", "2029"), True)


def test_a_pace_that_may_go_either_way_is_uncertain_and_may_never_turn() -> None:
    verdict, outlook = seen(floor("1.75"), series("6.0", "-0.5", "1.7", "2.1"))
    assert outlook.crossing
    assert (outlook.is_certain, outlook.crossing.latest) == (False, None)
    assert verdict.warning is Forewarning.WILL_BREACH


@pytest.mark.parametrize("count", [1, 2, 3])
def test_fewer_than_four_figures_say_nothing(count: int) -> None:
    verdict = assess(floor("5"), series("9", "8", "7")[:count], on=ON)
    assert (verdict.outlook, verdict.warning) == (None, None)


def test_only_the_last_eight_count() -> None:
    _verdict, outlook = seen(floor("5"), series("900", "800", *("10",) * MOST_POINTS))
    assert (outlook.points, outlook.since.code, outlook.pace) == (8, "2018", Decimal(0))


def test_a_series_is_not_carried_on_over_a_break() -> None:
    terms = Terms(Kind.STAY_ABOVE, lower=Decimal(5), breaks=(parse_period("2022").position,))
    assert assess(terms, series("9", "8", "7", "6", "5"), on=ON).outlook is None


def test_a_gap_makes_the_years_no_closer() -> None:
    figures = [figure for figure in series("10", "9", "8", "7", "6", "5") if figure.period.code not in {"2022", "2023"}]
    _verdict, outlook = seen(floor("4"), figures)
    assert (outlook.pace, outlook.points) == (Decimal(-1), 4)


def test_quarters_go_on_by_quarters() -> None:
    codes = ("2024K3", "2024K4", "2025K1", "2025K2")
    figures = [Figure(parse_period(code), Decimal(9 - number)) for number, code in enumerate(codes)]
    verdict, outlook = seen(floor("5.5"), figures)
    assert (outlook.next.period.code, outlook.next.value) == ("2025K3", Decimal(5))
    assert verdict.warning is Forewarning.WILL_BREACH


@pytest.mark.parametrize(
    ("codes", "following"),
    [
        (("2024M10", "2024M11", "2024M12", "2025M01"), "2025M02"),
        (("2024T1", "2024T2", "2024T3", "2025T1"), "2025T2"),
        (("2021/2022", "2022/2023", "2023/2024", "2024/2025"), "2025/2026"),
        (("2009-2021", "2009-2022", "2009-2023", "2009-2024"), "2025"),
        (("2024M09", "2024M10", "2024M11", "2024M12"), "2025M01"),
    ],
)
def test_the_next_period_is_of_the_same_kind(codes: tuple[str, ...], following: str) -> None:
    figures = [Figure(parse_period(code), Decimal(number)) for number, code in enumerate(codes)]
    assert seen(floor("5"), figures)[1].next.period.code == following


def test_a_yearly_goal_that_is_not_due_tells_where_it_ends() -> None:
    terms = Terms(Kind.STAY_ABOVE, lower=Decimal(60), deadline=parse_period("2030"))
    verdict, outlook = seen(terms, series("40", "42", "44", "46"))
    assert outlook.at_deadline
    assert (verdict.reason, outlook.at_deadline.value) == (Reason.NOT_DUE, Decimal(56))


def test_what_is_over_has_no_outlook() -> None:
    verdict = assess(reach("10", deadline="2025"), series("7", "8", "9", "10"), on=ON)
    assert (verdict.attainment, verdict.outlook) == ("reached", None)


def test_the_last_years_that_can_be_written_have_no_next() -> None:
    figures = series("1", "2", "3", "4", last=2200)
    assert assess(floor("5"), figures, on=date(2201, 7, 1)).outlook is None
