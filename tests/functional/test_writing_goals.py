"""Writing goals on the plan's own pages: one by one, and many goals and targets in tables."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import Role
from planning.models import SDG, EarlierWording, Edit, FocusArea, Goal, Plan, PlanStatus
from planning.services import last_edit
from targets.models import Assessment, EarlierPromise, Target, TargetKind
from targets.services.undoing import undo_edit
from tests import factories

pytestmark = pytest.mark.django_db
NEW, EDIT = "/planer/P/rediger/mal/nytt/", "/planer/P/rediger/mal/M-01/"
GOALS, TARGETS = "/planer/P/rediger/mal/", "/planer/P/rediger/maltall/"


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="P", title="Plan for alle", status=PlanStatus.DRAFT)


@pytest.fixture
def area(plan: Plan) -> FocusArea:
    return factories.create_focus_area(plan=plan, code="OKO", title="Økonomi")


@pytest.fixture
def goal(plan: Plan, area: FocusArea) -> Goal:
    goal = factories.create_goal(plan=plan, code="M-01", text="Kommunen har råd.", primary_focus_area=area, order=1)
    goal.focus_areas.add(area)
    return goal


@pytest.fixture
def coordinator(plan: Plan, client: Client) -> Client:
    client.force_login(factories.create_user(role=Role.COORDINATOR, municipality=plan.municipality, username="kari"))
    return client


def words(answer: Any) -> str:
    said = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", said.replace("\u00a0", " "))


def typed(**values: Any) -> dict[str, Any]:
    return {"text": "Alle skal trives.", "level": "municipal", "order": "2"} | values


def undo_last(plan: Plan) -> None:
    edit = last_edit(plan, by="kari")
    assert edit is not None
    undo_edit(edit=edit, by="kari", on=factories.TODAY, now=factories.NOW)


# One goal -------------------------------------------------------------------------------------------------------------


def test_a_goal_gets_the_next_code_and_leads_to_its_targets(coordinator: Client, goal: Goal) -> None:
    answer = coordinator.post(NEW, typed(), follow=True)
    assert answer.redirect_chain == [("/planer/P/rediger/mal/M-02/", 302)]
    assert "/planer/P/rediger/mal/M-02/maltall/nytt/" in answer.content.decode()
    assert Goal.objects.get(code="M-02").text == "Alle skal trives."


def test_the_focus_area_that_one_comes_from_is_chosen(coordinator: Client, area: FocusArea) -> None:
    assert f'<option value="{area.pk}" selected>' in coordinator.get(f"{NEW}?omrade=OKO").content.decode()
    assert coordinator.get(f"{NEW}?omrade=FINS-IKKE").status_code == 200


def test_everything_that_a_goal_is_tied_to_is_kept(coordinator: Client, plan: Plan, area: FocusArea) -> None:
    other, theme = factories.create_focus_area(plan=plan), factories.create_theme(focus_area=area)
    guideline, measure = factories.create_guideline(plan=plan), factories.create_measure(plan=plan)
    unit = factories.create_unit(municipality=plan.municipality)
    SDG.objects.get_or_create(number=11)
    ties = {"primary_focus_area": area.pk, "focus_areas": [other.pk], "theme": theme.pk, "unit": unit.pk}
    coordinator.post(NEW, typed(guidelines=[guideline.pk], measures=[measure.pk], sdgs=[11], **ties))
    goal = Goal.objects.get()
    assert set(goal.focus_areas.all()) == {area, other}
    assert (goal.theme, goal.unit, [one.pk for one in goal.sdgs.all()]) == (theme, unit, [11])
    assert (list(goal.guidelines.all()), list(goal.measures.all())) == ([guideline], [measure])


def test_a_new_goal_is_undone_with_its_ties(coordinator: Client, plan: Plan, goal: Goal) -> None:
    measure = factories.create_measure(plan=plan)
    coordinator.post(NEW, typed(measures=[measure.pk]))
    undo_last(plan)
    assert list(Goal.objects.all()) == [goal]
    assert not measure.goals.exists()


def test_a_changed_goal_is_what_it_was_with_its_ties(coordinator: Client, plan: Plan, goal: Goal) -> None:
    measure = factories.create_measure(plan=plan)
    measure.goals.add(goal)
    coordinator.post(EDIT, typed(text="Noe annet"))
    assert not measure.goals.exists()
    undo_last(plan)
    goal.refresh_from_db()
    assert (goal.text, list(measure.goals.all())) == ("Kommunen har råd.", [goal])


def test_adopted_words_ask_why_and_are_kept(coordinator: Client, goal: Goal) -> None:
    Plan.objects.update(status=PlanStatus.ADOPTED)
    assert "Skriv hvorfor målet får andre ord." in words(coordinator.post(EDIT, typed()))
    assert Goal.objects.get().text == "Kommunen har råd."
    coordinator.post(EDIT, typed(why="Vedtak i sak 12/26."))
    assert Goal.objects.get().text == "Alle skal trives."
    assert (EarlierWording.objects.get().text, EarlierWording.objects.get().reason) == (
        "Kommunen har råd.",
        "Vedtak i sak 12/26.",
    )


def test_where_an_adopted_goal_stands_changes_without_a_reason(coordinator: Client, goal: Goal) -> None:
    Plan.objects.update(status=PlanStatus.ADOPTED)
    coordinator.post(EDIT, typed(text="Kommunen har råd.", order="7"))
    assert Goal.objects.get().order == 7
    assert not EarlierWording.objects.exists()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"text": ""}, "Skriv målet."),
        ({"text": "x" * 2001}, "Målet er for langt."),
        ({"order": "først"}, "helt"),
        ({"order": "99999999"}, "Tallet er for stort."),
        ({"level": "galakse"}, "galakse"),
        ({"primary_focus_area": "0"}, "Hovedinnsatsområde"),
        ({"guidelines": ["0"]}, "0"),
        ({"owner": "0"}, "Personen er ikke knyttet til kommunen."),
        ({"unit": "x"}, "Virksomheten er ikke en av kommunens."),
    ],
)
def test_what_is_wrong_with_a_goal_is_said_and_nothing_is_kept(
    coordinator: Client, plan: Plan, said: dict[str, Any], expected: str
) -> None:
    answer = coordinator.post(NEW, typed(**said))
    assert answer.status_code == 200
    assert expected in words(answer)
    assert "Dette må rettes" in words(answer)
    assert not Goal.objects.exists()
    assert not Edit.objects.exists()


def test_what_belongs_to_another_plan_cannot_be_chosen(coordinator: Client, plan: Plan) -> None:
    for name, row in (("primary_focus_area", factories.create_focus_area()), ("parent", factories.create_goal())):
        assert "Dette må rettes" in words(coordinator.post(NEW, typed(**{name: row.pk})))
    assert not plan.goals.exists()


def test_a_theme_of_another_focus_area_is_refused_with_which(coordinator: Client, plan: Plan, area: FocusArea) -> None:
    theme = factories.create_theme(focus_area=factories.create_focus_area(plan=plan, title="Klima"))
    assert "Temaet hører til «Klima»." in words(
        coordinator.post(NEW, typed(primary_focus_area=area.pk, theme=theme.pk))
    )


def test_a_long_list_is_looked_through_and_keeps_what_is_ticked(coordinator: Client, plan: Plan) -> None:
    ticked, _sought, _other = (
        factories.create_guideline(plan=plan, title=title)
        for title in ("Skoleloven", "Klimaloven", "Plan- og bygningsloven")
    )
    answer = coordinator.post(NEW, typed(finn="guidelines", finn_guidelines="KLIMA", guidelines=[ticked.pk]))
    page = answer.content.decode()
    assert "Klimaloven" in page
    assert f'value="{ticked.pk}" checked' in page
    assert "Plan- og bygningsloven" not in page
    assert not Goal.objects.exists()


def test_a_draft_goal_is_deleted_and_comes_back(coordinator: Client, plan: Plan, goal: Goal) -> None:
    measure = factories.create_measure(plan=plan)
    measure.goals.add(goal)
    assert coordinator.post(f"{EDIT}slett/").status_code == 302
    assert not Goal.objects.exists()
    undo_last(plan)
    assert list(measure.goals.all()) == [goal]
    assert list(Goal.objects.get().focus_areas.all()) == [goal.primary_focus_area]


def test_a_goal_that_something_rests_on_is_not_deleted(coordinator: Client, plan: Plan, goal: Goal) -> None:
    target = factories.create_target(plan=plan, goal=goal)
    assert "Målet har 1 måltall. Slett det først." in words(coordinator.post(f"{EDIT}slett/"))
    target.delete()
    factories.create_goal(plan=plan, parent=goal)
    assert "1 delmål ligger under målet." in words(coordinator.post(f"{EDIT}slett/"))
    Plan.objects.update(status=PlanStatus.ADOPTED)
    answer = coordinator.post(f"{EDIT}slett/")
    assert answer.status_code == 409
    assert "et vedtatt mål kan ikke slettes" in words(answer)
    assert Goal.objects.count() == 2


# All goals in a table -------------------------------------------------------------------------------------------------


def cells(goal: Goal, **values: Any) -> dict[str, Any]:
    area = goal.primary_focus_area_id or ""
    row = {"text": goal.text, "primary_focus_area": area, "unit": "", "owner": "", "order": goal.order} | values
    return {f"r{goal.pk}-{name}": value for name, value in row.items()}


def test_many_goals_are_changed_in_one_edit(coordinator: Client, plan: Plan, goal: Goal) -> None:
    other = factories.create_goal(plan=plan, text="To", order=2)
    factories.create_goal(plan=plan, text="Urørt", order=3)
    answer = coordinator.post(GOALS, cells(goal, text="En") | cells(other, order="9"), follow=True)
    assert "2 mål er endret." in words(answer)
    assert Edit.objects.count() == 1
    undo_last(plan)
    assert list(Goal.objects.order_by("pk").values_list("text", "order")) == [
        ("Kommunen har råd.", 1), ("To", 2), ("Urørt", 3)
    ]  # fmt: skip


def test_two_goals_that_are_wrong_are_both_told_of_and_none_is_kept(
    coordinator: Client, plan: Plan, goal: Goal
) -> None:
    other, third = factories.create_goal(plan=plan, code="M-02"), factories.create_goal(plan=plan, code="M-03")
    sent = cells(goal, text="") | cells(other, order="x") | cells(third, text="Riktig")
    said = words(coordinator.post(GOALS, sent))
    assert "M-01 – Mål: Skriv målet." in said
    assert "M-02 – Plass: Skriv et helt tall." in said
    assert not Goal.objects.filter(text="Riktig").exists()


def test_adopted_goals_ask_once_why(coordinator: Client, plan: Plan, goal: Goal) -> None:
    Plan.objects.update(status=PlanStatus.ADOPTED)
    other = factories.create_goal(plan=plan, order=2)
    sent = cells(goal, text="En") | cells(other, text="To")
    assert "Skriv hvorfor dette endres." in words(coordinator.post(GOALS, sent))
    coordinator.post(GOALS, sent | {"why": "Ny vedtatt ordlyd."})
    assert set(EarlierWording.objects.values_list("reason", flat=True)) == {"Ny vedtatt ordlyd."}
    assert EarlierWording.objects.count() == 2


def test_nothing_changed_is_nothing_kept(coordinator: Client, goal: Goal) -> None:
    assert "Ingenting var endret" in words(coordinator.post(GOALS, cells(goal), follow=True))
    assert not Edit.objects.exists()


def test_only_the_rows_of_the_focus_area_are_shown(coordinator: Client, plan: Plan, goal: Goal) -> None:
    factories.create_goal(plan=plan, text="Et annet sted")
    assert "Et annet sted" not in words(coordinator.get(f"{GOALS}?omrade=OKO"))
    assert "Et annet sted" in words(coordinator.get(GOALS))
    assert coordinator.get(f"{GOALS}?omrade=%00").status_code == 200


# All targets in a table -----------------------------------------------------------------------------------------------


@pytest.fixture
def floor(goal: Goal) -> Target:
    target = factories.create_target(plan=goal.plan, goal=goal, code="T-01", lower=Decimal(5))
    factories.give_figure(target, "6")
    return target


@pytest.fixture
def between(goal: Goal) -> Target:
    values = {"kind": TargetKind.STAY_WITHIN, "lower": Decimal(1), "upper": Decimal(4), "unit": "prosent"}
    return factories.create_target(plan=goal.plan, goal=goal, code="T-02", **values)


def target_cells(target: Target, **values: Any) -> dict[str, Any]:
    row = {"deadline": target.deadline, "unit_in_charge": "", "owner": ""} | values
    return {f"r{target.pk}-{name}": value for name, value in row.items()}


def test_many_targets_are_changed_and_judged_in_one_edit(coordinator: Client, floor: Target, between: Target) -> None:
    unit = factories.create_unit(municipality=floor.plan.municipality)
    sent = target_cells(floor, lower="7,5", unit_in_charge=unit.pk) | target_cells(between, lower="1", upper="3.5")
    assert "2 måltall er endret" in words(coordinator.post(TARGETS, sent, follow=True))
    floor.refresh_from_db()
    between.refresh_from_db()
    assert (floor.lower, floor.unit_in_charge, between.upper) == (Decimal("7.5"), unit, Decimal("3.5"))
    assert Assessment.objects.current().get(target=floor).light == "red"
    undo_last(floor.plan)
    floor.refresh_from_db()
    between.refresh_from_db()
    assert (floor.lower, floor.unit_in_charge, between.upper) == (Decimal(5), None, Decimal(4))
    assert Assessment.objects.current().get(target=floor).light == "green"


def test_two_targets_that_are_wrong_are_both_told_of_and_none_is_kept(
    coordinator: Client, floor: Target, between: Target
) -> None:
    said = words(
        coordinator.post(TARGETS, target_cells(floor, lower="fem") | target_cells(between, lower="9", upper="4"))
    )
    assert "«fem» er ikke et tall." in said
    assert "«Høyst» må være større enn eller lik «minst»." in said
    assert "Ingenting er lagret ennå." in said
    between.refresh_from_db()
    assert between.lower == 1


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("deadline", "snart", "«snart» er ikke en periode."),
        ("owner", "0", "Personen er ikke knyttet til kommunen."),
        ("unit_in_charge", "x", "Virksomheten er ikke en av kommunens."),
        ("lower", "", "Fyll inn «minst»"),
    ],
)
def test_what_is_wrong_in_a_cell_is_said_there(
    coordinator: Client, floor: Target, name: str, value: str, expected: str
) -> None:
    assert expected in words(coordinator.post(TARGETS, target_cells(floor, **{"lower": "5", name: value})))
    assert not Edit.objects.exists()


def test_adopted_targets_ask_once_why_and_keep_what_was_promised(
    coordinator: Client, floor: Target, between: Target
) -> None:
    Plan.objects.update(status=PlanStatus.ADOPTED)
    sent = target_cells(floor, lower="6") | target_cells(between, lower="2", upper="4")
    assert "Skriv hvorfor dette endres." in words(coordinator.post(TARGETS, sent))
    assert not EarlierPromise.objects.exists()
    coordinator.post(TARGETS, sent | {"why": "Budsjettvedtaket."})
    assert list(EarlierPromise.objects.values_list("reason", flat=True)) == ["Budsjettvedtaket."] * 2


def test_who_answers_for_adopted_targets_changes_without_a_reason(coordinator: Client, floor: Target) -> None:
    Plan.objects.update(status=PlanStatus.ADOPTED)
    owner = factories.create_user(role=Role.READER, municipality=floor.plan.municipality)
    coordinator.post(TARGETS, target_cells(floor, lower="5", owner=owner.pk))
    floor.refresh_from_db()
    assert floor.owner == owner


@pytest.mark.parametrize(("address", "queries"), [(GOALS, 11), (TARGETS, 17)])
def test_a_long_table_asks_as_much_as_a_short_one(
    coordinator: Client, floor: Target, address: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(queries):
        coordinator.get(address)
    owner = factories.create_user(role=Role.READER, municipality=floor.plan.municipality)
    for _one in range(12):
        goal = factories.create_goal(plan=floor.plan, owner=owner, primary_focus_area=floor.plan.focus_areas.get())
        factories.create_target(plan=floor.plan, goal=goal, owner=owner)
    with django_assert_num_queries(queries):
        coordinator.get(address)
