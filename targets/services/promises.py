"""Changing what is promised. What an adopted plan promised before is kept, with why it was changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.services import record_event
from accounts.snapshots import Snapshot, difference, in_words
from planning.models import PlanStatus
from targets.certificates.promises import terms_facts
from targets.certificates.texts import Facts
from targets.certificates.writing import target_facts
from targets.models import EarlierPromise, Target, TargetStep
from targets.queries import terms_of
from targets.services.assessment import judge_again

# What the promise is made of, beside its steps. The rest of a target is where it stands and what is noted of it.
PROMISE_FIELDS = (
    *("kind", "used_indicator", "lower", "upper", "goal_value", "change", "change_is_percent", "unit"),
    *("baseline_period", "baseline_value", "deadline", "tolerance", "green_from", "yellow_from", "peer", "direction"),
    *("recurs_every", "recurs_unit", "state", "bound", "condition"),
)


class ReasonNeeded(Exception):
    """The plan is adopted, and nobody has said why its promise is changed."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What a target promised at one moment, and whether its plan was adopted then."""

    target: Target
    said: Snapshot
    terms: Facts
    words: Facts
    is_adopted: bool


def promises_of(keys: Iterable[int]) -> dict[int, Promise]:
    """What is promised now, by target, as it is stored."""
    targets = Target.objects.for_assessment().select_related("plan__municipality").filter(pk__in=list(keys))
    return {one.pk: promise_of(one) for one in targets}


def promise_of(target: Target) -> Promise:
    steps = sorted((step.period, in_words(step.value)) for step in target.steps.all())
    said = {name: in_words(getattr(target, name)) for name in PROMISE_FIELDS}
    return Promise(
        target=target,
        said=said | {"steps": [f"{period}: {value}" for period, value in steps]},
        terms=terms_facts(terms_of(target)),
        words=target_facts(target),
        is_adopted=is_binding(target),
    )


def is_binding(target: Target) -> bool:
    """Whether people hold the municipality to it; a draft may be written anew as often as one likes."""
    return target.plan.status != PlanStatus.DRAFT


@transaction.atomic
def change_promise(
    *,
    target: Target,
    values: Mapping[str, Any],
    reason: str,
    by: str,
    on: date,
    now: datetime,
    steps: Sequence[tuple[str, Decimal]] | None = None,
) -> EarlierPromise | None:
    """Give a target other terms, and judge it again. Raises ReasonNeeded. Returns what was promised before, if kept."""
    before = promises_of([target.pk])
    for name, value in values.items():
        setattr(target, name, value)
    target.save(update_fields=list(values))
    if steps is not None:
        target.steps.all().delete()
        TargetStep.objects.bulk_create(TargetStep(target=target, period=code, value=value) for code, value in steps)
    kept = keep_earlier_promises(before, reasons={target.pk: reason}, by=by, on=on, now=now)
    judge_again(targets=[target], on=on, now=now)
    return next(iter(kept), None)


@transaction.atomic
def keep_earlier_promises(
    before: Mapping[int, Promise], *, reasons: Mapping[int, str], by: str, on: date, now: datetime
) -> list[EarlierPromise]:
    """Keep those that an adopted plan made and that are others now. Raises ReasonNeeded where one has no reason."""
    after = promises_of(key for key, one in before.items() if one.is_adopted)
    changed = [key for key, one in after.items() if one.said != before[key].said]
    return [
        keep_earlier(before[key], after[key], reason=reasons.get(key, ""), by=by, on=on, now=now) for key in changed
    ]


def keep_earlier(before: Promise, after: Promise, *, reason: str, by: str, on: date, now: datetime) -> EarlierPromise:
    if not reason.strip():
        raise ReasonNeeded(before.target.code)
    was, said = difference(before.said, after.said)
    record_event(
        action="targets.promise.changed",
        subject=after.target,
        by=by,
        now=now,
        municipality_number=after.target.plan.municipality.number,
        before=was,
        after=said,
        reason=reason,
    )
    return EarlierPromise.objects.create(
        target=after.target,
        terms=before.terms,
        words=before.words,
        used_indicator_id=before.target.used_indicator_id,
        peer_id=before.target.peer_id,
        changed_on=on,
        changed_at=now,
        changed_by=by,
        reason=reason.strip(),
    )
