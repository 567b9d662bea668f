"""What figures are about, over the open API: who reads what."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from indicators.models import Channel, Indicator, RegionKind, Standing
from indicators.queries.savings import SECTOR_CODE
from targets.queries import table_of
from tests import factories
from tests.figure_readers import WHO, World, create_world
from tests.savings_figures import create_place, give_costs, small_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return create_world()


# Who reads what -----------------------------------------------------------------------------------------------------

ANSWERS: list[tuple[str, list[str], dict[str, str], dict[str, int]]] = [
    ("api-indicator-list", [], {}, dict.fromkeys(WHO, 200)),
    ("api-indicator", ["VEDTATT:egen"], {}, dict.fromkeys(WHO, 200)),
    ("api-indicator", ["UTKAST:egen"], {}, dict.fromkeys(WHO, 404) | {"coordinator": 200}),
    ("api-comparison", [], {"indicator": "UTKAST:egen", "region": "1"}, dict.fromkeys(WHO, 404) | {"coordinator": 200}),
    ("api-region-peers", ["3909"], {}, {"anonymous": 401, "outsider": 404, "reader": 200, "coordinator": 200}),
    ("api-savings", [], {"region": "1"}, dict.fromkeys(WHO, 200)),
    ("api-need-list", [], {}, dict.fromkeys(WHO, 200)),
    ("api-fetch-list", [], {}, dict.fromkeys(WHO, 200)),
    ("api-source", ["ssb-1"], {}, dict.fromkeys(WHO, 200)),
    ("api-source", ["finnes-ikke"], {}, dict.fromkeys(WHO, 404)),
    ("api-source-problem-list", ["ssb-1"], {}, dict.fromkeys(WHO, 200) | {"anonymous": 401}),
    ("api-region", ["finnes-ikke"], {}, dict.fromkeys(WHO, 404)),
]


@pytest.mark.parametrize(("name", "words", "parameters", "expected"), ANSWERS)
def test_each_is_answered_by_what_they_may_read(
    world: World, name: str, words: list[str], parameters: dict[str, str], expected: dict[str, int]
) -> None:
    factories.create_region(code="1")
    factories.create_fetched_source(code="ssb-1")
    address = reverse(name, args=words)
    assert {who: world.client(who).get(address, parameters).status_code for who in WHO} == expected


@pytest.mark.parametrize("is_known", [False, True], ids=["not known", "without a role"])
def test_everybody_reads_savings_from_official_figures_alone(world: World, is_known: bool) -> None:
    small_world()
    typed = factories.create_fetch(channel=Channel.HAND, name="Kari Nordmann retter")
    costs = dict.fromkeys(Indicator.objects.filter(code__startswith=SECTOR_CODE), "3000")
    give_costs(create_place("4001", "Porsgrunn"), costs, standing=Standing.CORRECTION, fetch=typed)
    client = Client()
    if is_known:
        client.force_login(factories.create_user())
    told = client.get(reverse("api-savings"), {"region": "3909"}).json()
    assert {row["compared_with"] for row in told["rows"]} == {"Skien"}
    assert (told["rows"][0]["own"], told["rows"][0]["million_nok"]) == ("5000", "0.9")
    assert told["sources"] == ["tall som kommunen har lastet inn"]
    own = world.told("reader", "api-savings", region="3909")
    assert {row["compared_with"] for row in own["rows"]} == {"Skien", "Porsgrunn"}
    assert "Kari Nordmann retter" in own["sources"]


def test_everybody_reads_need_indices_of_deliveries_that_are_published_figures(world: World) -> None:
    published, typed = factories.create_fetch(), factories.create_fetch(channel=Channel.HAND)
    for fetch, value in ((published, "96.9"), (typed, "50")):
        factories.create_need_index(fetch=fetch, value=Decimal(value))
    seen = {who: sorted(world.listed(who, "api-need-list", "value")) for who in ("anonymous", "reader")}
    assert seen == {"anonymous": ["96.9"], "reader": ["50", "96.9"]}


def test_everybody_reads_which_files_official_figures_came_in_and_not_what_they_are_called(world: World) -> None:
    official = factories.create_fetch(name="kari-nordmann.csv", note="Kari har ringt", received_from="kari")
    factories.create_observation(fetch=official)
    own = factories.create_fetch(name="egne.csv")
    factories.create_observation(fetch=own, standing=Standing.CORRECTION)
    (row,) = world.told("anonymous", "api-fetch-list")["results"]
    told = {name: row[name] for name in ("name", "note", "received_from", "checksum")}
    named = {"name": "tall som kommunen har lastet inn", "note": None, "received_from": None}
    assert told == named | {"checksum": official.checksum}


def test_the_catalogue_and_what_readable_plans_have_brought_in(world: World) -> None:
    factories.create_indicator(code="felles")
    seen = {who: set(world.listed(who, "api-indicator-list")) for who in WHO}
    assert seen["anonymous"] == seen["outsider"] == seen["reader"] == {"felles", "VEDTATT:egen"}
    assert seen["coordinator"] == {"felles", "VEDTATT:egen", "UTKAST:egen"}


def test_a_service_area_that_only_a_draft_has_an_indicator_in_is_not_told(world: World) -> None:
    shared, hidden = factories.create_service_area(name="Skole"), factories.create_service_area(name="Hemmelig")
    factories.create_indicator(service_area=shared)
    factories.create_indicator(service_area=hidden, namespace="UTKAST")
    factories.create_indicator(service_area=shared, namespace="UTKAST")
    told = {who: world.told(who, "api-service-area-list")["results"] for who in WHO}
    assert told["anonymous"] == told["outsider"] == told["reader"] == [{"name": "Skole", "indicators": 1}]
    assert told["coordinator"] == [{"name": "Hemmelig", "indicators": 1}, {"name": "Skole", "indicators": 2}]


def test_an_area_that_only_a_draft_quotes_is_not_told(world: World) -> None:
    place = factories.create_region(code="skjult", kind=RegionKind.AREA)
    factories.create_observation(region=place, standing=Standing.CITED, source_table=table_of("UTKAST"))
    assert {who: world.listed(who, "api-region-list") for who in WHO} == {
        "anonymous": [],
        "outsider": [],
        "reader": [],
        "coordinator": ["skjult"],
    }


def test_what_plans_say_of_an_indicator_is_for_their_own_readers(world: World) -> None:
    shared = factories.create_indicator(code="felles")
    for namespace in ("", "VEDTATT", "UTKAST"):
        factories.create_quality_record(shared, code=namespace or "alle", namespace=namespace)
        shared.sources.add(factories.create_source(code=f"kilde-{namespace}", namespace=namespace))
    told = {who: world.told(who, "api-indicator", "felles") for who in WHO}
    records = {who: [one["code"] for one in told[who]["quality_records"]] for who in WHO}
    assert records == {
        "anonymous": ["alle"],
        "outsider": ["alle"],
        "reader": ["alle", "VEDTATT"],
        "coordinator": ["alle", "UTKAST", "VEDTATT"],
    }
    sources = {who: [one["code"] for one in told[who]["sources"]] for who in WHO}
    open_to_all = ["kilde-", "kilde-VEDTATT"]
    assert sources == dict.fromkeys(WHO, open_to_all) | {"coordinator": ["kilde-", "kilde-UTKAST", "kilde-VEDTATT"]}


def test_another_name_is_told_where_a_readable_plan_uses_the_indicator(world: World) -> None:
    hidden, shared = factories.create_indicator(code="i-utkast"), factories.create_indicator(code="i-ingen-plan")
    factories.create_used_indicator(plan=world.draft, indicator=hidden)
    for one in (hidden, shared):
        factories.create_alias(indicator=one, alias=f"kalt {one.code}")
    assert world.listed("anonymous", "api-indicator-list", q="kalt") == ["i-ingen-plan"]
    assert world.listed("coordinator", "api-indicator-list", q="kalt", order="code") == ["i-ingen-plan", "i-utkast"]
    assert world.told("outsider", "api-indicator", "i-utkast")["aliases"] == []


def test_the_newest_figure_is_of_those_that_may_be_known_of(world: World) -> None:
    shared = factories.create_indicator(code="felles")
    factories.create_observation(indicator=shared, period="2023")
    factories.create_observation(
        indicator=shared, period="2024", standing=Standing.CITED, source_table=table_of("UTKAST")
    )
    newest = {who: world.told(who, "api-indicator", "felles")["newest"]["period"] for who in WHO}
    assert newest == dict.fromkeys(WHO, "2023") | {"coordinator": "2024"}


def test_deliveries_are_told_without_content_and_by_who_may_know(world: World) -> None:
    colleague = world.people["coordinator"]
    assert colleague is not None
    factories.create_fetch(name="tall.csv", received_from=colleague.get_username())
    factories.create_fetch(name="ssb", channel=Channel.SSB, source=factories.create_fetched_source())
    plan_file = factories.create_fetch(name="Utkastet", channel=Channel.PLAN)
    factories.create_observation(fetch=plan_file, standing=Standing.CITED, source_table=table_of("UTKAST"))
    typed = factories.create_fetch(name="skrevet", channel=Channel.HAND)
    factories.create_observation(fetch=typed, indicator=Indicator.objects.get(code="UTKAST:egen"))
    names = {who: set(world.listed(who, "api-fetch-list", "name")) for who in WHO}
    assert names["anonymous"] == {"ssb"}
    assert names["outsider"] == names["reader"] == {"tall.csv", "ssb"}
    assert names["coordinator"] == {"tall.csv", "ssb", "Utkastet", "skrevet"}
    told = {who: world.told(who, "api-fetch-list", channel="csv")["results"] for who in ("outsider", "reader")}
    assert [one["received_from"] for one in told["outsider"]] == [None]
    assert [one["received_from"] for one in told["reader"]] == [colleague.get_username()]
    assert "body" not in told["reader"][0]
    # Who asked for a table to be fetched is a person too.
    assert world.listed("anonymous", "api-fetch-list", "received_from") == [None]


def test_how_fetching_stands_is_for_those_who_read_plans(world: World) -> None:
    source = factories.create_fetched_source(code="ssb-1", name="Skole")
    factories.create_source_problem(source=source, title="Non-existent value")
    told = {who: world.told(who, "api-source", "ssb-1") for who in WHO}
    assert (told["anonymous"]["name"], told["anonymous"]["fetching"]) == ("Skole", None)
    assert told["reader"]["fetching"]["open_problems"] == 1
    problem = world.told("outsider", "api-source-problem-list", "ssb-1")["results"][0]
    assert (problem["kind"], problem["quoted"], problem["ended_at"]) == ("rejected", "Non-existent value", None)
