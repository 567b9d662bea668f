"""Assessing: judge targets by the figures that are known, and keep what changed."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext

from accounts.many_keys import among
from accounts.many_rows import insert_many
from accounts.models import Job
from accounts.services import claim_job, end_cancelled_job, fail_job, finish_job, report_progress
from accounts.syncing import in_chunks
from planning.models import Plan
from targets.causes import cause_of
from targets.certificates import Judgement, judge_target
from targets.models import Assessment, LightChange, Target, Touched
from targets.queries import inputs_for
from targets.rules import RULE_VERSION
from targets.services.locking import take_turn
from targets.services.override_ends import end_overrides

# Targets judged, and locked, together: few enough to report progress, many enough to make queries cheap.
BATCH = 1_000

# Told how many of how many are done; answers whether to go on.
Progress = Callable[[int, int], bool]
# A job takes time, so it is handed the clock instead of one moment.
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run did: targets looked at, assessments that are new, and lights that changed colour."""

    assessed: int = 0
    renewed: int = 0
    changed: int = 0
    # Somebody asked it to stop before it had come to the end.
    is_cut_short: bool = False
    # Targets whose light changed though nothing had touched them and no date had come.
    unasked: tuple[int, ...] = ()


def judge_targets(*, plan: Plan | None, on: date, known_at: datetime | None = None) -> Iterator[Judgement]:
    """Every target of the plan (or of all plans) as of a day, from what was known then. Stores nothing."""
    for targets in batches(plan):
        yield from judge_batch(targets, on=on, known_at=known_at)


def batches(plan: Plan | None) -> Iterator[list[Target]]:
    keys = keys_of(plan)
    for start in range(0, len(keys), BATCH):
        yield loaded(keys[start : start + BATCH])


def keys_of(plan: Plan | None) -> list[int]:
    chosen = Target.objects.filter(plan=plan) if plan else Target.objects.all()
    return list(chosen.order_by("plan__code", "order", "code").values_list("pk", flat=True))


def loaded(keys: Sequence[int]) -> list[Target]:
    """The targets, in this order, with everything that they are judged by besides figures."""
    by_key = {one.pk: one for one in Target.objects.for_judging().filter(among("pk", keys))}
    return [by_key[key] for key in keys if key in by_key]


def judge_batch(targets: Sequence[Target], *, on: date, known_at: datetime | None) -> list[Judgement]:
    inputs = inputs_for(targets, known_at=known_at)
    return [judge_target(target, inputs[target.pk], on=on) for target in targets]


def assess_and_store(*, plan: Plan | None, on: date, now: datetime, progress: Progress | None = None) -> Outcome:
    """Judge by everything known now and keep each assessment that differs from the one before."""
    keys = keys_of(plan)
    outcome = Outcome()
    for start in range(0, len(keys), BATCH):
        outcome = added(outcome, store_batch(keys[start : start + BATCH], on=on, now=now))
        if progress and not progress(outcome.assessed, len(keys)) and outcome.assessed < len(keys):
            return replace(outcome, is_cut_short=True)
    return outcome


def judge_again(*, targets: Sequence[Target], on: date, now: datetime) -> Outcome:
    """Some targets, after something that they are judged by was edited."""
    outcome = Outcome()
    for keys in in_chunks(sorted({one.pk for one in targets}), BATCH):
        outcome = added(outcome, store_batch(keys, on=on, now=now))
    return outcome


def added(one: Outcome, other: Outcome) -> Outcome:
    return Outcome(
        one.assessed + other.assessed,
        one.renewed + other.renewed,
        one.changed + other.changed,
        unasked=(*one.unasked, *other.unasked),
    )


@transaction.atomic
def store_batch(keys: Sequence[int], *, on: date, now: datetime) -> Outcome:
    """One batch under lock, so that two workers at once do each target once."""
    take_turn()
    rows = Target.objects.select_for_update(no_key=connection.features.has_select_for_no_key_update)
    list(rows.filter(among("pk", keys)).order_by("pk").values_list("pk", flat=True))
    return store_locked(keys, on=on, now=now)


def store_locked(keys: Sequence[int], *, on: date, now: datetime) -> Outcome:
    """Judge targets that this transaction has locked, and keep what differs.

    Of what had touched them only what was there before anything was read is done with: an edit that comes while they
    are read is judged the next time.
    """
    touched = dict(Touched.objects.filter(among("target", keys)).values_list("pk", "target_id"))
    before = {one.target_id: one for one in Assessment.objects.current().filter(among("target", keys))}
    judgements = judge_batch(loaded(keys), on=on, known_at=None)
    end_overrides(judgements, on=on, now=now)
    news = [one for one in judgements if differs(before.get(one.target.pk), one)]
    old = [before[one.target.pk].pk for one in news if one.target.pk in before]
    Assessment.objects.filter(among("pk", old)).update(is_current=False)
    confirm(judgements, before, on=on)
    stored = store_assessments([assessment_of(one, on=on, now=now) for one in news])
    changes = [change for one in stored if (change := change_of(before.get(one.target_id), one))]
    insert_many(changes)
    Touched.objects.filter(among("pk", touched)).delete()
    asked = {*touched.values(), *(key for key, one in before.items() if is_due(one, on=on))}
    unasked = tuple(one.target_id for one in changes if one.target_id in before.keys() - asked)
    return Outcome(len(judgements), len(news), len(changes), unasked=unasked)


