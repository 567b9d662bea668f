"""Of two who have read the same and write at the same moment, one is told that it is not so any more."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import Role, Scope
from api.models import Webhook
from api.services import calls
from api.views import round_acts, webhooks
from api.views.writing import areas, goals, plans
from api.views.writing import targets as target_writing
from planning.models import FocusArea, Goal, Plan, PlanStatus, Theme
from reporting.models import ReportingRound
from tests import factories
from tests.api_calls import Caller, caller

pytestmark = [pytest.mark.postgres, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

# How long the one that is first waits for another to come as far. Nobody can, when it is right.
LONG_ENOUGH = 1.0
ALL = (Scope.READ, Scope.WRITE_PLANS, Scope.WRITE_ROUNDS, Scope.WEBHOOKS)


@pytest.fixture
def plan() -> Plan:
    plan = factories.create_plan(code="KLIMA", status=PlanStatus.DRAFT)
    area = factories.create_focus_area(plan=plan, code="NATUR")
    factories.create_theme(focus_area=area, code="skog")
    factories.create_focus_area(plan=plan, code="BYGG")
    factories.create_goal(plan=plan, code="M-01")
    for name in ("Plan", "Vei"):
        factories.create_unit(municipality=plan.municipality, name=name)
    factories.create_region(code=plan.municipality.number)
    goal = factories.create_goal(plan=plan, code="M-02")
    factories.create_target(plan=plan, code="MT-1", goal=goal)
    return plan


@pytest.fixture
def coordinator(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> Caller:
    monkeypatch.setattr(calls, "look_up", lambda _host, _port: ["8.8.8.8"])
    return caller(plan, Role.COORDINATOR, *ALL)


def meeting(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> None:
    """Whoever has checked, and is about to write, waits until the other has come as far."""
    barrier, really = threading.Barrier(2), getattr(owner, name)

    def write(*args: Any, **kwargs: Any) -> Any:
        with suppress(threading.BrokenBarrierError):
            barrier.wait(LONG_ENOUGH)
        return really(*args, **kwargs)

    monkeypatch.setattr(owner, name, write)


def together(*asked: Callable[[], Any]) -> list[Any]:
    answers: list[Any] = []

    def ask(one: Callable[[], Any]) -> None:
        try:
            answers.append(one())
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=[one]) for one in asked]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return answers


def make_round(plan: Plan) -> int:
    unit = plan.municipality.units.get(name="Plan")
    return factories.create_round(municipality=plan.municipality, plans=[plan], units=[unit], deadline=IN_A_WHILE).pk


def make_webhook(plan: Plan) -> int:
    return factories.create_webhook(municipality=plan.municipality).pk


def in_plan(*words: str) -> Callable[[Plan], tuple[Any, ...]]:
    return lambda _plan: ("KLIMA", *words)


IN_A_WHILE = timezone.localdate() + timedelta(days=20)
LATER = (timezone.localdate() + timedelta(days=40)).isoformat()


@dataclass(frozen=True, slots=True)
class Thing:
    """Where it is, the step that writes it, and two ways to change it."""

    name: str
    words: Callable[[Plan], tuple[Any, ...]]
    owner: Any
    step: str
    bodies: tuple[dict[str, Any], dict[str, Any]]


THINGS = {
    "a goal": Thing(
        *("api-goal", in_plan("M-01"), goals.ChangesGoal, "change"),
        ({"kind": "delmål"}, {"scope": "kommunen"}),
    ),
    "a plan": Thing(
        *("api-plan", in_plan(), plans.ChangesPlan, "change"),
        ({"kind": "temaplan"}, {"horizon_note": "Rulleres"}),
    ),
    "a focus area": Thing(
        *("api-focus-area", in_plan("NATUR"), areas.ChangesFocusArea, "change"),
        ({"slogan": "Ren luft"}, {"summary": "Kort"}),
    ),
    "a theme": Thing(
        *("api-theme", in_plan("NATUR", "skog"), areas.ChangesTheme, "change"),
        ({"title": "Skogen"}, {"title": "Trær"}),
    ),
    "a target": Thing(
        *("api-target", in_plan("MT-1"), target_writing.ChangesTarget, "change"),
        ({"unit": "Plan"}, {"unit": "Vei"}),
    ),
    "a round": Thing(
        *("api-round", lambda plan: (make_round(plan),), round_acts, "change_round"),
        ({"message": "Husk dette"}, {"deadline": LATER}),
    ),
    "a webhook": Thing(
        *("api-webhook", lambda plan: (make_webhook(plan),), webhooks, "change_webhook"),
        ({"name": "Arkivet"}, {"kinds": ["light.changed"]}),
    ),
}


@pytest.mark.parametrize("thing", THINGS.values(), ids=THINGS)
def test_of_two_who_have_read_the_same_one_writes(
    coordinator: Caller, plan: Plan, monkeypatch: pytest.MonkeyPatch, thing: Thing
) -> None:
    words = thing.words(plan)
    read = coordinator.get(thing.name, *words)["ETag"]
    meeting(monkeypatch, thing.owner, thing.step)

    def ask(body: dict[str, Any]) -> Any:
        program = Caller(Client(), coordinator.person, coordinator.key)
        return program.patch(thing.name, *words, body=body, if_match=read)

    answers = together(*(partial(ask, body) for body in thing.bodies))
    assert sorted(one.status_code for one in answers) == [200, 412], [one.content for one in answers]
    (written,) = [one for one in answers if one.status_code == 200]
    assert coordinator.get(thing.name, *words).json() == written.json()


def test_of_one_who_changes_and_one_who_deletes_one_is_told(
    coordinator: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = coordinator.get("api-goal", "KLIMA", "M-01")["ETag"]
    meeting(monkeypatch, goals.ChangesGoal, "change")
    answers = together(
        lambda: coordinator.patch("api-goal", "KLIMA", "M-01", body={"kind": "delmål"}, if_match=read),
        lambda: Caller(Client(), coordinator.person, coordinator.key).delete(
            "api-goal", "KLIMA", "M-01", if_match=read
        ),
    )
    assert {one.status_code for one in answers} in ({200, 412}, {204, 404})


def test_two_who_say_nothing_of_what_they_read_lose_nothing_of_each_other(
    coordinator: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the other wrote stands, for only what was sent is written over what is there."""
    meeting(monkeypatch, goals.ChangesGoal, "change")
    answers = together(
        lambda: coordinator.patch("api-goal", "KLIMA", "M-01", body={"kind": "delmål"}),
        lambda: Caller(Client(), coordinator.person, coordinator.key).patch(
            "api-goal", "KLIMA", "M-01", body={"scope": "kommunen"}
        ),
    )
    assert [one.status_code for one in answers] == [200, 200]
    goal = Goal.objects.get(code="M-01")
    assert (goal.kind, goal.scope) == ("delmål", "kommunen")


