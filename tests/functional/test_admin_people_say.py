"""Judging a state and writing down a duty on the page of a target."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import AuditEvent, Role
from indicators.models import Direction
from planning.models import Plan
from targets.models import Appraisal, Assessment, Completion, Target, TargetKind
from tests import factories
from tests.admin_forms import add_inline, address, change, data_of_page, errors_of

OnCommit = Callable[..., Any]
JUDGED = {"judged_on": "2026-05-03", "light": "yellow", "reason": "Halvveis", "judged_by": "rådet"}


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="KPS")


@pytest.fixture
def administrator(client: Client, plan: Plan) -> Client:
    client.force_login(factories.create_user(role=Role.ADMINISTRATOR, municipality=plan.municipality, username="kari"))
    return client


def milestone(plan: Plan) -> Target:
    return factories.create_target(plan=plan, kind=TargetKind.MILESTONE, used_indicator=None, state="arealnøytral")


def duty(plan: Plan) -> Target:
    return factories.create_target(plan=plan, kind=TargetKind.RECURRING, used_indicator=None, recurs_every=4)


def with_row(client: Client, target: Target, prefix: str, **values: Any) -> Any:
    page = data_of_page(client.get(address(target)))
    number = int(page[f"{prefix}-TOTAL_FORMS"]) - 1
    return client.post(address(target), page | add_inline(prefix, number, **values))


def test_a_judged_milestone_lights_up(
    administrator: Client, plan: Plan, django_capture_on_commit_callbacks: OnCommit
) -> None:
    target = milestone(plan)
    with django_capture_on_commit_callbacks(execute=True):
        assert with_row(administrator, target, "appraisals", **JUDGED).status_code == 302
    appraisal = Appraisal.objects.get()
    assert (appraisal.light, appraisal.judged_by, appraisal.recorded_by) == ("yellow", "rådet", "kari")
    assert Assessment.objects.current().get(target=target).light == "yellow"
    event = AuditEvent.objects.get(action="targets.appraisal.added")
    assert (event.actor, event.reason, event.municipality_number) == ("kari", "Halvveis", plan.municipality.number)


def test_a_duty_that_is_done_lights_up(
    administrator: Client, plan: Plan, django_capture_on_commit_callbacks: OnCommit
) -> None:
    target = duty(plan)
    with django_capture_on_commit_callbacks(execute=True):
        with_row(administrator, target, "completions", done_on="2026-05-03")
    assert (Completion.objects.get().holds_until, Completion.objects.get().recorded_by) == (None, "kari")
    assert Assessment.objects.current().get(target=target).light == "green"


def test_an_untouched_row_says_nothing(administrator: Client, plan: Plan) -> None:
    assert change(administrator, milestone(plan), note="Ny merknad").status_code == 302
    assert not Appraisal.objects.exists()


def test_what_was_said_is_shown_and_cannot_be_edited(administrator: Client, plan: Plan) -> None:
    target = milestone(plan)
    with_row(administrator, target, "appraisals", **JUDGED)
    page = administrator.get(address(target))
    assert "Halvveis" in page.text
    with_row(administrator, target, "appraisals", **JUDGED | {"light": "green", "reason": "Nådd"})
    assert list(Appraisal.objects.order_by("pk").values_list("reason", flat=True)) == ["Halvveis", "Nådd"]


@pytest.mark.parametrize("missing", ["light", "reason", "judged_by", "judged_on"])
def test_a_judgement_lacks_nothing(administrator: Client, plan: Plan, missing: str) -> None:
    answer = with_row(administrator, milestone(plan), "appraisals", **{**JUDGED, missing: ""})
    assert "Feltet er påkrevet." in errors_of(answer)
    assert not Appraisal.objects.exists()


@pytest.mark.parametrize(
    ("make", "prefix", "values"),
    [
        (milestone, "appraisals", {**JUDGED, "judged_on": "2999-01-01"}),
        (duty, "completions", {"done_on": "2999-01-01"}),
    ],
)
def test_nothing_is_judged_or_done_tomorrow(
    administrator: Client, plan: Plan, make: Callable[[Plan], Target], prefix: str, values: dict[str, str]
) -> None:
    answer = with_row(administrator, make(plan), prefix, **values)
    assert "Datoen kan ikke være etter i dag." in errors_of(answer)


def test_a_duty_is_not_done_twice_a_day(administrator: Client, plan: Plan) -> None:
    target = duty(plan)
    with_row(administrator, target, "completions", done_on="2026-05-03")
    answer = with_row(administrator, target, "completions", done_on="2026-05-03")
    assert answer.status_code == 200
    assert Completion.objects.count() == 1


def test_a_number_is_judged_by_no_person(administrator: Client, plan: Plan) -> None:
    page = data_of_page(administrator.get(address(factories.create_target(plan=plan))))
    assert not [name for name in page if name.startswith(("appraisals", "completions"))]


# What a target needs ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "advice"),
    [
        (TargetKind.TREND, "Velg ønsket retning: skal tallet gå opp eller ned?"),
        (TargetKind.PEER, "Velg hvem måltallet skal sammenlignes med, for eksempel KOSTRA-gruppen."),
        (TargetKind.RECURRING, "Fyll inn hvor ofte oppgaven skal gjøres, for eksempel 4 og år."),
    ],
)
def test_what_the_rule_needs_is_asked_for(administrator: Client, plan: Plan, kind: TargetKind, advice: str) -> None:
    answer = change(administrator, factories.create_target(plan=plan), kind=kind.value)
    assert any(advice in error for error in errors_of(answer))


def test_a_trend_may_leave_the_way_to_its_indicator(administrator: Client, plan: Plan) -> None:
    used = factories.create_used_indicator(plan=plan, indicator=factories.create_indicator(direction=Direction.UP))
    target = factories.create_target(plan=plan, used_indicator=used)
    assert change(administrator, target, kind="trend", why="Uten tall").status_code == 302


def test_nobody_is_compared_with_himself(administrator: Client, plan: Plan) -> None:
    target = factories.create_target(plan=plan)
    assert target.used_indicator
    answer = change(administrator, target, kind="peer", peer=str(target.used_indicator.region.pk))
    assert any("Velg et annet sted." in error for error in errors_of(answer))


def test_an_unknown_unit_of_time_is_told(administrator: Client, plan: Plan) -> None:
    target = duty(plan)
    answer = change(administrator, target, recurs_unit="uker", why="Rettes")
    assert any("Enheten er år, halvår, tertial, kvartal, måned." in error for error in errors_of(answer))
    assert change(administrator, target, recurs_unit="Måneder", why="Rettes").status_code == 302
    target.refresh_from_db()
    assert target.recurs_unit == "måned"


def test_a_target_is_promised_together_with_another_of_its_plan(administrator: Client, plan: Plan) -> None:
    target, other, stranger = (factories.create_target(plan=one) for one in (plan, plan, factories.create_plan()))
    assert change(administrator, target, coupled_with=str(other.pk), coupling="minst like mye").status_code == 302
    assert change(administrator, target, coupled_with=str(stranger.pk)).status_code == 200
    assert change(administrator, target, coupled_with=str(target.pk)).status_code == 200
    target.refresh_from_db()
    assert target.coupled_with == other
