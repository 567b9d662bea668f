"""Where plans use an indicator: what they say of it, the targets that hang on it, and which figures correct it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT

from indicators.models import Indicator
from planning.models import Plan
from reporting.queries.lights import LightRow, light_row
from targets.models import Assessment, IndicatorInPlan, LightChange, Target

JOINED = (
    *("plan", "theme", "region", "indicator", "one_target__peer", "one_target__unit_in_charge", "one_target__owner"),
    *("one_target__goal__unit", "one_target__goal__owner"),
)
# What a row of a target shows of how it stands now.
STANDS = ("light", "shown_light", "reason", "is_stale", "warning", "confirmed_on", "facts")


@dataclass(frozen=True, slots=True)
class Uses:
    """`own_figures` are the municipality's own of the same thing; `corrects` those that this one stands beside."""

    uses: list[IndicatorInPlan]
    targets: list[LightRow]
    own_figures: list[Indicator]
    corrects: list[Indicator]


def uses_of(indicator: Indicator, plans: QuerySet[Plan]) -> Uses:
    """Everything that these plans have to do with the indicator; one query."""
    rows = list(rows_of(indicator, plans))
    here = list({row.pk: row for row in rows if row.indicator_id == indicator.pk}.values())
    codes = {(row.plan_id, row.code) for row in here}
    corrected = {(row.plan_id, row.corrects) for row in here}  # type: ignore[attr-defined]
    return Uses(
        uses=here,
        targets=list(targets_in(row for row in rows if row.indicator_id == indicator.pk)),
        own_figures=unique(row for row in rows if (row.plan_id, row.corrects) in codes),  # type: ignore[attr-defined]
        corrects=unique(row for row in rows if (row.plan_id, row.code) in corrected),
    )


def rows_of(indicator: Indicator, plans: QuerySet[Plan]) -> QuerySet[IndicatorInPlan]:
    """The uses, each once for every target, with how it stands; then those that are tied to one by a correction."""
    same_plan = IndicatorInPlan.objects.filter(plan=OuterRef("plan"), indicator=indicator)
    tied = Exists(same_plan.filter(code=OuterRef("corrects"))) | Exists(
        same_plan.annotate(said=KT("extra__corrects")).filter(said=OuterRef("code"))
    )
    may_be_seen = Q(indicator__namespace="") | Q(indicator__namespace__in=plans.values("code"))
    uses = IndicatorInPlan.objects.filter(plan__in=plans).annotate(corrects=KT("extra__corrects"))
    return with_targets(uses.filter(Q(indicator=indicator) | Q(may_be_seen, tied)))


def with_targets(uses: QuerySet[IndicatorInPlan]) -> QuerySet[IndicatorInPlan]:
    """The uses, each once for every target, with how it stands and since when."""
    newest_change = LightChange.objects.filter(target=OuterRef("one_target")).order_by("-pk").values("changed_on")[:1]
    is_current = Q(one_target__assessments__is_current=True)
    return (
        uses.annotate(
            one_target=FilteredRelation("targets"),
            now=FilteredRelation("one_target__assessments", condition=is_current),
            since=Subquery(newest_change),
            **{f"now_{name}": F(f"now__{name}") for name in STANDS},
        )
        .select_related(*JOINED)
        .order_by("pk", "one_target__order", "one_target__code")
    )


def targets_in(rows: Iterable[IndicatorInPlan]) -> Iterator[LightRow]:
    """The rows of the targets, in the order of the plan."""
    found: list[tuple[Target, Assessment | None, date | None]] = []
    for row in rows:
        # Without a target the row has no such attribute at all.
        target: Target | None = getattr(row, "one_target", None)
        if target is not None:
            target.plan, target.used_indicator = row.plan, row
            found.append((target, stands_now(row), row.since))  # type: ignore[attr-defined]
    for target, assessment, since in sorted(found, key=lambda one: (one[0].order, one[0].code)):
        yield light_row(target, assessment, since=since)


def stands_now(row: IndicatorInPlan) -> Assessment | None:
    """How the target of the row stands; None where nobody has judged it yet."""
    values = {name: getattr(row, f"now_{name}") for name in STANDS}
    return None if values["light"] is None else Assessment(**values)


def unique(rows: Iterable[IndicatorInPlan]) -> list[Indicator]:
    return list({row.indicator_id: row.indicator for row in rows}.values())
