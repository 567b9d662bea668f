"""What figures are about, over the open API: how it is narrowed, and that long answers ask no more."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.models import Channel, RegionKind
from tests import factories
from tests.figure_readers import World, create_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return create_world()


# Narrowed -----------------------------------------------------------------------------------------------------------


NARROWED = [
    ({"q": "SKOLE fond"}, ["skolefond"]),
    ({"q": "202"}, ["skolefond"]),
    ({"category": "prioritet"}, ["skolefond"]),
    ({"service_area": "Skole"}, ["skolefond"]),
    ({"direction": "down"}, ["skolefond"]),
    ({"is_need_adjusted": "true"}, ["skolefond"]),
    ({"is_calculated": "false"}, ["skolefond"]),
    ({"table": "12362"}, ["skolefond"]),
    ({"source": "ssb-12362"}, ["skolefond"]),
    ({"region": "3909"}, ["skolefond"]),
    ({"region": "4003"}, []),
    ({"order": "-code"}, ["skolefond", "annet"]),
]


@pytest.mark.parametrize(("parameters", "codes"), NARROWED)
def test_indicators_are_narrowed(parameters: dict[str, str], codes: list[str]) -> None:
    old, today = factories.create_region(code="3805"), factories.create_region(code="3909")
    factories.create_region_change(old=old, new=today, on=date(2024, 1, 1))
    one = factories.create_indicator(
        code="skolefond",
        name_nb="Skolens fond",
        category="Prioritet",
        service_area=factories.create_service_area(name="Skole"),
        direction="down",
        kostra_functions="202;215",
        is_need_adjusted=True,
    )
    one.sources.add(factories.create_fetched_source(code="ssb-12362", table="12362"))
    # Under the code that the region had at the time.
    factories.create_observation(indicator=one, region=old, period="2023")
    factories.create_indicator(code="annet", is_calculated=True)
    answer = Client().get(reverse("api-indicator-list"), parameters).json()
    assert [found["code"] for found in answer["results"]] == codes


def test_the_catalogue_is_in_the_order_of_the_reports() -> None:
    area, other = factories.create_service_area(name="Barnevern"), factories.create_service_area(name="Ålesund")
    factories.create_indicator(code="sist")
    factories.create_indicator(code="annen", service_area=other, category="Prioritet")
    for category in ("Grunnlagsdata (Nivå 3)", "Noe eget", "Produktivitet", "Prioritet", ""):
        factories.create_indicator(code=f"b {category}", service_area=area, category=category)
    found = [one["code"] for one in Client().get(reverse("api-indicator-list")).json()["results"]]
    in_area = ["b Prioritet", "b Produktivitet", "b Grunnlagsdata (Nivå 3)", "b Noe eget", "b "]
    assert found == [*in_area, "annen", "sist"]


REGIONS = [
    ({"kind": "kostra_group"}, ["EKG11"]),
    ({"q": "lard"}, ["0728"]),
    ({"q": "39"}, ["3909"]),
    ({"valid_on": "2017-06-01", "kind": "municipality"}, ["0728"]),
    ({"valid_on": "2018-01-01", "kind": "municipality"}, ["3909"]),
    ({"group": "EKG11"}, ["3909"]),
    ({"group": "EKG11", "valid_on": "2019-12-31"}, []),
]


@pytest.mark.parametrize(("parameters", "codes"), REGIONS)
def test_regions_are_narrowed(parameters: dict[str, str], codes: list[str]) -> None:
    old, today = (
        factories.create_region(code="0728", name="Lardal"),
        factories.create_region(code="3909", name="Larvik"),
    )
    factories.create_region_version(region=old, valid_from=date(1964, 1, 1), valid_to=date(2018, 1, 1))
    factories.create_region_version(region=today, valid_from=date(2018, 1, 1))
    group = factories.create_region(code="EKG11", name="Gruppe", kind=RegionKind.KOSTRA_GROUP)
    factories.create_group_membership(group=group, member=today)
    answer = Client().get(reverse("api-region-list"), parameters).json()
    assert [one["code"] for one in answer["results"]] == codes


WRONG = [
    ("api-indicator-list", [], {"is_need_adjusted": "ja"}, "is_need_adjusted"),
    ("api-indicator-list", [], {"direction": "bortover"}, "direction"),
    ("api-indicator-list", [], {"q": "a b c d e f g h i j k"}, "q"),
    ("api-indicator-list", [], {"q": "a" * 201}, "q"),
    ("api-indicator-list", [], {"order": "flaks"}, "order"),
    ("api-indicator-list", [], {"fields": "passord"}, "fields"),
    ("api-region-list", [], {"valid_on": "i går"}, "valid_on"),
    ("api-region-list", [], {"kind": "by"}, "kind"),
    ("api-fetch-list", [], {"received_since": "2024-13-01"}, "received_since"),
    ("api-comparison", [], {"indicator": "felles"}, "region"),
    ("api-comparison", [], {"region": "3909"}, "indicator"),
    ("api-comparison", [], {"indicator": "felles", "region": "EKG11"}, "region"),
    ("api-comparison", [], {"indicator": "felles", "region": "3909", "with": "3909,nei"}, "with"),
    ("api-comparison", [], {"indicator": "felles", "region": "3909", "with": ",".join("12345678901")}, "with"),
    ("api-indicator-derivation", ["felles"], {"region": "nei"}, "region"),
    ("api-indicator-derivation", ["felles"], {"region": "3909", "period": "i fjor"}, "period"),
    ("api-savings", [], {"region": "3909", "year": "24"}, "year"),
    ("api-savings", [], {"region": "nei"}, "region"),
    ("api-need-list", [], {"year": "nei"}, "year"),
    ("api-source-problem-list", ["ssb-1"], {"is_open": "kanskje"}, "is_open"),
]


@pytest.mark.parametrize(("name", "words", "parameters", "field"), WRONG)
def test_a_question_that_makes_no_sense_is_told_by_field(
    world: World, name: str, words: list[str], parameters: dict[str, str], field: str
) -> None:
    factories.create_indicator(code="felles")
    factories.create_region(code="3909")
    factories.create_region(code="EKG11", kind=RegionKind.KOSTRA_GROUP)
    factories.create_fetched_source(code="ssb-1")
    answer = world.client("reader").get(reverse(name, args=words), parameters)
    assert answer.status_code == 400
    assert [line["field"] for line in answer.json()["errors"]] == [field]


# How much is asked of the database ----------------------------------------------------------------------------------


def some_indicators() -> None:
    indicator = factories.create_indicator(service_area=factories.create_service_area())
    indicator.sources.add(factories.create_fetched_source())
    indicator.replaced_by.add(factories.create_indicator())
    factories.create_quality_record(indicator, region=factories.create_region())
    factories.create_alias(indicator=indicator)
    factories.create_observation(indicator=indicator)
    factories.create_formula(indicator, plus=[factories.create_indicator()])


def some_regions() -> None:
    old, new = factories.create_region(), factories.create_region()
    factories.create_region_version(region=new)
    factories.create_region_change(old=old, new=new, on=date(2020, 1, 1))
    group = factories.create_region(kind=RegionKind.KOSTRA_GROUP)
    factories.create_group_membership(group=group, member=new)


def some_sources() -> None:
    source = factories.create_fetched_source()
    factories.create_source_problem(source=source)
    factories.create_mapping(source=source)
    factories.create_fetch(channel=Channel.SSB, source=source)


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("api-indicator-list", some_indicators),
        ("api-derived-list", some_indicators),
        ("api-service-area-list", some_indicators),
        ("api-region-list", some_regions),
        ("api-source-list", some_sources),
        ("api-fetch-list", some_sources),
        ("api-need-list", factories.create_need_index),
    ],
)
def test_more_rows_are_no_more_questions(world: World, name: str, more: Callable[[], object]) -> None:
    client = world.client("reader")
    for _time in range(2):
        more()
    few = questions(client, name)
    for _time in range(6):
        more()
    many = questions(client, name)
    assert many[0] > few[0]
    assert many[1] == few[1]


def questions(client: Client, name: str) -> tuple[int, int]:
    """How many rows an answer has, and how many queries it takes."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(reverse(name)).json()
    return len(answer["results"]), len(asked)


