"""Challenges and opportunities written by programs: the rules and the words are those of the form on the page."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Role, Scope
from planning.models import Challenge, EarlierWording, Edit, Plan, PlanStatus
from tests import factories
from tests.api_calls import Caller, caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    plan = factories.create_plan(code="KLIMA", status=PlanStatus.ADOPTED)
    area = factories.create_focus_area(plan=plan, code="NATUR")
    factories.create_focus_area(plan=plan, code="BYGG")
    factories.create_theme(focus_area=area, code="skog")
    factories.create_measure(plan=plan, code="TI-01")
    return plan


@pytest.fixture
def coordinator(plan: Plan) -> Caller:
    return caller(plan, Role.COORDINATOR, Scope.READ, Scope.WRITE_PLANS)


WHOLE: dict[str, Any] = {
    "kind": "opportunity",
    "text": "Mye skog å ta av",
    "dimension": "environmental",
    "dimension_basis": "derived",
    "level": "regional",
    "focus_areas": ["NATUR"],
    "theme": {"focus_area": "NATUR", "code": "skog"},
    "measures": ["TI-01"],
}


def told_of(answer: Any) -> dict[str, Any]:
    return {name: answer.json()[name] for name in WHOLE}


def test_a_challenge_is_made_once_with_everything_that_was_sent(coordinator: Caller) -> None:
    first = coordinator.post("api-challenge-list", "KLIMA", body=WHOLE, key="en-gang")
    again = coordinator.post("api-challenge-list", "KLIMA", body=WHOLE, key="en-gang")
    assert (first.status_code, again.status_code, again["Idempotency-Replayed"]) == (201, 201, "true")
    assert told_of(coordinator.client.get(first["Location"], headers=coordinator.headers)) == WHOLE
    actor = coordinator.person.username
    assert AuditEvent.objects.filter(action="planning.challenge.added", actor=actor).count() == 1


def test_a_challenge_with_a_kind_and_a_text_is_the_municipalitys_own(coordinator: Caller) -> None:
    told = coordinator.post("api-challenge-list", "KLIMA", body={"kind": "challenge", "text": "Flom"}).json()
    assert (told["level"], told["dimension"], told["theme"]) == ("municipal", None, None)


WRONG = [
    ({}, {"kind": None, "text": None}),
    (WHOLE | {"text": "  "}, {"text": None}),
    (WHOLE | {"text": "x" * 2001}, {"text": None}),
    (WHOLE | {"kind": "trussel"}, {"kind": None}),
    (WHOLE | {"farge": "rød"}, {"farge": "Feltet finnes ikke."}),
    (WHOLE | {"dimension_basis": None}, {"dimension_basis": "Velg hva dimensjonen bygger på."}),
    (WHOLE | {"dimension": None}, {"dimension_basis": None}),
    (WHOLE | {"focus_areas": ["BYGG"]}, {"theme": None}),
    (WHOLE | {"theme": {"focus_area": "BYGG", "code": "skog"}}, {"theme.code": "Finnes ikke her: skog."}),
    (WHOLE | {"measures": ["TI-01", "TI-99"]}, {"measures": "Finnes ikke her: TI-99."}),
]


@pytest.mark.parametrize(("body", "lines"), WRONG)
def test_what_is_wrong_is_told_by_field_and_nothing_is_written(
    coordinator: Caller, body: dict[str, Any], lines: dict[str, str | None]
) -> None:
    answer = coordinator.post("api-challenge-list", "KLIMA", body=body)
    assert answer.status_code == 400
    told = {line["field"]: line["message"] for line in answer.json()["errors"]}
    assert set(told) == set(lines)
    assert all(message in (None, told[field]) for field, message in lines.items())
    assert not Challenge.objects.exists()


def test_a_patch_changes_what_it_names_and_leaves_the_rest(coordinator: Caller) -> None:
    made = coordinator.post("api-challenge-list", "KLIMA", body=WHOLE)
    code, read = made.json()["code"], made["ETag"]
    changes: dict[str, Any] = {"dimension": None, "dimension_basis": None, "theme": None, "measures": []}
    told = coordinator.patch("api-challenge", "KLIMA", code, body=changes, if_match=read)
    assert (told.status_code, told_of(told)) == (200, WHOLE | changes)
    assert (
        coordinator.patch("api-challenge", "KLIMA", code, body={"level": "national"}, if_match=read).status_code == 412
    )


def test_a_text_of_an_adopted_plan_needs_a_reason(coordinator: Caller) -> None:
    code = coordinator.post("api-challenge-list", "KLIMA", body=WHOLE).json()["code"]
    refused = coordinator.patch("api-challenge", "KLIMA", code, body={"text": "Lite skog"})
    assert refused.json()["errors"] == [{"field": "reason", "message": "Skriv hvorfor ordlyden endres."}]
    assert (
        coordinator.patch("api-challenge", "KLIMA", code, body={"text": "Lite skog", "reason": "Feil"}).status_code
        == 200
    )
    assert EarlierWording.objects.get().text == "Mye skog å ta av"


def test_taking_one_away_needs_a_reason_in_an_adopted_plan(coordinator: Caller) -> None:
    code = coordinator.post("api-challenge-list", "KLIMA", body=WHOLE).json()["code"]
    told = [{"field": "reason", "message": "Skriv hvorfor den slettes."}]
    assert coordinator.delete("api-challenge", "KLIMA", code).json()["errors"] == told
    assert coordinator.delete("api-challenge", "KLIMA", code, reason="Løst").status_code == 204
    assert AuditEvent.objects.get(action="planning.challenge.deleted").reason == "Løst"


@pytest.mark.parametrize(("role", "status"), [(Role.READER, 403), (Role.LEADER, 403), (None, 404)])
def test_only_those_who_write_the_plan_do(plan: Plan, role: Role | None, status: int) -> None:
    factories.create_challenge(plan=plan, code="U-01")
    asking = caller(plan if role else factories.create_plan(), role or Role.COORDINATOR, *Scope)
    answers = [
        asking.post("api-challenge-list", "KLIMA", body=WHOLE),
        asking.patch("api-challenge", "KLIMA", "U-01", body={"level": "national"}),
        asking.delete("api-challenge", "KLIMA", "U-01", reason="Feil"),
    ]
    assert {answer.status_code for answer in answers} == {status}
    assert not Edit.objects.exists()


def test_a_stranger_and_a_key_that_only_reads_do_not_write(client: Client, plan: Plan) -> None:
    answer = client.post(reverse("api-challenge-list", args=["KLIMA"]), WHOLE, content_type="application/json")
    assert answer.status_code == 401
    reads = caller(plan, Role.COORDINATOR, Scope.READ)
    assert reads.post("api-challenge-list", "KLIMA", body=WHOLE).status_code == 403


def test_what_a_program_did_can_be_undone_on_the_page(coordinator: Caller) -> None:
    code = coordinator.post("api-challenge-list", "KLIMA", body=WHOLE).json()["code"]
    coordinator.delete("api-challenge", "KLIMA", code, reason="Løst")
    browser = Client()
    browser.force_login(coordinator.person)
    browser.post(reverse("edit-undo", args=["KLIMA"]), {"endring": Edit.objects.latest("pk").pk})
    assert told_of(coordinator.get("api-challenge", "KLIMA", code)) == WHOLE
