"""A promise that is changed after the plan was adopted: what was promised before is kept, with why."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from accounts.models import AuditEvent
from planning.models import Plan, PlanStatus
from targets.models import Cause, EarlierPromise, LightChange, Target, TargetKind, Touched
from targets.services.assessment import judge_batch
from targets.services.plan_loading import load_plan
from targets.services.promises import ReasonNeeded, change_promise
from tests import factories
from tests.factories import NOW, TODAY
from tests.plan_files import as_yaml, plan_with_target

SECOND = timedelta(seconds=1)


def edit(target: Target, *, reason: str = "Vedtak 12/26", **values: Any) -> EarlierPromise | None:
    steps = values.pop("steps", None)
    return change_promise(target=target, values=values, steps=steps, reason=reason, by="kari", on=TODAY, now=NOW)


def floor(**values: Any) -> Target:
    return factories.create_target(lower=Decimal(5), **values)


def test_what_was_promised_before_is_kept_with_why() -> None:
    target = floor()
    kept = edit(target, lower=Decimal(4))
    assert kept is not None
    assert (kept.terms["lower"], kept.words["unit"], kept.used_indicator) == ("5", "prosent", target.used_indicator)
    assert (kept.changed_on, kept.changed_at, kept.changed_by, kept.reason) == (TODAY, NOW, "kari", "Vedtak 12/26")
    event = AuditEvent.objects.get(action="targets.promise.changed")
    assert (event.before, event.after, event.reason) == ({"lower": "5"}, {"lower": "4"}, "Vedtak 12/26")


def test_the_target_is_judged_again_and_the_change_is_the_cause() -> None:
    target = floor()
    factories.give_figure(target, "4.0")
    factories.assess(target.plan)
    edit(target, lower=Decimal(4))
    change = LightChange.objects.latest("pk")
    assert (change.from_light, change.to_light, change.cause) == ("red", "green", Cause.EDITED_TARGET)


def test_steps_are_part_of_the_promise() -> None:
    path: dict[str, Any] = {"kind": TargetKind.REACH, "goal_value": Decimal(20), "baseline_value": Decimal(10)}
    target = factories.create_target(**path, baseline_period="2020", deadline="2030", unit="prosent")
    kept = edit(target, steps=[("2025", Decimal(11))])
    assert kept is not None
    assert kept.terms["steps"] == []
    assert [str(step) for step in target.steps.all()] == ["2025: 11"]


@pytest.mark.parametrize(
    ("status", "values"),
    [
        pytest.param(PlanStatus.DRAFT, {"lower": Decimal(4)}, id="a draft is written anew as often as one likes"),
        pytest.param(PlanStatus.ADOPTED, {"note": "Se vedlegg"}, id="a note is no promise"),
        pytest.param(PlanStatus.ADOPTED, {"lower": Decimal("5.000")}, id="the same number is the same promise"),
    ],
)
def test_what_changes_no_promise_keeps_nothing_and_needs_no_reason(status: str, values: dict[str, Any]) -> None:
    target = floor(plan=factories.create_plan(status=status))
    assert edit(target, reason="", **values) is None
    assert not EarlierPromise.objects.exists()


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_an_adopted_promise_is_not_changed_without_a_reason(reason: str) -> None:
    target = floor()
    with pytest.raises(ReasonNeeded):
        edit(target, reason=reason, lower=Decimal(4))
    assert Target.objects.get(pk=target.pk).lower == Decimal(5)


# The plan file -------------------------------------------------------------------------------------------------------


def load(limit: float, *, days: int = 0, **fields: Any) -> None:
    plan = plan_with_target(comparator=">=", target={"value": limit}, **fields)
    load_plan(name="plan.yaml", body=as_yaml(plan), by="kari", now=NOW + timedelta(days=days))


def test_a_file_that_promises_something_else_is_its_own_reason() -> None:
    load(5)
    load(4, days=30)
    kept = EarlierPromise.objects.get()
    assert (kept.terms["lower"], kept.reason) == ("5", "Endret i planfilen plan.yaml.")
    assert (kept.changed_on, kept.changed_at) == (date(2026, 7, 31), NOW + timedelta(days=30))
    assert Touched.objects.filter(target=kept.target).exists()


def test_the_same_file_again_keeps_nothing() -> None:
    load(5)
    load(4, days=1)
    written = AuditEvent.objects.count()
    load(4, days=2)
    assert (EarlierPromise.objects.count(), AuditEvent.objects.count()) == (1, written)


def test_a_file_that_changes_the_steps_changes_the_promise() -> None:
    path: dict[str, Any] = {
        "kind": "reach",
        "baseline": {"period": 2020, "value": 10},
        "deadline": 2030,
        "target": {"value": 20},
    }
    for step in (11, 12):
        plan = plan_with_target(**path, steps=[{"period": 2025, "value": step}])
        load_plan(name="plan.yaml", body=as_yaml(plan), by="kari", now=NOW)
    assert EarlierPromise.objects.get().terms["steps"] == [["2025", "11"]]


def test_a_draft_that_the_file_adopts_has_promised_nothing_before() -> None:
    load(5)
    Plan.objects.update(status=PlanStatus.DRAFT)
    plan = plan_with_target(comparator=">=", target={"value": 4})
    plan["plan"] |= {"status": "vedtatt"}
    load_plan(name="plan.yaml", body=as_yaml(plan), by="kari", now=NOW)
    assert Plan.objects.get().status == PlanStatus.ADOPTED
    assert not EarlierPromise.objects.exists()


def test_another_indicator_is_another_promise() -> None:
    """Its certificate of the time before is made from the figures of the indicator that measured it then."""
    target = floor()
    factories.give_figure(target, "6.0", period="2024", known_from=NOW - SECOND)
    first = target.used_indicator
    other = factories.create_used_indicator(plan=target.plan)
    factories.create_observation(
        indicator=other.indicator, region=other.region, period="2024", literal="1.0", known_from=NOW - SECOND
    )
    kept = edit(target, used_indicator=other)
    assert kept is not None
    assert kept.used_indicator == first
    targets = [Target.objects.for_assessment().select_related("plan").get(pk=target.pk)]
    lights = [
        judge_batch(targets, on=TODAY, known_at=known)[0].verdict.light.value for known in (NOW - SECOND, NOW, None)
    ]
    assert lights == ["green", "red", "red"]
