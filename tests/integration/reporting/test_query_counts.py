"""Pages make a fixed number of queries, however much there is to show."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import Role
from indicators.models import Indicator, Standing, ValueKind
from planning.models import Plan
from targets.models import Target
from tests import factories
from tests.counted_queries import queries_of


def fill(plan: Plan, count: int) -> None:
    """Goals with a judged target each, in the plan's one focus area, over the plan's own and a shared indicator."""
    area = plan.focus_areas.first() or factories.create_focus_area(plan=plan, code="A")
    unit = plan.municipality.units.first() or factories.create_unit(municipality=plan.municipality)
    for _ in range(count):
        goal = factories.create_goal(plan=plan, unit=unit, owner=factories.create_user())
        goal.focus_areas.add(area)
        target = factories.create_target(plan=plan, goal=goal, lower=Decimal(5))
        for year in ("2022", "2023", "2024"):
            factories.give_figure(target, "3.9", period=year)
        assert target.used_indicator is not None
        factories.create_quality_record(target.used_indicator.indicator)
        factories.create_measure(plan=plan, unit=unit).goals.add(goal)
        factories.create_stated_cause(target)
    factories.assess(plan)


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="P-1")


@pytest.fixture
def reader(plan: Plan, client: Client) -> Client:
    client.force_login(factories.create_user(role=Role.READER, municipality=plan.municipality))
    return client


ADDRESSES: dict[str, Callable[[Plan], str]] = {
    "plan-list": lambda plan: "/planer/",
    "dashboard": lambda plan: f"/planer/{plan.code}/",
    "on the wall": lambda plan: f"/planer/{plan.code}/presentasjon/",
    "on the wall, the last": lambda plan: f"/planer/{plan.code}/presentasjon/?side=999",
    "data quality": lambda plan: f"/planer/{plan.code}/datakvalitet/",
    "data quality, csv": lambda plan: f"/planer/{plan.code}/datakvalitet/datakvalitet.csv",
    "focus area": lambda plan: f"/planer/{plan.code}/omrader/A/",
    "unit": lambda plan: f"/planer/{plan.code}/virksomheter/{plan.municipality.units.get().pk}/",
    "indicator list": lambda plan: "/indikatorer/",
}
# What a page asks at most; a page that needs more has begun to ask per row, or should say why here.
AT_MOST = {
    "plan-list": 8,
    # Six of them count what is to be looked at in the figures, four read causes and measures, others what hangs loose.
    "dashboard": 25,
    # Judged on two days, as papers and reports are.
    "on the wall": 51,
    "on the wall, the last": 51,
    "data quality": 10,
    "data quality, csv": 10,
    # Everything that the plan knows of it; what it follows is counted in tests/functional/test_focus_area_page.py.
    "focus area": 32,
    "unit": 20,
    "indicator list": 14,
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_ten_times_as_much_takes_the_same_queries(name: str, plan: Plan, reader: Client) -> None:
    fill(plan, 2)
    address = ADDRESSES[name](plan)
    few = queries_of(reader, address)
    fill(plan, 18)
    assert queries_of(reader, address) == few
    assert few <= AT_MOST[name]


def test_a_target_page_asks_the_same_whatever_its_history(plan: Plan, reader: Client) -> None:
    fill(plan, 1)
    target = Target.objects.get(plan=plan)
    address = f"/planer/{plan.code}/maltall/{target.code}/"
    few = queries_of(reader, address)
    for year in range(2000, 2022):
        factories.give_figure(target, "7.5", period=str(year))
    factories.assess(plan)
    assert queries_of(reader, address) == few
    assert few <= 38


def test_an_indicator_page_asks_the_same_for_one_region_and_for_many(plan: Plan, reader: Client) -> None:
    fill(plan, 1)
    used = Target.objects.get(plan=plan).used_indicator
    assert used is not None
    say_everything(used.indicator)
    address = f"/indikatorer/{used.indicator.code}/"
    few = queries_of(reader, address)
    for _ in range(12):
        say_everything(used.indicator)
    assert queries_of(reader, address) == few
    assert few <= 9


def say_everything(indicator: Indicator) -> None:
    """One more region with an official figure that was revised, an own figure, a projection and a remark."""
    region, other = factories.create_region(), factories.create_indicator()
    for days, literal in enumerate(("3.3", "3.4")):
        known_from = factories.NOW + timedelta(days=days)
        factories.create_observation(indicator=indicator, region=region, literal=literal, known_from=known_from)
    for standing, kind in ((Standing.CORRECTION, ValueKind.CORRECTION), (Standing.SHOWN, ValueKind.PROJECTION)):
        factories.create_observation(indicator=indicator, region=region, literal="9", standing=standing, kind=kind)
    factories.create_quality_record(indicator, other, region=region, from_period="2024", is_break=True)
    indicator.replaced_by.add(other)
