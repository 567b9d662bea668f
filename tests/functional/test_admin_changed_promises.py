"""Changing an adopted target in the administration: the page asks why, and keeps what was promised."""

from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import Role
from planning.models import Plan, PlanStatus
from targets.models import EarlierPromise, Target, TargetKind
from tests import factories
from tests.admin_forms import add_inline, address, change, data_of_page, errors_of

WHY_TARGET = "Planen er vedtatt. Skriv hvorfor måltallet endres."
WHY_STEPS = "Planen er vedtatt. Skriv hvorfor trinnene endres, under «Hvorfor endres måltallet?»."


@pytest.fixture
def target() -> Target:
    return factories.create_target(
        plan=factories.create_plan(code="KPS"),
        kind=TargetKind.REACH,
        goal_value=Decimal(10),
        baseline_value=Decimal(1),
        baseline_period="2020",
        deadline="2030",
        unit="prosent",
    )


@pytest.fixture
def administrator(client: Client, target: Target) -> Client:
    home = target.plan.municipality
    client.force_login(factories.create_user(role=Role.ADMINISTRATOR, municipality=home, username="kari"))
    return client


def test_the_page_asks_why_and_keeps_what_was_promised(administrator: Client, target: Target) -> None:
    assert errors_of(change(administrator, target, goal_value="9")) == [WHY_TARGET]
    assert change(administrator, target, goal_value="9", why="Vedtak 12/26").status_code == 302
    kept = EarlierPromise.objects.get()
    assert (kept.terms["goal"], kept.reason, kept.changed_by) == ("10", "Vedtak 12/26", "kari")


def test_a_step_asks_why_too(administrator: Client, target: Target) -> None:
    page = data_of_page(administrator.get(address(target)))
    step = add_inline("steps", 0, period="2025", value="4")
    assert errors_of(administrator.post(address(target), page | step)) == [WHY_STEPS]
    assert administrator.post(address(target), page | step | {"why": "Trappes opp"}).status_code == 302
    assert EarlierPromise.objects.get().terms["steps"] == []


@pytest.mark.parametrize("typed", [{}, {"note": "Se vedlegg"}, {"goal_value": "10,0"}])
def test_what_changes_no_promise_is_not_asked_about(
    administrator: Client, target: Target, typed: dict[str, str]
) -> None:
    assert change(administrator, target, **typed).status_code == 302
    assert not EarlierPromise.objects.exists()


def test_a_draft_is_not_asked_about(administrator: Client, target: Target) -> None:
    Plan.objects.update(status=PlanStatus.DRAFT)
    assert "Hvorfor endres måltallet?" not in administrator.get(address(target)).content.decode()
    assert change(administrator, target, goal_value="9").status_code == 302
    assert not EarlierPromise.objects.exists()


def test_the_row_on_the_page_of_the_goal_asks_why(administrator: Client, target: Target) -> None:
    assert errors_of(change(administrator, target.goal, **{"targets-0-goal_value": "9"})) == [WHY_TARGET]
    typed = {"targets-0-goal_value": "9", "targets-0-why": "Vedtak 12/26"}
    assert change(administrator, target.goal, **typed).status_code == 302
    assert EarlierPromise.objects.get().reason == "Vedtak 12/26"


def test_a_target_with_a_past_can_be_deleted(administrator: Client, target: Target) -> None:
    change(administrator, target, goal_value="9", why="Vedtak 12/26")
    assert administrator.post(address(target, "delete"), {"post": "yes"}).status_code == 302
    assert not Target.objects.filter(pk=target.pk).exists()
