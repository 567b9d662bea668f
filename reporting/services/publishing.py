"""Whether everybody may read a plan."""

from datetime import datetime

from django.db import transaction

from accounts.services import record_event
from planning.models import Plan, PlanStatus
from reporting.models import Publication


class PlanIsDraft(Exception):
    """Only what has been adopted can be read by everybody."""


@transaction.atomic
def publish_plan(*, plan: Plan, by: str, now: datetime) -> Publication:
    """Let everybody read the plan; nothing where they may already. Raises PlanIsDraft."""
    # As it stands at this moment: somebody may have made it a draft again since the page was read.
    plan = Plan.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=plan.pk)
    if plan.status == PlanStatus.DRAFT:
        raise PlanIsDraft
    publication, is_new = Publication.objects.get_or_create(
        plan=plan, defaults={"published_at": now, "published_by": by}
    )
    if is_new:
        record(plan, "reporting.plan.published", by=by, now=now)
    return publication


@transaction.atomic
def unpublish_plan(*, plan: Plan, by: str, now: datetime) -> None:
    """Keep the plan to those who log in; nothing where it is so already."""
    deleted, _of_each = Publication.objects.filter(plan=plan).delete()
    if deleted:
        record(plan, "reporting.plan.unpublished", by=by, now=now)


def record(plan: Plan, action: str, *, by: str, now: datetime) -> None:
    record_event(action=action, subject=plan, by=by, now=now, municipality_number=plan.municipality.number)
