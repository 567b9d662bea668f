"""Plans, focus areas and themes: made, changed, moved and adopted, each time so that it can be told and undone."""

from datetime import UTC, date, datetime

import pytest

from accounts.models import AuditEvent
from planning.models import EarlierWording, FocusArea, Goal, Plan, PlanStatus, Theme
from planning.services import last_edit, undo
from planning.services.adopting import CannotAdopt, adopt_plan, obstacles_to_adoption
from planning.services.areas import add_focus_area, add_theme, change_part, move_focus_area, move_theme
from planning.services.ordering import Way
from planning.services.plans import change_plan, create_plan
from planning.services.wording import WordsNeedReason
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
TODAY = date(2026, 3, 1)


@pytest.fixture
def draft() -> Plan:
    return factories.create_plan(code="UTKAST", status=PlanStatus.DRAFT)


def ready(plan: Plan) -> Plan:
    """With what a plan must have to be adopted."""
    factories.create_focus_area(plan=plan)
    factories.create_goal(plan=plan)
    return plan


def adopt(plan: Plan, *, supersede: bool = False) -> None:
    adopt_plan(plan=plan, decision_reference="KST-1/26", decided_on=TODAY, supersede=supersede, by="kari", now=NOW)
    plan.refresh_from_db()


def undo_last(plan: Plan) -> None:
    edit = last_edit(plan, by="kari")
    assert edit is not None
    undo(edit=edit, by="kari", now=NOW)


def titles(plan: Plan) -> list[str]:
    return list(plan.focus_areas.order_by("order", "code").values_list("title", flat=True))


def test_a_new_plan_is_a_draft_and_is_told_of() -> None:
    home = factories.create_municipality(number="3909")
    values = {"code": "NY-PLAN", "title": "Ny plan", "kind": "", "period_from": 2027, "period_to": 2030}
    plan = create_plan(municipality=home, values=values, by="kari", now=NOW)
    event = AuditEvent.objects.get()
    assert plan.status == PlanStatus.DRAFT
    assert (event.action, event.actor, event.municipality_number) == ("planning.plan.added", "kari", "3909")
    assert event.after is not None
    assert event.after["title"] == "Ny plan"


def test_a_focus_area_comes_last_with_a_code_from_its_title(draft: Plan) -> None:
    factories.create_focus_area(plan=draft, order=7)
    one = add_focus_area(plan=draft, values={"title": "Oppvekst og læring"}, by="kari", now=NOW)
    other = add_focus_area(plan=draft, values={"title": "Oppvekst og læring!"}, by="kari", now=NOW)
    assert (one.code, one.order) == ("oppvekst-og-laering", 8)
    assert other.code == "oppvekst-og-laering-2"


def test_a_title_without_letters_still_gets_a_code(draft: Plan) -> None:
    assert add_focus_area(plan=draft, values={"title": "???"}, by="kari", now=NOW).code == "omrade"


def test_themes_of_different_focus_areas_do_not_share_codes(draft: Plan) -> None:
    one, other = factories.create_focus_area(plan=draft), factories.create_focus_area(plan=draft)
    codes = [add_theme(area=area, values={"title": "Klima"}, by="kari", now=NOW).code for area in (one, other)]
    assert codes == ["klima", "klima-2"]


def test_an_added_focus_area_goes_when_it_is_undone(draft: Plan) -> None:
    add_focus_area(plan=draft, values={"title": "Klima"}, by="kari", now=NOW)
    undo_last(draft)
    assert not FocusArea.objects.exists()


def test_a_focus_area_moves_past_its_neighbour_even_where_they_share_an_order(draft: Plan) -> None:
    for title in ("A", "B", "C"):
        factories.create_focus_area(plan=draft, title=title, order=0)
    area = draft.focus_areas.get(title="C")
    assert move_focus_area(area=area, way=Way.UP, by="kari", now=NOW)
    assert titles(draft) == ["A", "C", "B"]
    undo_last(draft)
    assert titles(draft) == ["A", "B", "C"]


def test_what_is_last_does_not_move_down_and_leaves_no_trace(draft: Plan) -> None:
    factories.create_focus_area(plan=draft, title="A")
    area = factories.create_focus_area(plan=draft, title="B")
    assert not move_focus_area(area=area, way=Way.DOWN, by="kari", now=NOW)
    assert last_edit(draft, by="kari") is None


