"""Taking away a draft with what people have said of its pages."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from planning.models import Plan
from reporting.models import Publication, QualityReview
from targets.services.plan_removal import CannotDeletePlan, delete_draft, obstacle_to_removal


def why_plan_stays(plan: Plan) -> str:
    """In one sentence; nothing where the plan may be deleted."""
    if obstacle := obstacle_to_removal(plan):
        return obstacle
    if Publication.objects.filter(plan=plan).exists():
        return gettext("Planen har vært publisert, og da kan den ikke slettes.")
    return ""


@transaction.atomic
def delete_plan(*, plan: Plan, by: str, now: datetime) -> None:
    """Raises CannotDeletePlan, and then everything is as it was."""
    if obstacle := why_plan_stays(plan):
        raise CannotDeletePlan(obstacle)
    QualityReview.objects.filter(plan=plan).delete()
    delete_draft(plan=plan, by=by, now=now)
