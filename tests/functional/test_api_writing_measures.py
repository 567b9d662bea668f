"""Measures written by programs: the rules and the words are those of the form on the page."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, Role, Scope
from accounts.moments import moment_said
from accounts.services import record_event
from api.views.writing.measures import MeasureTaken
from planning.models import Measure, Plan, PlanStatus
from targets.services.plan_vanished import LOADED
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
    wrong = coordinator.post("api-measure-progress", "KLIMA", code, body={"progress": "done", "percent_done": 50})
    assert wrong.json()["errors"][0]["field"] == "percent_done"
    told = coordinator.post("api-measure-progress", "KLIMA", code, body={"progress": "ongoing", "percent_done": 40})
    assert (told.json()["progress"], told.json()["percent_done"]) == ("ongoing", 40)


def test_what_was_read_can_be_sent_back_by_the_names_it_was_read_by(coordinator: Caller, plan: Plan) -> None:
    area = plan.focus_areas.get()
    factories.create_theme(focus_area=area, code="SKOG")
    factories.create_challenge(plan=plan, code="U-01")
    more: dict[str, Any] = {
        "theme": {"focus_area": "NATUR", "code": "SKOG"},
        "challenges": ["U-01"],
        "status": "vedtatt",
        "order": 7,
        "external_id": "SAK-2026/4",
    }
    owner = {"owner": coordinator.person.username}
    read = coordinator.post("api-measure-list", "KLIMA", body=WHOLE | more | owner).json()
    assert {name: read[name] for name in more} == more
    writable = {name: value for name, value in read.items() if name in MeasureTaken().fields}
    assert {*WHOLE, *more, "owner", "gist", "cost_note", "continues"} == writable.keys()
    again = coordinator.patch("api-measure", "KLIMA", read["code"], body=writable)
    assert again.status_code == 200, again.json()
    assert again.json() == read
    told = {"progress": "ongoing", "percent_done": 10, "progress_note": "I rute", "progress_on": "2026-01-15"}
    said = coordinator.post("api-measure-progress", "KLIMA", read["code"], body=told).json()
    assert {name: said[name] for name in told} == told


def test_what_can_only_be_read_is_refused_with_that_word(coordinator: Caller) -> None:
    read = coordinator.post("api-measure-list", "KLIMA", body=WHOLE).json()
    answer = coordinator.patch("api-measure", "KLIMA", read["code"], body={"modified_at": None, "progress": "done"})
    assert {line["field"]: line["message"] for line in answer.json()["errors"]} == {
        "modified_at": "Feltet kan bare leses.",
        "progress": "Feltet kan bare leses her. Det skrives på …/progress/.",
    }
    whole = coordinator.patch("api-measure", "KLIMA", read["code"], body=read)
    assert {line["field"] for line in whole.json()["errors"]} == read.keys() - MeasureTaken().fields.keys()


def test_another_system_finds_its_measures_by_what_it_calls_them(coordinator: Caller, plan: Plan) -> None:
    code = coordinator.post("api-measure-list", "KLIMA", body=WHOLE | {"external_id": "A-1"}).json()["code"]
    other = coordinator.post("api-measure-list", "KLIMA", body=WHOLE).json()["code"]
    found = coordinator.get("api-measure-list", "KLIMA", external_id="A-1").json()["results"]
    assert [one["code"] for one in found] == [code]
    taken = coordinator.patch("api-measure", "KLIMA", other, body={"external_id": "A-1"})
    assert taken.json()["errors"] == [{"field": "external_id", "message": f"Tiltaket {code} har denne allerede."}]
    changed = coordinator.patch("api-measure", "KLIMA", code, body={"external_id": "A-2"})
    assert changed.json()["external_id"] == "A-2"
    trail = AuditEvent.objects.filter(action="planning.measure.changed").order_by("-pk").first()
    assert trail is not None
    assert (trail.before, trail.after) == ({"external_id": "A-1"}, {"external_id": "A-2"})
    factories.create_publication(plan)
    open_to_all = Client().get(reverse("api-measure", args=["KLIMA", code])).json()
    assert "title" in open_to_all
    assert "external_id" not in open_to_all


def test_another_system_asks_for_what_was_written_since_it_asked_last(coordinator: Caller, plan: Plan) -> None:
    first, second = (coordinator.post("api-measure-list", "KLIMA", body=WHOLE).json() for _ in range(2))
    assert first["modified_at"] < second["modified_at"]
    told = {"progress": "ongoing"}
    late = coordinator.post("api-measure-progress", "KLIMA", first["code"], body=told).json()["modified_at"]

    def codes(**asked: str) -> list[str]:
        return [one["code"] for one in coordinator.get("api-measure-list", "KLIMA", **asked).json()["results"]]

    assert codes(modified_since=late) == [first["code"]]
    assert codes(order="-modified_at") == [first["code"], second["code"]]
    assert set(codes(modified_since=late[:10])) == {first["code"], second["code"]}
    assert coordinator.get("api-measure-list", "KLIMA", modified_since="i går").status_code == 400
    # A file says nothing of each row, so all of them may have become others.
    loaded = timezone.now() + timedelta(seconds=1)
    record_event(action=LOADED, subject=plan, by="fil", now=loaded)
    assert set(codes(modified_since=moment_said(loaded))) == {first["code"], second["code"]}


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