def test_a_theme_moves_only_among_those_beside_it(draft: Plan) -> None:
    area = factories.create_focus_area(plan=draft)
    above = factories.create_theme(focus_area=area, title="Over")
    under = factories.create_theme(focus_area=area, title="Under", parent=above)
    beside = factories.create_theme(focus_area=area, title="Ved siden av")
    assert not move_theme(theme=under, way=Way.UP, by="kari", now=NOW)
    assert move_theme(theme=beside, way=Way.UP, by="kari", now=NOW)
    assert list(area.themes.filter(parent=None).order_by("order")) == [beside, above]


def test_a_changed_focus_area_of_an_adopted_plan_keeps_its_words_and_undo_gives_them_back() -> None:
    area = factories.create_focus_area(title="Før")
    values = {"title": "Etter", "is_crosscutting": True}
    change_part(part=area, values=values, reason="Nytt vedtak", by="kari", on=TODAY, now=NOW)
    area.refresh_from_db()
    assert (area.title, area.is_crosscutting) == ("Etter", True)
    assert EarlierWording.objects.get().text == "Før"
    undo_last(area.plan)
    area.refresh_from_db()
    assert (area.title, area.is_crosscutting) == ("Før", False)


def test_a_theme_of_an_adopted_plan_is_not_changed_without_a_reason() -> None:
    theme = factories.create_theme(title="Før")
    with pytest.raises(WordsNeedReason):
        change_part(part=theme, values={"title": "Etter"}, reason="", by="kari", on=TODAY, now=NOW)
    assert Theme.objects.get().title == "Før"


def test_the_code_of_words_that_are_kept_is_not_given_again() -> None:
    plan = factories.create_plan()
    area = add_focus_area(plan=plan, values={"title": "Klima"}, by="kari", now=NOW)
    change_part(part=area, values={"title": "Vær"}, reason="x", by="kari", on=TODAY, now=NOW)
    area.delete()
    assert add_focus_area(plan=plan, values={"title": "Klima"}, by="kari", now=NOW).code == "klima-2"


def test_the_settings_of_a_draft_are_changed_freely_and_undone(draft: Plan) -> None:
    change_plan(plan=draft, values={"title": "Ny tittel"}, reason="", by="kari", on=TODAY, now=NOW)
    undo_last(draft)
    draft.refresh_from_db()
    assert (draft.title != "Ny tittel", EarlierWording.objects.count()) == (True, 0)


def test_an_adopted_plan_has_its_decision(draft: Plan) -> None:
    adopt(ready(draft))
    assert (draft.status, draft.decision_reference, draft.decided_on) == ("adopted", "KST-1/26", TODAY)
    assert AuditEvent.objects.get(action="planning.plan.changed").actor == "kari"


def test_an_adoption_can_be_undone(draft: Plan) -> None:
    adopt(ready(draft))
    undo_last(draft)
    draft.refresh_from_db()
    assert (draft.status, draft.decision_reference, draft.decided_on) == ("draft", "", None)


@pytest.mark.parametrize(("missing", "says"), [(FocusArea, "innsatsområder"), (Goal, "mål")])
def test_a_plan_without_focus_areas_or_goals_is_not_adopted(
    draft: Plan, missing: type[FocusArea] | type[Goal], says: str
) -> None:
    ready(draft)
    missing._default_manager.all().delete()
    with pytest.raises(CannotAdopt) as refused:
        adopt(draft)
    assert [says in one for one in refused.value.obstacles] == [True]
    draft.refresh_from_db()
    assert draft.status == PlanStatus.DRAFT


def test_a_plan_is_adopted_once(draft: Plan) -> None:
    adopt(ready(draft))
    with pytest.raises(CannotAdopt):
        adopt(draft)


def test_front_matter_alone_is_no_focus_area(draft: Plan) -> None:
    factories.create_focus_area(plan=draft, is_focus_area=False)
    factories.create_goal(plan=draft)
    assert len(obstacles_to_adoption(draft)) == 1


@pytest.mark.parametrize(("supersede", "status"), [(True, "superseded"), (False, "adopted")])
def test_the_plan_before_is_superseded_where_that_is_asked_for(draft: Plan, supersede: bool, status: str) -> None:
    earlier = factories.create_plan(municipality=draft.municipality)
    draft.follows = earlier
    draft.save()
    adopt(ready(draft), supersede=supersede)
    earlier.refresh_from_db()
    assert (earlier.status, earlier.superseded_by) == (status, draft if supersede else None)
