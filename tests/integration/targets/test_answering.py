"""Answering for a red target: the cause is added to those before it, measures are linked and made, all in one edit."""

from datetime import UTC, date, datetime

import pytest

from planning.models import Measure, Plan
from planning.services import last_edit
from targets.models import StatedCause, Target
from targets.services.answering import Answered, answer_for
from targets.services.undoing import undo_edit
from tests import factories

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 1)
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.fixture
def target() -> Target:
    return factories.create_target()


def answer(target: Target, answered: Answered) -> None:
    answer_for(target=target, answered=answered, said_by="Vilde Berg", by="vilde", on=ON, now=NOW)


def undo_last(plan: Plan) -> None:
    edit = last_edit(plan, by="vilde")
    assert edit is not None
    undo_edit(edit=edit, by="vilde", on=ON, now=NOW)


def test_a_cause_is_added_and_the_earlier_one_stays(target: Target) -> None:
    answer(target, Answered(text="Før"))
    answer(target, Answered(text="Nå"))
    assert list(target.stated_causes.order_by("pk").values_list("text", "said_by")) == [
        ("Før", "Vilde Berg"),
        ("Nå", "Vilde Berg"),
    ]


def test_measures_are_linked_to_the_goal_and_a_new_one_stands_in_its_areas(target: Target) -> None:
    assert target.goal is not None
    area = factories.create_focus_area(plan=target.plan)
    target.goal.focus_areas.add(area)
    old = factories.create_measure(plan=target.plan, title="Gammelt")
    answer(target, Answered(text="Fordi", linked=[old], new={"title": "Nytt", "deadline": date(2027, 1, 1)}))
    assert sorted(target.goal.measures.values_list("title", flat=True)) == ["Gammelt", "Nytt"]
    assert list(Measure.objects.get(title="Nytt").focus_areas.all()) == [area]


def test_everything_that_was_answered_at_once_is_undone_at_once(target: Target) -> None:
    assert target.goal is not None
    old = factories.create_measure(plan=target.plan)
    answer(target, Answered(text="Fordi", linked=[old], new={"title": "Nytt"}))
    assert target.plan.edits.count() == 1
    undo_last(target.plan)
    assert not StatedCause.objects.exists()
    assert list(Measure.objects.all()) == [old]
    assert not target.goal.measures.exists()


def test_a_norm_has_no_goal_that_a_measure_could_be_for() -> None:
    norm = factories.create_target(goal=None)
    answer(norm, Answered(text="Fordi", new={"title": "Nytt"}))
    assert norm.stated_causes.exists()
    assert not Measure.objects.exists()


def test_nothing_said_leaves_no_trace(target: Target) -> None:
    answer(target, Answered())
    assert not target.plan.edits.exists()
