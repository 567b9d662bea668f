"""Rounds, and the words in them, written by programs: the forms and the services of the pages."""

from datetime import timedelta
from typing import Any

import pytest
from celery import current_app
from django.core import mail
from django.utils import timezone

from accounts.models import AuditEvent, Job, Role, Scope, Unit, User
from planning.models import Plan, PlanStatus
from reporting.models import Commentary, CommentaryVersion, ReportingRound, SealedReport
from reporting.services.sealing_jobs import run_sealing_job
from targets.models import Target
from tests import factories
from tests.api_calls import Caller, caller

pytestmark = pytest.mark.django_db
SCOPES = (Scope.READ, Scope.WRITE_ROUNDS)


@pytest.fixture
def plan() -> Plan:
    plan = factories.create_plan(code="KLIMA", status=PlanStatus.ADOPTED)
    goal = factories.create_goal(plan=plan, code="M-01")
    factories.give_figure(factories.create_target(plan=plan, goal=goal, code="MT"), "4.0")
    factories.create_target(plan=plan, goal=factories.create_goal(plan=plan), code="ANDRES")
    factories.assess(plan)
    return plan


@pytest.fixture
def coordinator(plan: Plan) -> Caller:
    return caller(plan, Role.COORDINATOR, *SCOPES)


@pytest.fixture
def contact(plan: Plan) -> Caller:
    return caller(plan, Role.UNIT_CONTACT, *SCOPES)


@pytest.fixture
def unit(contact: Caller) -> Unit:
    membership = contact.person.memberships.get()
    assert membership.unit is not None
    Unit.objects.filter(pk=membership.unit.pk).update(name="Plan")
    User.objects.filter(pk=contact.person.pk).update(email="plan@kommunen.example")
    membership.unit.refresh_from_db()
    return membership.unit


@pytest.fixture
def asked(plan: Plan, unit: Unit) -> ReportingRound:
    factories.create_duty(unit=unit, goal=Target.objects.get(code="MT").goal)
    return factories.create_round(municipality=plan.municipality, plans=[plan], units=[unit])


def whole(**more: Any) -> dict[str, Any]:
    today = timezone.localdate()
    deadline = (today + timedelta(days=14)).isoformat()
    return {"period": str(today.year - 1), "plans": ["KLIMA"], "units": ["Plan"], "deadline": deadline} | more


# The round -----------------------------------------------------------------------------------------------------------


def test_a_round_is_opened_once_and_changed_in_part(coordinator: Caller, unit: Unit) -> None:
    first = coordinator.post("api-round-list", body=whole(message="Skriv kort."), key="en")
    again = coordinator.post("api-round-list", body=whole(message="Skriv kort."), key="en")
    assert (first.status_code, again["Idempotency-Replayed"]) == (201, "true"), first.content
    told, pk = first.json()["round"], first.json()["round"]["id"]
    assert (told["plans"], told["units"][0]["name"], told["message"]) == (["KLIMA"], "Plan", "Skriv kort.")
    assert first["Location"] == told["url"]
    read = coordinator.get("api-round", pk)
    assert read.json() == first.json()
    later = (timezone.localdate() + timedelta(days=30)).isoformat()
    changed = coordinator.patch("api-round", pk, body={"deadline": later}, if_match=read["ETag"])
    late = coordinator.patch("api-round", pk, body={"message": "Ny"}, if_match=read["ETag"])
    assert (changed.status_code, late.status_code) == (200, 412)
    after = changed.json()["round"]
    assert (after["deadline"], after["message"], after["plans"]) == (later, "Skriv kort.", ["KLIMA"])
    assert AuditEvent.objects.filter(action="reporting.round.opened", actor=coordinator.person.username).count() == 1


WRONG: list[tuple[dict[str, Any], set[str]]] = [
    ({"period": "2999"}, {"period"}),
    ({"plans": []}, {"plans"}),
    ({"plans": ["FINS-IKKE"]}, {"plans"}),
    ({"units": ["Ingen slik"]}, {"units"}),
    ({"deadline": "2020-01-01"}, {"deadline"}),
    ({"remind_before": 100, "remind_after": -1}, {"remind_before", "remind_after"}),
    ({"farge": 1}, {"farge"}),
]


