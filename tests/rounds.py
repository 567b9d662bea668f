"""A municipality with a plan, units with people, and a round that asks them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from accounts.models import Municipality, Role, Unit, User
from indicators.models import Indicator
from planning.models import Plan
from reporting.models import Commentary, ReportingRound
from reporting.queries.rounds import RoundItem, UnitList
from reporting.services.commentary import save_commentary, submit
from reporting.services.rounds import RoundTerms, open_round
from targets.models import Target
from tests.factories import (
    NOW,
    TODAY,
    assess,
    create_goal,
    create_indicator,
    create_municipality,
    create_plan,
    create_target,
    create_unit,
    create_used_indicator,
    create_user,
    give_figure,
)

DEADLINE = TODAY + timedelta(days=20)
# What a target of at least 5, with a band of 1, is judged by for each of the lights.
FIGURES = {"green": "6.0", "yellow": "4.5", "red": "2.0"}


@dataclass(frozen=True, slots=True)
class World:
    """One plan, two units, a contact of the first one, and a coordinator."""

    municipality: Municipality
    plan: Plan
    schools: Unit
    streets: Unit
    contact: User
    coordinator: User


def create_world() -> World:
    municipality = create_municipality()
    schools = create_unit(municipality=municipality, name="Oppvekst")
    return World(
        municipality=municipality,
        plan=create_plan(municipality=municipality, title="Samfunnsdelen"),
        schools=schools,
        streets=create_unit(municipality=municipality, name="Teknisk drift"),
        contact=create_user(
            role=Role.UNIT_CONTACT,
            municipality=municipality,
            unit=schools,
            username="vilde",
            email="vilde@larvik.example",
        ),
        coordinator=create_user(
            role=Role.COORDINATOR, municipality=municipality, username="kari", email="kari@larvik.example"
        ),
    )


def add_target(world: World, light: str = "", *, unit: Unit | None = None, name: str = "", **values: Any) -> Target:
    """One that the unit answers for, with a figure that gives the light; without one there is no figure."""
    indicator = create_indicator(**({"name_nb": name} if name else {}))
    used = create_used_indicator(plan=world.plan, indicator=indicator)
    made = {} if "goal" in values else {"goal": create_goal(plan=world.plan, unit=unit)}
    target = create_target(plan=world.plan, used_indicator=used, tolerance=1, **made | values)
    if light:
        give_figure(target, FIGURES[light], known_from=NOW)
    return target


def judge(world: World, *, days: int = 0) -> None:
    assess(world.plan, on=TODAY + timedelta(days=days), now=NOW + timedelta(days=days))


def ask(
    world: World, *, period: str = "2025", kind: str = "year", now: datetime = NOW, on: date = TODAY, **terms: Any
) -> ReportingRound:
    """A round over the plan that asks both units."""
    chosen: dict[str, Any] = {
        "plans": [world.plan],
        "units": [world.schools, world.streets],
        "deadline": DEADLINE,
    } | terms
    return open_round(
        municipality=world.municipality, kind=kind, period=period, terms=RoundTerms(**chosen), by="kari", on=on, now=now
    )


def write(
    asked: ReportingRound, subject: Target | Indicator, unit: Unit, text: str = "Færre søkere.", *, sent: bool = False
) -> Commentary:
    """Words of the unit, from whatever version is there; with `sent` sent in too."""
    field = "target" if isinstance(subject, Target) else "indicator"
    there = Commentary.objects.filter(round=asked, **{field: subject}).first()
    version = there.version if there else 0
    kept = save_commentary(asked=asked, subject=subject, unit=unit, text=text, version=version, by="vilde", now=NOW)
    if sent:
        submit(commentary=kept, version=kept.version, by="vilde", now=NOW)
        kept.refresh_from_db()
    return kept


def told(items: tuple[RoundItem, ...]) -> list[tuple[str, list[str]]]:
    """What stands in a list, and why words are asked for."""
    return [(one.code, [ask.value for ask in one.asks]) for one in items]


def groups(page: UnitList) -> dict[str, list[str]]:
    """The codes in each group of a unit's list."""
    named = {"lights": page.lights, "changed": page.changed, "revised": page.revised, "calm": page.calm}
    return {name: [one.code for one in items] for name, items in named.items()}
