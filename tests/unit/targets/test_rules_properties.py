"""What must hold for every promise and every figure."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from indicators.periods import Period, parse_period
from targets.rules import JUDGED, Figure, Kind, Light, Reason, Terms, assess

YEARS = [parse_period(str(year)) for year in range(2010, 2036)]
numbers = st.decimals(min_value=-10_000, max_value=10_000, places=3)
WORST_TO_BEST = [Light.RED, Light.YELLOW, Light.GREEN]


@st.composite
def promises(draw: st.DrawFn) -> Terms:
    """Any terms, sensible or not."""
    optional = st.none() | numbers
    return Terms(
        kind=draw(st.sampled_from(Kind)),
        has_indicator=draw(st.booleans()),
        unit_fits=draw(st.booleans()),
        lower=draw(optional),
        upper=draw(optional),
        goal=draw(optional),
        change=draw(optional),
        change_is_percent=draw(st.booleans()),
        changes_since=draw(st.none() | st.sampled_from(YEARS)),
        baseline_period=draw(st.none() | st.sampled_from(YEARS)),
        baseline_value=draw(optional),
        deadline=draw(st.none() | st.sampled_from(YEARS)),
        direction=draw(st.sampled_from([None, 1, -1])),
        tolerance=draw(st.none() | st.decimals(min_value=0, max_value=100, places=2)),
    )


@st.composite
def series(draw: st.DrawFn) -> list[Figure]:
    periods: list[Period] = draw(st.lists(st.sampled_from(YEARS), unique=True, max_size=8))
    values = [draw(st.none() | numbers) for _ in periods]
    symbols = st.sampled_from([".", "..", ":", "-"])
    return [
        Figure(one, value, "" if value is not None else draw(symbols))
        for one, value in zip(periods, values, strict=True)
    ]


@given(promises(), series(), st.dates(date(2008, 1, 1), date(2040, 1, 1)))
def test_no_input_raises_and_grey_always_has_a_reason(terms: Terms, figures: list[Figure], on: date) -> None:
    verdict = assess(terms, figures, on=on)
    assert (verdict.light is Light.GREY) == (verdict.reason is not None)
    assert verdict.light is Light.GREY or (verdict.figure is not None and verdict.figure.value is not None)


@given(promises(), series(), st.dates(date(2008, 1, 1), date(2040, 1, 1)))
def test_kinds_without_a_rule_are_never_coloured(terms: Terms, figures: list[Figure], on: date) -> None:
    verdict = assess(terms, figures, on=on)
    assert terms.kind in JUDGED or verdict.reason is Reason.NOT_ASSESSED


@given(promises(), series(), st.sampled_from([Decimal(10), Decimal(1000), Decimal("0.001")]))
def test_another_unit_of_measurement_does_not_change_the_light(
    terms: Terms, figures: list[Figure], factor: Decimal
) -> None:
    def scaled(value: Decimal | None) -> Decimal | None:
        return None if value is None else value * factor

    amounts = replace(
        terms,
        lower=scaled(terms.lower),
        upper=scaled(terms.upper),
        goal=scaled(terms.goal),
        baseline_value=scaled(terms.baseline_value),
        tolerance=scaled(terms.tolerance),
        change=terms.change if terms.change_is_percent and not terms.changes_since else scaled(terms.change),
    )
    in_unit = [replace(figure, value=scaled(figure.value)) for figure in figures]
    on = date(2030, 6, 1)
    assert assess(amounts, in_unit, on=on).light == assess(terms, figures, on=on).light


@given(numbers, numbers, numbers)
def test_a_limit_that_is_met_as_published_is_never_worse_than_green(
    limit: Decimal, more: Decimal, band: Decimal
) -> None:
    terms = Terms(Kind.STAY_ABOVE, lower=limit, tolerance=abs(band))
    verdict = assess(terms, [Figure(YEARS[0], limit + abs(more))], on=date(2026, 1, 1))
    assert verdict.light is Light.GREEN


@given(start=numbers, goal=numbers, actual=numbers, nearer=st.decimals(0, 1, places=3), year=st.integers(1, 14))
def test_moving_the_figure_toward_the_goal_never_worsens_the_light(
    start: Decimal, goal: Decimal, actual: Decimal, nearer: Decimal, year: int
) -> None:
    terms = Terms(Kind.REACH, goal=goal, baseline_period=YEARS[0], baseline_value=start, deadline=YEARS[15])
    on = date(2010 + year + 1, 2, 1)
    before = assess(terms, [Figure(YEARS[year], actual)], on=on).light
    after = assess(terms, [Figure(YEARS[year], actual + (goal - actual) * nearer)], on=on).light
    assert before is Light.GREY or after is Light.GREEN or WORST_TO_BEST.index(after) >= WORST_TO_BEST.index(before)