@pytest.mark.parametrize(("more", "fields"), WRONG)
def test_what_is_wrong_with_a_round_is_told_by_field(
    coordinator: Caller, unit: Unit, more: dict[str, Any], fields: set[str]
) -> None:
    answer = coordinator.post("api-round-list", body=whole(**more))
    assert answer.status_code == 400
    assert {line["field"] for line in answer.json()["errors"]} == fields
    assert not ReportingRound.objects.exists()


def test_a_round_is_closed_and_opened_again_with_a_reason(coordinator: Caller, asked: ReportingRound) -> None:
    closed = coordinator.post("api-round-close", asked.pk, body={})
    assert (closed.status_code, closed.json()["round"]["is_open"]) == (200, False)
    twice = coordinator.post("api-round-close", asked.pk, body={})
    assert (twice.status_code, twice.json()["detail"]) == (409, "Runden er lukket.")
    nothing = coordinator.post("api-round-reopen", asked.pk, body={"reason": " "})
    assert nothing.json()["errors"][0]["field"] == "reason"
    opened = coordinator.post("api-round-reopen", asked.pk, body={"reason": "For tidlig"})
    assert opened.json()["round"]["is_open"]


def test_those_who_lag_behind_are_reminded_and_not_twice(coordinator: Caller, asked: ReportingRound) -> None:
    first = coordinator.post("api-round-remind", asked.pk, body={})
    assert (first.status_code, first.json()["reminded"], len(mail.outbox)) == (200, 1, 1), first.content
    again = coordinator.post("api-round-remind", asked.pk, body={"unit": "Plan"})
    assert (again.status_code, "for mindre enn en time siden" in again.json()["detail"]) == (409, True)


@pytest.mark.parametrize(
    ("role", "status"), [(Role.READER, 404), (Role.LEADER, 403), (Role.UNIT_CONTACT, 403), (None, 404)]
)
def test_only_those_who_run_rounds_do(plan: Plan, asked: ReportingRound, role: Role | None, status: int) -> None:
    asking = caller(plan if role else factories.create_plan(), role or Role.COORDINATOR, *Scope)
    kept = factories.create_commentary(asked, unit=asked.units.get(), target=Target.objects.get(code="MT"))
    found = [
        *(asking.post(f"api-round-{what}", asked.pk, body={"reason": "x"}) for what in ("close", "reopen", "remind")),
        asking.patch("api-round", asked.pk, body={"message": "x"}),
        *(asking.post(f"api-commentary-{what}", kept.pk, body={}) for what in ("approve", "return", "reopen")),
    ]
    assert {one.status_code for one in found} == {status}


def test_a_key_for_plans_does_not_open_rounds(plan: Plan, asked: ReportingRound) -> None:
    answer = caller(plan, Role.COORDINATOR, Scope.READ, Scope.WRITE_PLANS).post("api-round-close", asked.pk, body={})
    assert answer.status_code == 403


# The words -----------------------------------------------------------------------------------------------------------

WORDS = {"plan": "KLIMA", "target": "MT", "text": "Færre søkere enn ventet.", "version": 0}


def test_words_are_written_sent_in_returned_and_approved(
    contact: Caller, coordinator: Caller, asked: ReportingRound
) -> None:
    written = contact.post("api-commentary-list", asked.pk, body=WORDS, key="en")
    again = contact.post("api-commentary-list", asked.pk, body=WORDS, key="en")
    assert (written.status_code, again["Idempotency-Replayed"]) == (200, "true"), written.content
    told, pk = written.json(), written.json()["id"]
    assert (told["state"], told["version"], told["text"]) == ("draft", 1, WORDS["text"])
    assert contact.get("api-commentary", pk).json() == told
    sent = contact.post("api-commentary-submit", pk, body={"version": 1})
    assert (sent.status_code, sent.json()["state"]) == (200, "submitted"), sent.content
    shut = contact.post("api-commentary-list", asked.pk, body=WORDS | {"version": 1, "text": "Mer"})
    assert (shut.status_code, "er sendt inn" in shut.json()["detail"]) == (409, True)
    lacking = coordinator.post("api-commentary-return", pk, body={"reason": ""})
    assert lacking.json()["errors"][0]["field"] == "reason"
    back = coordinator.post("api-commentary-return", pk, body={"reason": "Si hva dere gjør."})
    assert (back.json()["state"], back.json()["return_reason"]) == ("returned", "Si hva dere gjør.")
    body = WORDS | {"version": 1, "text": "Vi lyser ut flere plasser.", "submit": True}
    assert contact.post("api-commentary-list", asked.pk, body=body).json()["state"] == "submitted"
    approved = coordinator.post("api-commentary-approve", pk, body={})
    assert (approved.status_code, approved.json()["state"]) == (200, "approved")
    twice = coordinator.post("api-commentary-approve", pk, body={})
    assert (twice.status_code, twice.json()["detail"]) == (409, "Teksten er godkjent.")
    assert coordinator.post("api-commentary-reopen", pk, body={"reason": "Feil tall"}).json()["state"] == "returned"
    steps = AuditEvent.objects.filter(action__startswith="reporting.commentary.").values_list("action", flat=True)
    assert {one.rpartition(".")[2] for one in steps} >= {"submitted", "returned", "approved", "reopened"}


