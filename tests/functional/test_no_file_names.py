"""Where figures are from is said by publisher, table and day, and never by what a file was called."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Municipality, Role
from indicators.models import Channel, Fetch, Indicator, Region, RegionKind
from planning.models import Plan, PlanStatus
from tests import factories
from tests.permissions import fixtures
from tests.permissions.asking import client_of
from tests.permissions.matrix import CASES
from tests.permissions.world import World
from tests.savings_figures import small_world

pytestmark = pytest.mark.django_db
world, others_to_ask, nothing_typeset = fixtures.world, fixtures.others_to_ask, fixtures.nothing_typeset

FILE = "tallfil-fra-kari.csv"
# As the factories name a delivery.
ANY_FILE = re.compile(r"tall-\d+\.csv")
# A file that somebody is about to take in is known by its name.
OF_FILES = {"figures-upload", "upload-detail"}


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_no_page_tells_what_a_file_of_figures_was_called(world: World) -> None:
    client, telling = client_of(world, "coordinator"), {}
    for case in CASES:
        if case.method == "GET" and case.answers["coordinator"] == 200 and not case.name.startswith("api-"):
            answer = client.get(reverse(case.name, args=case.arguments(world)))
            if "html" in answer["Content-Type"] and (found := ANY_FILE.search(answer.content.decode())):
                telling[case.name] = found.group()
    assert {name: one for name, one in telling.items() if name not in OF_FILES} == {}


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(status=PlanStatus.ADOPTED)


@pytest.fixture
def reader(plan: Plan) -> Client:
    client = Client()
    client.force_login(factories.create_user(role=Role.READER, municipality=plan.municipality))
    return client


def measured(plan: Plan, **values: Any) -> Indicator:
    """An indicator without a source of its own, with one figure of the municipality's from a file."""
    own = factories.create_region(code=plan.municipality.number, name="Hjemme", kind=RegionKind.MUNICIPALITY)
    indicator = factories.create_indicator(service_area=factories.create_service_area())
    fetch = factories.create_fetch(name=FILE, **values)
    factories.create_observation(indicator=indicator, region=own, period="2025", literal="4.0", fetch=fetch)
    return indicator


def pages_of(indicator: Indicator) -> list[str]:
    return [
        reverse("indicator-detail", args=[indicator.code]),
        reverse("service-area-detail", args=[indicator.service_area_id]),
    ]


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ({"name": "KOSTRA", "publisher": "SSB"}, "KOSTRA (SSB), levert 1. juli 2026"),
        ({"name": "Netto driftsresultat", "publisher": "SSB", "table": "12134"}, "(SSB), tabell 12134"),
        ({}, "levert av kommunen 1. juli 2026"),
    ],
    ids=["a publisher", "a table", "nothing"],
)
def test_what_is_known_of_a_delivery_is_said(plan: Plan, reader: Client, named: dict[str, str], said: str) -> None:
    indicator = measured(plan, source=factories.create_source(**named) if named else None)
    for page in pages_of(indicator):
        shown = words(reader.get(page))
        assert said in shown
        assert FILE not in shown


def test_several_deliveries_of_one_source_are_told_by_the_last(plan: Plan, reader: Client) -> None:
    source = factories.create_source(name="KOSTRA", publisher="SSB")
    indicator = measured(plan, source=source, received_at=factories.NOW.replace(year=2025))
    later = factories.create_fetch(name=FILE, source=source)
    region = Region.objects.get(name="Hjemme")
    factories.create_observation(indicator=indicator, region=region, period="2024", literal="3.0", fetch=later)
    assert "Kilde: KOSTRA (SSB), levert 1. juli 2026" in words(reader.get(pages_of(indicator)[1]))


def test_the_light_of_a_target_tells_no_file(plan: Plan, reader: Client) -> None:
    target = factories.create_target(plan=plan, goal=factories.create_goal(plan=plan), code="MT")
    factories.give_figure(target, "4.0", fetch=factories.create_fetch(name=FILE, channel=Channel.CSV))
    factories.assess(plan)
    for name in ("target-detail", "target-certificate"):
        shown = words(reader.get(reverse(name, args=[plan.code, "MT"])))
        assert FILE not in shown
        assert "tall som kommunen har lastet inn" in shown or "levert av kommunen 1. juli 2026" in shown


def test_savings_tell_the_publisher() -> None:
    small_world()
    Fetch.objects.update(name=FILE, source=factories.create_source(name="KOSTRA", publisher="SSB"))
    client = Client()
    home = Municipality.objects.filter(number="3909").first() or factories.create_municipality(number="3909")
    client.force_login(factories.create_user(role=Role.READER, municipality=home))
    shown = words(client.get(reverse("savings")))
    assert "KOSTRA (SSB), levert 1. juli 2026" in shown
    assert ".csv" not in shown
