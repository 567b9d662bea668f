"""What people say of targets: written down once, with who said it, and judged by."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from accounts.imports import ImportRefused
from accounts.models import AuditEvent
from targets.models import Appraisal, Assessment, Completion, Target, TargetKind
from targets.services.assessment import judge_targets
from targets.services.people import OtherKindOfTarget, appraise, record_completion
from targets.services.plan_loading import load_plan
from tests import factories
from tests.plan_files import as_yaml, plan_with

NOW, ON = factories.NOW, factories.TODAY


def milestone(**values: Any) -> Target:
    return factories.create_target(kind=TargetKind.MILESTONE, used_indicator=None, state="arealnøytral", **values)


def duty(**values: Any) -> Target:
    return factories.create_target(kind=TargetKind.RECURRING, used_indicator=None, recurs_every=4, **values)


def say(target: Target, light: str = "yellow", *, on: date = date(2026, 5, 3), now: datetime = NOW) -> Appraisal:
    return appraise(target=target, light=light, reason="Kartlagt.", judged_on=on, judged_by="rådet", by="kari", now=now)


def do(target: Target, on: date, *, now: datetime = NOW, **values: Any) -> Completion:
    return record_completion(
        target=target, done_on=on, **{"holds_until": None, "note": ""} | values, by="kari", now=now
    )


def light_of(target: Target, *, on: date = ON, known_at: datetime | None = None) -> str:
    (judgement,) = judge_targets(plan=target.plan, on=on, known_at=known_at)
    return judgement.verdict.light.value


def test_a_judgement_lights_the_milestone_and_is_audited() -> None:
    target = milestone()
    assert light_of(target) == "grey"
    appraisal = say(target)
    assert light_of(target) == "yellow"
    event = AuditEvent.objects.get()
    assert (event.action, event.actor, event.reason) == ("targets.appraisal.added", "kari", "Kartlagt.")
    assert event.object_id == str(appraisal.pk)
    assert event.municipality_number == target.plan.municipality.number


def test_the_last_judgement_counts_and_the_first_stays() -> None:
    target = milestone()
    say(target, "red", on=date(2025, 1, 1))
    say(target, "green", on=date(2026, 1, 1))
    say(target, "yellow", on=date(2026, 1, 1), now=NOW + timedelta(hours=1))
    assert (light_of(target), light_of(target, on=date(2025, 6, 1))) == ("yellow", "red")
    assert Appraisal.objects.count() == 3


def test_what_was_not_recorded_then_was_not_known() -> None:
    target, other = milestone(), duty()
    say(target, on=date(2025, 1, 1))
    do(other, date(2025, 1, 1))
    before = NOW - timedelta(days=1)
    assert (light_of(target, known_at=before), light_of(other, known_at=before)) == ("grey", "grey")
    assert (light_of(target, known_at=NOW), light_of(other, known_at=NOW)) == ("yellow", "green")


def test_a_duty_that_was_done_is_due_again_after_its_interval() -> None:
    target = duty()
    do(target, date(2022, 7, 1))
    assert [light_of(target, on=day) for day in (date(2026, 7, 1), date(2026, 7, 2))] == ["green", "red"]
    do(target, date(2026, 7, 2), holds_until=date(2026, 7, 3))
    assert [light_of(target, on=day) for day in (date(2026, 7, 3), date(2026, 7, 4))] == ["green", "red"]


@pytest.mark.parametrize("write", [say, lambda target: do(target, date(2026, 1, 1))])
def test_only_the_right_kind_can_be_judged_or_done(write: Any) -> None:
    with pytest.raises(OtherKindOfTarget):
        write(factories.create_target())


@pytest.mark.parametrize(
    "broken",
    [
        lambda: say(milestone(), "grey"),
        lambda: appraise(
            target=milestone(), light="red", reason="", judged_on=ON, judged_by="rådet", by="kari", now=NOW
        ),
        lambda: do(duty(), date(2026, 1, 1), holds_until=date(2025, 1, 1)),
        lambda: factories.create_target(recurs_every=0),
        lambda: factories.create_target(direction="opp"),
    ],
    ids=["a grey judgement", "no reason", "holds backwards", "every zeroth year", "unknown direction"],
)
def test_the_database_refuses_what_makes_no_sense(broken: Any) -> None:
    with pytest.raises(IntegrityError):
        broken()


def test_a_target_is_not_coupled_with_itself() -> None:
    target = factories.create_target()
    with pytest.raises(IntegrityError):
        Target.objects.filter(pk=target.pk).update(coupled_with=target.pk)


def test_a_judged_milestone_is_stored_with_its_certificate() -> None:
    target = milestone()
    say(target)
    factories.assess(target.plan)
    assessment = Assessment.objects.get()
    assert (assessment.light, assessment.observation, assessment.warning) == ("yellow", None, "")
    assert assessment.facts["verdict"]["opinion"]["by"] == "rådet"


# In the plan file ---------------------------------------------------------------------------------------------------


def load(*targets: dict[str, Any], days: int = 0) -> Any:
    body = as_yaml(plan_with(targets=list(targets)))
    return load_plan(name="plan.yaml", body=body, by="ola", now=datetime(2026, 7, 1, 12, tzinfo=UTC) + timedelta(days))


DUTY: dict[str, Any] = {"id": "T-1", "comparator": "every", "recurrence": {"every": 4, "last_plan_period": "2021-2024"}}
STATE: dict[str, Any] = {
    "id": "T-2",
    "kind": "milestone",
    "judged": {"light": "yellow", "reason": "Halvveis", "date": "2025-05-03", "by": "rådet"},
}


def test_a_file_tells_what_was_done_and_judged_and_the_same_again_writes_nothing() -> None:
    load(DUTY, STATE)
    assert Completion.objects.values_list("done_on", "holds_until", "recorded_by").get() == (
        *(date(2021, 1, 1), date(2024, 12, 31), "ola"),
    )
    assert Appraisal.objects.values_list("light", "judged_by", "recorded_by").get() == ("yellow", "rådet", "ola")
    again = load(DUTY, STATE, days=1)
    assert (again.created, again.updated) == (0, 0)


def test_another_reason_is_another_judgement() -> None:
    load(STATE)
    load({**STATE, "judged": {**STATE["judged"], "reason": "Nesten"}}, days=1)
    assert list(Appraisal.objects.order_by("pk").values_list("reason", flat=True)) == ["Halvveis", "Nesten"]


def test_what_a_person_recorded_beside_the_file_stays() -> None:
    load(DUTY)
    target = Target.objects.get(code="T-1")
    do(target, date(2025, 3, 1))
    load(DUTY, days=1)
    assert Completion.objects.filter(target=target).count() == 2


def test_a_reason_that_is_too_long_for_its_judge_is_refused() -> None:
    with pytest.raises(ImportRefused) as refused:
        load({**STATE, "judged": {**STATE["judged"], "by": "x" * 300}})
    assert "vurdert av" in str(refused.value.problems[0])


def test_two_targets_are_coupled_whichever_comes_first_and_can_be_parted() -> None:
    first = {"id": "T-1", "comparator": "increase", "coupled_with": "T-2", "relation": "minst like mye"}
    second = {"id": "T-2", "comparator": "decrease", "coupled_with": "T-1"}
    load(first, second)
    pairs = dict(Target.objects.values_list("code", "coupled_with__code"))
    assert (pairs, Target.objects.get(code="T-1").coupling) == ({"T-1": "T-2", "T-2": "T-1"}, "minst like mye")
    assert (load(first, second, days=1).updated, load(first, {"id": "T-2", "comparator": "decrease"}).updated) == (0, 1)
    assert Target.objects.get(code="T-2").coupled_with is None
