"""Publishing a plan and taking it down: who did it and when is kept, and a draft cannot be published."""

import pytest

from accounts.models import AuditEvent
from planning.models import Plan, PlanStatus
from reporting.models import Publication
from reporting.permissions import published_plans
from reporting.services import PlanIsDraft, publish_plan, unpublish_plan
from tests import factories
from tests.factories import NOW


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(title="Samfunnsdelen")


def actions() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))


def test_a_published_plan_says_by_whom_and_when(plan: Plan) -> None:
    publication = publish_plan(plan=plan, by="kari", now=NOW)
    assert (publication.published_by, publication.published_at) == ("kari", NOW)
    assert list(published_plans()) == [plan]
    event = AuditEvent.objects.get()
    assert (event.action, event.actor, event.object_label) == ("reporting.plan.published", "kari", "Samfunnsdelen")
    assert event.municipality_number == plan.municipality.number


def test_publishing_again_changes_nothing(plan: Plan) -> None:
    publish_plan(plan=plan, by="kari", now=NOW)
    publish_plan(plan=plan, by="ola", now=NOW)
    assert Publication.objects.get().published_by == "kari"
    assert actions() == ["reporting.plan.published"]


def test_a_plan_that_is_taken_down_is_not_public(plan: Plan) -> None:
    publish_plan(plan=plan, by="kari", now=NOW)
    unpublish_plan(plan=plan, by="ola", now=NOW)
    assert not published_plans().exists()
    assert actions() == ["reporting.plan.published", "reporting.plan.unpublished"]


def test_taking_down_what_is_not_public_leaves_no_trace(plan: Plan) -> None:
    unpublish_plan(plan=plan, by="ola", now=NOW)
    assert actions() == []


def test_a_draft_cannot_be_published_whatever_the_page_had_read(plan: Plan) -> None:
    Plan.objects.update(status=PlanStatus.DRAFT)
    with pytest.raises(PlanIsDraft):
        publish_plan(plan=plan, by="kari", now=NOW)
    assert not Publication.objects.exists()
    assert actions() == []


@pytest.mark.parametrize(
    ("status", "is_public"), [(PlanStatus.ADOPTED, True), (PlanStatus.SUPERSEDED, True), (PlanStatus.DRAFT, False)]
)
def test_only_what_was_adopted_is_public(plan: Plan, status: PlanStatus, is_public: bool) -> None:
    publish_plan(plan=plan, by="kari", now=NOW)
    Plan.objects.update(status=status)
    assert published_plans().exists() is is_public
