"""The facts behind the red thread: goals under goals, goals that a file no longer has, and what counts as a source."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from accounts.models import AuditEvent
from planning.models import Plan
from reporting.queries.red_thread import loose_ends, plan_facts
from reporting.red_thread import Check
from targets.models import TargetKind
from targets.services.plan_loading import load_plan
from tests import factories
from tests.plan_files import as_yaml, plan_with

pytestmark = pytest.mark.django_db
ON = date(2026, 7, 1)
NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
BOTH = [{"id": "M-1", "text": "Et mål"}, {"id": "M-2", "text": "Et mål til"}]


def load(goals: list[dict[str, Any]], *, days: int) -> None:
    body = as_yaml(plan_with(goals=goals))
    load_plan(name="plan.yaml", body=body, by="kari", now=NOW + timedelta(days=days))


def vanished() -> list[str]:
    found = loose_ends(plan=Plan.objects.get(), on=ON)
    return [one.code for one in found if one.check is Check.GOAL_VANISHED]


def test_a_goal_that_the_file_no_longer_has_hangs_loose_until_it_is_back() -> None:
    load(BOTH, days=0)
    assert vanished() == []
    load(BOTH[:1], days=1)
    assert vanished() == ["M-2"]
    load(BOTH, days=2)
    assert vanished() == []


def test_that_goals_are_gone_is_kept_once() -> None:
    load(BOTH, days=0)
    load(BOTH[:1], days=1)
    kept = AuditEvent.objects.count()
    load(BOTH[:1], days=2)
    assert AuditEvent.objects.count() == kept


def test_a_goal_is_followed_by_the_targets_of_the_goals_below_it() -> None:
    plan = factories.create_plan()
    above = factories.create_goal(plan=plan, code="M-1")
    below = factories.create_goal(plan=plan, code="M-2", parent=above)
    factories.create_goal(plan=plan, code="M-3")
    factories.create_target(plan=plan, goal=below)
    counts = {one.code: one.targets for one in plan_facts(plan=plan, on=ON).goals}
    assert counts == {"M-1": 1, "M-2": 1, "M-3": 0}


def test_what_is_computed_here_needs_no_source_of_its_own() -> None:
    plan = factories.create_plan()
    computed, bare, sourced = (factories.create_indicator(code=code) for code in ("regnet", "bar", "hentet"))
    factories.create_formula(computed, plus=[factories.create_indicator()])
    sourced.sources.add(factories.create_source())
    for one in (computed, bare, sourced):
        factories.create_used_indicator(plan=plan, indicator=one)
    has = {one.code: one.has_source for one in plan_facts(plan=plan, on=ON).indicators}
    assert has == {"regnet": True, "bar": False, "hentet": True}


def test_a_state_that_people_judge_waits_for_no_figure() -> None:
    plan = factories.create_plan()
    factories.create_target(plan=plan, kind=TargetKind.MILESTONE, used_indicator=None, code="TILSTAND")
    factories.create_target(plan=plan, code="TALL")
    factories.assess(plan)
    waiting = {one.code: one.needs_figures for one in plan_facts(plan=plan, on=ON).targets}
    assert waiting == {"TILSTAND": False, "TALL": True}
    found = loose_ends(plan=plan, on=ON)
    assert [one.code for one in found if one.check is Check.TARGET_WITHOUT_FIGURE] == ["TALL"]


def test_front_matter_need_not_have_goals() -> None:
    plan = factories.create_plan()
    factories.create_focus_area(plan=plan, is_focus_area=False)
    assert plan_facts(plan=plan, on=ON).areas == ()
