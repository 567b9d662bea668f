"""Words of an adopted plan: changed for a reason, and never lost."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from accounts.models import AuditEvent
from planning.models import EarlierWording, Plan, PlanStatus
from planning.services import edited
from planning.services.wording import (
    Worded,
    WordsNeedReason,
    change_words,
    earlier_words_of,
    needs_reason,
    plan_of,
)
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
TODAY = date(2026, 3, 1)


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="PLAN")


def change(row: Worded, reason: str = "Vedtatt på nytt", decision: str = "", **values: Any) -> None:
    with edited(plan=plan_of(row), action="x.changed", label="x", by="kari", now=NOW, reason=reason) as edit:
        change_words(
            edit=edit,
            row=row,
            values=values,
            reason=reason,
            decision_reference=decision,
            by="kari",
            on=TODAY,
            now=NOW,
        )


def test_what_an_adopted_goal_said_is_kept_with_who_when_why_and_by_which_decision(plan: Plan) -> None:
    goal = factories.create_goal(plan=plan, code="M-1", text="Før")
    change(goal, reason=" Ny lov ", decision="KST-9/26", text="Etter", kind="hovedmål")
    goal.refresh_from_db()
    kept = EarlierWording.objects.get()
    assert (goal.text, goal.kind) == ("Etter", "hovedmål")
    assert (kept.subject, kept.code, kept.field, kept.text) == ("planning.goal", "M-1", "text", "Før")
    assert (kept.changed_by, kept.changed_on, kept.reason) == ("kari", TODAY, "Ny lov")
    assert kept.decision_reference == "KST-9/26"


def test_every_row_with_words_keeps_them(plan: Plan) -> None:
    area = factories.create_focus_area(plan=plan, title="Område")
    theme = factories.create_theme(focus_area=area, title="Tema")
    measure = factories.create_measure(plan=plan, gist="Innhold")
    change(plan, title="Ny tittel")
    change(area, slogan="Nytt slagord", summary="Nytt sammendrag")
    change(theme, title="Nytt tema")
    change(measure, gist="Nytt innhold")
    counts = [earlier_words_of(row).count() for row in (plan, area, theme, measure)]
    assert counts == [1, 2, 1, 1]


def test_words_of_an_adopted_plan_are_not_changed_without_a_reason(plan: Plan) -> None:
    goal = factories.create_goal(plan=plan, text="Før")
    with pytest.raises(WordsNeedReason):
        change(goal, reason="  ", text="Etter")
    goal.refresh_from_db()
    assert (goal.text, AuditEvent.objects.count()) == ("Før", 0)


def test_what_is_not_words_needs_no_reason(plan: Plan) -> None:
    goal = factories.create_goal(plan=plan, text="Likt")
    change(goal, reason="", text="Likt", kind="hovedmål")
    assert not EarlierWording.objects.exists()


def test_a_draft_may_be_written_anew_without_a_word() -> None:
    goal = factories.create_goal(plan=factories.create_plan(status=PlanStatus.DRAFT), text="Før")
    change(goal, reason="", text="Etter")
    goal.refresh_from_db()
    assert (goal.text, EarlierWording.objects.count()) == ("Etter", 0)


def test_a_form_that_has_filled_the_row_already_is_seen_through(plan: Plan) -> None:
    goal = factories.create_goal(plan=plan, text="Før")
    goal.text = "Etter"
    assert needs_reason(goal, {"text": "Etter"})
    assert not needs_reason(goal, {"text": "Før"})
    change(goal, text="Etter")
    assert EarlierWording.objects.get().text == "Før"


def test_earlier_words_come_newest_first(plan: Plan) -> None:
    goal = factories.create_goal(plan=plan, text="En")
    change(goal, text="To")
    change(goal, text="Tre")
    assert [one.text for one in earlier_words_of(goal)] == ["To", "En"]
