"""The same work as a loop does it that takes one target at a time: fetch it, fetch what it is judged by, judge it.

Nothing is fetched twice and no figure by itself; a first version would do no better.
"""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from bench.synthetic import keys_of
from indicators.models import Observation, Standing, ValueKind
from indicators.queries.history import region_history
from indicators.rules import Reading
from planning.models import Plan
from targets.certificates import Judgement, judge_target
from targets.models import Assessment, Target
from targets.queries import Inputs, names_of_sources, period_named, terms_of
from targets.queries.evidence import done_by, opinions_on, overrides_of
from targets.rules import Figure, Verdict, assess
from targets.services.assessment import assessment_of, change_of, differs


def verdicts_one_by_one(plan: Plan, *, on: date, most: int | None = None) -> dict[int, Verdict]:
    """The verdict on each target of the plan, by its key: the rule, and no certificate."""
    found = {}
    for key in keys_of(plan, most=most):
        target = Target.objects.select_related("used_indicator__indicator").get(pk=key)
        found[key] = assess(terms_of(target), [figure_of(one) for one in figures_for(target)], on=on)
    return found


def judge_one_by_one(plan: Plan, *, on: date, most: int | None = None) -> Iterator[Judgement]:
    """Each target judged with its certificate, and nothing stored."""
    for key in keys_of(plan, most=most):
        yield judge_one(Target.objects.select_related("plan", "used_indicator__indicator").get(pk=key), on=on)


def assess_one_by_one(plan: Plan, *, on: date, now: datetime, most: int | None = None) -> None:
    """The same, and what is new is stored, each target in a transaction of its own."""
    for key in keys_of(plan, most=most):
        assess_one(key, on=on, now=now)


@transaction.atomic
def assess_one(key: int, *, on: date, now: datetime) -> None:
    target = (
        Target.objects.select_for_update(of=("self",)).select_related("plan", "used_indicator__indicator").get(pk=key)
    )
    before = Assessment.objects.current().filter(target=target).first()
    judgement = judge_one(target, on=on)
    if not differs(before, judgement):
        return
    if before:
        before.is_current = False
        before.save()
    assessment = assessment_of(judgement, on=on, now=now)
    assessment.save()
    if change := change_of(before, assessment):
        change.save()


def judge_one(target: Target, *, on: date) -> Judgement:
    used = target.used_indicator
    assert used is not None  # every synthetic target has one
    region_history().with_a_past({used.region_id})
    Plan.objects.drafts().exists()
    inputs = Inputs(
        terms=terms_of(target),
        readings=[reading_of(one) for one in figures_for(target)],
        done=done_by(target.completions.all(), known_at=None),
        opinions=opinions_on(target.appraisals.all(), known_at=None),
        overrides=overrides_of(target.overrides.all(), known_at=None),
        sources=names_of_sources(used.indicator.sources.all(), plans={target.plan.code}),
    )
    return judge_target(target, inputs, on=on)


def figures_for(target: Target) -> list[Observation]:
    """The newest known figure of each period; not read in bulk, so that the two ways also check each other."""
    used = target.used_indicator
    if used is None:
        return []
    rows = Observation.objects.filter(indicator=used.indicator, region_id=used.region_id, part="")
    official = rows.filter(standing=Standing.OFFICIAL).exclude(period="").select_related("fetch")
    newest = {one.period: one for one in official.order_by("known_from", "table_rank", "pk")}
    return sorted(newest.values(), key=lambda one: one.period)


def reading_of(one: Observation) -> Reading:
    return Reading(
        indicator_id=one.indicator_id,
        region_id=one.region_id,
        period=one.period,
        literal=one.literal,
        missing=one.missing,
        kind=one.kind,
        standing=one.standing,
        known_from=one.known_from,
        observation_id=one.pk,
        fetch_id=one.fetch_id,
        fetch_name=one.fetch.name,
    )


def figure_of(observation: Observation) -> Figure:
    return Figure(
        period=period_named(observation.period),
        value=observation.value,
        missing=observation.missing,
        is_provisional=observation.kind == ValueKind.PROVISIONAL,
        is_correction=observation.kind == ValueKind.CORRECTION,
        observation_id=observation.pk,
    )
