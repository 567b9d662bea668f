"""The same work as a loop does it that takes one target at a time: fetch it, fetch its figures, judge it."""

from datetime import date

from indicators.models import Observation, Standing, ValueKind
from planning.models import Plan
from targets.models import Target
from targets.queries import period_named, terms_of
from targets.rules import Figure, Verdict, assess


def judge_one_by_one(*, plan: Plan, on: date) -> dict[int, Verdict]:
    """The verdict on each target of the plan, by its key."""
    keys = Target.objects.filter(plan=plan).order_by("order", "pk").values_list("pk", flat=True)
    return {key: judge_one(key, on=on) for key in keys}


def judge_one(key: int, *, on: date) -> Verdict:
    target = Target.objects.select_related("used_indicator__indicator").get(pk=key)
    return assess(terms_of(target), figures_for(target), on=on)


def figures_for(target: Target) -> list[Figure]:
    """The newest known figure of each period; not read in bulk, so that the two ways also check each other."""
    used = target.used_indicator
    if used is None:
        return []
    rows = Observation.objects.filter(indicator=used.indicator, region_id=used.region_id, part="")
    official = rows.filter(standing=Standing.OFFICIAL).exclude(period="")
    newest = {one.period: one for one in official.order_by("known_from", "table_rank", "pk")}
    return [figure_of(one) for one in newest.values()]


def figure_of(observation: Observation) -> Figure:
    return Figure(
        period=period_named(observation.period),
        value=observation.value,
        missing=observation.missing,
        is_provisional=observation.kind == ValueKind.PROVISIONAL,
        is_correction=observation.kind == ValueKind.CORRECTION,
        observation_id=observation.pk,
    )
