"""Targets written by programs: the rules and the words are those of the page where targets are recorded."""

from decimal import Decimal
from typing import Any

import pytest

from accounts.models import AuditEvent, Role, Scope
from planning.models import Plan, PlanStatus
from reporting.models import Commentary
from targets.models import Target, TargetKind
from tests import factories
from tests.api_calls import Caller, caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    plan = factories.create_plan(code="KLIMA", status=PlanStatus.ADOPTED)
    factories.create_focus_area(plan=plan, code="NATUR")
    factories.create_focus_area(plan=plan, code="BY")
    factories.create_goal(plan=plan, code="M-01")
    factories.create_unit(municipality=plan.municipality, name="Plan")
    factories.create_region(code=plan.municipality.number)
    factories.create_region(code="EKG99", kind="kostra_group")
    factories.create_indicator(code="avfall", unit="prosent")
    return plan


@pytest.fixture
def coordinator(plan: Plan) -> Caller:
    return caller(plan, Role.COORDINATOR, Scope.READ, Scope.WRITE_PLANS)


REACH: dict[str, Any] = {
    "goal": "M-01",
    "kind": "reach",
    "indicator": "avfall",
    "goal_value": "50.0",
    "baseline_period": "2024",
    "baseline_value": "44.8",
    "deadline": "2030",
    "steps": [{"period": "2028", "value": "48.500"}, {"period": "2026", "value": 46}],
    "unit": "Plan",
    "primary_focus_area": "NATUR",
    "secondary_focus_areas": ["BY"],
}
OF_KINDS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"kind": "stay_above", "lower": "1.234"}, {"lower": "1.234"}),
    ({"kind": "stay_below", "upper": 1.234}, {"upper": "1.234"}),
    ({"kind": "stay_within", "lower": 4, "upper": "6.5", "tolerance": "0.1"}, {"tolerance": "0.1"}),
    (
        {"kind": "change_by", "change": -50, "baseline_period": "2009", "baseline_value": "1000", "deadline": "2030"},
        {"change": "-50", "change_is_percent": True},
    ),
    ({"kind": "trend", "direction": "up"}, {"direction": "up"}),
    ({"kind": "peer", "peer": "EKG99", "direction": "down"}, {"peer": "EKG99"}),
    ({"kind": "recurring", "indicator": None, "state": "Planen revideres", "recurs_every": 4}, {"recurs_every": 4}),
    ({"kind": "milestone", "indicator": None, "state": "Nullutslipp", "deadline": "2030"}, {"state": "Nullutslipp"}),
]


@pytest.mark.parametrize(("sent", "told"), OF_KINDS, ids=lambda one: one.get("kind", ""))
def test_every_kind_is_made_with_the_digits_that_were_sent(
    coordinator: Caller, sent: dict[str, Any], told: dict[str, Any]
) -> None:
    """1.234 is never taken for a thousand."""
    answer = coordinator.post("api-target-list", "KLIMA", body={"goal": "M-01", "indicator": "avfall"} | sent)
    assert answer.status_code == 201, answer.content
    promised = answer.json()["promised"]
    promised["peer"] = promised["peer"] and promised["peer"]["code"]
    assert {name: promised[name] for name in told} == told
    assert promised["kind"] == sent["kind"]


def test_a_target_is_made_once_with_everything_that_was_sent_and_is_judged(plan: Plan, coordinator: Caller) -> None:
    first = coordinator.post("api-target-list", "KLIMA", body=REACH, key="en-gang")
    again = coordinator.post("api-target-list", "KLIMA", body=REACH, key="en-gang")
    assert (first.status_code, again.status_code, again["Idempotency-Replayed"]) == (201, 201, "true")
    target = Target.objects.get()
    assert (target.goal_value, target.baseline_value) == (Decimal(50), Decimal("44.8"))
    told = coordinator.get("api-target", "KLIMA", target.code).json()
    assert told == first.json()
    assert told["promised"]["steps"] == [{"period": "2026", "value": "46"}, {"period": "2028", "value": "48.5"}]
    assert (told["goal"], told["indicator"], told["unit"]["name"]) == ("M-01", "avfall", "Plan")
    assert told["focus_areas"] == ["NATUR", "BY"]
    # No figure has come, and the light says so.
    assert (told["light"], told["reason"]) == ("grey", "no_data")
    made = AuditEvent.objects.get(action="targets.target.added")
    assert made.actor == coordinator.person.username


