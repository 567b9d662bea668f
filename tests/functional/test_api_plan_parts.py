"""What a plan is made of, read through the API: who reads what of it, and what it takes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Role, Unit
from planning.models import Goal, Measure, Plan, PlanStatus, Progress
from reporting.models import Publication
from targets.models import Target
from tests import factories
from tests.api_plans import (
    LISTS,
    OPEN_LISTS,
    PARTS,
    asked,
    client_of,
    codes,
    create_earlier_wording,
    create_whole_plan,
    member,
)
from tests.public_site import NAMES, create_public_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return create_whole_plan()


# Who ----------------------------------------------------------------------------------------------------------------

WHO: dict[str, Callable[[Plan], Client]] = {
    "anonymous": lambda _plan: Client(),
    "outsider": lambda _plan: client_of(factories.create_user(role=Role.COORDINATOR)),
    "reader": member,
    "coordinator": lambda plan: member(plan, Role.COORDINATOR),
}
SEEN = {
    PlanStatus.ADOPTED: {"anonymous": 200, "outsider": 200, "reader": 200, "coordinator": 200},
    PlanStatus.DRAFT: {"anonymous": 404, "outsider": 404, "reader": 404, "coordinator": 200},
}
ONES = [(f"api-{part}", code) for part, code in zip(PARTS, ("KLIMA", "M-1", "T-1", "F-1", "U-1"), strict=True)]


@pytest.mark.parametrize("status", SEEN)
@pytest.mark.parametrize(("name", "words"), [*((name, ()) for name in OPEN_LISTS), *((n, (c,)) for n, c in ONES)])
def test_each_part_of_a_plan_is_read_by_whoever_reads_the_plan(
    status: PlanStatus, name: str, words: tuple[str, ...]
) -> None:
    plan = create_whole_plan(status=status)
    found = {who: asked(client(plan), name, plan.code, *words).status_code for who, client in WHO.items()}
    assert found == SEEN[status]


@pytest.mark.parametrize(
    ("status", "answers"),
    [(PlanStatus.ADOPTED, [401, 404, 200, 200]), (PlanStatus.DRAFT, [401, 404, 404, 200])],
)
def test_earlier_wordings_are_for_those_with_a_role(status: PlanStatus, answers: list[int]) -> None:
    plan = create_whole_plan(status=status)
    found = [asked(client(plan), "api-earlier-wording-list", plan.code).status_code for client in WHO.values()]
    assert found == answers


def test_an_adopted_plan_that_is_not_published_is_for_the_municipality() -> None:
    plan = create_whole_plan()
    Publication.objects.all().delete()
    found = [asked(client(plan), "api-goal-list", plan.code).status_code for client in WHO.values()]
    assert found == [404, 404, 200, 200]


@pytest.mark.parametrize("name", [f"api-{part}" for part in PARTS])
def test_a_code_that_is_in_another_plan_is_not_there(client: Client, plan: Plan, name: str) -> None:
    other = factories.create_plan(municipality=plan.municipality)
    for create in (factories.create_focus_area, factories.create_goal, factories.create_measure):
        create(plan=other, code="X")
    factories.create_guideline(plan=other, code="X")
    factories.create_challenge(plan=other, code="X")
    answer = asked(client, name, plan.code, "X")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert "finnes ikke i planen" in answer.json()["detail"]


def everything(client: Client, plan: Plan) -> str:
    """Every answer that the API gives of the plan, as one text."""
    texts = []
    for name in LISTS:
        answer = asked(client, name, plan.code)
        texts.append(answer.content.decode())
        one = name.removesuffix("-list")
        if one.removeprefix("api-") in PARTS and answer.status_code == 200:
            texts += [asked(client, one, plan.code, code).content.decode() for code in codes(answer)]
    return "\n".join([*texts, asked(client, "api-municipality-list").content.decode()])


@pytest.mark.parametrize("who", ["anonymous", "outsider"])
def test_nobody_is_named_to_those_who_read_as_everybody(who: str) -> None:
    for plan in (create_whole_plan(), create_public_plan()):
        told = everything(WHO[who](plan), plan)
        assert [name for name in (*NAMES, "Teknisk etat", f"eier-{plan.code}") if name in told] == []


@pytest.mark.parametrize("who", ["reader", "coordinator"])
def test_those_with_a_role_are_told_who(plan: Plan, who: str) -> None:
    told = everything(WHO[who](plan), plan)
    named = ("Qvirina Zappelberg", "Teknisk etat", "Venter på Wozzeck", "Wozzeck har anslått det", "Wozzeck ba om det")
    assert [name for name in named if name not in told] == []


# What ---------------------------------------------------------------------------------------------------------------


def test_a_focus_area_is_told_with_its_lights(client: Client, plan: Plan) -> None:
    factories.create_target(plan=plan, code="NORM", goal=None)
    factories.give_figure(target_of(plan), "3.0")
    factories.assess(plan)
    told = asked(client, "api-focus-area", plan.code, "KLIMA").json()
    assert told["lights"] == {
        "green": 0,
        "yellow": 0,
        "red": 1,
        "grey": 0,
        "total": 1,
        "worst": "red",
        "overridden": 0,
        "worst_behind": None,
        "stale": 0,
    }
    assert (told["aliases"], told["themes"], told["is_crosscutting"]) == (["Grønn"], ["UTSLIPP", "VEI"], True)
    assert told["url"] == f"http://testserver/api/v1/plans/{plan.code}/focus-areas/KLIMA/"


def target_of(plan: Plan) -> Target:
    return Target.objects.get(plan=plan, code="MT-1")


def test_a_theme_is_told_with_where_it_stands(client: Client, plan: Plan) -> None:
    first, second = asked(client, "api-theme-list", plan.code).json()["results"]
    assert (first["code"], first["focus_area"], first["parent"], first["cited_section"]) == (
        *("UTSLIPP", "KLIMA", None, "Utslipp"),
    )
    assert (second["code"], second["parent"]) == ("VEI", "UTSLIPP")


def test_a_goal_is_told_with_what_it_is_linked_to(client: Client, plan: Plan) -> None:
    told = asked(client, "api-goal", plan.code, "M-1").json()
    linked = {
        "parent": "M-0",
        "subgoals": [],
        "primary_focus_area": "KLIMA",
        "focus_areas": ["KLIMA"],
        "theme": {"focus_area": "KLIMA", "code": "VEI"},
        "guidelines": ["F-1"],
        "measures": ["T-1"],
        "targets": ["MT-1"],
        "sdgs": [7, 13],
        "continues": None,
    }
    assert {name: told[name] for name in linked} == linked
    assert asked(client, "api-goal", plan.code, "M-0").json()["subgoals"] == ["M-1"]


def test_a_member_reads_who_answers_for_a_goal_and_that_its_words_were_others(plan: Plan) -> None:
    told = asked(member(plan), "api-goal", plan.code, "M-1").json()
    unit = Unit.objects.get(municipality=plan.municipality)
    assert told["unit"] == {"id": unit.pk, "name": "Teknisk etat"}
    assert told["owner"] == {"username": "eier-PLAN", "name": "Qvirina Zappelberg"}
    assert told["has_earlier_words"] is True
    other = asked(member(plan), "api-goal", plan.code, "M-0").json()
    assert (other["unit"], other["owner"], other["has_earlier_words"]) == (None, None, False)


def test_a_measure_is_told_to_everybody_without_who_and_without_notes(client: Client, plan: Plan) -> None:
    told = asked(client, "api-measure", plan.code, "T-1").json()
    assert {name: told[name] for name in ("progress", "percent_done", "deadline", "goals", "challenges")} == {
        "progress": "delayed",
        "percent_done": 30,
        "deadline": "2020-01-31",
        "goals": ["M-1"],
        "challenges": ["U-1"],
    }
    own = {"external_id", "unit", "owner", "progress_note", "cost_note", "is_late", "days_late", "has_earlier_words"}
    assert own & set(told) == set()
    assert set(asked(member(plan), "api-measure", plan.code, "T-1").json()) - set(told) == own


LATE = [
    ("2020-01-31", Progress.DELAYED, True),
    ("2020-01-31", "", True),
    ("2020-01-31", Progress.DONE, False),
    ("2020-01-31", Progress.STOPPED, False),
    ("2999-01-31", Progress.ONGOING, False),
    (None, Progress.ONGOING, False),
]


@pytest.mark.parametrize(("deadline", "progress", "is_late"), LATE)
def test_a_measure_is_late_when_its_deadline_has_passed_and_it_is_still_open(
    plan: Plan, deadline: str | None, progress: str, is_late: bool
) -> None:
    Measure.objects.update(deadline=deadline, progress=progress)
    reader = member(plan)
    told = asked(reader, "api-measure", plan.code, "T-1").json()
    assert (told["is_late"], told["days_late"] is not None) == (is_late, is_late)
    assert codes(asked(reader, "api-measure-list", plan.code, overdue="true")) == ["T-1"] * is_late
    assert codes(asked(reader, "api-measure-list", plan.code, overdue="false")) == ["T-1"] * (not is_late)


def test_a_guideline_is_told_with_the_places_that_cite_it(client: Client, plan: Plan) -> None:
    told = asked(client, "api-guideline", plan.code, "F-1").json()
    assert told["citations"] == [
        {"focus_area": "KLIMA", "cited_document": "", "cited_section": "Åpning", "angle": "kutt", "note": ""}
    ]
    assert (told["goals"], told["sdgs"], told["note"], told["link"]) == (["M-1"], [13], "Ny", "https://example.no/f")


def test_a_challenge_is_told_with_the_indicators_that_show_it(client: Client, plan: Plan) -> None:
    told = asked(client, "api-challenge", plan.code, "U-1").json()
    used = target_of(plan).used_indicator
    assert used is not None
    assert told["indicators"] == [used.indicator.code]
    assert (told["measures"], told["focus_areas"], told["dimension"]) == (["T-1"], ["KLIMA"], None)


def test_documents_and_related_plans_are_told(client: Client, plan: Plan) -> None:
    document = asked(client, "api-document-list", plan.code).json()["results"][0]
    assert (document["code"], document["publisher"], document["year"]) == ("KG", "Kommunen", 2024)
    assert asked(client, "api-related-plan-list", plan.code).json()["results"][0]["state"] == "høringsutkast"


def test_earlier_wordings_are_told_newest_first_with_who_and_why(plan: Plan) -> None:
    create_earlier_wording(plan, code="M-0", text="Lenge før", changed_by="kommando")
    told = asked(member(plan), "api-earlier-wording-list", plan.code).json()["results"]
    assert [(one["kind"], one["code"], one["text"], one["changed_by"]["name"]) for one in told] == [
        ("goal", "M-0", "Lenge før", "kommando"),
        ("goal", "M-1", "Før", "Qvirina Zappelberg"),
    ]
    assert told[1]["reason"] == "Wozzeck ba om det"


def test_what_a_row_carries_on_is_told_to_those_who_may_read_that_plan(client: Client, plan: Plan) -> None:
    before = create_whole_plan("FØR", municipality=plan.municipality)
    Goal.objects.filter(plan=plan, code="M-1").update(continues=before.goals.get(code="M-0"))
    Measure.objects.filter(plan=plan).update(continues=before.measures.get())
    goal, measure = {"plan": "FØR", "code": "M-0"}, {"plan": "FØR", "code": "T-1"}

    def told(client: Client) -> list[Any]:
        ones = [("api-goal", "M-1"), ("api-measure", "T-1")]
        return [asked(client, name, plan.code, code).json()["continues"] for name, code in ones]

    assert told(client) == [goal, measure]
    Publication.objects.filter(plan=before).delete()
    assert told(client) == [None, None]
    assert told(member(plan)) == [goal, measure]


def test_municipalities_are_told_that_have_something_to_read(plan: Plan) -> None:
    hidden = factories.create_plan(status=PlanStatus.DRAFT).municipality
    factories.create_municipality(number="0001")

    def numbers(client: Client) -> list[str]:
        return [one["number"] for one in asked(client, "api-municipality-list").json()["results"]]

    own = plan.municipality.number
    assert numbers(Client()) == [own]
    assert numbers(client_of(factories.create_user(role=Role.READER, municipality=hidden))) == sorted(
        [own, hidden.number]
    )


def test_units_are_told_to_those_who_belong_to_their_municipality(client: Client, plan: Plan) -> None:
    unit = Unit.objects.get(municipality=plan.municipality)
    other = factories.create_unit()
    assert asked(client, "api-unit-list").status_code == 401
    told = asked(member(plan), "api-unit-list").json()["results"]
    assert told == [{"id": unit.pk, "name": "Teknisk etat", "municipality": plan.municipality.number}]
    outsider = client_of(factories.create_user(role=Role.READER, municipality=other.municipality))
    assert [one["id"] for one in asked(outsider, "api-unit-list").json()["results"]] == [other.pk]


# How much it takes --------------------------------------------------------------------------------------------------


def create_many(plan: Plan, number: int) -> None:
    """More of everything, linked as the first ones are."""
    unit = Unit.objects.filter(municipality=plan.municipality).first()
    for _one in range(number):
        area = factories.create_focus_area(plan=plan)
        theme = factories.create_theme(focus_area=area, parent=factories.create_theme(focus_area=area))
        owner = factories.create_user()
        goal = factories.create_goal(plan=plan, theme=theme, unit=unit, owner=owner, primary_focus_area=area)
        factories.create_goal(plan=plan, parent=goal)
        guideline = factories.create_guideline(plan=plan)
        factories.create_citation(guideline=guideline, focus_area=area)
        guideline.sdgs.add(factories.create_sdg(3))
        measure = factories.create_measure(plan=plan, theme=theme, unit=unit, owner=owner)
        goal.focus_areas.add(area)
        goal.guidelines.add(guideline)
        measure.goals.add(goal)
        used = factories.create_used_indicator(plan=plan)
        challenge = factories.create_challenge(plan=plan, theme=theme, extra={"indicators": [used.code]})
        challenge.measures.add(measure)
        factories.create_target(plan=plan, goal=goal, used_indicator=used)
        factories.create_document(plan=plan)
        factories.create_related_plan(plan=plan)
        create_earlier_wording(plan, code=goal.code, changed_by=owner.username)
    factories.assess(plan)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_takes_as_many_queries_however_long_it_is(plan: Plan, name: str) -> None:
    reader = member(plan)

    def queries() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as made:
            answer = asked(reader, name, plan.code, page_size="200")
        return len(made), answer.json()["count"]

    create_many(plan, 1)
    few, count = queries()
    create_many(plan, 4)
    many, more = queries()
    assert more > count
    assert many == few


def test_municipalities_and_units_take_as_many_queries_however_many(plan: Plan) -> None:
    administrator = client_of(factories.create_superuser())

    def queries(name: str) -> int:
        with CaptureQueriesContext(connection) as made:
            asked(administrator, name)
        return len(made)

    names = ("api-municipality-list", "api-unit-list")
    before = [queries(name) for name in names]
    for _one in range(4):
        factories.create_unit()
    assert [queries(name) for name in names] == before
