"""When to look again at a light: as a table that can be argued about, and as what must hold for everything."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.periods import parse_period
from indicators.rules import Reading
from targets.certificates.writing import series_facts
from targets.queries import figures_of
from targets.rules import (
    Done,
    Figure,
    Judged,
    Kind,
    Light,
    Opinion,
    Overriding,
    Terms,
    assess,
    looks_again_on,
    override_on,
)
from tests.unit.targets.test_rules_properties import days, duties, numbers, opinions, promises, series

ON = date(2026, 7, 1)
FLOOR = Terms(Kind.STAY_ABOVE, lower=Decimal(5))
NEVER = None


def figure(period: str) -> Figure:
    return Figure(parse_period(period), Decimal(6))


def overriding(**values: Any) -> Overriding:
    facts: dict[str, Any] = {
        "key": 1,
        "light": Light.GREEN,
        "reason": "x",
        "by": "y",
        "on": ON,
        "until": None,
        "figure": Judged(),
    }
    return Overriding(**facts | values)


@pytest.mark.parametrize(
    ("terms", "beside", "again"),
    [
        pytest.param(FLOOR, {}, NEVER, id="without figures time changes nothing"),
        pytest.param(FLOOR, {"figures": ["2025"]}, date(2028, 1, 1), id="a figure of 2025 is old when 2027 has ended"),
        pytest.param(FLOOR, {"figures": ["2023"]}, NEVER, id="one that is old stays old"),
        pytest.param(FLOOR, {"figures": ["2026K1"]}, date(2026, 10, 1), id="a quarter is old two quarters later"),
        pytest.param(FLOOR, {"figures": ["2025", "2026"]}, date(2027, 1, 1), id="a figure that came before its time"),
        pytest.param(FLOOR, {"figures": ["2025/2026"]}, date(2026, 8, 1), id="a school year ends with July"),
        pytest.param(FLOOR, {"peer": ["2026T2"]}, date(2026, 9, 1), id="so with the peer's"),
        pytest.param(
            Terms(Kind.STAY_ABOVE, lower=Decimal(5), deadline=parse_period("2026")),
            {"figures": ["2025"]},
            date(2027, 1, 1),
            id="a deadline is the whole year",
        ),
        pytest.param(
            Terms(Kind.REACH, goal=Decimal(5), baseline_period=parse_period("2025")),
            {},
            date(2027, 1, 1),
            id="nothing is missing before the first year after the baseline has ended",
        ),
        pytest.param(
            Terms(Kind.RECURRING, every_months=48),
            {"done": [Done(date(2022, 9, 15))]},
            date(2026, 9, 16),
            id="a duty is late the day after it was due",
        ),
        pytest.param(
            Terms(Kind.RECURRING, deadline=parse_period("2026")),
            {},
            date(2027, 1, 1),
            id="what was never done is late after the deadline",
        ),
        pytest.param(Terms(Kind.RECURRING), {}, NEVER, id="a duty without interval and deadline"),
        pytest.param(
            Terms(Kind.MILESTONE),
            {"opinions": [Opinion(Light.GREEN, date(2026, 7, 9), "x", "y")]},
            date(2026, 7, 9),
            id="what somebody will have judged",
        ),
        pytest.param(
            Terms(Kind.MILESTONE),
            {"overrides": [overriding(until=date(2026, 12, 31))]},
            date(2027, 1, 1),
            id="the day after the last one that a person's light holds",
        ),
        pytest.param(
            Terms(Kind.MILESTONE),
            {"overrides": [overriding(on=date(2026, 8, 1))]},
            date(2026, 8, 1),
            id="the first day of a person's light",
        ),
    ],
)
def test_the_next_day_on_which_time_can_tell(terms: Terms, beside: dict[str, Any], again: date | None) -> None:
    seen = {name: [figure(code) for code in beside.get(name, [])] for name in ("figures", "peer")}
    others = {name: values for name, values in beside.items() if name not in seen}
    assert looks_again_on(terms, seen["figures"], on=ON, peer=seen["peer"], **others) == again


# What must hold -----------------------------------------------------------------------------------------------------

overrides = st.lists(
    st.builds(
        Overriding,
        key=st.integers(1, 9),
        light=st.sampled_from(Light),
        reason=st.just("x"),
        by=st.just("y"),
        on=days,
        until=st.none() | days,
        figure=st.builds(Judged, st.sampled_from(["", "2020", "2021K1"]), st.just("")),
        ended_on=st.none() | days,
    ),
    max_size=3,
)
# Days by which a look may be too late.
AHEAD = 2_500


NEAR = [parse_period(code) for code in ("2020", "2021", "2022", "2021K4", "2022K1", "2021T3", "2021M02", "2020/2021")]
near = st.sampled_from([*NEAR, None])


@st.composite
def alone(draw: st.DrawFn) -> dict[str, Any]:
    """A promise that can be judged, and little else, so that nothing hides what one day does."""
    terms = draw(promises())
    return {
        "on": draw(st.dates(date(2020, 6, 1), date(2023, 6, 1))),
        "terms": replace(
            terms,
            lower=terms.lower or Decimal(5),
            upper=None,
            goal=Decimal(7),
            artefact_above=None,
            steps=(),
            breaks=(),
            has_indicator=True,
            unit_fits=True,
            has_peer=True,
            peer_is_sum=False,
            baseline_period=draw(near),
            baseline_value=draw(st.none() | st.just(Decimal(3))),
            changes_since=draw(st.none() | st.just(NEAR[0])),
            deadline=draw(near | st.just(parse_period("2025"))),
            every_months=18,
        ),
        "figures": [
            figure(one.code) for one in draw(st.lists(st.sampled_from(NEAR), unique=True, min_size=1, max_size=3))
        ],
        "peer": draw(st.sampled_from([[], [figure("2021")]])),
        "done": [Done(date(2020, 5, 5))] if draw(st.booleans()) else [],
        "opinions": [],
        "overrides": [],
    }


anything = st.fixed_dictionaries(
    {
        "on": days,
        "terms": promises(),
        "figures": series(),
        "peer": series(),
        "done": duties,
        "opinions": opinions,
        "overrides": overrides,
    }
)


def reading(one: Figure) -> Reading:
    """As the certificate takes it; figures are told apart by their periods."""
    literal = "" if one.value is None else f"{one.value:f}"
    moment: Any = None
    return Reading(1, 1, one.period.code, literal, one.missing, "actual", 40, moment, one.period.position, 1, "x")


def seen_on(
    *, on: date, terms: Terms, figures: Any, peer: Any, done: Any, opinions: Any, overrides: Any
) -> tuple[Any, ...]:
    """Everything in a certificate that the day decides, and the light that a person has set."""
    own, theirs = [reading(one) for one in figures], [reading(one) for one in peer]
    verdict = assess(terms, figures_of(own), on=on, peer=figures_of(theirs), done=done, opinions=opinions)
    judged = Judged(verdict.figure.period.code) if verdict.figure else Judged()
    return (
        verdict,
        series_facts(own, on=on),
        series_facts(theirs, on=on),
        [one for one in (*done, *opinions) if one.on <= on],
        override_on(overrides, on=on, judged=judged),
    )


def days_before(again: date | None, on: date, offsets: list[int]) -> list[date]:
    """The last day before it, the next few, and some in between; where there is none, days far ahead."""
    far = on + timedelta(days=4 * AHEAD) if again is None else again - timedelta(days=1)
    chosen = [*(on + timedelta(days=offset) for offset in (1, 2, *offsets)), far]
    return [day for day in chosen if on < day <= far]


@settings(max_examples=300)
@given(st.one_of(alone(), alone(), anything), st.lists(st.integers(1, AHEAD), max_size=8))
def test_nothing_changes_before_that_day(told: dict[str, Any], offsets: list[int]) -> None:
    again, now = looks_again_on(**told), seen_on(**told)
    assert again is None or again > told["on"]
    for day in days_before(again, told["on"], offsets):
        assert seen_on(**told | {"on": day}) == now, (day, again)


@given(series(), numbers, days)
def test_looking_on_the_days_that_are_told_sees_everything_that_looking_each_month_does(
    figures: list[Figure], limit: Decimal, on: date
) -> None:
    """From the one day to the next, until there is none, a light goes through all that it goes through."""
    terms = Terms(Kind.STAY_ABOVE, lower=limit)
    end = date(2045, 1, 1)

    def seen(day: date) -> Any:
        return assess(terms, figures, on=day)

    jumps, day = [seen(on)], looks_again_on(terms, figures, on=on)
    while day is not None and day < end:
        jumps.append(seen(day))
        day = looks_again_on(terms, figures, on=day)
    months = [date(year, month, 1) for year in range(2008, 2045) for month in range(1, 13)]
    walked = [seen(on), *(seen(one) for one in months if one > on)]
    assert without_repeats(jumps) == without_repeats(walked)


def without_repeats(verdicts: list[Any]) -> list[Any]:
    return [one for number, one in enumerate(verdicts) if number == 0 or one != verdicts[number - 1]]
