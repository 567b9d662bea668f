"""What people have said of a plan's targets: lights set, states judged, duties done, causes. For its own people."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from planning.models import Plan
from reporting.queries.answers import with_figures
from reporting.queries.target_overrides import OverrideRow, override_row
from targets.models import Appraisal, Assessment, Completion, Override, StatedCause


@dataclass(frozen=True, slots=True)
class OverrideTold:
    override: Override
    row: OverrideRow


def overrides_in(plan: Plan) -> QuerySet[Override]:
    """Each with what the rule said when it was set."""
    then = Assessment.objects.filter(override=OuterRef("pk")).order_by("pk").values("light")[:1]
    rows = Override.objects.filter(target__plan=plan).select_related("target__plan")
    return rows.annotate(calculated_then=Subquery(then))


def overrides_told(found: Sequence[Override]) -> list[OverrideTold]:
    """One query more, however many there are."""
    targets = {one.target_id for one in found}
    standing = {one.target_id: one.facts for one in Assessment.objects.current().filter(target__in=targets)}
    return [
        OverrideTold(one, override_row(one, standing[one.target_id], one.calculated_then or ""))  # type: ignore[attr-defined]
        for one in found
        if one.target_id in standing
    ]


def appraisals_in(plan: Plan) -> QuerySet[Appraisal]:
    return Appraisal.objects.filter(target__plan=plan).select_related("target__plan")


def completions_in(plan: Plan) -> QuerySet[Completion]:
    return Completion.objects.filter(target__plan=plan).select_related("target__plan")


def causes_in(plan: Plan) -> QuerySet[StatedCause]:
    """Each with the figure that was judged when it was written, and whether another was written or it became green."""
    newest = StatedCause.objects.filter(target=OuterRef("target")).order_by("-said_at", "-pk").values("pk")[:1]
    rows = StatedCause.objects.filter(target__plan=plan).select_related("target__plan")
    return with_figures(rows).annotate(newest=Subquery(newest))
