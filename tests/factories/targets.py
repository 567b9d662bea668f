"""Promise against figure: targets with the indicators they look at, and their lights, which are really judged."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from indicators.models import Indicator, Observation, Region
from planning.models import Plan
from targets.models import IndicatorInPlan, StatedCause, Target, TargetKind, TargetStep
from targets.services.assessment import Outcome, assess_and_store
from tests.factories.figures import create_indicator, create_observation
from tests.factories.moments import NOW, TODAY
from tests.factories.numbered import numbers
from tests.factories.places import create_region
from tests.factories.promises import create_goal, create_plan


def create_used_indicator(
    *, plan: Plan | None = None, indicator: Indicator | None = None, region: Region | None = None, **values: Any
) -> IndicatorInPlan:
    indicator = indicator or create_indicator()
    return IndicatorInPlan.objects.create(
        plan=plan or create_plan(),
        indicator=indicator,
        region=region or create_region(),
        **{"code": indicator.code, "order": next(numbers)} | values,
    )


def create_target(*, plan: Plan | None = None, **values: Any) -> Target:
    """At least 5 percent, until the test says otherwise. `goal=None` makes a norm, `used_indicator=None` leaves the
    figures out."""
    plan = plan or (values["goal"].plan if values.get("goal") else create_plan())
    number = next(numbers)
    terms = {} if "kind" in values else {"kind": TargetKind.STAY_ABOVE, "lower": Decimal(5), "unit": "prosent"}
    made: dict[str, Any] = {}
    if "goal" not in values:
        made["goal"] = create_goal(plan=plan)
    if "used_indicator" not in values:
        made["used_indicator"] = create_used_indicator(plan=plan)
    return Target.objects.create(plan=plan, **{"code": f"MT-{number}", "order": number} | terms | made | values)


def create_step(*, target: Target | None = None, period: str = "2027", value: Decimal = Decimal(7)) -> TargetStep:
    return TargetStep.objects.create(target=target or create_target(), period=period, value=value)


def create_stated_cause(target: Target, text: str = "Færre søkere enn ventet.", **values: Any) -> StatedCause:
    """Why a target does not stand as promised, said after it was judged."""
    said = {"said_on": NOW.date(), "said_by": "Vilde", "said_at": NOW}
    return StatedCause.objects.create(target=target, text=text, **said | values)


def give_figure(target: Target, literal: str, *, period: str = "2025", **values: Any) -> Observation:
    """A figure for the target's own indicator in its own region."""
    used = target.used_indicator
    assert used is not None
    return create_observation(indicator=used.indicator, region=used.region, literal=literal, period=period, **values)


def assess(plan: Plan | None = None, *, on: date = TODAY, now: datetime = NOW) -> Outcome:
    """Really judge the plan's targets, or all of them, and keep the assessments and changed lights."""
    return assess_and_store(plan=plan, on=on, now=now)
