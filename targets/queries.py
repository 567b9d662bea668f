"""Reads of targets: the terms of a promise in plain values, and the figures that it is judged by."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from indicators.formats import plain
from indicators.models import Direction, Indicator, ValueKind
from indicators.periods import Period, parse_period
from indicators.queries import readings_that_count
from indicators.rules import Reading
from indicators.units import measure_of, same_measure
from planning.models import Plan
from targets.models import IndicatorInPlan, Target
from targets.rules import Figure, Kind, Step, Terms

LONGEST_TABLE = 100
SIGNS = {Direction.UP.value: 1, Direction.DOWN.value: -1}


@lru_cache(maxsize=4096)
def period_named(code: str) -> Period:
    """The period of a stored code; the same few hundred codes come again and again."""
    return parse_period(code)


def terms_of(target: Target) -> Terms:
    """What was promised, as plain values for the rule."""
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
        steps=tuple(Step(period_named(step.period), plain(step.value)) for step in target.steps.all()),
        direction=SIGNS.get(indicator.direction or "") if indicator else None,
        artefact_above=tidy(indicator.artefact_above) if indicator else None,
        tolerance=tidy(target.tolerance),
        green_from=plain(target.green_from),
        yellow_from=plain(target.yellow_from),
    )


def tidy(value: Decimal | None) -> Decimal | None:
    return None if value is None else plain(value)


def unit_fits(target: Target, indicator: Indicator) -> bool:
    """Whether promise and figure measure the same; a change in percent of the baseline fits every unit."""
    if target.kind == Kind.CHANGE_BY and target.change_is_percent and measure_of(target.unit) in {"", "percent"}:
        return True
    return same_measure(target.unit, indicator.unit)


def figure_of(reading: Reading) -> Figure:
    """A reading as the rule takes it."""
    return Figure(
        period=period_named(reading.period),
        value=reading.value,
        missing=reading.missing,
        is_provisional=reading.kind == ValueKind.PROVISIONAL,
        is_correction=reading.kind == ValueKind.CORRECTION,
        observation_id=reading.observation_id,
    )


def readings_for(targets: Iterable[Target], *, known_at: datetime | None) -> dict[int, list[Reading]]:
    """For each target the readings of its indicator in its region, oldest first.

    What a draft quotes counts for that draft alone. One query for all targets that may read the same, two in all where
    no draft is judged.
    """
    drafts = frozenset(Plan.objects.drafts().values_list("code", flat=True))
    groups: dict[frozenset[str], dict[int, IndicatorInPlan]] = defaultdict(dict)
    for target in targets:
        if target.used_indicator:
            groups[drafts - {target.plan.code}][target.pk] = target.used_indicator
    found: dict[int, list[Reading]] = {}
    for hidden, used in groups.items():
        series = readings_that_count(
            indicators=(one.indicator_id for one in used.values()),
            regions=(one.region_id for one in used.values()),
            known_at=known_at,
            hidden_tables=tables_of(hidden),
        )
        found |= {pk: series.get((one.indicator_id, one.region_id), []) for pk, one in used.items()}
    return found


def table_of(plan: str, *, is_conflict: bool = False) -> str:
    """Each plan is a table of its own, so that two plans that quote differently do not take turns."""
    return f"{'conflict' if is_conflict else 'plan'}:{plan}"[:LONGEST_TABLE]


def tables_of(plans: Iterable[str]) -> list[str]:
    """Every table that some plans quote figures in."""
    return [table_of(plan, is_conflict=is_conflict) for plan in plans for is_conflict in (False, True)]


def figures_of(readings: Sequence[Reading]) -> list[Figure]:
    """All readings as the rule takes them."""
    return [figure_of(reading) for reading in readings]
