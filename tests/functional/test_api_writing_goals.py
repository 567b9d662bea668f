"""Goals written by programs: the rules and the words are those of the form on the page."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Role, Scope
from planning.models import EarlierWording, Edit, Goal, Plan, PlanStatus
from tests import factories
from tests.api_calls import Caller, caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    before = factories.create_plan(code="FØR", status=PlanStatus.ADOPTED)
    factories.create_goal(plan=before, code="M-77")
    plan = factories.create_plan(
        code="KLIMA", status=PlanStatus.ADOPTED, follows=before, municipality=before.municipality
    )
    area = factories.create_focus_area(plan=plan, code="NATUR")
    factories.create_focus_area(plan=plan, code="BYGG")
    factories.create_theme(focus_area=area, code="skog")
    factories.create_goal(plan=plan, code="M-01", order=5)
    factories.create_guideline(plan=plan, code="F-01")
    factories.create_measure(plan=plan, code="TI-01")
    factories.create_unit(municipality=plan.municipality, name="Plan")
    factories.create_sdg(13)
    factories.create_sdg(15)
    return plan


@pytest.fixture
def coordinator(plan: Plan) -> Caller:
    return caller(plan, Role.COORDINATOR, Scope.READ, Scope.WRITE_PLANS)


WHOLE: dict[str, Any] = {
    "text": "Mer skog",
    "level": "regional",
    "kind": "hovedmål",
    "scope": "hele kommunen",
    "order": 3,
    "parent": "M-01",
    "primary_focus_area": "NATUR",
    "focus_areas": ["NATUR", "BYGG"],
    "theme": {"focus_area": "NATUR", "code": "skog"},
    "guidelines": ["F-01"],
    "measures": ["TI-01"],
    "sdgs": [13, 15],
}


def told_of(answer: Any) -> dict[str, Any]:
    told = answer.json()
    return {name: sorted(told[name]) if name == "focus_areas" else told[name] for name in WHOLE}


AS_TOLD = WHOLE | {"focus_areas": ["BYGG", "NATUR"]}


def test_a_goal_is_made_once_with_everything_that_was_sent(coordinator: Caller) -> None:
    body = WHOLE | {"unit": "Plan", "owner": coordinator.person.username, "continues": "M-77"}
    first = coordinator.post("api-goal-list", "KLIMA", body=body, key="en-gang")
    again = coordinator.post("api-goal-list", "KLIMA", body=body, key="en-gang")
    assert (first.status_code, again.status_code, again["Idempotency-Replayed"]) == (201, 201, "true")
    read = coordinator.client.get(first["Location"], headers=coordinator.headers)
    assert (told_of(read), read["ETag"]) == (AS_TOLD, first["ETag"])
    told = read.json()
    assert (told["unit"]["name"], told["owner"]["username"]) == ("Plan", coordinator.person.username)
    assert told["continues"] == {"plan": "FØR", "code": "M-77"}
    assert AuditEvent.objects.filter(action="planning.goal.added", actor=coordinator.person.username).count() == 1


def test_a_goal_with_a_text_alone_comes_last_and_is_the_municipalitys_own(coordinator: Caller) -> None:
    told = coordinator.post("api-goal-list", "KLIMA", body={"text": "Mer skog"}).json()
    assert (told["order"], told["level"], told["sdgs"], told["theme"]) == (6, "municipal", [], None)


WRONG = [
    ({}, {"text": None}),
    (WHOLE | {"text": "x" * 2001}, {"text": None}),
    (WHOLE | {"text": ""}, {"text": None}),
    (WHOLE | {"farge": "rød"}, {"farge": "Feltet finnes ikke."}),
    (WHOLE | {"level": "lokalt"}, {"level": None}),
    (WHOLE | {"sdgs": [18]}, {"sdgs.0": None}),
    (WHOLE | {"sdgs": [1]}, {"sdgs": "Finnes ikke her: 1."}),
    (WHOLE | {"parent": "M-77"}, {"parent": "Finnes ikke her: M-77."}),
    (WHOLE | {"continues": "M-01"}, {"continues": "Finnes ikke her: M-01."}),
    (WHOLE | {"theme": {"focus_area": "BYGG", "code": "skog"}}, {"theme.code": "Finnes ikke her: skog."}),
    (WHOLE | {"theme": {"code": "skog"}}, {"theme.focus_area": None}),
    (WHOLE | {"theme": "skog"}, {"theme": None}),
    (WHOLE | {"primary_focus_area": "BYGG", "focus_areas": []}, {"theme": None}),
    (WHOLE | {"unit": "Ingen slik", "owner": "ingen"}, {"unit": None, "owner": None}),
    (WHOLE | {"order": -1, "measures": ["TI-99"]}, {"order": None, "measures": "Finnes ikke her: TI-99."}),
]


@pytest.mark.parametrize(("body", "lines"), WRONG)
def test_what_is_wrong_is_told_by_field_and_nothing_is_written(
    coordinator: Caller, body: dict[str, Any], lines: dict[str, str | None]
) -> None:
    answer = coordinator.post("api-goal-list", "KLIMA", body=body)
    assert answer.status_code == 400
    told = {line["field"]: line["message"] for line in answer.json()["errors"]}
    assert set(told) == set(lines)
    assert all(message in (None, told[field]) for field, message in lines.items())
    assert (Goal.objects.filter(plan__code="KLIMA").count(), Edit.objects.count()) == (1, 0)


def test_a_patch_changes_what_it_names_and_leaves_the_rest(coordinator: Caller) -> None:
    code = coordinator.post("api-goal-list", "KLIMA", body=WHOLE).json()["code"]
    told = coordinator.patch("api-goal", "KLIMA", code, body={"theme": None, "sdgs": [], "parent": None})
    assert (told.status_code, told_of(told)) == (200, AS_TOLD | {"theme": None, "sdgs": [], "parent": None})


def test_a_theme_is_sent_whole_in_a_patch_too(coordinator: Caller) -> None:
    refused = coordinator.patch("api-goal", "KLIMA", "M-01", body={"theme": {"code": "skog"}})
    assert [line["field"] for line in refused.json()["errors"]] == ["theme.focus_area"]


def test_a_text_of_an_adopted_plan_needs_a_reason(coordinator: Caller) -> None:
    refused = coordinator.patch("api-goal", "KLIMA", "M-01", body={"text": "Enda mer"})
    told = {"field": "reason", "message": "Planen er vedtatt. Skriv hvorfor målet får andre ord."}
    assert (refused.status_code, refused.json()["errors"]) == (400, [told])
    changed = coordinator.patch("api-goal", "KLIMA", "M-01", body={"text": "Enda mer", "reason": "Vedtak 12/26"})
    assert changed.json()["text"] == "Enda mer"
    assert EarlierWording.objects.get().reason == "Vedtak 12/26"


def test_a_goal_is_not_put_under_itself(coordinator: Caller) -> None:
    code = coordinator.post("api-goal-list", "KLIMA", body=WHOLE).json()["code"]
    answers = [coordinator.patch("api-goal", "KLIMA", "M-01", body={"parent": above}) for above in (code, "M-01")]
    assert [(one.status_code, one.json()["errors"][0]["field"]) for one in answers] == [(400, "parent")] * 2


def test_what_somebody_has_changed_meanwhile_is_not_written_over(coordinator: Caller) -> None:
    read = coordinator.get("api-goal", "KLIMA", "M-01")["ETag"]
    first = coordinator.patch("api-goal", "KLIMA", "M-01", body={"kind": "delmål"}, if_match=read)
    late = coordinator.patch("api-goal", "KLIMA", "M-01", body={"kind": "hovedmål"}, if_match=read)
    assert (first.status_code, late.status_code) == (200, 412)
    assert Goal.objects.get(code="M-01").kind == "delmål"


ADOPTED = "Planen er vedtatt, og et vedtatt mål kan ikke slettes. Du kan endre ordlyden og skrive hvorfor."


def test_a_goal_of_an_adopted_plan_is_not_deleted(coordinator: Caller) -> None:
    refused = coordinator.delete("api-goal", "KLIMA", "M-01")
    assert (refused.status_code, refused.json()["detail"]) == (409, ADOPTED)


def test_a_goal_of_a_draft_goes_when_nothing_rests_on_it(coordinator: Caller, plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(status=PlanStatus.DRAFT)
    goal = Goal.objects.get(code="M-01")
    target = factories.create_target(plan=plan, goal=goal)
    below = factories.create_goal(plan=plan, parent=goal)
    words = "1 delmål ligger under målet. Flytt eller slett det først."
    assert coordinator.delete("api-goal", "KLIMA", "M-01").json()["detail"] == words
    assert coordinator.delete("api-goal", "KLIMA", below.code).status_code == 204
    refused = coordinator.delete("api-goal", "KLIMA", "M-01")
    assert (refused.status_code, refused.json()["detail"]) == (409, "Målet har 1 måltall. Slett det først.")
    target.delete()
    assert coordinator.delete("api-goal", "KLIMA", "M-01").status_code == 204
    assert not Goal.objects.filter(plan=plan).exists()


@pytest.mark.parametrize(("role", "status"), [(Role.READER, 403), (Role.LEADER, 403), (None, 404)])
def test_only_those_who_write_the_plan_do(plan: Plan, role: Role | None, status: int) -> None:
    asking = caller(plan if role else factories.create_plan(), role or Role.COORDINATOR, *Scope)
    answers = [
        asking.post("api-goal-list", "KLIMA", body=WHOLE),
        asking.patch("api-goal", "KLIMA", "M-01", body={"kind": "delmål"}),
        asking.delete("api-goal", "KLIMA", "M-01"),
    ]
    assert {answer.status_code for answer in answers} == {status}
    assert not Edit.objects.exists()


def test_a_stranger_and_a_key_that_only_reads_do_not_write(client: Client, plan: Plan) -> None:
    answer = client.post(reverse("api-goal-list", args=["KLIMA"]), WHOLE, content_type="application/json")
    assert answer.status_code == 401
    assert caller(plan, Role.COORDINATOR, Scope.READ).post("api-goal-list", "KLIMA", body=WHOLE).status_code == 403


def test_what_a_program_did_can_be_undone_on_the_page(coordinator: Caller) -> None:
    coordinator.post("api-goal-list", "KLIMA", body=WHOLE)
    browser = Client()
    browser.force_login(coordinator.person)
    browser.post(reverse("edit-undo", args=["KLIMA"]), {"endring": Edit.objects.get().pk})
    assert Goal.objects.filter(plan__code="KLIMA").count() == 1
