"""Measures written on pages: the next code, words that were adopted, many at once, and all of it undone."""

from datetime import UTC, date, datetime

import pytest

from accounts.models import AuditEvent
from planning.models import EarlierWording, Measure, Plan, PlanStatus
from planning.services import last_edit, undo
from planning.services.measures import (
    MeasureLinks,
    add_measure,
    change_measure,
    change_measures,
    delete_measure,
    tell_progress,
)
from planning.services.wording import WordsNeedReason
from tests import factories

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 1)
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="PLAN")


def add(plan: Plan, title: str = "Nytt", **links: object) -> Measure:
    return add_measure(plan=plan, values={"title": title}, links=MeasureLinks(**links), by="kari", now=NOW)  # type: ignore[arg-type]


def undo_last(plan: Plan) -> None:
    edit = last_edit(plan, by="kari")
    assert edit is not None
    undo(edit=edit, by="kari", now=NOW)


def test_the_first_measure_of_a_plan_gets_the_first_code(plan: Plan) -> None:
    assert add(plan).code == "TI-01"


def test_the_next_code_is_one_more_than_the_highest(plan: Plan) -> None:
    for code in ("TI-09", "TI-13", "ENØK", "TI-X"):
        factories.create_measure(plan=plan, code=code, order=3)
    measure = add(plan)
    assert (measure.code, measure.order) == ("TI-14", 4)


def test_an_added_measure_is_gone_when_it_is_undone(plan: Plan) -> None:
    add(plan, goals=[factories.create_goal(plan=plan)])
    undo_last(plan)
    assert not Measure.objects.exists()


def test_other_words_of_an_adopted_plan_need_a_reason(plan: Plan) -> None:
    measure = factories.create_measure(plan=plan, title="Før")
    with pytest.raises(WordsNeedReason):
        change_measure(
            measure=measure, values={"title": "Nå"}, links=MeasureLinks(), reason="", by="kari", on=ON, now=NOW
        )
    assert Measure.objects.get().title == "Før"


def test_the_words_that_were_adopted_are_kept(plan: Plan) -> None:
    measure = factories.create_measure(plan=plan, title="Før")
    change_measure(
        measure=measure, values={"title": "Nå"}, links=MeasureLinks(), reason="Vedtatt", by="kari", on=ON, now=NOW
    )
    kept = EarlierWording.objects.get()
    assert (kept.text, kept.reason, Measure.objects.get().title) == ("Før", "Vedtatt", "Nå")


def test_owner_and_deadline_need_no_reason_and_are_undone_with_the_links(plan: Plan) -> None:
    measure, goal = factories.create_measure(plan=plan), factories.create_goal(plan=plan)
    unit = factories.create_unit(municipality=plan.municipality)
    values = {"unit": unit, "deadline": date(2027, 1, 1)}
    change_measure(
        measure=measure, values=values, links=MeasureLinks(goals=[goal]), reason="", by="kari", on=ON, now=NOW
    )
    changed = Measure.objects.get()
    assert (changed.unit, changed.deadline, list(changed.goals.all())) == (unit, date(2027, 1, 1), [goal])
    undo_last(plan)
    changed = Measure.objects.get()
    assert (changed.unit, changed.deadline, list(changed.goals.all())) == (None, None, [])


def test_told_progress_is_kept_in_the_trail(plan: Plan) -> None:
    measure = factories.create_measure(plan=plan)
    for progress, percent in (("ongoing", 40), ("done", 100)):
        tell_progress(measure=measure, progress=progress, percent=percent, note="", told_on=ON, by="vilde", now=NOW)
    trail = AuditEvent.objects.filter(object_type="planning.measure").order_by("pk")
    assert [one.after["progress"] for one in trail if one.after] == ["ongoing", "done"]


def test_many_at_once_are_one_edit_of_those_that_differ(plan: Plan) -> None:
    first, second = factories.create_measure(plan=plan), factories.create_measure(plan=plan, progress="done")
    same = {"progress": "done"}
    assert change_measures(plan=plan, changes={first: same, second: same}, by="kari", now=NOW) == 1
    assert plan.edits.count() == 1
    undo_last(plan)
    first.refresh_from_db()
    assert first.progress == ""


def test_a_deleted_measure_comes_back_with_what_led_to_it(plan: Plan) -> None:
    measure, challenge = factories.create_measure(plan=plan), factories.create_challenge(plan=plan)
    challenge.measures.add(measure)
    later = factories.create_measure(continues=measure)
    delete_measure(measure=measure, reason="Slått sammen", by="kari", now=NOW)
    assert not plan.measures.exists()
    undo_last(plan)
    later.refresh_from_db()
    assert (list(challenge.measures.all()), later.continues) == ([measure], measure)


def test_a_measure_of_an_adopted_plan_is_not_deleted_without_a_reason(plan: Plan) -> None:
    with pytest.raises(WordsNeedReason):
        delete_measure(measure=factories.create_measure(plan=plan), reason=" ", by="kari", now=NOW)
    assert plan.measures.exists()


def test_a_draft_is_written_anew_without_reasons() -> None:
    plan = factories.create_plan(status=PlanStatus.DRAFT)
    delete_measure(measure=factories.create_measure(plan=plan), reason="", by="kari", now=NOW)
    assert not plan.measures.exists()
