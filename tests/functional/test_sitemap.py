"""What is told to those who gather pages: the open ones of published plans, and nothing that strangers may not read."""

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from planning.models import Plan, PlanStatus
from tests import factories
from tests.public_site import create_public_plan

WORDS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HERE = "http://testserver"


@pytest.fixture
def plan() -> Plan:
    return create_public_plan()


def told(client: Client) -> list[str]:
    answer = client.get("/sitemap.xml")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
    root = ET.fromstring(answer.content)  # noqa: S314  # what we wrote ourselves
    assert root.tag == f"{WORDS}urlset"
    return [str(one.text) for one in root.iter(f"{WORDS}loc")]


def test_every_page_that_is_told_of_is_read_by_a_stranger(client: Client, plan: Plan) -> None:
    found = told(client)
    base = f"{HERE}/offentlig/P-1/"
    assert {base, *(f"{base}{one}" for one in ("om-tallene/", "tall.csv", "tall.xlsx"))} <= {*found}
    assert {f"{base}{one}" for one in ("omrader/OKO/", "maltall/T-1/", "maltall/T-2/")} <= {*found}
    assert len(found) == len({*found})
    assert {address: client.get(address).status_code for address in found} == dict.fromkeys(found, 200)


def test_what_is_not_published_is_not_told_of(client: Client, plan: Plan) -> None:
    for status in (PlanStatus.DRAFT, PlanStatus.ADOPTED):
        other = factories.create_plan(status=status)
        factories.create_focus_area(plan=other)
        factories.create_target(plan=other)
    assert {re.sub(r"/offentlig/([^/]+)/.*", r"\1", one.removeprefix(HERE)) for one in told(client)} <= {
        "P-1",
        "/utviklere/",
    }


def test_an_installation_without_public_plans_tells_of_the_guide_alone(client: Client, db: None) -> None:
    assert told(client) == [f"{HERE}{reverse('api-guide')}"]


def test_a_code_with_strange_signs_is_written_as_an_address(client: Client, plan: Plan) -> None:
    factories.create_target(plan=plan, code="A&B <1>")
    assert f"{HERE}/offentlig/P-1/maltall/A&B%20%3C1%3E/" in told(client)


def test_it_costs_the_same_however_much_there_is_and_ends_somewhere(
    client: Client, plan: Plan, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        few = told(client)
    for _ in range(5):
        factories.create_target(plan=plan)
    with django_assert_num_queries(3):
        assert len(told(client)) == len(few) + 5
    monkeypatch.setattr("reporting.queries.public.addresses.MOST", 4)
    assert len(told(client)) == 4


def test_it_is_named_where_robots_look_and_a_copy_may_be_kept(client: Client, plan: Plan) -> None:
    assert f"Sitemap: {HERE}/sitemap.xml" in client.get("/robots.txt").content.decode().splitlines()
    answer: Any = client.get("/sitemap.xml")
    assert "public" in answer.headers["Cache-Control"]
    assert not answer.cookies
    assert client.get("/sitemap.xml", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