WRONG: list[tuple[dict[str, Any], dict[str, str | None]]] = [
    ({}, {"goal": None, "kind": None}),
    (REACH | {"kind": "drøm"}, {"kind": None}),
    (REACH | {"goal": "M-99"}, {"goal": "Finnes ikke her: M-99."}),
    (REACH | {"farge": 1}, {"farge": "Feltet finnes ikke."}),
    (REACH | {"indicator": "ukjent"}, {"indicator": None}),
    (REACH | {"goal_value": "50,0"}, {"goal_value": "Skriv et tall med punktum, for eksempel 48.5."}),
    (REACH | {"goal_value": True, "baseline_value": []}, {"goal_value": None, "baseline_value": None}),
    (REACH | {"goal_value": None}, {"goal_value": "Fyll inn verdien som skal nås."}),
    (REACH | {"goal_value": "1" * 40}, {"goal_value": None}),
    (REACH | {"deadline": "snart"}, {"deadline": None}),
    (REACH | {"deadline": "2020"}, {"deadline": None}),
    (REACH | {"steps": [{"period": "2026", "value": 1}, {"value": 2}]}, {"steps.1.period": None}),
    (REACH | {"steps": [{"period": "2026 1\n2027", "value": 1}]}, {"steps.0.period": None}),
    (
        REACH | {"steps": [{"period": "2026", "value": 1}] * 2},
        {"steps": "To trinn slutter samtidig. Behold ett av dem."},
    ),
    (REACH | {"upper": 4}, {"upper": "Måltall av slaget «Nå en verdi innen en frist» har ikke dette."}),
    ({"goal": "M-01", "kind": "milestone", "indicator": "avfall"}, {"indicator": None}),
    ({"goal": "M-01", "kind": "peer", "indicator": "avfall", "direction": "up"}, {"peer": None}),
    ({"goal": "M-01", "kind": "peer", "indicator": "avfall", "peer": "9999"}, {"peer": "Finnes ikke her: 9999."}),
    (REACH | {"unit": "Ingen slik", "owner": "ingen"}, {"unit": None, "owner": None}),
    (REACH | {"green_from": "0.5", "yellow_from": "0.9"}, {"yellow_from": None}),
]


@pytest.mark.parametrize(("body", "lines"), WRONG)
def test_what_is_wrong_is_told_by_field_and_nothing_is_written(
    coordinator: Caller, body: dict[str, Any], lines: dict[str, str | None]
) -> None:
    answer = coordinator.post("api-target-list", "KLIMA", body=body)
    assert answer.status_code == 400
    told = {line["field"]: line["message"] for line in answer.json()["errors"]}
    assert set(told) == set(lines)
    assert all(message in (None, told[field]) for field, message in lines.items())
    assert not Target.objects.exists()


def test_a_patch_changes_what_it_names_and_leaves_the_rest(coordinator: Caller) -> None:
    before = coordinator.post("api-target-list", "KLIMA", body=REACH).json()
    answer = coordinator.patch("api-target", "KLIMA", before["code"], body={"unit": None, "note": "Avtalt"})
    assert answer.status_code == 200, answer.content
    told = answer.json()
    assert told["unit"] is None
    assert told["promised"] == before["promised"]
    assert told["focus_areas"] == before["focus_areas"]


def test_another_promise_of_an_adopted_plan_needs_a_reason_and_the_earlier_one_is_kept(coordinator: Caller) -> None:
    code = coordinator.post("api-target-list", "KLIMA", body=REACH).json()["code"]
    refused = coordinator.patch("api-target", "KLIMA", code, body={"goal_value": 60})
    assert refused.json()["errors"] == [
        {"field": "reason", "message": "Planen er vedtatt. Skriv hvorfor måltallet endres."}
    ]
    told = coordinator.patch("api-target", "KLIMA", code, body={"goal_value": 60, "reason": "Vedtak 12/26"}).json()
    assert (told["promised"]["goal_value"], told["promised"]["deadline"]) == ("60", "2030")
    assert [one["period"] for one in told["promised"]["steps"]] == ["2026", "2028"]
    assert AuditEvent.objects.filter(action="targets.target.changed", reason="Vedtak 12/26").exists()