HELD = {
    "a goal": (Goal, "M-01"),
    "a focus area": (FocusArea, "NATUR"),
    "a theme": (Theme, "skog"),
}


@pytest.mark.parametrize("what", HELD)
def test_a_page_waits_for_a_program_that_has_checked(
    coordinator: Caller, plan: Plan, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """A page writes the row without asking for the plan, so the row is held too."""
    thing, (model, code) = THINGS[what], HELD[what]
    found: list[bool] = []
    really = thing.owner.change

    def change(*args: Any, **kwargs: Any) -> None:
        together(lambda: found.append(is_free(model, code)))
        really(*args, **kwargs)

    monkeypatch.setattr(thing.owner, "change", change)
    assert coordinator.patch(thing.name, *thing.words(plan), body=thing.bodies[0]).status_code == 200
    assert found == [False]


def is_free(model: Any, code: str) -> bool:
    try:
        with transaction.atomic():
            model.objects.select_for_update(nowait=True).get(code=code)
    except OperationalError:
        return False
    return True


def test_others_are_not_kept_waiting(coordinator: Caller) -> None:
    """What is held is let go when it is answered, also where it was refused."""
    webhook = Webhook.objects.get(pk=make_webhook(Plan.objects.get(code="KLIMA")))
    assert coordinator.patch("api-webhook", webhook.pk, body={"name": ""}).status_code == 400
    assert coordinator.patch("api-goal", "KLIMA", "M-01", body={"text": ""}).status_code == 400
    assert coordinator.patch("api-webhook", webhook.pk, body={"name": "Nytt"}).status_code == 200
    assert ReportingRound.objects.count() == 0
