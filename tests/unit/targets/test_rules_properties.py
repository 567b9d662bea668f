"""What must hold for every promise, every figure and everything that people say."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.periods import Period, parse_period
from targets.certificates.promises import terms_facts, terms_in
from targets.rules import PATHS, Done, Figure, Kind, Light, Opinion, Reason, Step, Terms, assess

YEARS = [parse_period(str(year)) for year in range(2010, 2036)]
PERIODS = [
    *YEARS,
    *(parse_period(code) for code in ("2020K4", "2021K1", "2021K2", "2021M02", "2021T1", "2020/2021", "2009-2022")),
]
numbers = st.decimals(min_value=-10_000, max_value=10_000, places=3)
shares = st.decimals(min_value=0, max_value=2, places=2)
days = st.dates(date(2008, 1, 1), date(2040, 1, 1))
WORST_TO_BEST = [Light.RED, Light.YELLOW, Light.GREEN]
WITH_FIGURES = [kind for kind in Kind if kind not in {Kind.RECURRING, Kind.MILESTONE}]


@st.composite
def promises(draw: st.DrawFn, *, kinds: Any = tuple(Kind)) -> Terms:
    """Any terms, sensible or not."""
    optional = st.none() | numbers
    return Terms(
        kind=draw(st.sampled_from(kinds)),
        has_indicator=draw(st.booleans()),
        unit_fits=draw(st.booleans()),
        lower=draw(optional),
        upper=draw(optional),
        goal=draw(optional),
        change=draw(optional),
        change_is_percent=draw(st.booleans()),
        changes_since=draw(st.none() | st.sampled_from(YEARS)),
        baseline_period=draw(st.none() | st.sampled_from(PERIODS)),
        baseline_value=draw(optional),
        deadline=draw(st.none() | st.sampled_from(PERIODS)),
        steps=tuple(Step(draw(st.sampled_from(PERIODS)), draw(numbers)) for _ in range(draw(st.integers(0, 2)))),
        direction=draw(st.sampled_from([None, 1, -1])),
        artefact_above=draw(optional),
        tolerance=draw(st.none() | st.decimals(min_value=0, max_value=100, places=2)),
        green_from=draw(shares),
        yellow_from=draw(shares),
        has_peer=draw(st.booleans()),
        peer_is_sum=draw(st.booleans()),
        every_months=draw(st.none() | st.integers(1, 400_000)),
        breaks=tuple(draw(st.lists(st.sampled_from([year.position for year in YEARS]), max_size=2))),
    )


@st.composite
def series(draw: st.DrawFn) -> list[Figure]:
    periods: list[Period] = draw(st.lists(st.sampled_from(PERIODS), unique=True, max_size=12))
    values = [draw(st.none() | numbers) for _ in periods]
    symbols = st.sampled_from([".", "..", ":", "-"])
    return [
        Figure(one, value, "" if value is not None else draw(symbols))
        for one, value in zip(periods, values, strict=True)
    ]


duties = st.lists(st.builds(Done, on=days, holds_until=st.none() | days), max_size=3)
opinions = st.lists(
    st.builds(Opinion, light=st.sampled_from(WORST_TO_BEST), on=days, reason=st.just("x"), by=st.just("y")), max_size=3
)


# What may stand beside the figures.
beside = st.fixed_dictionaries({"peer": series(), "done": duties, "opinions": opinions})


@given(promises(), series(), beside, days)
def test_no_input_raises_and_grey_always_has_a_reason(
    terms: Terms, figures: list[Figure], beside: dict[str, Any], on: date
) -> None:
    verdict = assess(terms, figures, on=on, **beside)
    assert (verdict.light is Light.GREY) == (verdict.reason is not None)
    if verdict.light is not Light.GREY and terms.kind in WITH_FIGURES:
        assert verdict.figure is not None
        assert verdict.figure.value is not None
    assert verdict.warning is None or verdict.light is Light.GREEN


@given(promises())
def test_the_terms_come_back_from_a_certificate_as_they_were(terms: Terms) -> None:
    assert terms_in(json.loads(json.dumps(terms_facts(terms)))) == terms


@given(
    promises(kinds=WITH_FIGURES), series(), series(), st.sampled_from([Decimal(10), Decimal(1000), Decimal("0.001")])
)
def test_another_unit_of_measurement_changes_neither_light_nor_warning(
    terms: Terms, figures: list[Figure], peer: list[Figure], factor: Decimal
) -> None:
    def scaled(value: Decimal | None) -> Decimal | None:
        return None if value is None else value * factor

    def in_unit(of: list[Figure]) -> list[Figure]:
        return [replace(figure, value=scaled(figure.value)) for figure in of]

    amounts = replace(
        terms,
        lower=scaled(terms.lower),
        upper=scaled(terms.upper),
        goal=scaled(terms.goal),
        baseline_value=scaled(terms.baseline_value),
        tolerance=scaled(terms.tolerance),
        artefact_above=scaled(terms.artefact_above),
        steps=tuple(replace(step, value=step.value * factor) for step in terms.steps),
        change=terms.change if terms.change_is_percent and not terms.changes_since else scaled(terms.change),
    )
    on = date(2030, 6, 1)
    before = assess(terms, figures, on=on, peer=peer)
    after = assess(amounts, in_unit(figures), on=on, peer=in_unit(peer))
    assert (after.light, after.reason, after.warning) == (before.light, before.reason, before.warning)
    courses = [one.outlook and (one.outlook.course, one.outlook.crossing) for one in (before, after)]
    assert courses[0] == courses[1]


@given(numbers, numbers, numbers, series())
def test_a_limit_that_is_met_as_published_is_never_worse_than_green(
    limit: Decimal, more: Decimal, band: Decimal, before: list[Figure]
) -> None:
    terms = Terms(Kind.STAY_ABOVE, lower=limit, tolerance=abs(band))
    newest = Figure(parse_period("2036"), limit + abs(more))
    assert assess(terms, [*before, newest], on=date(2038, 1, 1)).light is Light.GREEN


@given(start=numbers, goal=numbers, actual=numbers, nearer=st.decimals(0, 1, places=3), year=st.integers(1, 16))
def test_moving_the_figure_toward_the_goal_never_worsens_the_light(
    start: Decimal, goal: Decimal, actual: Decimal, nearer: Decimal, year: int
) -> None:
    """On the way, at the deadline, and after it."""
    terms = Terms(Kind.REACH, goal=goal, baseline_period=YEARS[0], baseline_value=start, deadline=YEARS[15])
    on = date(2010 + year + 1, 2, 1)
    before = assess(terms, [Figure(YEARS[year], actual)], on=on).light
    after = assess(terms, [Figure(YEARS[year], actual + (goal - actual) * nearer)], on=on).light
    assert is_no_worse(after, before) or after is Light.GREEN


@given(
    terms=promises(kinds=[kind for kind in WITH_FIGURES if kind not in PATHS]),
    before=series(),
    peer=series(),
    actual=numbers,
    better=st.decimals(0, 5_000, places=3),
)
def test_a_better_figure_never_worsens_the_light(
    terms: Terms, before: list[Figure], peer: list[Figure], actual: Decimal, better: Decimal
) -> None:
    """For limits with one side, and wherever somebody has said which way is better."""
    one_sided = {Kind.STAY_ABOVE: replace(terms, upper=None), Kind.STAY_BELOW: replace(terms, lower=None)}
    terms = replace(one_sided.get(terms.kind, terms), deadline=None, artefact_above=None)
    way = {Kind.STAY_ABOVE: 1, Kind.STAY_BELOW: -1, Kind.STAY_WITHIN: 0}.get(terms.kind, terms.direction or 0)
    period, on = parse_period("2036"), date(2038, 1, 1)
    theirs = [*peer, Figure(period, Decimal(100))]
    lights = [
        assess(terms, [*before, Figure(period, value)], on=on, peer=theirs).light
        for value in (actual, actual + better * way)
    ]
    assert is_no_worse(lights[1], lights[0])


def is_no_worse(after: Light, before: Light) -> bool:
    if Light.GREY in {after, before}:
        return after is before
    return WORST_TO_BEST.index(after) >= WORST_TO_BEST.index(before)


@given(series(), days)
def test_a_trend_with_one_figure_is_always_too_few(figures: list[Figure], on: date) -> None:
    finished = [one for one in figures if one.period.is_finished(on)]
    verdict = assess(Terms(Kind.TREND, direction=1), finished[:1], on=on)
    assert verdict.reason in {Reason.TOO_FEW, Reason.NO_DATA, Reason.CONFIDENTIAL}


@given(promises(kinds=WITH_FIGURES), series(), series())
def test_a_mirror_changes_neither_light_nor_warning(terms: Terms, figures: list[Figure], peer: list[Figure]) -> None:
    """To fall from 5 to 3 is judged as to rise from −5 to −3: no side of zero is another one."""

    def turned(value: Decimal | None) -> Decimal | None:
        return None if value is None else -value

    def mirrored(of: list[Figure]) -> list[Figure]:
        return [replace(figure, value=turned(figure.value)) for figure in of]

    other_side = {Kind.STAY_ABOVE: Kind.STAY_BELOW, Kind.STAY_BELOW: Kind.STAY_ABOVE}
    terms = replace(terms, artefact_above=None)
    mirror = replace(
        terms,
        kind=other_side.get(terms.kind, terms.kind),
        lower=turned(terms.upper),
        upper=turned(terms.lower),
        goal=turned(terms.goal),
        change=turned(terms.change),
        baseline_value=turned(terms.baseline_value),
        direction=terms.direction and -terms.direction,
        steps=tuple(replace(step, value=-step.value) for step in terms.steps),
    )
    on = date(2030, 6, 1)
    before = assess(terms, figures, on=on, peer=peer)
    after = assess(mirror, mirrored(figures), on=on, peer=mirrored(peer))
    assert (after.light, after.reason, after.warning) == (before.light, before.reason, before.warning)
    assert (after.short_by, after.share, after.attainment) == (before.short_by, before.share, before.attainment)


@given(promises(kinds=WITH_FIGURES), series(), days)
def test_what_has_not_ended_does_not_count(terms: Terms, figures: list[Figure], on: date) -> None:
    ended = [one for one in figures if one.period.is_finished(on)]
    assert assess(terms, ended, on=on) == assess(terms, figures, on=on)


@given(promises(kinds=WITH_FIGURES), series(), series(), days)
def test_the_order_of_figures_does_not_count(terms: Terms, figures: list[Figure], peer: list[Figure], on: date) -> None:
    verdict = assess(terms, figures, on=on, peer=peer)
    assert assess(terms, figures[::-1], on=on, peer=peer[::-1]) == verdict
    in_order = sorted(figures, key=lambda one: one.period.code)
    assert assess(terms, in_order, on=on, peer=peer) == verdict


@pytest.mark.parametrize("codes", [("2022", "2009-2022"), ("2009-2022", "2022"), ("2021-2022", "2022")])
def test_a_level_counts_before_a_change_that_ends_with_it(codes: tuple[str, str]) -> None:
    values = {"2022": Decimal(6), "2009-2022": Decimal(-13), "2021-2022": Decimal(-2)}
    figures = [Figure(parse_period(code), values[code]) for code in codes]
    verdict = assess(Terms(Kind.STAY_ABOVE, lower=Decimal(5)), figures, on=date(2023, 6, 1))
    assert verdict.light is Light.GREEN


@given(
    ends=st.tuples(numbers, numbers),
    actual=numbers,
    more=numbers,
    year=st.integers(1, 16),
    step=st.none() | st.tuples(st.integers(1, 14), numbers),
)
def test_where_zero_lies_does_not_matter_on_a_path(
    ends: tuple[Decimal, Decimal], actual: Decimal, more: Decimal, year: int, step: tuple[int, Decimal] | None
) -> None:
    """Distances alone decide. A band is a share of a value's size, so it is set here."""

    def judged(shift: Decimal) -> tuple[Light, Reason | None, Decimal | None]:
        terms = Terms(
            Kind.REACH,
            goal=ends[1] + shift,
            baseline_period=YEARS[0],
            baseline_value=ends[0] + shift,
            deadline=YEARS[15],
            tolerance=Decimal(1),
            steps=(Step(YEARS[step[0]], step[1] + shift),) if step else (),
        )
        verdict = assess(terms, [Figure(YEARS[year], actual + shift)], on=date(2010 + year + 1, 2, 1))
        return verdict.light, verdict.reason, verdict.short_by

    assert judged(more) == judged(Decimal(0))
