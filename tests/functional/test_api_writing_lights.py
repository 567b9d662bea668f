"""What people do with lights, through the API: the forms and the services of the pages."""

from typing import Any

import pytest
from django.utils import timezone

from accounts.models import AuditEvent, Job, JobState, Role, Scope
from planning.models import Goal, Measure, Plan, PlanStatus
from targets.models import Appraisal, Completion, Override, StatedCause, Target, TargetKind
from tests import factories
from tests.api_calls import Caller, caller

pytestmark = pytest.mark.django_db
OVERRIDE: dict[str, Any] = {"light": "yellow", "reason": "Tallet er feil hos kilden.", "decided_by": "Rådet"}
JUDGEMENT: dict[str, Any] = {"light": "green", "reason": "Vedtatt i mai."}


@pytest.fixture
def plan() -> Plan:
    plan = factories.create_plan(code="KLIMA", status=PlanStatus.ADOPTED)
    goal = factories.create_goal(plan=plan, code="M-01")
    measured = factories.create_target(plan=plan, goal=goal, code="MT")
    factories.create_target(
        plan=plan, goal=goal, code="TILSTAND", kind=TargetKind.MILESTONE, used_indicator=None, state="Nådd"
    )
    factories.create_target(
        plan=plan,
        goal=goal,
        code="PLIKT",
        kind=TargetKind.RECURRING,
        used_indicator=None,
        recurs_every=4,
        recurs_unit="år",
    )
    factories.create_measure(plan=plan, code="TI-01")
    factories.create_unit(municipality=plan.municipality, name="Plan")
    factories.give_figure(measured, "4.0")
    factories.assess(plan, on=timezone.localdate(), now=timezone.now())
    return plan


@pytest.fixture
def coordinator(plan: Plan) -> Caller:
    return caller(plan, Role.COORDINATOR, Scope.READ, Scope.WRITE_PLANS)


def test_a_light_is_set_and_taken_back(coordinator: Caller) -> None:
    calculated = coordinator.get("api-target", "KLIMA", "MT").json()["light"]
    first = coordinator.post("api-target-override", "KLIMA", "MT", body=OVERRIDE, key="en")
    again = coordinator.post("api-target-override", "KLIMA", "MT", body=OVERRIDE, key="en")
    assert (first.status_code, again["Idempotency-Replayed"]) == (200, "true"), first.content
    told = first.json()
    assert (told["light"], told["calculated_light"], told["is_overridden"]) == ("yellow", calculated, True)
    assert Override.objects.get().decided_by == "Rådet"
    assert AuditEvent.objects.filter(action="targets.override.set", actor=coordinator.person.username).count() == 1
    back = coordinator.delete("api-target-override", "KLIMA", "MT")
    assert (back.status_code, back.json()["light"], back.json()["is_overridden"]) == (200, calculated, False)
    nothing = coordinator.delete("api-target-override", "KLIMA", "MT")
    assert nothing.status_code == 409
    assert nothing.json()["detail"] == "Lyset er ikke overstyrt, så det er ikke noe å trekke tilbake."


WRONG: list[tuple[str, str, dict[str, Any], set[str]]] = [
    ("override", "MT", {}, {"light", "reason"}),
    ("override", "MT", OVERRIDE | {"light": "blue"}, {"light"}),
    ("override", "MT", OVERRIDE | {"until": "2020-01-01"}, {"until"}),
    ("override", "MT", OVERRIDE | {"until": "2999-01-01"}, {"until"}),
    ("override", "TILSTAND", OVERRIDE | {"light": "red", "by": "meg"}, {"by"}),
    ("judgement", "TILSTAND", {}, {"light", "reason"}),
    ("judgement", "TILSTAND", JUDGEMENT | {"light": "grey"}, {"light"}),
    ("judgement", "TILSTAND", JUDGEMENT | {"judged_on": "2999-01-01"}, {"judged_on"}),
    ("completion", "PLIKT", {"done_on": "2999-01-01"}, {"done_on"}),
    ("completion", "PLIKT", {"done_on": "2025-05-01", "holds_until": "2025-04-01"}, {"holds_until"}),
    ("cause", "MT", {}, {"text"}),
    ("cause", "MT", {"text": "x", "measures": ["TI-99"]}, {"measures"}),
    ("cause", "MT", {"text": "x", "new_measure": {}}, {"new_measure.title"}),
    ("cause", "MT", {"text": "x", "new_measure": {"title": "y", "owner": "ingen"}}, {"new_measure.owner"}),
]


