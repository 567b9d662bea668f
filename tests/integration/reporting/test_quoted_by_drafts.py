"""A figure that a draft quotes is the draft's own: nobody else sees it, and no other plan is judged by it."""

import pytest
from django.test import Client

from accounts.models import Role
from indicators.models import Indicator, Region, Standing
from planning.models import Plan, PlanStatus
from targets.models import Assessment, Target
from targets.queries import table_of
from tests import factories


@pytest.fixture
def shared() -> Indicator:
    return factories.create_indicator(code="fond", name_nb="Fond", unit="prosent", decimals=1)


def quoting(status: PlanStatus, indicator: Indicator, region: Region) -> Target:
    """A target in a plan that quotes 7.7 for an indicator that everybody uses."""
    plan = factories.create_plan(status=status)
    used = factories.create_used_indicator(plan=plan, indicator=indicator, region=region)
    target = factories.create_target(plan=plan, used_indicator=used)
    factories.give_figure(target, "7.7", standing=Standing.CITED, source_table=table_of(plan.code))
    return target


def page_for(client: Client, plan: Plan) -> str:
    client.force_login(factories.create_user(role=Role.COORDINATOR, municipality=plan.municipality))
    return client.get("/indikatorer/fond/").content.decode() + client.get("/indikatorer/").content.decode()


@pytest.mark.parametrize(("status", "is_seen"), [(PlanStatus.DRAFT, False), (PlanStatus.ADOPTED, True)])
def test_others_see_what_an_adopted_plan_quotes_and_not_what_a_draft_does(
    client: Client, shared: Indicator, status: PlanStatus, is_seen: bool
) -> None:
    region = factories.create_region()
    target = quoting(status, shared, region)
    stranger = factories.create_plan()
    assert ("7,7" in page_for(client, stranger)) is is_seen
    assert "7,7" in page_for(client, target.plan)


def test_a_draft_is_judged_by_what_it_quotes_and_no_other_plan_is(shared: Indicator) -> None:
    region = factories.create_region()
    own = quoting(PlanStatus.DRAFT, shared, region)
    other = factories.create_plan()
    used = factories.create_used_indicator(plan=other, indicator=shared, region=region)
    stranger = factories.create_target(plan=other, used_indicator=used)
    factories.assess()
    lights = dict(Assessment.objects.current().values_list("target", "light"))
    assert lights == {own.pk: "green", stranger.pk: "grey"}
