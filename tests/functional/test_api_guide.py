"""The API for people: pages made of the description itself, so that they tell of every address there is."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from api.documentation import description, parts
from tests.html_text import main_text

pytestmark = pytest.mark.django_db


def test_everybody_reads_how_one_begins(client: Client) -> None:
    answer = client.get(reverse("api-guide"))
    assert answer.status_code == 200
    shown = main_text(answer.content.decode())
    assert "Authorization: Bearer" in shown
    for said in ("høyst 365 dager", "write_figures", "levere tall", "120 ganger i minuttet, med nøkkel 600"):
        assert said in shown, said
    # What a receiver needs, whole.
    assert "import hmac" in shown
    assert "return abs(time.time()" in shown


def test_limits_that_are_lifted_are_not_told(client: Client, settings: Settings) -> None:
    settings.API_RATES = {"token": None, "person": None, "anonymous": "5000/day"}
    assert "i minuttet" not in main_text(client.get(reverse("api-guide")).content.decode())


def test_each_part_leads_to_what_is_named_as_it_is(client: Client) -> None:
    """Other things that are told of indicators have shorter addresses."""
    addresses = {part.tag: part.address for part in parts(description())}
    assert addresses["indicators"] == "/api/v1/indicators/"
    assert addresses["targets"] == "/api/v1/targets/"


def test_every_address_stands_on_a_page_with_what_it_does(client: Client) -> None:
    """A view without a summary in words fails here."""
    told = parts(description())
    for part in told:
        shown = main_text(client.get(reverse("api-part", args=[part.tag])).content.decode())
        for one in part.operations:
            assert one.summary, f"{one.method} {one.path}"
            assert one.path in shown
    assert sum(len(part.operations) for part in told) == sum(map(len, description()["paths"].values()))


def test_a_part_that_there_is_not_is_nowhere(client: Client) -> None:
    assert client.get(reverse("api-part", args=["finnes-ikke"])).status_code == 404
