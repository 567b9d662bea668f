"""The description of the published data sets, as those who gather such read it."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings
from rdflib import Graph
from rdflib.compare import isomorphic

from accounts.models import Municipality
from accounts.moments import moment_said
from indicators.models import Channel, Source
from planning.models import Plan, PlanStatus
from reporting.models import Publication
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
    assert [one["dcat:accessURL"]["@id"] for one in told["dcat:distribution"]] == [
        *(f"http://testserver/offentlig/KLIMA/tall.{form}" for form in ("csv", "xlsx")),
        "http://testserver/api/v1/plans/KLIMA/targets/",
    ]
    # The list of targets is read a page at a time.
    assert ["dcat:downloadURL" in one for one in told["dcat:distribution"]] == [True, True, False]
    assert told["dct:temporal"]["dcat:startDate"]["@value"] == "2021-01-01"
    assert told["dct:spatial"]["dct:identifier"] == "3909"
    assert {one["dct:license"]["@id"] for one in told["dcat:distribution"]} == {CC_BY}


def test_a_municipality_that_says_nothing_of_a_licence_is_not_given_one(
    client: Client, plan: Plan, settings: Settings
) -> None:
    settings.OPEN_DATA_LICENCE = ""
    assert not [one for one in datasets(client)["plan-KLIMA"]["dcat:distribution"] if "dct:license" in one]


def test_a_plan_that_was_judged_before_it_was_published_is_changed_no_sooner_than_it_came(
    client: Client, plan: Plan
) -> None:
    target = factories.create_target(plan=plan)
    factories.give_figure(target, "6")
    factories.assess(plan)
    judged_at = target.assessments.get().assessed_at
    for days, modified in ((-1, judged_at), (1, judged_at + timedelta(days=1))):
        Publication.objects.filter(plan=plan).update(published_at=judged_at + timedelta(days=days))
        assert datasets(client)["plan-KLIMA"]["dct:modified"]["@value"] == moment_said(modified)


def test_a_municipality_is_known_by_its_number_in_the_register_or_by_none(client: Client, plan: Plan) -> None:
    publisher = datasets(client)["plan-KLIMA"]["dct:publisher"]
    assert "dct:identifier" not in publisher
    Municipality.objects.update(organisation_number="123456789")
    publisher = datasets(client)["plan-KLIMA"]["dct:publisher"]
    assert publisher["dct:identifier"] == "123456789"
    assert publisher["@id"].endswith("/organizations/123456789")


@pytest.mark.parametrize(("kind", "form"), [("text/turtle", "turtle"), ("application/rdf+xml", "xml")])
def test_portals_read_the_same_in_their_own_way(
    client: Client, plan: Plan, source: Source, kind: str, form: str
) -> None:
    answer = client.get(reverse("api-dcat"), headers={"Accept": kind})
    assert (answer.status_code, answer["Content-Type"]) == (200, f"{kind}; charset=utf-8")
    whole = json.dumps(client.get(reverse("api-dcat")).json())
    as_json = Graph().parse(data=whole, format="json-ld")
    assert len(as_json) > 50
    assert isomorphic(Graph().parse(data=answer.content, format=form), as_json)
    # By address too, for portals that are told no more than that.
    assert client.get(reverse("api-dcat"), {"format": form}).content == answer.content


def test_a_form_that_there_is_not_is_a_problem_as_everywhere(client: Client, plan: Plan) -> None:
    answer = client.get(reverse("api-dcat"), {"finnes": "ikke"}, headers={"Accept": "text/turtle"})
    assert (answer.status_code, answer.json()["status"]) == (400, 400)
    assert client.get(reverse("api-dcat"), {"format": "odt"}).status_code == 404


def test_a_source_is_statistics_norways_with_its_licence_and_years(client: Client, source: Source) -> None:
    told = datasets(client)["kilde-ssb-12134"]
    assert told["dct:publisher"]["foaf:name"] == "Statistisk sentralbyrå"
    assert {one["dct:license"]["@id"] for one in told["dcat:distribution"]} == {CC_BY}
    ends = [told["dct:temporal"][name]["@value"] for name in ("dcat:startDate", "dcat:endDate")]
    assert ends == [date(2015, 1, 1).isoformat(), date(2024, 12, 31).isoformat()]


def test_every_address_that_is_told_answers(client: Client, plan: Plan, source: Source) -> None:
    told = [one for node in graph(client) for one in node.get("dcat:distribution", [])]
    answers = {one["dcat:accessURL"]["@id"]: client.get(one["dcat:accessURL"]["@id"]).status_code for one in told}
    assert set(answers.values()) == {200}, answers
    assert len(answers) == 3 + 3 + 2


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
        # What everybody reads (4), its newest number and how far it reaches (2), sources, municipalities, and plans.
        with django_assert_num_queries(9):
            graph(client)
        for _ in range(10):
            factories.create_publication(factories.create_plan(municipality=plan.municipality))
            fetch = factories.create_fetch(channel=Channel.SSB, source=factories.create_fetched_source())
            factories.create_observation(fetch=fetch)
