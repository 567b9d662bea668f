"""Plans written by programs, and edits taken back: the checks and the words are those of the pages."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, Role, Scope
from planning.models import EarlierWording, Edit, Goal, Plan, PlanStatus
from reporting.models import Publication
from tests import factories
from tests.api_calls import Caller, caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="KLIMA", title="Klimaplan", status=PlanStatus.ADOPTED)


@pytest.fixture
def draft(plan: Plan) -> Plan:
    """Ready to be adopted after the plan that it follows."""
    draft = factories.create_plan(
        code="NY", title="Ny plan", municipality=plan.municipality, follows=plan, status=PlanStatus.DRAFT
    )
    factories.create_focus_area(plan=draft, code="NATUR")
    factories.create_goal(plan=draft, code="M-01")
    return draft


@pytest.fixture
def coordinator(plan: Plan) -> Caller:
    return caller(plan, Role.COORDINATOR, Scope.READ, Scope.WRITE_PLANS)


WHOLE: dict[str, Any] = {
    "title": "Oppvekstplan",
    "kind": "temaplan",
    "period_from": 2027,
    "period_to": 2030,
    "code": "OPPVEKST",
}
# Making --------------------------------------------------------------------------------------------------------------


def test_a_draft_is_made_once_with_everything_that_was_sent(coordinator: Caller, plan: Plan) -> None:
    body = WHOLE | {"municipality": plan.municipality.number}
    first = coordinator.post("api-plan-list", body=body, key="en-gang")
    again = coordinator.post("api-plan-list", body=body, key="en-gang")
    assert (first.status_code, again.status_code, again["Idempotency-Replayed"]) == (201, 201, "true")
    read = coordinator.client.get(first["Location"], headers=coordinator.headers)
    assert read["ETag"] == first["ETag"]
    told = read.json()
    assert {name: told[name] for name in body} == body
    assert (told["status"], told["is_public"], told["follows"]) == ("draft", False, None)
    assert AuditEvent.objects.filter(action="planning.plan.added", actor=coordinator.person.username).count() == 1


def test_without_a_code_it_gets_one_from_its_title(coordinator: Caller) -> None:
    body = {name: WHOLE[name] for name in ("title", "period_from", "period_to")}
    assert coordinator.post("api-plan-list", body=body).json()["code"] == "oppvekstplan-2027"


def test_it_begins_with_all_that_the_plan_before_says(coordinator: Caller, plan: Plan) -> None:
    factories.create_goal(plan=plan, code="M-01", text="Mer skog")
    made = coordinator.post("api-plan-list", body=WHOLE | {"follows": "KLIMA"})
    assert (made.status_code, made.json()["follows"]) == (201, "KLIMA")
    assert Goal.objects.get(plan__code="OPPVEKST").text == "Mer skog"
    assert AuditEvent.objects.filter(action="planning.plan.continued", actor=coordinator.person.username).exists()


WRONG = [
    ({}, {"title": None, "period_from": None, "period_to": None}),
    (WHOLE | {"period_to": 2026}, {"period_to": "Planen kan ikke slutte før den begynner."}),
    (WHOLE | {"period_from": 1}, {"period_from": None}),
    (WHOLE | {"code": "klima"}, {"code": "Navnet er i bruk. Velg et annet."}),
    (WHOLE | {"code": "A B"}, {"code": None}),
    (WHOLE | {"municipality": "9999"}, {"municipality": "Finnes ikke her: 9999."}),
    (WHOLE | {"follows": "NY"}, {"follows": "Finnes ikke her: NY."}),
    (WHOLE | {"status": "adopted"}, {"status": "Feltet finnes ikke."}),
]


@pytest.mark.parametrize(("body", "lines"), WRONG)
def test_what_is_wrong_is_told_by_field_and_nothing_is_written(
    coordinator: Caller, draft: Plan, body: dict[str, Any], lines: dict[str, str | None]
) -> None:
    answer = coordinator.post("api-plan-list", body=body)
    assert answer.status_code == 400
    told = {line["field"]: line["message"] for line in answer.json()["errors"]}
    assert set(told) == set(lines)
    assert all(message in (None, told[field]) for field, message in lines.items())
    assert Plan.objects.count() == 2


# Settings ------------------------------------------------------------------------------------------------------------


def test_a_patch_changes_what_it_names_and_leaves_the_rest(coordinator: Caller, plan: Plan) -> None:
    read = coordinator.get("api-plan", "KLIMA")["ETag"]
    told = coordinator.patch("api-plan", "KLIMA", body={"horizon_note": "Rulleres hvert år"}, if_match=read)
    assert (told.status_code, told.json()["horizon_note"]) == (200, "Rulleres hvert år")
    assert (told.json()["title"], told.json()["period_to"]) == ("Klimaplan", plan.period_to)
    assert coordinator.patch("api-plan", "KLIMA", body={"kind": "strategi"}, if_match=read).status_code == 412


def test_the_title_of_an_adopted_plan_needs_a_reason(coordinator: Caller) -> None:
    refused = coordinator.patch("api-plan", "KLIMA", body={"title": "Klima- og energiplan"})
    assert refused.json()["errors"] == [{"field": "reason", "message": "Skriv hvorfor ordlyden endres."}]
    why = {"reason": "Vedtak", "decision_reference": "Sak 12/26"}
    told = coordinator.patch("api-plan", "KLIMA", body={"title": "Klima- og energiplan"} | why).json()
    assert (told["title"], told["decision_reference"]) == ("Klima- og energiplan", "")
    assert EarlierWording.objects.get().decision_reference == "Sak 12/26"


def test_a_period_that_ends_before_it_begins_is_refused(coordinator: Caller, plan: Plan) -> None:
    refused = coordinator.patch("api-plan", "KLIMA", body={"period_to": plan.period_from - 1})
    assert [line["field"] for line in refused.json()["errors"]] == ["period_to"]


# Adopting ------------------------------------------------------------------------------------------------------------

DECISION = {"decision_reference": "Kommunestyret, sak 45/26", "decided_on": "2026-06-18"}


@pytest.mark.parametrize(("said", "status"), [({}, "superseded"), ({"supersede": False}, "adopted")])
def test_a_draft_is_adopted_and_supersedes_the_plan_before(
    coordinator: Caller, plan: Plan, draft: Plan, said: dict[str, bool], status: str
) -> None:
    told = coordinator.post("api-plan-adopt", "NY", body=DECISION | said)
    assert told.status_code == 200
    assert {name: told.json()[name] for name in DECISION} == DECISION
    plan.refresh_from_db()
    assert (told.json()["status"], plan.status) == ("adopted", status)
    again = coordinator.post("api-plan-adopt", "NY", body=DECISION)
    assert (again.status_code, again.json()["detail"]) == (409, "Planen er vedtatt allerede.")


def test_a_plan_without_goals_is_not_adopted(coordinator: Caller, draft: Plan) -> None:
    draft.goals.all().delete()
    refused = coordinator.post("api-plan-adopt", "NY", body=DECISION)
    assert (refused.status_code, refused.json()["detail"]) == (409, "Planen har ingen mål.")
    draft.refresh_from_db()
    assert (draft.status, Edit.objects.count()) == (PlanStatus.DRAFT, 0)


NOT_DECIDED = [
    ({}, {"decision_reference", "decided_on"}),
    (DECISION | {"decided_on": "2999-01-01"}, {"decided_on"}),
    (DECISION | {"decided_on": "18.06.2026", "supersede": "kanskje"}, {"decided_on", "supersede"}),
]


@pytest.mark.parametrize(("body", "fields"), NOT_DECIDED)
def test_a_decision_is_told_whole(coordinator: Caller, draft: Plan, body: dict[str, Any], fields: set[str]) -> None:
    refused = coordinator.post("api-plan-adopt", "NY", body=body)
    assert refused.status_code == 400
    assert {line["field"] for line in refused.json()["errors"]} == fields


# Publishing ----------------------------------------------------------------------------------------------------------


def test_a_plan_is_published_and_taken_down(coordinator: Caller, client: Client) -> None:
    address = reverse("api-plan", args=["KLIMA"])
    told = coordinator.post("api-plan-publish", "KLIMA", body={})
    assert (told.status_code, told.json()["is_public"], client.get(address).status_code) == (200, True, 200)
    assert coordinator.post("api-plan-publish", "KLIMA", body={}).status_code == 200
    told = coordinator.post("api-plan-unpublish", "KLIMA", body={})
    assert (told.status_code, told.json()["is_public"], client.get(address).status_code) == (200, False, 404)
    events = AuditEvent.objects.filter(action__startswith="reporting.plan.", actor=coordinator.person.username)
    actions = ["reporting.plan.published", "reporting.plan.unpublished"]
    assert list(events.order_by("pk").values_list("action", flat=True)) == actions


def test_a_draft_is_not_published(coordinator: Caller, draft: Plan) -> None:
    refused = coordinator.post("api-plan-publish", "NY", body={})
    words = "Planen er et utkast. Den må vedtas før den kan publiseres."
    assert (refused.status_code, refused.json()["detail"]) == (409, words)
    assert not Publication.objects.exists()


# Deleting ------------------------------------------------------------------------------------------------------------


def test_a_draft_is_deleted_with_all_that_is_in_it(coordinator: Caller, draft: Plan) -> None:
    assert coordinator.delete("api-plan", "NY").status_code == 204
    assert coordinator.delete("api-plan", "NY").status_code == 404
    assert not Plan.objects.filter(code="NY").exists()
    assert AuditEvent.objects.filter(action="planning.plan.deleted", actor=coordinator.person.username).count() == 1


def test_a_plan_that_has_held_is_not_deleted(coordinator: Caller, plan: Plan) -> None:
    refused = coordinator.delete("api-plan", "KLIMA")
    words = "Planen er vedtatt, og en vedtatt plan kan ikke slettes."
    assert (refused.status_code, refused.json()["detail"]) == (409, words)
    assert Plan.objects.filter(pk=plan.pk).exists()


# Taking back ---------------------------------------------------------------------------------------------------------


def edits_of(asking: Caller, code: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = asking.get("api-edit-list", code).json()["results"]
    return rows


def test_ones_own_last_edit_is_told_and_taken_back(coordinator: Caller) -> None:
    coordinator.patch("api-plan", "KLIMA", body={"kind": "temaplan"})
    coordinator.patch("api-plan", "KLIMA", body={"kind": "strategi"})
    last, first = edits_of(coordinator, "KLIMA")
    assert (last["is_undoable"], first["is_undoable"]) == (True, False)
    assert (last["words"], last["by"]["username"]) == ("Plan endret: Klimaplan", coordinator.person.username)
    wrong = coordinator.post("api-edit-undo", "KLIMA", body={"edit": first["id"]})
    words = "Det er ikke lenger den siste endringen din. Se hva som er det nå."
    assert (wrong.status_code, wrong.json()["detail"]) == (409, words)
    done = coordinator.post("api-edit-undo", "KLIMA", body={"edit": last["id"]}, key="angre")
    again = coordinator.post("api-edit-undo", "KLIMA", body={"edit": last["id"]}, key="angre")
    assert (done.status_code, again["Idempotency-Replayed"], again.json()) == (200, "true", done.json())
    assert (done.json()["undone_by"]["username"], done.json()["is_undoable"]) == (coordinator.person.username, False)
    assert coordinator.get("api-plan", "KLIMA").json()["kind"] == "temaplan"


def test_what_somebody_has_built_on_since_is_not_taken_back(coordinator: Caller, plan: Plan) -> None:
    coordinator.patch("api-plan", "KLIMA", body={"kind": "temaplan"})
    Plan.objects.filter(pk=plan.pk).update(kind="noe annet")
    (edit,) = edits_of(coordinator, "KLIMA")
    refused = coordinator.post("api-edit-undo", "KLIMA", body={"edit": edit["id"]})
    words = "Endringen kan ikke angres, for noe er endret eller bygd på den siden: Plan endret: Klimaplan"
    assert (refused.status_code, refused.json()["detail"]) == (409, words)
    assert Edit.objects.get().undone_at is None


def test_nobody_takes_back_what_another_did(coordinator: Caller, plan: Plan) -> None:
    coordinator.patch("api-plan", "KLIMA", body={"kind": "temaplan"})
    other = caller(plan, Role.COORDINATOR, Scope.READ, Scope.WRITE_PLANS)
    (edit,) = edits_of(other, "KLIMA")
    assert edit["is_undoable"] is False
    refused = other.post("api-edit-undo", "KLIMA", body={"edit": edit["id"]})
    assert (refused.status_code, refused.json()["detail"]) == (409, "Du har ingen endring å angre i denne planen.")


@pytest.mark.parametrize("body", [{}, {"edit": 0}, {"edit": "siste"}, {"edit": 10**30}])
def test_which_edit_is_meant_is_said(coordinator: Caller, body: dict[str, Any]) -> None:
    assert coordinator.post("api-edit-undo", "KLIMA", body=body).json()["errors"][0]["field"] == "edit"


@pytest.mark.parametrize("edits", [2, 12])
def test_edits_are_told_with_as_many_queries_however_many(
    coordinator: Caller, plan: Plan, edits: int, django_assert_num_queries: Any
) -> None:
    for n in range(edits):
        Edit.objects.create(plan=plan, at=timezone.now(), by=f"person{n}", action="planning.goal.changed", label="Mål")
    with django_assert_num_queries(10):
        assert len(edits_of(coordinator, "KLIMA")) == edits


# Who -----------------------------------------------------------------------------------------------------------------


def every_write(asking: Caller) -> list[int]:
    answers = [
        asking.patch("api-plan", "KLIMA", body={"kind": "strategi"}),
        asking.delete("api-plan", "KLIMA"),
        asking.post("api-plan-adopt", "KLIMA", body=DECISION),
        asking.post("api-plan-publish", "KLIMA", body={}),
        asking.post("api-plan-unpublish", "KLIMA", body={}),
        asking.post("api-edit-undo", "KLIMA", body={"edit": 1}),
    ]
    return sorted({answer.status_code for answer in answers})


@pytest.mark.parametrize(("role", "status"), [(Role.READER, 403), (Role.UNIT_CONTACT, 403), (None, 404)])
def test_only_those_who_write_the_plan_do(plan: Plan, role: Role | None, status: int) -> None:
    """An outsider, who works elsewhere, does not learn that the plan is there."""
    asking = caller(plan if role else factories.create_plan(), role or Role.COORDINATOR, *Scope)
    assert every_write(asking) == [status]
    assert not Edit.objects.exists()


@pytest.mark.parametrize(("role", "status"), [(Role.READER, 403), (Role.UNIT_CONTACT, 200), (None, 404)])
def test_edits_are_told_to_those_who_may_know_how_the_plan_came_about(
    plan: Plan, role: Role | None, status: int
) -> None:
    asking = caller(plan if role else factories.create_plan(), role or Role.COORDINATOR, *Scope)
    assert asking.get("api-edit-list", "KLIMA").status_code == status


def test_whoever_makes_no_plans_is_refused_whatever_is_sent(plan: Plan) -> None:
    reader = caller(plan, Role.READER, *Scope)
    assert [reader.post("api-plan-list", body=body).status_code for body in (WHOLE, {})] == [403, 403]
    assert Plan.objects.count() == 1


def test_a_stranger_and_a_key_that_only_reads_do_not_write(client: Client, plan: Plan) -> None:
    assert client.post(reverse("api-plan-list"), WHOLE, content_type="application/json").status_code == 401
    assert client.get(reverse("api-edit-list", args=["KLIMA"])).status_code == 401
    reads = caller(plan, Role.COORDINATOR, Scope.READ)
    assert reads.post("api-plan-list", body=WHOLE).status_code == 403
    assert reads.post("api-plan-publish", "KLIMA", body={}).status_code == 403
