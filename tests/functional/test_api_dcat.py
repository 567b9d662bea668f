"""The description of the published data sets, as those who gather such read it."""

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from indicators.models import Channel, Source
from planning.models import Plan, PlanStatus
from tests import factories

pytestmark = pytest.mark.django_db

# What DCAT-AP-NO asks of each class: its own shapes, version 3.
MANDATORY = {
    "dcat:Catalog": ("dct:title", "dct:description", "dct:publisher", "dcat:contactPoint"),
    "dcat:DataService": ("dcat:endpointURL", "dct:title", "dct:publisher", "dcat:contactPoint"),
    "dcat:Dataset": ("dct:title", "dct:description", "dct:publisher", "dcat:contactPoint", "dcat:theme"),
    "dcat:Distribution": ("dcat:accessURL",),
}
CC_BY = "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0"


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    cache.clear()


@pytest.fixture
def plan() -> Plan:
    home = factories.create_municipality(number="3909", name="Larvik")
    plan = factories.create_plan(municipality=home, code="KLIMA", title="Klimaplan")
    factories.create_publication(plan)
    factories.create_plan(municipality=home, code="UTKAST", title="Utkast", status=PlanStatus.DRAFT)
    factories.create_plan(municipality=home, code="INTERN", title="Ikke publisert")
    return plan


@pytest.fixture
def source() -> Source:
    source = factories.create_fetched_source(code="ssb-12134", name="Nøkkeltall", table="12134")
    fetch = factories.create_fetch(channel=Channel.SSB, source=source)
    for period in ("2015", "2024"):
        factories.create_observation(period=period, fetch=fetch)
    return source


def graph(client: Client) -> list[dict[str, Any]]:
    answer = client.get(reverse("api-dcat"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/ld+json")
    found: list[dict[str, Any]] = answer.json()["@graph"]
    return found


def datasets(client: Client) -> dict[str, dict[str, Any]]:
    return {one["@id"].partition("#")[2]: one for one in graph(client) if one["@type"] == "dcat:Dataset"}


def test_everything_says_what_the_profile_asks_for(client: Client, plan: Plan, source: Source) -> None:
    nodes = graph(client)
    nodes += [one for node in nodes for one in node.get("dcat:distribution", [])]
    assert {node["@type"] for node in nodes} == set(MANDATORY)
    missing = {(node["@type"], name) for node in nodes for name in MANDATORY[node["@type"]] if not node.get(name)}
    assert missing == set()


def test_the_catalogue_names_every_data_set_and_no_other(client: Client, plan: Plan, source: Source) -> None:
    catalogue = next(one for one in graph(client) if one["@type"] == "dcat:Catalog")
    named = {one["@id"].partition("#")[2] for one in catalogue["dcat:dataset"]}
    assert named == set(datasets(client)) == {"plan-KLIMA", "kilde-ssb-12134", "observasjoner"}
    assert catalogue["dct:publisher"]["foaf:name"] == "Larvik"


def test_a_published_plan_leads_to_its_files(client: Client, plan: Plan) -> None:
    told = datasets(client)["plan-KLIMA"]
    files = [one["dcat:downloadURL"]["@id"] for one in told["dcat:distribution"]]
    assert files == [f"http://testserver/offentlig/KLIMA/tall.{form}" for form in ("csv", "xlsx")]
    assert all(client.get(address).status_code == 200 for address in files)
    assert told["dct:temporal"]["dcat:startDate"]["@value"] == "2021-01-01"
    assert told["dct:spatial"]["dct:identifier"] == "3909"
    assert not [one for one in told["dcat:distribution"] if "dct:license" in one]


def test_a_source_is_statistics_norways_with_its_licence_and_years(client: Client, source: Source) -> None:
    told = datasets(client)["kilde-ssb-12134"]
    assert told["dct:publisher"]["foaf:name"] == "Statistisk sentralbyrå"
    assert {one["dct:license"]["@id"] for one in told["dcat:distribution"]} == {CC_BY}
    ends = [told["dct:temporal"][name]["@value"] for name in ("dcat:startDate", "dcat:endDate")]
    assert ends == [date(2015, 1, 1).isoformat(), date(2024, 12, 31).isoformat()]


def test_every_address_that_is_told_answers(client: Client, plan: Plan, source: Source) -> None:
    told = [one for node in graph(client) for one in node.get("dcat:distribution", [])]
    answers = {one["dcat:downloadURL"]["@id"]: client.get(one["dcat:downloadURL"]["@id"]).status_code for one in told}
    assert set(answers.values()) == {200}, answers
    assert len(answers) == 2 + 3 + 2


def test_what_is_not_for_everybody_is_not_described(client: Client) -> None:
    home = factories.create_municipality()
    factories.create_publication(factories.create_plan(municipality=home, code="U", status=PlanStatus.DRAFT))
    owned = factories.create_fetched_source(namespace="U", code="planens")
    indicator = factories.create_indicator(namespace="U")
    factories.create_observation(indicator=indicator, fetch=factories.create_fetch(channel=Channel.SSB, source=owned))
    factories.create_observation(fetch=factories.create_fetch(channel=Channel.HAND), standing=20, kind="correction")
    assert datasets(client) == {}
    # Logged in it is the same: the catalogue is of what is open.
    client.force_login(factories.create_user())
    assert datasets(client) == {}


def test_others_read_it_in_their_own_language(client: Client, plan: Plan) -> None:
    answer = client.get(reverse("api-dcat"), headers={"Accept-Language": "en", "Accept": "application/ld+json"})
    catalogue = answer.json()["@graph"][0]
    assert catalogue["dct:title"]["@language"] == "en"
    assert client.get(reverse("api-dcat"), headers={"Accept": "application/json"}).status_code == 200


def test_a_catalogue_takes_as_many_queries_however_much_is_published(
    client: Client, plan: Plan, source: Source, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(2):
        cache.clear()
        # What everybody reads (2), its newest number and how far it reaches (2), sources, municipalities, and plans.
        with django_assert_num_queries(7):
            graph(client)
        for _ in range(10):
            factories.create_publication(factories.create_plan(municipality=plan.municipality))
            fetch = factories.create_fetch(channel=Channel.SSB, source=factories.create_fetched_source())
            factories.create_observation(fetch=fetch)
