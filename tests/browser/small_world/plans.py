"""Its plan, with one of everything that a plan has, and one that has nothing in it yet."""

from decimal import Decimal

from accounts.models import Municipality, Unit
from indicators.models import Indicator, Region
from planning.models import Basis, Dimension, FocusArea, Plan, PlanStatus
from targets.models import Target, TargetKind
from targets.services.overriding import override_light
from tests import factories


def create_plan(home: Municipality, unit: Unit) -> tuple[Plan, FocusArea]:
    """Published, but for its targets; and the focus area that everything in it is about."""
    plan = factories.create_plan(municipality=home, code="KPS", title="Kommuneplanens samfunnsdel for Larvik 2024–2040")
    area = factories.create_focus_area(
        plan=plan, code="SKAPE", title="Skape i Larvik", slogan="den verdiskapende kommunen"
    )
    factories.create_theme(focus_area=area, code="TEMA", title="Økonomi")
    factories.create_measure(plan=plan, code="TILTAK", title="Bygge opp fondet", unit=unit)
    create_challenge(area)
    create_guideline(area)
    factories.create_publication(plan)
    return plan, area


def create_challenge(area: FocusArea) -> None:
    derived = {"dimension": Dimension.ECONOMIC, "dimension_basis": Basis.DERIVED}
    challenge = factories.create_challenge(plan=area.plan, code="UTFORDRING", text="Flere eldre", **derived)
    challenge.focus_areas.add(area)


def create_guideline(area: FocusArea) -> None:
    meld = factories.create_guideline(
        plan=area.plan, code="FORING", title="Perspektivmeldingen 2024", reference="Meld. St. 31 (2023–2024)"
    )
    factories.create_citation(guideline=meld, focus_area=area, angle="Bærekraftig økonomi")


def create_empty_plan(home: Municipality) -> tuple[Plan, FocusArea]:
    plan = factories.create_plan(municipality=home, code="TOM", title="Temaplan uten innhold", status=PlanStatus.DRAFT)
    return plan, factories.create_focus_area(plan=plan, code="TOMT", title="Innsatsområde uten mål")


def create_targets(
    plan: Plan, area: FocusArea, indicator: Indicator, own: Region, unit: Unit
) -> tuple[Target, Target, Target]:
    """One judged by figures, one by a person, and one that a person has set another light for."""
    goal = factories.create_goal(plan=plan, text="Kommunen skal ha råd til å løse oppgavene sine.", unit=unit)
    goal.focus_areas.add(area)
    factories.create_goal(plan=plan, text="Alle skal trives.").focus_areas.add(area)
    used = factories.create_used_indicator(plan=plan, indicator=indicator, region=own)
    target = factories.create_target(plan=plan, goal=goal, used_indicator=used, code="MT", primary_focus_area=area)
    milestone = factories.create_target(
        plan=plan, goal=goal, used_indicator=None, kind=TargetKind.MILESTONE, code="TILSTAND"
    )
    overridden = factories.create_target(plan=plan, goal=goal, used_indicator=used, code="OVER", lower=Decimal(2))
    factories.assess(plan)
    override(overridden)
    return target, milestone, overridden


def override(target: Target) -> None:
    override_light(
        target=target,
        light="red",
        reason="Fondet er bundet.",
        decided_by="kommunestyret",
        decided_on=factories.TODAY,
        until=None,
        by="koordinator",
        on=factories.TODAY,
        now=factories.NOW,
    )
