"""Taking away a draft with what people have said of its pages."""

from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext

from planning.models import Plan, PlanStatus
from reporting.models import Publication, QualityReview, ReportFile, SealedReport, SealingAsked
from reporting.services.removing_commented import has_words, remove_from_rounds
from targets.services.plan_removal import CannotDeletePlan, delete_draft, obstacle_to_removal


def why_plan_stays(plan: Plan) -> str:
    """In one sentence; nothing where the plan may be deleted."""
    # Before what holds for every plan that was adopted: whoever set it back to a draft knows that it was.
    if plan.status == PlanStatus.DRAFT and (sealed := newest_sealed(plan)):
        words = {"title": sealed.title}
        return gettext("Planen kan ikke slettes, for rapporten «%(title)s» er låst og bygger på den.") % words
    if obstacle := obstacle_to_removal(plan):
        return obstacle
    if Publication.objects.filter(plan=plan).exists():
        return gettext("Planen har vært publisert, og da kan den ikke slettes.")
    if has_words(plan):
        return gettext("Planen kan ikke slettes, for det er skrevet faglige vurderinger av måltallene i den.")
    return ""


def newest_sealed(plan: Plan) -> SealedReport | None:
    return SealedReport.objects.filter(plan=plan).only("title").order_by("-year", "-edition", "-pk").first()


@transaction.atomic
def delete_plan(*, plan: Plan, by: str, now: datetime) -> None:
    """Raises CannotDeletePlan, and then everything is as it was."""
    if obstacle := why_plan_stays(plan):
        raise CannotDeletePlan(obstacle)
    QualityReview.objects.filter(plan=plan).delete()
    # What people took with them as files can be made of other plans, and these are cleared in any case.
    ReportFile.objects.filter(plan=plan).delete()
    SealingAsked.objects.filter(plan=plan, report__isnull=True).delete()
    remove_from_rounds(plan)
    try:
        delete_draft(plan=plan, by=by, now=now)
    except models.ProtectedError as error:
        raise CannotDeletePlan(gettext("Planen kan ikke slettes, for noe annet bygger på den.")) from error
