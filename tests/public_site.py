"""A published plan with somebody's name wherever a name can stand, for tests of what everybody may read."""

from datetime import date
from decimal import Decimal

from accounts.models import Municipality, Role, User
from planning.models import Plan, Progress
from targets.models import Target, TargetKind
from targets.rules import Light
from targets.services.overriding import override_light
from targets.services.people import judge_state
from tests import factories
from tests.factories import NOW, TODAY

# Nobody is called that, so that it can stand on no page by chance.
NAMES = ("Qvirina", "Zappelberg", "xq-ansvarlig", "Wozzeck")
FILE_NAME = "tall-fra-qvirina-zappelberg.csv"


def create_owner(municipality: Municipality) -> User:
    return factories.create_user(
        role=Role.COORDINATOR,
        municipality=municipality,
        username="xq-ansvarlig",
        first_name="Qvirina",
        last_name="Zappelberg",
    )


def create_public_plan(*, is_published: bool = True) -> Plan:
    """Two targets with figures, one state that somebody has judged, and a measure; Qvirina Zappelberg owns it all."""
    municipality = factories.create_municipality(name="Åsvik")
    owner = create_owner(municipality)
    unit = factories.create_unit(municipality=municipality, name="Teknisk etat")
    plan = factories.create_plan(municipality=municipality, code="P-1", title="Samfunnsdelen")
    area = factories.create_focus_area(plan=plan, code="OKO", title="Økonomi")
    goal = factories.create_goal(plan=plan, text="Kommunen har råd.", primary_focus_area=area, owner=owner, unit=unit)
    goal.focus_areas.add(area)
    fund = create_fund(plan, goal=goal, owner=owner)
    state = factories.create_target(
        plan=plan, goal=goal, used_indicator=None, kind=TargetKind.MILESTONE, code="T-2", state="alle er med"
    )
    measure = factories.create_measure(
        plan=plan, title="Bygge opp fondet", owner=owner, unit=unit, progress=Progress.ONGOING, percent_done=40
    )
    measure.deadline, measure.progress_note, measure.cost_note = date(2027, 3, 1), "Wozzeck vet mer", "Wozzeck"
    measure.save()
    measure.focus_areas.add(area)
    factories.assess(plan)
    said_by_people(fund, state)
    if is_published:
        factories.create_publication(plan, published_by="xq-ansvarlig")
    return plan


def create_fund(plan: Plan, **values: object) -> Target:
    indicator = factories.create_indicator(code="fond", name_nb="Disposisjonsfond", unit="percent", decimals=1)
    used = factories.create_used_indicator(plan=plan, indicator=indicator)
    target = factories.create_target(plan=plan, used_indicator=used, code="T-1", lower=Decimal(5), **values)
    fetch = factories.create_fetch(name=FILE_NAME, received_from="Qvirina Zappelberg")
    factories.give_figure(target, "5.9", period="2023", fetch=fetch)
    factories.give_figure(target, "", period="2024", missing=":", fetch=fetch)
    factories.give_figure(target, "3.1", period="2025", fetch=fetch, kind="provisional")
    return target


def said_by_people(fund: Target, state: Target) -> None:
    """A state judged, and a light set beside the calculated one: each brings a change of light with it."""
    judge_state(
        target=state,
        light=Light.YELLOW,
        reason="Halve jobben",
        judged_on=TODAY,
        judged_by="Qvirina Zappelberg",
        by="xq-ansvarlig",
        on=TODAY,
        now=NOW,
    )
    override_light(
        target=fund,
        light=Light.YELLOW,
        reason="Regnskapet er ikke ferdig",
        decided_by="Qvirina Zappelberg",
        decided_on=TODAY,
        until=date(2026, 12, 31),
        by="xq-ansvarlig",
        on=TODAY,
        now=NOW,
    )