@pytest.mark.parametrize(("what", "code", "body", "fields"), WRONG)
def test_what_is_wrong_is_told_by_field_and_nothing_is_written(
    coordinator: Caller, what: str, code: str, body: dict[str, Any], fields: set[str]
) -> None:
    answer = coordinator.post(f"api-target-{what}", "KLIMA", code, body=body)
    assert answer.status_code == 400
    assert {line["field"] for line in answer.json()["errors"]} == fields
    kept = (Override, Appraisal, Completion, StatedCause)
    assert not any(model.objects.exists() for model in kept)


def test_a_state_is_judged_and_the_light_follows(coordinator: Caller) -> None:
    answer = coordinator.post("api-target-judgement", "KLIMA", "TILSTAND", body=JUDGEMENT)
    assert (answer.status_code, answer.json()["light"]) == (200, "green")
    kept = Appraisal.objects.get()
    assert (kept.judged_by, kept.recorded_by) == (str(coordinator.person), coordinator.person.username)


def test_a_duty_is_done_once_a_day_and_the_light_follows(coordinator: Caller) -> None:
    answer = coordinator.post("api-target-completion", "KLIMA", "PLIKT", body={})
    assert (answer.status_code, answer.json()["light"]) == (200, "green")
    again = coordinator.post("api-target-completion", "KLIMA", "PLIKT", body={})
    assert again.json()["errors"][0]["field"] == "done_on"
    assert Completion.objects.count() == 1


@pytest.mark.parametrize(("what", "code"), [("judgement", "MT"), ("judgement", "PLIKT"), ("completion", "TILSTAND")])
def test_what_another_kind_is_judged_by_is_not_there(coordinator: Caller, what: str, code: str) -> None:
    assert coordinator.post(f"api-target-{what}", "KLIMA", code, body=JUDGEMENT).status_code == 404


def test_a_cause_is_said_with_what_is_done_about_it(coordinator: Caller) -> None:
    body = {"text": "Færre søkere.", "measures": ["TI-01"], "new_measure": {"title": "Flere plasser", "unit": "Plan"}}
    answer = coordinator.post("api-target-cause", "KLIMA", "MT", body=body)
    assert answer.status_code == 200, answer.content
    assert StatedCause.objects.get().text == "Færre søkere."
    assert set(Measure.objects.filter(goals__code="M-01").values_list("title", flat=True)) >= {"Flere plasser"}
    assert Measure.objects.get(code="TI-01").goals.filter(code="M-01").exists()
    # The same words again say nothing new; a measure may come by itself.
    more = coordinator.post("api-target-cause", "KLIMA", "MT", body={"new_measure": {"title": "Enda et"}})
    assert (more.status_code, StatedCause.objects.count()) == (200, 1)


def test_a_contact_answers_for_the_targets_of_its_own_unit(plan: Plan) -> None:
    contact = caller(plan, Role.UNIT_CONTACT, Scope.READ, Scope.WRITE_PLANS)
    body = {"text": "Færre søkere."}
    assert contact.post("api-target-cause", "KLIMA", "MT", body=body).status_code == 403
    membership = contact.person.memberships.get()
    Target.objects.filter(code="MT").update(unit_in_charge=membership.unit)
    assert contact.post("api-target-cause", "KLIMA", "MT", body=body).status_code == 200


@pytest.mark.parametrize("what", ["override", "judgement", "completion", "cause"])
@pytest.mark.parametrize(("role", "status"), [(Role.READER, 403), (None, 404)])
def test_others_are_told_before_what_they_sent_is_looked_at(
    plan: Plan, what: str, role: Role | None, status: int
) -> None:
    factories.create_publication(plan)
    asking = caller(plan if role else factories.create_plan(), role or Role.COORDINATOR, *Scope)
    body = {"new_measure": {"title": "y", "owner": "ingen"}}
    assert asking.post(f"api-target-{what}", "KLIMA", "MT", body=body).status_code == status


