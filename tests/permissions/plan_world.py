"""A plan with one of everything that has a page."""

from dataclasses import dataclass

from accounts.models import Job, Municipality, Unit
from indicators.models import Indicator
from planning.models import FocusArea, Plan, PlanStatus
from targets.models import Target, TargetKind
from tests import factories

# Every plan has one of these.
THEME = "TEMA"
MEASURE = "TI-01"
CHALLENGE = "U-01"
GUIDELINE = "F-01"


@dataclass(frozen=True, slots=True)
class PlanWorld:
    plan: Plan
    area: FocusArea
    target: Target
    milestone: Target
    unit: Unit
    indicator: Indicator
    job: Job
    sealed: int


def create_plan_world(home: Municipality, code: str, status: PlanStatus) -> PlanWorld:
    plan = factories.create_plan(municipality=home, code=code, status=status)
    area = factories.create_focus_area(plan=plan, code="OMR")
    factories.create_theme(focus_area=area, code=THEME)
    indicator = factories.create_indicator(code=f"{code}:ind", namespace=code)
    target, milestone = create_targets(area, indicator)
    unit = factories.create_unit(municipality=home)
    factories.create_measure(plan=plan, code=MEASURE)
    factories.create_challenge(plan=plan, code=CHALLENGE)
    factories.create_guideline(plan=plan, code=GUIDELINE)
    factories.give_figure(target, "4.0")
    factories.assess(plan)
    # The draft too: it was adopted and published once, and must not be found all the same.
    factories.create_publication(plan)
    # The draft's too, which was sealed while it was adopted.
    sealed = factories.create_sealed_report(plan).pk
    return PlanWorld(plan, area, target, milestone, unit, indicator, factories.create_job(plan=plan), sealed)


def create_targets(area: FocusArea, indicator: Indicator) -> tuple[Target, Target]:
    """One that figures judge, and one that a person judges."""
    plan = area.plan
    used = factories.create_used_indicator(plan=plan, indicator=indicator)
    goal = factories.create_goal(plan=plan, primary_focus_area=area)
    target = factories.create_target(plan=plan, goal=goal, used_indicator=used, code="MT")
    milestone = factories.create_target(
        plan=plan, goal=goal, used_indicator=None, kind=TargetKind.MILESTONE, code="TILSTAND"
    )
    return target, milestone
