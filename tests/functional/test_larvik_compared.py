"""Larvik as the demo loads it, compared: the places, the changes and the kroner that its own documents tell of."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import Municipality, Role
from indicators.models import Indicator
from tests import factories
from tests.indicator_pages import text

pytestmark = pytest.mark.both_databases

BARNEVERN = "/indikatorer/netto-driftsutgifter-per-innbygger-barnevern/"
GROUP = "KOSTRA-gruppe 11 1 889"
FUND = "/indikatorer/disposisjonsfond-pct-brutto-driftsinntekter/"


@pytest.fixture
def reader(larvik_demo: None, client: Client) -> Client:
    client.force_login(factories.create_user(role=Role.READER, municipality=Municipality.objects.get()))
    return client


def words(reader: Client, address: str) -> str:
    return text(reader, address).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("address", "row"),
    [
        pytest.param(
            BARNEVERN,
            "Larvik 2 130 2 415 2 522 2 656 +134 +5,3 % +300 +12,7 % delt 3. av 6",
            id="Larvik shares a place with Skien, to the krone",
        ),
        pytest.param(
            BARNEVERN, "Skien 2 038 2 209 2 582 2 656 +74 +2,9 % +380 +16,7 % delt 3. av 6", id="and Skien with Larvik"
        ),
        pytest.param(
            BARNEVERN,
            "Porsgrunn 2 346 3 057 3 690 3 048 −642 −17,4 % +17 +0,6 % ikke med i gruppen",
            id="Porsgrunn is compared with and is no member",
        ),
        pytest.param(FUND, "Larvik 14,7 13,1 11,0 10,6 −0,4 −2,3 3. av 6", id="percent changes in points alone"),
        pytest.param(FUND, "KOSTRA-gruppe 11 12,5 14,1 13,3 9,8 −3,5 −3,5", id="a group has no place in itself"),
    ],
)
def test_a_row(reader: Client, address: str, row: str) -> None:
    assert row in words(reader, address)


def test_the_six_neighbours_and_the_group_are_there_from_the_start(reader: Client) -> None:
    page = words(reader, BARNEVERN)
    names = ("Larvik 2", "Tønsberg 1", "Sandefjord 1", "Porsgrunn 2", "Skien 2", "Arendal 1", "Sarpsborg 2", GROUP)
    places = [page.index(f" {name}") for name in names]
    assert places == sorted(places)
    assert "6 av 10 medlemmer har tall. Lavt er ønsket" in page


@pytest.mark.parametrize(
    ("against", "expected"),
    [
        pytest.param(
            "",
            "Brukte Larvik som KOSTRA-gruppe 11, ville det vært 1,3 mill. kr mer i 2024. Regnet slik: forskjellen på "
            "26 kr per innbygger ganget med 48 870 innbyggere i 2024.",
            id="the group spends 26 kroner more",
        ),
        pytest.param(
            "?mot=4203",
            "Brukte Larvik som Arendal, ville det vært 38,9 mill. kr mindre i 2024. Regnet slik: forskjellen på "
            "795 kr per innbygger ganget med 48 870 innbyggere i 2024.",
            id="Arendal spends 795 kroner less, before the need of Larvik is counted in",
        ),
        pytest.param("?mot=4003", "Larvik og Skien brukte like mye per innbygger i 2024.", id="Skien spends as much"),
    ],
)
def test_the_kroner(reader: Client, against: str, expected: str) -> None:
    assert expected in words(reader, f"{BARNEVERN}{against}")


@pytest.mark.parametrize(
    ("code", "sibling"),
    [
        ("disposisjonsfond-pct-brutto-driftsinntekter", "disposisjonsfond-pct-kommunekasse"),
        ("netto-driftsresultat-pct-brutto-driftsinntekter", "netto-driftsresultat-pct-kommunekasse"),
        ("netto-lanegjeld-per-innbygger", "netto-lanegjeld-per-innbygger-kommunekasse"),
        ("frie-inntekter-per-innbygger", "frie-inntekter-per-innbygger-justert"),
    ],
)
def test_siblings_are_offered_both_ways(reader: Client, code: str, sibling: str) -> None:
    for one, other in ((code, sibling), (sibling, code)):
        page = reader.get(f"/indikatorer/{one}/").content.decode()
        assert f'href="/indikatorer/{other}/"' in page


def test_every_page_of_the_demo_opens_in_nine_queries(
    reader: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for code in Indicator.objects.filter(namespace="").order_by("code").values_list("code", flat=True)[::12]:
        with django_assert_max_num_queries(9):
            assert reader.get(f"/indikatorer/{code}/").status_code == 200, code