def test_nobody_writes_over_anothers_words(contact: Caller, coordinator: Caller, asked: ReportingRound) -> None:
    contact.post("api-commentary-list", asked.pk, body=WORDS)
    late = coordinator.post("api-commentary-list", asked.pk, body=WORDS | {"text": "Noe annet."})
    assert late.status_code == 409
    told = late.json()
    assert "har lagret etter at du åpnet siden" in told["detail"]
    assert (told["commentary"]["text"], told["commentary"]["version"]) == (WORDS["text"], 1)
    stale = contact.post("api-commentary-submit", told["commentary"]["id"], body={"version": 0})
    assert (stale.status_code, stale.json()["commentary"]["version"]) == (409, 1)
    assert Commentary.objects.get().text == WORDS["text"]


def test_words_that_cannot_be_sent_in_are_not_kept_either(contact: Caller, asked: ReportingRound) -> None:
    answer = contact.post("api-commentary-list", asked.pk, body=WORDS | {"text": "", "submit": True})
    assert (answer.status_code, answer.json()["detail"]) == (409, "Skriv noe før du sender inn.")
    assert not Commentary.objects.exists()
    assert not CommentaryVersion.objects.exists()


WRONG_WORDS: list[tuple[dict[str, Any], set[str]]] = [
    ({"target": "FINS-IKKE"}, {"target"}),
    ({"plan": "FINS-IKKE"}, {"target"}),
    ({"indicator": "x"}, {"target"}),
    ({"text": "x" * 10_001}, {"text"}),
    ({"version": -1}, {"version"}),
    ({"mentioned": ["ingen"]}, {"mentioned"}),
]


@pytest.mark.parametrize(("more", "fields"), WRONG_WORDS)
def test_what_is_wrong_with_words_is_told_by_field(
    contact: Caller, asked: ReportingRound, more: dict[str, Any], fields: set[str]
) -> None:
    answer = contact.post("api-commentary-list", asked.pk, body=WORDS | more)
    assert answer.status_code == 400
    assert {line["field"] for line in answer.json()["errors"]} == fields
    assert not Commentary.objects.exists()


def test_contacts_write_only_for_their_own_unit(plan: Plan, contact: Caller, asked: ReportingRound) -> None:
    others = factories.create_unit(municipality=plan.municipality)
    asked.units.add(others)
    factories.create_duty(unit=others, goal=Target.objects.get(code="ANDRES").goal)
    theirs = contact.post("api-commentary-list", asked.pk, body=WORDS | {"target": "ANDRES"})
    kept = factories.create_commentary(asked, unit=others, target=Target.objects.get(code="ANDRES"))
    sent = contact.post("api-commentary-submit", kept.pk, body={"version": 1})
    leader = caller(plan, Role.READER, *Scope).post("api-commentary-list", asked.pk, body=WORDS)
    assert (theirs.status_code, sent.status_code, leader.status_code) == (403, 403, 404)
    kept.refresh_from_db()
    assert kept.state == "draft"


# The report ----------------------------------------------------------------------------------------------------------

REPORT = {"kind": "annual", "plan": "KLIMA", "year": 2025}


