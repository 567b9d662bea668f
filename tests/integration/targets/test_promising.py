"""Services that write targets: what is brought along, what is refused, and how many at once are one edit."""

from decimal import Decimal
from typing import Any

import pytest

from accounts.models import Role
from indicators.models import RegionKind
from planning.models import Edit, PlanStatus
from targets.models import Assessment, IndicatorInPlan, Target
from targets.services.promises import ReasonNeeded
from targets.services.promising import Promised, change_target, change_targets, create_target
from targets.services.removing import IsJudged, delete_target
from tests import factories

pytestmark = pytest.mark.django_db
SAID: dict[str, Any] = {"by": "kari", "on": factories.TODAY, "now": factories.NOW}


def test_a_code_is_the_next_one_whatever_was_typed_first() -> None:
    goal = factories.create_goal()
    factories.create_target(goal=goal, code="MT-09", used_indicator=None)
    target = create_target(plan=goal.plan, goal=goal, promised=Promised({"kind": "milestone", "state": "Nådd"}), **SAID)
    assert target.code == "MT-10"
    assert Assessment.objects.current().filter(target=target).exists()


def test_an_indicator_whose_code_is_taken_by_another_place_is_used_under_a_code_of_its_own() -> None:
    goal, indicator = factories.create_goal(), factories.create_indicator(code="fond")
    factories.create_used_indicator(plan=goal.plan, indicator=indicator)
    home = factories.create_region(code="3909", kind=RegionKind.MUNICIPALITY)
    promised = Promised({"kind": "stay_above", "lower": Decimal(1)}, indicator=indicator, region=home)
    target = create_target(plan=goal.plan, goal=goal, promised=promised, **SAID)
    assert target.used_indicator is not None
    assert target.used_indicator.code == "fond-3909"
    assert IndicatorInPlan.objects.count() == 2


def test_a_changed_target_keeps_the_use_that_it_has() -> None:
    target = factories.create_target(lower=Decimal(5))
    used = target.used_indicator
    assert used is not None
    factories.create_used_indicator(plan=target.plan, indicator=used.indicator, region=used.region, code="igjen")
    promised = Promised({"lower": Decimal(6)}, indicator=used.indicator, region=used.region)
    change_target(target=target, promised=promised, reason="Nytt vedtak", **SAID)
    target.refresh_from_db()
    assert (target.used_indicator, target.lower) == (used, Decimal(6))


def test_nothing_is_written_where_one_of_many_lacks_a_reason() -> None:
    one = factories.create_target(lower=Decimal(5))
    other = factories.create_target(plan=one.plan, lower=Decimal(5))
    owner = factories.create_user(role=Role.READER, municipality=one.plan.municipality)
    changes: dict[int, dict[str, Any]] = {one.pk: {"owner": owner}, other.pk: {"lower": Decimal(6)}}
    with pytest.raises(ReasonNeeded):
        change_targets(plan=one.plan, changes=changes, label="Måltall", reason=" ", **SAID)
    one.refresh_from_db()
    assert one.owner is None
    assert not Edit.objects.exists()


def test_a_target_of_another_plan_is_left_alone() -> None:
    mine, other = factories.create_target(lower=Decimal(5)), factories.create_target(lower=Decimal(5))
    changed = change_targets(
        plan=mine.plan, changes={other.pk: {"lower": Decimal(6)}}, label="Måltall", reason="Fordi", **SAID
    )
    other.refresh_from_db()
    assert (changed, other.lower) == (0, Decimal(5))


def test_what_was_judged_in_an_adopted_plan_is_not_deleted() -> None:
    target = factories.create_target(lower=Decimal(5))
    factories.give_figure(target, "6")
    factories.assess(target.plan)
    with pytest.raises(IsJudged):
        delete_target(target=target, label="x", by="kari", now=factories.NOW)
    target.plan.status = PlanStatus.DRAFT
    target.plan.save()
    delete_target(target=target, label="x", by="kari", now=factories.NOW)
    assert not Target.objects.exists()
