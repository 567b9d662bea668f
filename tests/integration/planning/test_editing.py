"""Edits of a plan: recorded, undone, and refused to be undone where something has come after."""

from datetime import UTC, datetime

import pytest

from accounts.models import AuditEvent
from planning.models import Edit, Goal, Plan
from planning.services import CannotUndo, edited, last_edit, undo
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="PLAN")


def rewrite(goal: Goal, text: str, *, by: str = "kari") -> None:
    with edited(plan=goal.plan, action="planning.goal.changed", label=goal.text, by=by, now=NOW) as edit:
        edit.before(goal)
        goal.text = text
        goal.save()


def test_a_changed_goal_is_audited_with_only_what_differs(plan: Plan) -> None:
    goal = factories.create_goal(plan=plan, text="Før")
    rewrite(goal, "Etter")
    event = AuditEvent.objects.get(object_type="planning.goal")
    assert (event.action, event.before, event.after, event.actor) == (
        "planning.goal.changed",
        {"text": "Før"},
        {"text": "Etter"},
        "kari",
    )


def test_an_edit_that_changes_nothing_leaves_no_trace(plan: Plan) -> None:
    rewrite(factories.create_goal(plan=plan, text="Likt"), "Likt")
    assert not Edit.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_changed_goal_is_what_it_was_when_the_edit_is_undone(plan: Plan) -> None:
    goal = factories.create_goal(plan=plan, text="Før")
    area = factories.create_focus_area(plan=plan)
    goal.focus_areas.add(area)
    with edited(plan=plan, action="planning.goal.changed", label="x", by="kari", now=NOW) as edit:
        edit.before(goal)
        goal.text = "Etter"
        goal.save()
        goal.focus_areas.clear()
    undo(edit=plan.edits.get(), by="kari", now=NOW)
    goal.refresh_from_db()
    assert (goal.text, list(goal.focus_areas.all())) == ("Før", [area])
    assert last_edit(plan, by="kari") is None


def test_a_deleted_goal_comes_back_with_its_key_and_its_links(plan: Plan) -> None:
    goal, guideline = factories.create_goal(plan=plan, text="Borte"), factories.create_guideline(plan=plan)
    goal.guidelines.add(guideline)
    pk = goal.pk
    with edited(plan=plan, action="planning.goal.deleted", label="Borte", by="kari", now=NOW) as edit:
        edit.before(goal)
        Goal.objects.filter(pk=pk).delete()
    assert AuditEvent.objects.get().action == "planning.goal.deleted"
    undo(edit=plan.edits.get(), by="kari", now=NOW)
    assert list(Goal.objects.get(pk=pk).guidelines.all()) == [guideline]


def test_an_added_goal_goes_when_the_edit_is_undone(plan: Plan) -> None:
    with edited(plan=plan, action="planning.goal.added", label="Nytt", by="kari", now=NOW) as edit:
        edit.added(Goal.objects.create(plan=plan, code="M-1", text="Nytt"))
    undo(edit=plan.edits.get(), by="kari", now=NOW)
    assert not Goal.objects.exists()


def test_what_another_has_changed_since_is_not_undone(plan: Plan) -> None:
    goal = factories.create_goal(plan=plan, text="Før")
    rewrite(goal, "Karis ord")
    rewrite(goal, "Olas ord", by="ola")
    edit = last_edit(plan, by="kari")
    assert edit is not None
    with pytest.raises(CannotUndo):
        undo(edit=edit, by="kari", now=NOW)
    goal.refresh_from_db()
    assert goal.text == "Olas ord"


def test_an_added_goal_stays_when_others_have_put_goals_under_it(plan: Plan) -> None:
    with edited(plan=plan, action="planning.goal.added", label="Nytt", by="kari", now=NOW) as edit:
        goal = Goal.objects.create(plan=plan, code="M-1", text="Nytt")
        edit.added(goal)
    Goal.objects.create(plan=plan, code="M-2", text="Under", parent=goal)
    with pytest.raises(CannotUndo):
        undo(edit=plan.edits.get(), by="kari", now=NOW)
    assert Goal.objects.count() == 2


def test_an_edit_that_fails_leaves_nothing(plan: Plan) -> None:
    goal = factories.create_goal(plan=plan, text="Før")

    def fail() -> None:
        with edited(plan=plan, action="planning.goal.changed", label="x", by="kari", now=NOW) as edit:
            edit.before(goal)
            goal.text = "Etter"
            goal.save()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    goal.refresh_from_db()
    assert (goal.text, Edit.objects.count()) == ("Før", 0)
