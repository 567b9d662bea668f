"""The terms of a promise, in plain values for the rule."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from indicators.formats import plain
from indicators.models import Direction, GroupValue, Indicator, QualityRecord, RegionKind
from indicators.periods import Period, parse_period
from indicators.units import measure_of, same_measure
from targets.intervals import months_in
from targets.models import IndicatorInPlan, Target, TargetStep
from targets.rules import Kind, Step, Terms

SIGNS = {Direction.UP.value: 1, Direction.DOWN.value: -1}


@lru_cache(maxsize=4096)
def period_named(code: str) -> Period:
    """The period of a stored code; the same few hundred codes come again and again."""
    return parse_period(code)


def terms_of(target: Target) -> Terms:
    """What was promised, as plain values for the rule; reads its steps and what is said of its indicator."""
    used = target.used_indicator
    return terms_from(target, target.steps.all(), used.indicator.quality_records.all() if used else ())


def terms_from(target: Target, steps: Iterable[TargetStep], records: Iterable[QualityRecord]) -> Terms:
    """The same from rows that are read already."""
    used = target.used_indicator
    indicator = used.indicator if used else None
    return Terms(
        kind=Kind(target.kind),
        has_indicator=indicator is not None,
        unit_fits=indicator is None or unit_fits(target, indicator),
        lower=tidy(target.lower),
        upper=tidy(target.upper),
        goal=tidy(target.goal_value),
        change=tidy(target.change),
        change_is_percent=target.change_is_percent,
        changes_since=period_named(indicator.base_period) if indicator and indicator.base_period else None,
        baseline_period=period_named(target.baseline_period) if target.baseline_period else None,
        baseline_value=tidy(target.baseline_value),
        deadline=period_named(target.deadline) if target.deadline else None,
        steps=tuple(Step(period_named(step.period), plain(step.value)) for step in steps),
        direction=direction_of(target, indicator),
        artefact_above=tidy(indicator.artefact_above) if indicator else None,
        tolerance=tidy(target.tolerance),
        green_from=plain(target.green_from),
        yellow_from=plain(target.yellow_from),
        has_peer=target.peer_id is not None,
        peer_is_sum=indicator is not None and is_sum_over_peer(target, indicator),
        every_months=months_in(target.recurs_every, target.recurs_unit),
        breaks=breaks_for(target, used, records) if used else (),
    )


def direction_of(target: Target, indicator: Indicator | None) -> int | None:
    """Which way is better: as the target says, else as the indicator is wanted."""
    return SIGNS.get(target.direction or (indicator.direction if indicator else "") or "")


def is_sum_over_peer(target: Target, indicator: Indicator) -> bool:
    """Whether the peer is a group whose value is the sum of its members."""
    peer = target.peer
    return peer is not None and peer.kind == RegionKind.KOSTRA_GROUP and indicator.group_value == GroupValue.SUM


def breaks_for(target: Target, used: IndicatorInPlan, records: Iterable[QualityRecord]) -> tuple[int, ...]:
    """Where the series of the indicator in its region was broken, as far as this plan may know."""
    told_by = {"", target.plan.code if target.plan_id else ""}
    told = [
        one for one in records if one.is_break and one.namespace in told_by and one.region_id in {None, used.region_id}
    ]
    return tuple(sorted({start_of(period_named(one.from_period)) for one in told}))


def start_of(period: Period) -> int:
    """The position at which the period begins, which is where the one before it ended."""
    return period.position - period.months


def tidy(value: Decimal | None) -> Decimal | None:
    return None if value is None else plain(value)


def unit_fits(target: Target, indicator: Indicator) -> bool:
    """Whether promise and figure measure the same; a change in percent of the baseline fits every unit."""
    if target.kind == Kind.CHANGE_BY and target.change_is_percent and measure_of(target.unit) in {"", "percent"}:
        return True
    return same_measure(target.unit, indicator.unit)
