"""What a target would look like: judged by the rule from what is typed, without storing anything."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from indicators.formats import plain
from indicators.rules import Reading
from reporting.charts import TargetChart
from reporting.target_drawing import drawing_of
from targets.certificates import judge_target
from targets.models import IndicatorInPlan, Target
from targets.queries import inputs_for, period_named, readings_for
from targets.rules import PATHS, Family, Kind, Step
from targets.sentences import explanation, promise, thresholds, word_of


@dataclass(frozen=True, slots=True)
class Preview:
    """The light with its sentence and its chart, as the page of the target would show them."""

    promise: str
    light: str
    word: str
    explanation: str
    is_stale: bool
    is_warned: bool
    family: str
    thresholds: list[tuple[str, str]]
    chart: TargetChart | None


def preview_of(*, draft: Target, steps: Sequence[Step], on: date) -> Preview:
    """The rule's answer to a target that need not be stored."""
    draft.pk = draft.pk or 0
    inputs = inputs_for([draft], known_at=None)[draft.pk]
    inputs = replace(inputs, terms=replace(inputs.terms, steps=tuple(steps)))
    judgement = judge_target(draft, inputs, on=on)
    facts, verdict = judgement.facts, judgement.verdict
    return Preview(
        promise=promise(draft),
        light=verdict.light.value,
        word=word_of(facts),
        explanation=explanation(facts),
        is_stale=verdict.is_stale,
        is_warned=verdict.warning is not None,
        family=facts["verdict"]["family"] or usual_family(draft),
        thresholds=thresholds(facts),
        chart=drawing_of(draft, inputs.terms, inputs.readings, facts),
    )


def usual_family(draft: Target) -> str:
    """What the zones of the chart are called while there is no verdict yet."""
    return Family.PATH.value if draft.kind in PATHS and draft.deadline else Family.LIMIT.value


def figures_only(*, draft: Target) -> TargetChart | None:
    """The series by itself, until the promise is whole."""
    if draft.used_indicator is None:
        return None
    draft.pk, draft.kind = draft.pk or 0, Kind.TREND.value
    inputs = inputs_for([draft], known_at=None)[draft.pk]
    return drawing_of(draft, inputs.terms, inputs.readings, None)


def newest_finished(*, used: IndicatorInPlan, on: date) -> tuple[str, Decimal] | None:
    """The newest figure of a period that is over, which a path may begin at."""
    readings = readings_for([Target(pk=0, plan=used.plan, used_indicator=used)], known_at=None).get(0, [])
    finished = [one for one in readings if one.value is not None and period_named(one.period).is_finished(on)]
    newest: Reading | None = max(finished, key=lambda one: period_named(one.period).position, default=None)
    return (newest.period, plain(newest.value)) if newest and newest.value is not None else None
