"""Guidelines written on pages: the next code, words that were adopted, places that cite them, and all of it undone."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest

from planning.models import Citation, EarlierWording, Guideline, Plan, PlanStatus
from planning.services import last_edit
from planning.services.goals import CannotDelete
from planning.services.guidelines import (
    Places,
    add_guideline,
    change_guideline,
    delete_guideline,
    same_reference,
)
from planning.services.wording import WordsNeedReason
from targets.services.undoing import undo_edit
from tests import factories

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 1)
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
WHO: Mapping[str, Any] = {"by": "kari", "now": NOW}


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="PLAN", status=PlanStatus.DRAFT)


def place(**values: Any) -> dict[str, Any]:
    return {"focus_area_id": None, "cited_section": "", "angle": "", "note": ""} | values


def add(plan: Plan, *places: Mapping[str, Any], title: str = "Ny", areas: Any = ()) -> Guideline:
    values = {"title": title, "level": "national"}
    return add_guideline(plan=plan, values=values, focus_areas=areas, places=Places(added=places), **WHO)


def change(guideline: Guideline, places: Places | None = None, *, areas: Any = (), reason: str = "", **to: Any) -> None:
    said = {"values": to or {"years": "2026"}, "focus_areas": areas, "places": places or Places(), "reason": reason}
    change_guideline(guideline=guideline, **said, on=ON, **WHO)


def undo_last(plan: Plan) -> None:
    edit = last_edit(plan, by="kari")
    assert edit is not None
    undo_edit(edit=edit, by="kari", on=ON, now=NOW)


def told(guideline: Guideline) -> tuple[Any, ...]:
    """Everything of a guideline that undoing must bring back."""
    row = Guideline.objects.get(pk=guideline.pk)
    kept = Guideline.objects.filter(pk=row.pk).values().get()
    cited = list(row.citations.order_by("pk").values())
    return kept, cited, list(row.focus_areas.all()), list(row.sdgs.all())


@pytest.fixture
def cited(plan: Plan) -> Guideline:
    """A guideline with everything, cited in two places."""
    area = factories.create_focus_area(plan=plan)
    guideline = factories.create_guideline(plan=plan, title="Før", gist="Innhold", reference="Meld. St. 9 (2024–2025)")
    guideline.focus_areas.add(area)
    for chapter in ("Ett", "To"):
        factories.create_citation(
            guideline=guideline, focus_area=area, cited_section=chapter, cited_line="7", cited_document="KG"
        )
    return guideline


def test_the_first_guideline_gets_the_first_code(plan: Plan) -> None:
    assert add(plan).code == "F-01"


def test_the_next_code_follows_the_plans_own_and_the_guideline_comes_last(plan: Plan) -> None:
    factories.create_guideline(plan=plan, code="F-91", order=3)
    guideline = add(plan)
    assert (guideline.code, guideline.order) == ("F-92", 4)


def test_the_code_of_a_guideline_whose_words_are_kept_is_not_given_again(plan: Plan) -> None:
    plan = factories.create_plan(code="VEDTATT")
    gone = add(plan)
    change(gone, reason="Vedtatt", title="Nå")
    delete_guideline(guideline=gone, reason="Opphevet", **WHO)
    assert add(plan).code == "F-02"


def test_an_added_guideline_is_gone_with_its_places_when_it_is_undone(plan: Plan) -> None:
    area = factories.create_focus_area(plan=plan)
    guideline = add(plan, place(focus_area_id=area.pk, angle="Ung"), place(cited_section="2"), areas=[area])
    assert list(guideline.citations.order_by("order").values_list("angle", "cited_section")) == [("Ung", ""), ("", "2")]
    undo_last(plan)
    assert not Guideline.objects.exists()
    assert not Citation.objects.exists()


def test_a_change_with_places_added_changed_and_removed_is_undone_whole(plan: Plan, cited: Guideline) -> None:
    first, second = cited.citations.order_by("pk")
    before = told(cited)
    changed = {second: place(cited_section="Tre", angle="Ny vinkling")}
    change(cited, Places(added=[place(cited_section="Fire")], changed=changed, removed=[first]), title="Nå")
    now = cited.citations.order_by("pk").values_list("cited_section", "cited_line", "angle", "cited_document")
    assert list(now) == [("Tre", "", "Ny vinkling", "KG"), ("Fire", "", "", "")]
    assert not cited.focus_areas.exists()
    assert plan.edits.count() == 1
    undo_last(plan)
    assert told(cited) == before


def test_the_line_stays_where_only_the_angle_is_another(cited: Guideline) -> None:
    first = cited.citations.order_by("pk")[0]
    change(cited, Places(changed={first: place(cited_section="Ett", angle="Ung")}))
    first.refresh_from_db()
    assert (first.angle, first.cited_line) == ("Ung", "7")


def test_a_deleted_guideline_comes_back_with_its_places_and_links(plan: Plan, cited: Guideline) -> None:
    before = told(cited)
    delete_guideline(guideline=cited, reason="", **WHO)
    assert not Citation.objects.exists()
    undo_last(plan)
    assert told(cited) == before


def test_a_guideline_that_goals_answer_is_not_deleted(plan: Plan, cited: Guideline) -> None:
    factories.create_goal(plan=plan).guidelines.add(cited)
    with pytest.raises(CannotDelete) as refused:
        delete_guideline(guideline=cited, reason="", **WHO)
    assert (refused.value.because, refused.value.count) == ("goals", 1)
    assert plan.guidelines.exists()


@pytest.mark.parametrize("words", [{"title": "Nå"}, {"gist": "Annet"}])
def test_other_words_of_an_adopted_plan_need_a_reason_and_are_kept(words: dict[str, Any]) -> None:
    guideline = factories.create_guideline(title="Før", gist="Innhold")
    before = told(guideline)
    with pytest.raises(WordsNeedReason):
        change(guideline, **words)
    assert told(guideline) == before
    change(Guideline.objects.get(), reason="Nytt vedtak", **words)
    kept = EarlierWording.objects.get()
    assert (kept.field, kept.text, kept.reason) == (
        *words,
        {"title": "Før", "gist": "Innhold"}[kept.field],
        "Nytt vedtak",
    )


def test_a_guideline_of_an_adopted_plan_is_not_deleted_without_a_reason() -> None:
    guideline = factories.create_guideline()
    with pytest.raises(WordsNeedReason):
        delete_guideline(guideline=guideline, reason=" ", **WHO)
    delete_guideline(guideline=guideline, reason="Opphevet", **WHO)
    assert not Guideline.objects.exists()


@pytest.mark.parametrize("typed", ["Meld. St. 9 (2024–2025)", "MELD. ST. 9  (2024-2025)"])
def test_a_reference_is_found_however_it_is_typed(plan: Plan, cited: Guideline, typed: str) -> None:
    assert same_reference(plan, typed, besides=None) == cited
    assert same_reference(plan, typed, besides=cited) is None
    assert same_reference(factories.create_plan(), typed, besides=None) is None
