"""Setting a light beside the calculated one, and taking it back."""

from datetime import date, datetime

from django.db import transaction

from accounts.services import record_event
from accounts.snapshots import snapshot
from targets.certificates import judged_in
from targets.models import Assessment, Override, OverrideEnd, Target
from targets.rules import Attainment, Kind, another_figure_comes
from targets.services.assessment import judge_again


class CannotOverride(Exception):
    """A light that nobody can set now."""


class NothingToOverride(CannotOverride):
    """The target has not been judged yet, so there is nothing for a person's light to stand beside."""


class SameAsCalculated(CannotOverride):
    """The rule says the same already."""


class NeverEnds(CannotOverride):
    """Until the next figure, of a target that no other figure will be judged for."""


@transaction.atomic
def override_light(
    *,
    target: Target,
    light: str,
    reason: str,
    decided_by: str,
    decided_on: date,
    until: date | None,
    by: str,
    on: date,
    now: datetime,
) -> Override:
    """Set a light until a last day, or without one until another figure is judged. One that is open is replaced.

    It stands beside what the figures say at this moment, so they are judged first. Raises CannotOverride.
    """
    standing = judged_now(target, on=on, now=now)
    require_difference(standing, light, until=until)
    judged = judged_in(standing.facts)
    end_open(target, because=OverrideEnd.REPLACED, by=by, on=on, now=now)
    override = Override.objects.create(
        target=target,
        light=light,
        reason=reason,
        decided_by=decided_by,
        decided_on=decided_on,
        until=until,
        until_next_figure=until is None,
        figure_period=judged.period,
        figure_literal=judged.literal,
        recorded_by=by,
        recorded_at=now,
    )
    keep_trail(override, "set", by=by, now=now, reason=reason)
    judge_again(targets=[target], on=on, now=now)
    return override


@transaction.atomic
def withdraw_override(*, target: Target, by: str, on: date, now: datetime) -> bool:
    """Let the calculated light stand alone again; False where no light was set, or where it is over by itself."""
    judge_alone(target, on=on, now=now)
    if not end_open(target, because=OverrideEnd.WITHDRAWN, by=by, on=on, now=now):
        return False
    judge_again(targets=[target], on=on, now=now)
    return True


def judged_now(target: Target, *, on: date, now: datetime) -> Assessment:
    """How the target stands with everything known. Raises NothingToOverride where it never was judged."""
    if not Assessment.objects.current().filter(target=target).exists():
        raise NothingToOverride(target.code)
    judge_alone(target, on=on, now=now)
    return Assessment.objects.current().get(target=target)


def judge_alone(target: Target, *, on: date, now: datetime) -> None:
    """Judge it under the lock that keeps two people, and those who judge, from changing it at once."""
    Target.objects.select_for_update().get(pk=target.pk)
    judge_again(targets=[target], on=on, now=now)


def require_difference(standing: Assessment, light: str, *, until: date | None) -> None:
    if light == standing.light:
        raise SameAsCalculated(light)
    attainment = Attainment(standing.attainment) if standing.attainment else None
    if until is None and not another_figure_comes(Kind(standing.facts["kind"]), attainment):
        raise NeverEnds(standing.target_id)


def end_open(target: Target, *, because: OverrideEnd, by: str, on: date, now: datetime) -> bool:
    override = Override.objects.open().select_for_update().filter(target=target).first()
    if override is None:
        return False
    override.ended_on, override.ended_at, override.ended_because, override.ended_by = on, now, because, by
    override.save(update_fields=["ended_on", "ended_at", "ended_because", "ended_by"])
    keep_trail(override, "ended", by=by, now=now)
    return True


def keep_trail(override: Override, verb: str, *, by: str, now: datetime, reason: str = "") -> None:
    record_event(
        action=f"targets.override.{verb}",
        subject=override,
        by=by,
        now=now,
        municipality_number=override.target.plan.municipality.number,
        after=snapshot(override),
        reason=reason,
    )