# Need indices -------------------------------------------------------------------------------------------------------

FIRST_KNOWN, CORRECTED = datetime(2025, 3, 15, 7, tzinfo=UTC), datetime(2025, 6, 15, 7, tzinfo=UTC)
KNOWN_NEEDS: list[tuple[dict[str, str], list[str]]] = [
    ({}, ["97.5"]),
    ({"vintages": "all", "order": "known_from"}, ["96.9", "97.5"]),
    ({"known_at": "2025-03-15"}, ["96.9"]),
    ({"known_at": "2025-03-14"}, []),
    ({"known_at": "2025-06-15T07:00:00Z", "vintages": "all", "order": "-known_from"}, ["97.5", "96.9"]),
]


@pytest.mark.parametrize(("parameters", "expected"), KNOWN_NEEDS, ids=[str(one[0]) for one in KNOWN_NEEDS])
def test_a_corrected_need_is_told_once_and_as_it_was_known(
    world: World, parameters: dict[str, str], expected: list[str]
) -> None:
    same = {
        "service_area": factories.create_service_area(),
        "region": factories.create_region(),
        "year": 2024,
        "source": "GHT",
    }
    for value, known_from in (("96.9", FIRST_KNOWN), ("97.5", CORRECTED)):
        fetch = factories.create_fetch()
        factories.create_need_index(**same, value=Decimal(value), known_from=known_from, fetch=fetch)
    assert world.listed("reader", "api-need-list", "value", **parameters) == expected