def is_due(standing: Assessment, *, on: date) -> bool:
    return standing.look_again_on is not None and standing.look_again_on <= on


def confirm(judgements: Sequence[Judgement], before: Mapping[int, Assessment], *, on: date) -> None:
    """Assessments that still stand are confirmed, and looked at again on the day that follows from this one."""
    keys = [one.target.pk for one in judgements]
    Assessment.objects.current().filter(among("target", keys)).update(confirmed_on=on)
    moved: dict[date | None, list[int]] = defaultdict(list)
    for one in judgements:
        standing = before.get(one.target.pk)
        if standing and standing.look_again_on != one.look_again_on:
            moved[one.look_again_on].append(standing.pk)
    for day, rows in moved.items():
        Assessment.objects.current().filter(among("pk", rows)).update(look_again_on=day)


def store_assessments(assessments: Sequence[Assessment]) -> Sequence[Assessment]:
    """Add them, each the current one of its target, and tell them their keys."""
    insert_many(assessments)
    targets = [one.target_id for one in assessments]
    keys = dict(Assessment.objects.current().filter(among("target", targets)).values_list("target_id", "pk"))
    for assessment in assessments:
        assessment.pk = keys[assessment.target_id]
    return assessments


def differs(before: Assessment | None, judgement: Judgement) -> bool:
    """Whether anything a reader could see in the certificate is new."""
    if before is None or before.facts != judgement.facts or before.rule_version != RULE_VERSION:
        return True
    return before.override_id != (judgement.override.key if judgement.override else None)


def assessment_of(judgement: Judgement, *, on: date, now: datetime) -> Assessment:
    verdict = judgement.verdict
    return Assessment(
        target=judgement.target,
        assessed_on=on,
        assessed_at=now,
        confirmed_on=on,
        light=verdict.light.value,
        override_id=judgement.override.key if judgement.override else None,
        shown_light=judgement.shown_light.value,
        reason=verdict.reason.value if verdict.reason else "",
        attainment=verdict.attainment.value if verdict.attainment else "",
        is_stale=verdict.is_stale,
        warning=verdict.warning.value if verdict.warning else "",
        observation_id=verdict.figure.observation_id if verdict.figure else None,
        facts=judgement.facts,
        rule_version=RULE_VERSION,
        look_again_on=judgement.look_again_on,
    )


def change_of(before: Assessment | None, after: Assessment) -> LightChange | None:
    """The row of history, when another colour is shown or calculated; the first colour counts as a change too."""
    from_light, from_calculated = (before.shown_light, before.light) if before else ("", "")
    if (from_light, from_calculated) == (after.shown_light, after.light):
        return None
    return LightChange(
        target_id=after.target_id,
        assessment=after,
        from_light=from_light,
        to_light=after.shown_light,
        from_calculated=from_calculated,
        to_calculated=after.light,
        cause=cause_of(before, after),
        changed_on=after.assessed_on,
        changed_at=after.assessed_at,
    )


def run_assessment_job(*, job_id: int, on: date, clock: Clock) -> None:
    """Do the job that a page asked for, once, telling how far it has come."""
    if not claim_job(job_id=job_id, now=clock()):
        return
    try:
        # A draft may have been deleted since somebody asked.
        plan = Plan.objects.get(code=Job.objects.get(pk=job_id).subject)
        outcome = assess_and_store(
            plan=plan,
            on=on,
            now=clock(),
            progress=lambda done, total: report_progress(job_id=job_id, done=done, total=total, now=clock()),
        )
    except Exception as error:
        fail_job(job_id=job_id, message=type(error).__name__, now=clock())
        raise
    end_job(job_id, outcome, now=clock())


def end_job(job_id: int, outcome: Outcome, *, now: datetime) -> None:
    """Done, or stopped by somebody; what was judged before that stands."""
    if not outcome.is_cut_short:
        finish_job(job_id=job_id, changed=outcome.changed, now=now)
        return
    message = gettext("Avbrutt. %(count)d måltall ble vurdert først, og resten står som før.")
    end_cancelled_job(job_id=job_id, message=message % {"count": outcome.assessed}, now=now)