def test_a_report_is_sealed_when_nothing_is_in_the_way(
    coordinator: Caller,
    asked: ReportingRound,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    sent: list[int] = []
    monkeypatch.setattr("api.views.sealing.make_sealed_files.delay", lambda *, job_id: sent.append(job_id))
    early = coordinator.post("api-sealed-report-list", body=REPORT)
    assert (early.status_code, bool(early.json()["detail"])) == (409, True)
    assert not SealedReport.objects.exists()
    coordinator.post("api-round-close", asked.pk, body={})
    with django_capture_on_commit_callbacks(execute=True):
        answer = coordinator.post("api-sealed-report-list", body=REPORT, key="en")
    assert answer.status_code == 201, answer.content
    told = answer.json()
    assert (told["plan"], told["edition"], told["language"], len(sent)) == ("KLIMA", 1, "nb", 1)
    assert told["job_url"].endswith(f"/{sent[0]}/")
    assert coordinator.client.get(told["job_url"], headers=coordinator.headers).json()["state"] == "waiting"
    again = coordinator.post("api-sealed-report-list", body=REPORT)
    assert again.json()["errors"] == [{"field": "reason", "message": "Skriv hvorfor det kommer en ny utgave."}]
    second = coordinator.post("api-sealed-report-list", body=REPORT | {"reason": "Rettet tall"})
    assert (second.status_code, second.json()["edition"]) == (201, 2)


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Somebody who takes jobs: the keys of those that were sent to be sealed."""
    sent: list[int] = []
    monkeypatch.setitem(current_app.conf, "task_always_eager", False)
    monkeypatch.setattr("api.views.sealing.seal_asked.delay", lambda *, job_id: sent.append(job_id))
    return sent


def sealed_by(worker: int) -> None:
    files = run_sealing_job(job_id=worker, on=timezone.localdate(), clock=timezone.now)
    assert files is not None


def test_where_there_are_workers_a_report_is_sealed_in_a_job_that_leads_to_it(
    coordinator: Caller, asked: ReportingRound, workers: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    early = coordinator.post("api-sealed-report-list", body=REPORT)
    assert (early.status_code, bool(early.json()["detail"])) == (409, True)
    coordinator.post("api-round-close", asked.pk, body={})
    with django_capture_on_commit_callbacks(execute=True):
        first, again = (coordinator.post("api-sealed-report-list", body=REPORT, key="en") for _time in range(2))
    told = first.json()
    assert (first.status_code, again.status_code, again["Idempotency-Replayed"]) == (202, 202, "true")
    assert (again.json(), again["Location"], again["ETag"]) == (told, first["Location"], first["ETag"])
    assert (workers, first["Location"]) == ([told["id"]], told["url"])
    assert (told["title"], told["state"], told["report_url"]) == ("Låsing av årsrapport 2025", "waiting", None)
    assert not SealedReport.objects.exists()
    sealed_by(told["id"])
    over = coordinator.get("api-job", told["id"]).json()
    assert over["state"] == "done"
    report = coordinator.client.get(over["report_url"], headers=coordinator.headers).json()["report"]
    assert (report["plan"], report["edition"]) == ("KLIMA", 1)
    unreasoned = coordinator.post("api-sealed-report-list", body=REPORT)
    assert [line["field"] for line in unreasoned.json()["errors"]] == ["reason"]


def test_sealing_is_stopped_by_those_who_may_seal(
    plan: Plan, coordinator: Caller, asked: ReportingRound, workers: list[int]
) -> None:
    coordinator.post("api-round-close", asked.pk, body={})
    job = coordinator.post("api-sealed-report-list", body=REPORT).json()["id"]
    of_plans = caller(plan, Role.COORDINATOR, Scope.READ, Scope.WRITE_PLANS)
    leader = caller(plan, Role.LEADER, *Scope)
    outsider = caller(factories.create_plan(), Role.COORDINATOR, *Scope)
    answers = [one.post("api-job-cancel", job, body={}).status_code for one in (of_plans, leader, outsider)]
    assert answers == [403, 404, 404]
    assert coordinator.post("api-job-cancel", job, body={}).json()["state"] == "cancelled"


def test_whoever_may_not_seal_is_refused_before_a_job_is_made(
    plan: Plan, asked: ReportingRound, workers: list[int]
) -> None:
    leader = caller(plan, Role.LEADER, *Scope)
    assert leader.post("api-sealed-report-list", body=REPORT).status_code in {400, 403}
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("more", "field"),
    [({"plan": "FINS-IKKE"}, "plan"), ({"kind": "status"}, "municipality"), ({"year": 1}, "year"), ({"x": 1}, "x")],
)
def test_a_report_that_is_not_there_is_told_of(coordinator: Caller, more: dict[str, Any], field: str) -> None:
    answer = coordinator.post("api-sealed-report-list", body=REPORT | more)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, field)


def test_others_seal_nothing(plan: Plan, asked: ReportingRound) -> None:
    asked.closed_at, asked.closed_by = timezone.now(), "ola"
    asked.save()
    found = {
        role: caller(plan, role, *Scope).post("api-sealed-report-list", body=REPORT).status_code
        for role in (Role.LEADER, Role.UNIT_CONTACT)
    }
    assert set(found.values()) <= {400, 403}
    assert not SealedReport.objects.exists()


# What was read -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("act", "body"), [("close", {}), ("reopen", {"reason": "For tidlig"}), ("remind", {})], ids=str
)
def test_nothing_is_done_to_a_round_that_is_another_than_was_read(
    coordinator: Caller, asked: ReportingRound, act: str, body: dict[str, str]
) -> None:
    if act == "reopen":
        coordinator.post("api-round-close", asked.pk, body={})
    read = coordinator.get("api-round", asked.pk)["ETag"]
    ReportingRound.objects.update(message="Skrevet imens")
    before = AuditEvent.objects.count()
    late = coordinator.post(f"api-round-{act}", asked.pk, body=body, if_match=read)
    assert (late.status_code, late.headers["Content-Type"]) == (412, "application/problem+json"), late.content
    assert (AuditEvent.objects.count(), len(mail.outbox)) == (before, 0)
    now = coordinator.get("api-round", asked.pk)["ETag"]
    assert coordinator.post(f"api-round-{act}", asked.pk, body=body, if_match=now).status_code == 200


def test_words_that_came_meanwhile_do_not_hinder_who_closes_a_round(
    contact: Caller, coordinator: Caller, asked: ReportingRound
) -> None:
    read = coordinator.get("api-round", asked.pk)["ETag"]
    contact.post("api-commentary-list", asked.pk, body=WORDS)
    closed = coordinator.post("api-round-close", asked.pk, body={}, if_match=read)
    assert closed.status_code == 200
    assert coordinator.get("api-round", asked.pk)["ETag"] == closed["ETag"]


SENT: dict[str, Any] = {"state": "submitted", "submitted_by": "ola", "submitted_at": timezone.now()}
DECIDED: dict[str, Any] = SENT | {"state": "approved", "decided_by": "kari", "decided_at": timezone.now()}
STEPS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "submit": ({"state": "draft"}, {"version": 1}),
    "approve": (SENT, {}),
    "return": (SENT, {"reason": "Si hva dere gjør."}),
    "reopen": (DECIDED, {"reason": "Feil tall"}),
}


@pytest.mark.parametrize("step", STEPS)
def test_nothing_is_decided_of_words_that_are_others_than_were_read(
    coordinator: Caller, asked: ReportingRound, step: str
) -> None:
    stands, body = STEPS[step]
    target = Target.objects.get(code="MT")
    kept = factories.create_commentary(asked, unit=asked.units.get(), target=target, **stands)
    read = coordinator.get("api-commentary", kept.pk)["ETag"]
    factories.create_evidence(kept)
    late = coordinator.post(f"api-commentary-{step}", kept.pk, body=body, if_match=read)
    assert (late.status_code, late.headers["Content-Type"]) == (412, "application/problem+json"), late.content
    kept.refresh_from_db()
    assert kept.state == stands["state"]
    now = coordinator.get("api-commentary", kept.pk)["ETag"]
    done = coordinator.post(f"api-commentary-{step}", kept.pk, body=body, if_match=now)
    assert done.status_code == 200, done.content
    assert coordinator.get("api-commentary", kept.pk)["ETag"] == done["ETag"]


def test_words_are_written_over_those_that_were_read(contact: Caller, asked: ReportingRound) -> None:
    # There is nothing that anybody can have read.
    for tag in ('"noe"', "*"):
        assert contact.post("api-commentary-list", asked.pk, body=WORDS, if_match=tag).status_code == 412
    assert not Commentary.objects.exists()
    first = contact.post("api-commentary-list", asked.pk, body=WORDS)
    more = WORDS | {"text": "Mer.", "version": 1}
    second = contact.post("api-commentary-list", asked.pk, body=more, if_match=first["ETag"])
    assert second.status_code == 200, second.content
    third = contact.post("api-commentary-list", asked.pk, body=more | {"version": 2}, if_match=first["ETag"])
    assert third.status_code == 412
    assert Commentary.objects.get().text == "Mer."
