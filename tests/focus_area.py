"""A small focus area with one of everything that its page shows."""

from datetime import date

from indicators.models import Direction, Standing
from planning.models import Basis, ChallengeKind, Dimension, FocusArea, Level, Plan, Progress
from tests import factories

WATER = {"svært god": "14.0", "god": "36.7", "moderat": "31.3", "dårlig": "12.0", "svært dårlig": "6.0"}


def create_whole_area(plan: Plan, **values: str) -> FocusArea:
    """Everything there is room for on the page, each thing once."""
    area = factories.create_focus_area(plan=plan, **{"code": "KLIMA", "title": "Klima og natur", **values})
    add_goals(area, 1)
    add_guidelines(area, 1)
    add_challenges(area, 1)
    add_indicators(area, 1)
    add_water(area)
    factories.create_related_plan(
        plan=plan, title="Klimaplanen", period="2021–2024", extra={"document_status": "høringsutkast"}
    )
    return area


def add_goals(area: FocusArea, count: int) -> None:
    """Goals of a theme, each with a sub-goal, a late measure, a guideline and a sustainable development goal."""
    plan = area.plan
    unit = plan.municipality.units.first() or factories.create_unit(
        municipality=plan.municipality, name="Teknisk drift"
    )
    owner = factories.create_user()
    for _ in range(count):
        goal = factories.create_goal(plan=plan, theme=factories.create_theme(focus_area=area))
        under = factories.create_goal(plan=plan, text="Færre biler i sentrum", parent=goal)
        for one in (goal, under):
            one.focus_areas.add(area)
        goal.sdgs.add(factories.create_sdg(13))
        goal.guidelines.add(factories.create_guideline(plan=plan, reference="Meld. St. 26 (2022–2023)"))
        measure = factories.create_measure(
            plan=plan,
            title="Ladepunkter",
            unit=unit,
            owner=owner,
            deadline=date(2020, 5, 1),
            progress=Progress.DELAYED,
            percent_done=40,
        )
        measure.focus_areas.add(area)
        measure.goals.add(goal)
        theirs = factories.create_goal(plan=plan, level=Level.NATIONAL, text="Klimanøytralitet")
        theirs.focus_areas.add(area)


def add_guidelines(area: FocusArea, count: int) -> None:
    elsewhere = factories.create_focus_area(plan=area.plan, title="Leve i kommunen")
    for _ in range(count):
        guideline = factories.create_guideline(plan=area.plan, gist="Naturen skal vernes.", url="https://example.no/")
        for place, angle in ((area, "vern av vann"), (elsewhere, "folkehelse")):
            factories.create_citation(guideline=guideline, focus_area=place, cited_section="Kapittel 4", angle=angle)


def add_challenges(area: FocusArea, count: int) -> None:
    for kind in ChallengeKind.values * count:
        one = factories.create_challenge(
            plan=area.plan, kind=kind, dimension=Dimension.ENVIRONMENTAL, dimension_basis=Basis.DERIVED
        )
        one.focus_areas.add(area)


def add_indicators(area: FocusArea, count: int) -> None:
    """A series and a place in a list, of each so many."""
    for _ in range(count):
        series = factories.create_used_indicator(plan=area.plan)
        place = factories.create_used_indicator(
            plan=area.plan,
            indicator=factories.create_indicator(unit="plassering", decimals=0, direction=Direction.DOWN),
        )
        for used, figures in ((series, {"2023": "9.5", "2024": "8.0"}), (place, {"2024": "37"})):
            used.focus_areas.add(area)
            for period, literal in figures.items():
                factories.create_observation(
                    indicator=used.indicator, region=used.region, period=period, literal=literal
                )


def add_water(area: FocusArea) -> None:
    indicator = factories.create_indicator(name_nb="Vannforekomster etter tilstand", ordinal_scale=[*WATER][::-1])
    used = factories.create_used_indicator(plan=area.plan, indicator=indicator)
    used.focus_areas.add(area)
    for part, literal in WATER.items():
        factories.create_observation(
            indicator=indicator, region=used.region, period="", part=part, literal=literal, standing=Standing.CITED
        )