def test_a_plan_is_judged_again_in_a_job_that_can_be_followed_and_stopped(
    coordinator: Caller, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    sent: list[int] = []
    monkeypatch.setattr("api.views.jobs.assess_plan.delay", lambda *, job_id: sent.append(job_id))
    with django_capture_on_commit_callbacks(execute=True):
        answer = coordinator.post("api-plan-assess", "KLIMA", body={})
    assert answer.status_code == 202
    told = answer.json()
    assert (told["state"], told["is_over"], sent) == ("waiting", False, [told["id"]])
    assert answer["Location"] == told["url"]
    assert coordinator.get("api-job", told["id"]).json() == told
    stopped = coordinator.post("api-job-cancel", told["id"], body={})
    assert (stopped.status_code, stopped.json()["state"]) == (200, "cancelled")
    assert Job.objects.get().state == JobState.CANCELLED


def test_a_job_that_somebody_else_has_stopped_is_not_stopped_again(coordinator: Caller, plan: Plan) -> None:
    job = factories.create_job(plan=plan, state=JobState.RUNNING, finished_at=None)
    read = coordinator.get("api-job", job.pk)["ETag"]
    # How far it has come is nothing that anybody has written.
    Job.objects.update(done_count=3)
    now = coordinator.get("api-job", job.pk)["ETag"]
    assert now != read
    stopped = coordinator.post("api-job-cancel", job.pk, body={}, if_match=read)
    assert (stopped.status_code, stopped["ETag"]) == (200, coordinator.get("api-job", job.pk)["ETag"])
    late = coordinator.post("api-job-cancel", job.pk, body={}, if_match=read)
    assert (late.status_code, late.headers["Content-Type"]) == (412, "application/problem+json")


def test_a_job_is_stopped_with_a_key_of_its_kind_by_those_who_may_ask_for_one(plan: Plan) -> None:
    judging, fetching = factories.create_job(plan=plan), factories.create_fetch_job()
    of_plans = caller(plan, Role.COORDINATOR, Scope.READ, Scope.WRITE_PLANS)
    reader = caller(plan, Role.READER, *Scope)
    outsider = caller(factories.create_plan(), Role.COORDINATOR, *Scope)
    found = {
        "of plans, fetching": of_plans.post("api-job-cancel", fetching.pk, body={}).status_code,
        "reader, judging": reader.post("api-job-cancel", judging.pk, body={}).status_code,
        "reader, fetching": reader.post("api-job-cancel", fetching.pk, body={}).status_code,
        "outsider, judging": outsider.post("api-job-cancel", judging.pk, body={}).status_code,
        "of plans, judging": of_plans.post("api-job-cancel", judging.pk, body={}).status_code,
    }
    assert found == {
        "of plans, fetching": 403,
        "reader, judging": 403,
        "reader, fetching": 403,
        "outsider, judging": 404,
        "of plans, judging": 200,
    }


SAID: dict[str, tuple[str, str, dict[str, Any]]] = {
    "another light": ("api-target-override", "MT", OVERRIDE),
    "a state judged": ("api-target-judgement", "TILSTAND", JUDGEMENT),
    "a duty done": ("api-target-completion", "PLIKT", {}),
    "a cause": ("api-target-cause", "MT", {"text": "Mindre regn"}),
}


@pytest.mark.parametrize(("name", "code", "body"), SAID.values(), ids=SAID)
def test_nothing_is_said_of_a_light_that_is_another_than_was_read(
    coordinator: Caller, name: str, code: str, body: dict[str, Any]
) -> None:
    read = coordinator.get("api-target", "KLIMA", code)["ETag"]
    Goal.objects.update(text="Skrevet imens")
    late = coordinator.post(name, "KLIMA", code, body=body, if_match=read)
    assert late.status_code == 412, late.content
    again = coordinator.get("api-target", "KLIMA", code)["ETag"]
    assert coordinator.post(name, "KLIMA", code, body=body, if_match=again).status_code == 200


def test_a_light_that_was_set_meanwhile_is_not_taken_back(coordinator: Caller) -> None:
    coordinator.post("api-target-override", "KLIMA", "MT", body=OVERRIDE)
    read = coordinator.get("api-target", "KLIMA", "MT")["ETag"]
    coordinator.post("api-target-override", "KLIMA", "MT", body=OVERRIDE | {"light": "green"})
    assert coordinator.delete("api-target-override", "KLIMA", "MT", if_match=read).status_code == 412
    assert Override.objects.open().get().light == "green"
