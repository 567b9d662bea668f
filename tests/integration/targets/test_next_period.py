"""A plan made from that of the period before: everything is there, nothing is shared, and what is over stays behind."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent
from planning.models import Citation, FocusArea, Goal, Measure, Plan, PlanStatus, Progress, Theme
from targets.models import Assessment, Completion, IndicatorInPlan, Target, TargetKind
from targets.queries.deadlines import targets_due_before
from targets.services.next_period import continue_plan
from tests import factories
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db
VALUES = {"code": "NESTE", "title": "Neste", "kind": "", "period_from": 2028, "period_to": 2032}


def carry_on(earlier: Plan) -> Plan:
    return continue_plan(earlier=earlier, values=VALUES, by="kari", on=TODAY, now=NOW)


def fill(plan: Plan, *, goals: int = 1) -> None:
    """A plan with one of everything, and as many goals with a target each as asked for."""
    area = factories.create_focus_area(plan=plan, code="OMR", cited_section="3.1")
    above = factories.create_theme(focus_area=area, code="OVER")
    theme = factories.create_theme(focus_area=area, code="TEMA", parent=above)
    guideline = factories.create_guideline(plan=plan, code="F-1")
    guideline.focus_areas.add(area)
    guideline.sdgs.add(factories.create_sdg(13))
    factories.create_citation(guideline=guideline, focus_area=area, cited_section="2.4", cited_line="88")
    top = factories.create_goal(plan=plan, code="TOPP")
    for number in range(goals):
        goal = factories.create_goal(
            plan=plan, code=f"M-{number}", parent=top, primary_focus_area=area, theme=theme, cited_line="12"
        )
        goal.focus_areas.add(area)
        goal.guidelines.add(guideline)
        goal.sdgs.add(factories.create_sdg(4))
        fill_goal(goal, area, number)


def fill_goal(goal: Goal, area: FocusArea, number: int) -> None:
    measure = factories.create_measure(plan=goal.plan, code=f"TI-{number}", status="pågår", progress=Progress.ONGOING)
    measure.goals.add(goal)
    measure.focus_areas.add(area)
    factories.create_challenge(plan=goal.plan, theme=goal.theme).measures.add(measure)
    used = factories.create_used_indicator(plan=goal.plan, theme=goal.theme)
    used.focus_areas.add(area)
    target = factories.create_target(
        plan=goal.plan,
        goal=goal,
        used_indicator=used,
        code=f"T-{number}",
        kind=TargetKind.REACH,
        lower=None,
        goal_value=Decimal(10),
        baseline_period="2022",
        baseline_value=Decimal(2),
        deadline="2027",
        primary_focus_area=area,
    )
    factories.create_step(target=target, period="2025", value=Decimal(5))
    factories.give_figure(target, "6.0", period="2025")


@pytest.fixture
def earlier() -> Plan:
    plan = factories.create_plan(code="FOER", period_from=2022, period_to=2027)
    fill(plan)
    return plan


def test_the_new_plan_is_a_draft_that_follows_the_earlier_one(earlier: Plan) -> None:
    plan = carry_on(earlier)
    assert (plan.status, plan.follows, plan.title) == (PlanStatus.DRAFT, earlier, "Neste")
    assert plan.municipality == earlier.municipality
    event = AuditEvent.objects.get(action="planning.plan.continued")
    assert event.after is not None
    assert (event.actor, event.after["goals"]) == ("kari", 2)


def test_goals_are_carried_with_what_they_are_linked_to(earlier: Plan) -> None:
    plan = carry_on(earlier)
    goal, before = plan.goals.get(code="M-0"), earlier.goals.get(code="M-0")
    assert goal.continues == before
    assert goal.parent == plan.goals.get(code="TOPP")
    assert goal.theme == Theme.objects.get(focus_area__plan=plan, code="TEMA")
    area = plan.focus_areas.get()
    assert (goal.primary_focus_area, list(goal.focus_areas.all())) == (area, [area])
    assert list(goal.guidelines.all()) == [plan.guidelines.get()]
    assert [sdg.number for sdg in goal.sdgs.all()] == [4]


def test_themes_lie_under_the_themes_of_their_own_plan(earlier: Plan) -> None:
    theme = Theme.objects.get(focus_area__plan=carry_on(earlier), code="TEMA")
    assert theme.parent is not None
    assert theme.parent.focus_area == theme.focus_area


def test_guidelines_are_carried_with_their_citations(earlier: Plan) -> None:
    plan = carry_on(earlier)
    citation = Citation.objects.get(guideline__plan=plan)
    assert (citation.focus_area, citation.cited_section, citation.cited_line) == (plan.focus_areas.get(), "2.4", "")
    guideline = plan.guidelines.get()
    assert (list(guideline.focus_areas.all()), [one.number for one in guideline.sdgs.all()]) == (
        [plan.focus_areas.get()],
        [13],
    )


def test_where_a_thing_stood_in_the_earlier_document_is_left_behind(earlier: Plan) -> None:
    plan = carry_on(earlier)
    assert (plan.focus_areas.get().cited_section, plan.goals.get(code="M-0").cited_line) == ("", "")


def test_measures_go_on_unless_they_are_done_or_stopped(earlier: Plan) -> None:
    for code, progress in (("FERDIG", Progress.DONE), ("STANSET", Progress.STOPPED), ("NY", "")):
        factories.create_measure(plan=earlier, code=code, progress=progress)
    plan = carry_on(earlier)
    measure = plan.measures.get(code="TI-0")
    assert set(plan.measures.values_list("code", flat=True)) == {"TI-0", "NY"}
    assert measure.continues == earlier.measures.get(code="TI-0")
    assert (list(measure.goals.all()), measure.progress, measure.status) == (
        [plan.goals.get(code="M-0")],
        Progress.ONGOING,
        "",
    )
    assert list(plan.challenges.get().measures.all()) == [measure]


def test_targets_promise_the_same_and_are_judged(earlier: Plan) -> None:
    plan = carry_on(earlier)
    target, before = Target.objects.get(plan=plan), Target.objects.get(plan=earlier)
    assert target.goal == plan.goals.get(code="M-0")
    assert (target.baseline_period, target.baseline_value, target.deadline) == ("2022", Decimal(2), "2027")
    assert [(step.period, step.value) for step in target.steps.all()] == [("2025", Decimal(5))]
    used = target.used_indicator
    assert used is not None and before.used_indicator is not None  # noqa: PT018
    assert (used.plan, used.indicator) == (plan, before.used_indicator.indicator)
    assert list(used.focus_areas.all()) == [plan.focus_areas.get()]
    assert used.theme == Theme.objects.get(focus_area__plan=plan, code="TEMA")
    assert Assessment.objects.current().get(target=target).light == "green"


def test_targets_that_are_promised_together_stay_so(earlier: Plan) -> None:
    one = Target.objects.get(plan=earlier)
    other = factories.create_target(plan=earlier, coupled_with=one, code="T-9")
    other.secondary_focus_areas.add(earlier.focus_areas.get())
    plan = carry_on(earlier)
    copied = Target.objects.get(plan=plan, code="T-9")
    assert copied.coupled_with == Target.objects.get(plan=plan, code="T-0")
    assert list(copied.secondary_focus_areas.all()) == [plan.focus_areas.get()]


def test_that_a_duty_was_done_holds_in_the_new_plan_too(earlier: Plan) -> None:
    duty = factories.create_target(
        plan=earlier, kind=TargetKind.RECURRING, used_indicator=None, recurs_every=4, recurs_unit="år", code="PLIKT"
    )
    Completion.objects.create(target=duty, done_on=date(2025, 1, 1), recorded_by="ola", recorded_at=NOW)
    plan = carry_on(earlier)
    assert Completion.objects.filter(target__plan=plan).count() == 1


def test_the_earlier_plan_is_as_it_was(earlier: Plan) -> None:
    def counted() -> list[int]:
        owned = [model._default_manager.filter(plan=earlier) for model in (Goal, Measure, Target, IndicatorInPlan)]
        return [*(rows.count() for rows in owned), earlier.focus_areas.count(), earlier.guidelines.count()]

    before = counted()
    carry_on(earlier)
    assert counted() == before
    assert set(earlier.goals.get(code="M-0").focus_areas.all()) == {earlier.focus_areas.get()}


def test_deadlines_before_the_new_period_are_found(earlier: Plan) -> None:
    factories.create_target(plan=earlier, code="T-8", deadline="2030")
    plan = carry_on(earlier)
    assert [target.code for target in targets_due_before(plan)] == ["T-0"]


def test_the_number_of_queries_does_not_grow_with_the_plan() -> None:
    counts = []
    for number, goals in enumerate((2, 12)):
        plan = factories.create_plan(code=f"P-{number}")
        fill(plan, goals=goals)
        with CaptureQueriesContext(connection) as captured:
            continue_plan(earlier=plan, values={**VALUES, "code": f"NESTE-{number}"}, by="kari", on=TODAY, now=NOW)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_plan_that_cannot_be_made_leaves_nothing(earlier: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_given: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("targets.services.next_period.judge_again", fail)
    with pytest.raises(ZeroDivisionError):
        carry_on(earlier)
    assert list(Plan.objects.all()) == [earlier]