def test_another_kind_leaves_the_numbers_of_the_first_behind(coordinator: Caller) -> None:
    code = coordinator.post("api-target-list", "KLIMA", body=REACH).json()["code"]
    body = {"kind": "stay_above", "lower": "40", "reason": "Vedtak 12/26"}
    promised = coordinator.patch("api-target", "KLIMA", code, body=body).json()["promised"]
    assert (promised["lower"], promised["goal_value"], promised["steps"]) == ("40", None, [])


def test_the_answer_has_the_light_after_the_change(plan: Plan, coordinator: Caller) -> None:
    body = {"goal": "M-01", "kind": "stay_above", "indicator": "avfall", "lower": 40}
    code = coordinator.post("api-target-list", "KLIMA", body=body).json()["code"]
    factories.give_figure(Target.objects.get(), "45")
    green = coordinator.patch("api-target", "KLIMA", code, body={"lower": 41, "reason": "Vedtak"}).json()
    red = coordinator.patch("api-target", "KLIMA", code, body={"lower": 60, "reason": "Vedtak"}).json()
    assert (green["light"], red["light"]) == ("green", "red")


def test_nobody_writes_over_what_they_have_not_read(coordinator: Caller) -> None:
    made = coordinator.post("api-target-list", "KLIMA", body=REACH)
    code, read = made.json()["code"], made["ETag"]
    assert coordinator.get("api-target", "KLIMA", code)["ETag"] == read
    changed = coordinator.patch("api-target", "KLIMA", code, body={"unit": None}, if_match=read)
    late = coordinator.patch("api-target", "KLIMA", code, body={"unit": "Plan"}, if_match=read)
    gone = coordinator.delete("api-target", "KLIMA", code, if_match=read)
    assert (changed.status_code, late.status_code, gone.status_code) == (200, 412, 412)
    assert Target.objects.get().unit_in_charge is None


def test_one_that_has_had_no_light_is_taken_away(coordinator: Caller) -> None:
    code = coordinator.post("api-target-list", "KLIMA", body=REACH).json()["code"]
    assert coordinator.delete("api-target", "KLIMA", code).status_code == 204
    assert not Target.objects.exists()
    assert AuditEvent.objects.filter(action="targets.target.deleted").exists()


def test_one_with_a_history_or_with_words_stays(plan: Plan, coordinator: Caller) -> None:
    target = factories.create_target(plan=plan, code="MT", goal=plan.goals.get())
    factories.give_figure(target, "4")
    factories.assess(plan)
    judged = coordinator.delete("api-target", "KLIMA", "MT")
    assert (judged.status_code, "har hatt et lys" in judged.json()["detail"]) == (409, True)
    asked = factories.create_round(municipality=plan.municipality, plans=[plan])
    Commentary.objects.all().delete()
    factories.create_commentary(asked, unit=factories.create_unit(municipality=plan.municipality), target=target)
    written = coordinator.delete("api-target", "KLIMA", "MT")
    assert (written.status_code, "faglig vurdering" in written.json()["detail"]) == (409, True)
    assert Target.objects.filter(code="MT").exists()


@pytest.mark.parametrize(("role", "status"), [(Role.READER, 403), (Role.LEADER, 403), (None, 404)])
def test_only_those_who_write_the_plan_do(plan: Plan, role: Role | None, status: int) -> None:
    asking = caller(plan if role else factories.create_plan(), role or Role.COORDINATOR, *Scope)
    factories.create_target(plan=plan, code="MT", goal=plan.goals.get(), kind=TargetKind.MILESTONE)
    made = asking.post("api-target-list", "KLIMA", body=REACH)
    changed = asking.patch("api-target", "KLIMA", "MT", body={"note": "x"})
    gone = asking.delete("api-target", "KLIMA", "MT")
    assert {one.status_code for one in (made, changed, gone)} == {status}
    assert Target.objects.count() == 1


def test_a_key_that_only_reads_does_not_write(plan: Plan) -> None:
    answer = caller(plan, Role.COORDINATOR, Scope.READ).post("api-target-list", "KLIMA", body=REACH)
    assert answer.status_code == 403
