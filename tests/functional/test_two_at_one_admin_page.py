"""Rows that are edited below another in the administration: of two who save the same one the later one is told."""

from decimal import Decimal
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from planning.models import Goal, Plan
from targets.models import Target, TargetKind, TargetStep
from tests import factories, two_people
from tests.admin_rows import some_row
from tests.sent_forms import Typed, forms_in, typed_on
from tests.two_people import SAID, words

pytestmark = pytest.mark.usefixtures("the_day")
plan, the_day, kari, ola = two_people.plan, two_people.the_day, two_people.kari, two_people.ola


@pytest.fixture
def goal(plan: Plan) -> Goal:
    """With two targets, each at least 5."""
    goal = factories.create_goal(plan=plan)
    for code in ("A", "B"):
        factories.create_target(plan=plan, goal=goal, code=code, used_indicator=None, lower=Decimal(5))
    return goal


def page_of(row: Any) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def limits() -> dict[str, str]:
    rows = Target.objects.order_by("code").values_list("code", "lower")
    return {code: f"{lower:.0f}" for code, lower in rows}


def typed(form: Typed, **cells: str) -> Typed:
    return form | {name.replace("__", "-"): [value] for name, value in cells.items()}


def test_the_later_one_is_told_keeps_her_words_and_may_insist(goal: Goal, kari: Client, ola: Client) -> None:
    address = page_of(goal)
    mine, theirs = typed_on(ola, address), typed_on(kari, address)
    assert kari.post(address, typed(theirs, targets__0__lower="7")).status_code == 302
    refused = ola.post(address, typed(mine, targets__0__lower="9"))
    assert SAID in words(refused)
    assert "Dette er lagret nå: Minst: 7" in words(refused)
    assert limits() == {"A": "7", "B": "5"}
    form = dict(forms_in(refused)[0].sent)
    assert form["targets-0-lower"] == ["9"]
    assert ola.post(address, form).status_code == 302
    assert limits() == {"A": "9", "B": "5"}


def test_a_row_that_only_somebody_else_changed_stays_as_that_one_left_it(goal: Goal, kari: Client, ola: Client) -> None:
    address = page_of(goal)
    mine, theirs = typed_on(ola, address), typed_on(kari, address)
    assert kari.post(address, typed(theirs, targets__0__lower="7")).status_code == 302
    assert ola.post(address, typed(mine, targets__1__lower="8")).status_code == 302
    assert limits() == {"A": "7", "B": "8"}


def test_the_same_words_from_both_are_no_quarrel(goal: Goal, kari: Client, ola: Client) -> None:
    address = page_of(goal)
    mine, theirs = typed_on(ola, address), typed_on(kari, address)
    for client, form in ((kari, theirs), (ola, mine)):
        assert client.post(address, typed(form, targets__0__lower="7")).status_code == 302
    assert limits() == {"A": "7", "B": "5"}


def test_what_somebody_has_changed_is_not_taken_away_unseen(plan: Plan, kari: Client, ola: Client) -> None:
    path: dict[str, Any] = {"kind": TargetKind.REACH, "lower": None, "goal_value": 20, "deadline": "2030"}
    target = factories.create_target(plan=plan, baseline_period="2020", baseline_value=0, **path)
    step = factories.create_step(target=target, period="2025", value=Decimal(10))
    address = page_of(target)
    mine, theirs = typed_on(ola, address), typed_on(kari, address)
    prefix = next(name for name in mine if name.endswith("-0-value")).removesuffix("-0-value")
    assert kari.post(address, theirs | {f"{prefix}-0-value": ["12"]}).status_code == 302
    assert SAID in words(ola.post(address, mine | {f"{prefix}-0-DELETE": ["on"]}))
    assert TargetStep.objects.get(pk=step.pk).value == 12


def test_a_form_without_versions_is_taken_as_it_comes(goal: Goal, kari: Client, ola: Client) -> None:
    address = page_of(goal)
    mine, theirs = typed_on(ola, address), typed_on(kari, address)
    assert kari.post(address, typed(theirs, targets__0__lower="7")).status_code == 302
    bare = {name: value for name, value in mine.items() if not name.endswith("apnet")}
    assert ola.post(address, typed(bare, targets__0__lower="9")).status_code == 302
    assert limits() == {"A": "9", "B": "5"}


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model._meta.label)
def test_every_row_that_can_be_edited_below_another_tells_which_version_it_showed(
    plan: Plan, ola: Client, model: Any
) -> None:
    address = page_of(some_row(model, plan))
    answer = ola.get(address)
    below = [one.formset for one in (answer.context or {}).get("inline_admin_formsets", [])]
    editable = [form for one in below for form in one.initial_forms if form.visible_fields()]
    told = {name for name in typed_on(ola, address) if name.endswith("-apnet")} if editable else set()
    assert told == {form.add_prefix("apnet") for form in editable}
