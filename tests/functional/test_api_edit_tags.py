"""Two parts of an ETag: the first is of what people write, and the second of the whole answer.

If-Match looks at the first, so that nobody is refused because of a light that was worked out at night. If-None-Match
looks at both, so that nobody keeps a light that is another now.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Role, Scope
from api.models import Webhook
from planning.models import Measure, Plan, PlanStatus
from reporting.models import ReportingRound
from targets.models import Override, Target
from tests import factories
from tests.api_calls import Caller, caller

pytestmark = pytest.mark.django_db
WHY = {"reason": "Rettet"}
OVERRIDE = {"light": "yellow", "reason": "Tallet er feil hos kilden."}


@pytest.fixture
def plan() -> Plan:
    """A target of it is judged, a measure is late, a round is open, and a system is called."""
    plan = factories.create_plan(code="KLIMA", status=PlanStatus.ADOPTED)
    area = factories.create_focus_area(plan=plan, code="NATUR")
    goal = factories.create_goal(plan=plan, code="M-01", primary_focus_area=area)
    home = factories.create_region(code=plan.municipality.number)
    used = factories.create_used_indicator(plan=plan, region=home)
    target = factories.create_target(plan=plan, goal=goal, code="MT", used_indicator=used)
    factories.give_figure(target, "9.0", period="2024")
    factories.create_measure(plan=plan, code="TI-01", deadline=yesterday())
    factories.create_webhook(municipality=plan.municipality, pk=1)
    unit = factories.create_unit(municipality=plan.municipality, name="Plan")
    factories.create_duty(unit=unit, goal=goal)
    factories.create_round(municipality=plan.municipality, plans=[plan], units=[unit], pk=1)
    judged(plan)
    return plan


@pytest.fixture
def coordinator(plan: Plan) -> Caller:
    return caller(plan, Role.COORDINATOR, *Scope)


def yesterday() -> date:
    return timezone.localdate() - timedelta(days=1)


def judged(plan: Plan) -> None:
    factories.assess(plan, on=timezone.localdate(), now=timezone.now())


def at_night(plan: Plan) -> None:
    """A figure comes, and every light is worked out again."""
    factories.give_figure(Target.objects.get(code="MT"), "1.0")
    judged(plan)


def a_call_waits(_plan: Plan) -> None:
    factories.create_delivery(Webhook.objects.get())


def a_unit_writes(_plan: Plan) -> None:
    asked = ReportingRound.objects.get()
    factories.create_commentary(asked, unit=asked.units.get(), target=Target.objects.get(code="MT"))


@dataclass(frozen=True, slots=True)
class Case:
    """What is read at an address, what happens to it without anybody editing it, and what is written."""

    name: str
    words: tuple[object, ...]
    happens: Callable[[Plan], None]
    body: dict[str, Any]
    another: dict[str, Any]


CASES = {
    "plan": Case("api-plan", ("KLIMA",), at_night, {"horizon_note": "Hvert år"}, {"kind": "strategi"}),
    "focus area": Case(
        "api-focus-area", ("KLIMA", "NATUR"), at_night, {"slogan": "Grønt"} | WHY, {"summary": "Mer"} | WHY
    ),
    "target": Case("api-target", ("KLIMA", "MT"), at_night, {"unit": "Plan"}, {"unit": None}),
    "webhook": Case("api-webhook", (1,), a_call_waits, {"name": "Portalen"}, {"name": "Arkivet"}),
    "round": Case("api-round", (1,), a_unit_writes, {"message": "Kort"}, {"message": "Kortere"}),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_comes_of_itself_hinders_nobody_who_edits(coordinator: Caller, plan: Plan, case: Case) -> None:
    read = coordinator.get(case.name, *case.words)
    case.happens(plan)
    edited = coordinator.patch(case.name, *case.words, body=case.body, if_match=read["ETag"])
    assert edited.status_code == 200, edited.content
    late = coordinator.patch(case.name, *case.words, body=case.another, if_match=read["ETag"])
    assert (late.status_code, late.headers["Content-Type"]) == (412, "application/problem+json")
    assert coordinator.get(case.name, *case.words)["ETag"] == edited["ETag"]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_comes_of_itself_is_never_kept_as_it_was(coordinator: Caller, plan: Plan, case: Case) -> None:
    read = coordinator.get(case.name, *case.words)
    assert again(coordinator, read).status_code == 304
    case.happens(plan)
    now = again(coordinator, read)
    assert now.status_code == 200
    assert now.json() != read.json()
    assert again(coordinator, now).status_code == 304


def test_a_measure_that_becomes_late_is_as_it_was_written(plan: Plan) -> None:
    with time_machine.travel(datetime(2026, 11, 27, 12, tzinfo=UTC)) as clock:
        coordinator = caller(plan, Role.COORDINATOR, *Scope)
        Measure.objects.update(deadline=timezone.localdate())
        read = coordinator.get("api-measure", "KLIMA", "TI-01")
        clock.shift(timedelta(hours=14))
        assert again(coordinator, read).json()["is_late"]
        told = coordinator.patch("api-measure", "KLIMA", "TI-01", body={"gist": "Mer"} | WHY, if_match=read["ETag"])
    assert told.status_code == 200, told.content


def again(caller: Caller, answer: Any) -> Any:
    """Asked by somebody who has that answer already."""
    headers = caller.headers | {"If-None-Match": answer["ETag"]}
    return caller.client.get(answer.request["PATH_INFO"], headers=headers)


def test_who_sets_another_light_is_told_that_the_light_changed(coordinator: Caller, plan: Plan) -> None:
    read = coordinator.get("api-target", "KLIMA", "MT")["ETag"]
    at_night(plan)
    assert coordinator.post("api-target-override", "KLIMA", "MT", body=OVERRIDE, if_match=read).status_code == 412
    assert not Override.objects.exists()


def test_a_tag_that_a_server_in_front_made_weak_counts_and_so_does_one_of_several(coordinator: Caller) -> None:
    read = coordinator.get("api-plan", "KLIMA")["ETag"]
    for tags in (f"W/{read}", f'"et annet", {read}'):
        assert coordinator.patch("api-plan", "KLIMA", body={}, if_match=tags).status_code == 200
    for tags in ('"et annet"', '""', '"."', ".", ","):
        assert coordinator.patch("api-plan", "KLIMA", body={}, if_match=tags).status_code == 412, tags


def test_a_part_of_an_answer_is_no_proof_of_having_read_it(coordinator: Caller) -> None:
    read = coordinator.get("api-plan", "KLIMA", fields="code,title,lights")["ETag"]
    assert coordinator.patch("api-plan", "KLIMA", body={}, if_match=read).status_code == 412
