"""Measures written by programs: the rules and the words are those of the form on the page."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Role, Scope
from planning.models import Measure, Plan, PlanStatus
from tests import factories
from tests.api_calls import Caller, caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    plan = factories.create_plan(code="KLIMA", status=PlanStatus.ADOPTED)
    factories.create_focus_area(plan=plan, code="NATUR")
    factories.create_goal(plan=plan, code="M-01")
    factories.create_unit(municipality=plan.municipality, name="Plan")
    return plan


@pytest.fixture
def coordinator(plan: Plan) -> Caller:
    return caller(plan, Role.COORDINATOR, Scope.READ, Scope.WRITE_PLANS)


WHOLE: dict[str, Any] = {
    "title": "Plante trær",
    "deadline": "2027-06-30",
    "unit": "Plan",
    "focus_areas": ["NATUR"],
    "goals": ["M-01"],
}


def test_a_measure_is_made_once_with_everything_that_was_sent(coordinator: Caller) -> None:
    first = coordinator.post("api-measure-list", "KLIMA", body=WHOLE, key="en-gang")
    again = coordinator.post("api-measure-list", "KLIMA", body=WHOLE, key="en-gang")
    assert (first.status_code, again.status_code, again["Idempotency-Replayed"]) == (201, 201, "true")
    assert first.json() == again.json()
    assert Measure.objects.count() == 1
    told = coordinator.client.get(first["Location"], headers=coordinator.headers).json()
    assert coordinator.get("api-measure-list", "KLIMA").json()["results"] == [told]
    assert (told["title"], told["deadline"], told["unit"]["name"]) == ("Plante trær", "2027-06-30", "Plan")
    assert (told["focus_areas"], told["goals"]) == (["NATUR"], ["M-01"])
    assert AuditEvent.objects.filter(action="planning.measure.added", actor=coordinator.person.username).exists()


WRONG = [
    ({}, {"title": None}),
    (WHOLE | {"title": ""}, {"title": None}),
    (WHOLE | {"farge": "rød"}, {"farge": "Feltet finnes ikke."}),
    (WHOLE | {"goals": ["M-01", "M-99"]}, {"goals": "Finnes ikke her: M-99."}),
    (WHOLE | {"goals": "M-01"}, {"goals": None}),
    (WHOLE | {"unit": "Ingen slik"}, {"unit": "Finnes ikke her: Ingen slik."}),
    (WHOLE | {"deadline": "30.06.2027"}, {"deadline": None}),
    (WHOLE | {"title": "x" * 301, "unit": 5.5, "deadline": []}, {"title": None, "unit": None, "deadline": None}),
]


@pytest.mark.parametrize(("body", "lines"), WRONG)
def test_what_is_wrong_is_told_by_field_and_nothing_is_written(
    coordinator: Caller, body: dict[str, Any], lines: dict[str, str | None]
) -> None:
    answer = coordinator.post("api-measure-list", "KLIMA", body=body)
    assert answer.status_code == 400
    told = {line["field"]: line["message"] for line in answer.json()["errors"]}
    assert set(told) == set(lines)
    assert all(message in (None, told[field]) for field, message in lines.items())
    assert not Measure.objects.exists()


def test_a_patch_changes_what_it_names_and_leaves_the_rest(coordinator: Caller) -> None:
    code = coordinator.post("api-measure-list", "KLIMA", body=WHOLE).json()["code"]
    answer = coordinator.patch("api-measure", "KLIMA", code, body={"deadline": None, "unit": None})
    assert answer.status_code == 200
    told = answer.json()
    assert (told["deadline"], told["unit"], told["title"], told["goals"]) == (None, None, "Plante trær", ["M-01"])


def test_words_of_an_adopted_plan_need_a_reason_here_too(coordinator: Caller) -> None:
    code = coordinator.post("api-measure-list", "KLIMA", body=WHOLE).json()["code"]
    refused = coordinator.patch("api-measure", "KLIMA", code, body={"title": "Plante busker"})
    assert refused.json()["errors"] == [{"field": "reason", "message": "Skriv hvorfor ordlyden endres."}]
    told = coordinator.patch("api-measure", "KLIMA", code, body={"title": "Plante busker", "reason": "Vedtak 12/26"})
    assert told.json()["title"] == "Plante busker"


def test_nobody_writes_over_what_they_have_not_read(coordinator: Caller) -> None:
    made = coordinator.post("api-measure-list", "KLIMA", body=WHOLE)
    code, read = made.json()["code"], made["ETag"]
    assert coordinator.get("api-measure", "KLIMA", code)["ETag"] == read
    changed = coordinator.patch("api-measure", "KLIMA", code, body={"cost_note": "1 mill."}, if_match=read)
    late = coordinator.patch("api-measure", "KLIMA", code, body={"cost_note": "2 mill."}, if_match=read)
    assert (changed.status_code, late.status_code) == (200, 412)
    assert coordinator.delete("api-measure", "KLIMA", code, reason="Feil", if_match=read).status_code == 412
    assert Measure.objects.get().cost_note == "1 mill."


def test_taking_one_away_needs_a_reason_in_an_adopted_plan(coordinator: Caller) -> None:
    code = coordinator.post("api-measure-list", "KLIMA", body=WHOLE).json()["code"]
    assert coordinator.delete("api-measure", "KLIMA", code).json()["errors"][0]["field"] == "reason"
    assert coordinator.delete("api-measure", "KLIMA", code, reason="Slått sammen").status_code == 204
    assert not Measure.objects.exists()


def test_progress_is_told_with_its_day(coordinator: Caller) -> None:
    code = coordinator.post("api-measure-list", "KLIMA", body=WHOLE).json()["code"]
    wrong = coordinator.post("api-measure-progress", "KLIMA", code, body={"progress": "done", "percent": 50})
    assert wrong.json()["errors"][0]["field"] == "percent"
    told = coordinator.post("api-measure-progress", "KLIMA", code, body={"progress": "ongoing", "percent": 40})
    assert (told.json()["progress"], told.json()["percent_done"]) == ("ongoing", 40)


@pytest.mark.parametrize(("role", "status"), [(Role.READER, 403), (Role.LEADER, 403), (None, 404)])
def test_only_those_who_write_the_plan_do(plan: Plan, role: Role | None, status: int) -> None:
    """An outsider, who works elsewhere, does not learn that the plan is there."""
    asking = caller(plan if role else factories.create_plan(), role or Role.COORDINATOR, *Scope)
    assert asking.post("api-measure-list", "KLIMA", body=WHOLE).status_code == status
    assert not Measure.objects.exists()


def test_a_stranger_is_asked_who_it_is(client: Client, plan: Plan) -> None:
    answer = client.post(reverse("api-measure-list", args=["KLIMA"]), WHOLE, content_type="application/json")
    assert answer.status_code == 401


def test_a_key_that_only_reads_does_not_write(plan: Plan) -> None:
    answer = caller(plan, Role.COORDINATOR, Scope.READ).post("api-measure-list", "KLIMA", body=WHOLE)
    assert answer.status_code == 403
    assert "skrive planer" in answer.json()["detail"]
