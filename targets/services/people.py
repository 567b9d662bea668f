"""Writing down what people have done and judged, where no figure tells it."""

from datetime import date, datetime

from django.db import transaction

from accounts.services import record_event
from accounts.snapshots import snapshot
from targets.models import Appraisal, Completion, Target, TargetKind
from targets.services.assessment import judge_again


class OtherKindOfTarget(Exception):
    """The target is not of the kind that this can be said of."""


@transaction.atomic
def appraise(
    *, target: Target, light: str, reason: str, judged_on: date, judged_by: str, by: str, now: datetime
) -> Appraisal:
    """Keep what somebody judged of a milestone. An earlier judgement stays as history."""
    require_kind(target, TargetKind.MILESTONE)
    appraisal = Appraisal.objects.create(
        target=target,
        light=light,
        reason=reason,
        judged_on=judged_on,
        judged_by=judged_by,
        recorded_by=by,
        recorded_at=now,
    )
    keep_trail(target, appraisal, by=by, now=now, reason=reason)
    return appraisal


@transaction.atomic
def record_completion(
    *, target: Target, done_on: date, holds_until: date | None, note: str, by: str, now: datetime
) -> Completion:
    """Keep that a recurring duty was done, which moves the day that it is due again."""
    require_kind(target, TargetKind.RECURRING)
    completion = Completion.objects.create(
        target=target, done_on=done_on, holds_until=holds_until, note=note, recorded_by=by, recorded_at=now
    )
    keep_trail(target, completion, by=by, now=now)
    return completion


@transaction.atomic
def judge_state(
    *, target: Target, light: str, reason: str, judged_on: date, judged_by: str, by: str, on: date, now: datetime
) -> Appraisal:
    """Keep what somebody judged, and let the light follow at once."""
    appraisal = appraise(
        target=target, light=light, reason=reason, judged_on=judged_on, judged_by=judged_by, by=by, now=now
    )
    judge_again(targets=[target], on=on, now=now)
    return appraisal


@transaction.atomic
def complete_duty(
    *, target: Target, done_on: date, holds_until: date | None, note: str, by: str, on: date, now: datetime
) -> Completion:
    """Keep that the duty was done, and let the light follow at once."""
    completion = record_completion(target=target, done_on=done_on, holds_until=holds_until, note=note, by=by, now=now)
    judge_again(targets=[target], on=on, now=now)
    return completion


def require_kind(target: Target, kind: TargetKind) -> None:
    if target.kind != kind:
        raise OtherKindOfTarget(target.kind)


def keep_trail(target: Target, row: Appraisal | Completion, *, by: str, now: datetime, reason: str = "") -> None:
    record_event(
        action=f"{row._meta.label_lower}.added",
        subject=row,
        by=by,
        now=now,
        municipality_number=target.plan.municipality.number,
        after=snapshot(row),
        reason=reason,
    )
