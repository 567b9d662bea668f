"""Choosing whom one compares with, on the page: searching, ticking, for oneself and for the municipality."""

import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import Municipality, Role
from indicators.models import ChosenPeer, Region, RegionKind
from tests import factories

ADDRESS = "/sammenligning/3909/"
TICKED = re.compile(r'name="kommune"[^>]*value="([^"]+)" checked')
OFFERED = re.compile(r'name="kommune"[^>]*value="([^"]+)"')


@pytest.fixture
def larvik() -> Municipality:
    own = factories.create_region(code="3909", name="Larvik")
    group = factories.create_region(code="EKG11", name="KOSTRA-gruppe 11", kind=RegionKind.KOSTRA_GROUP)
    for code, name in (("4003", "Skien"), ("3103", "Moss")):
        factories.create_group_membership(group=group, member=factories.create_region(code=code, name=name))
    factories.create_group_membership(group=group, member=own)
    for code, name in (("4001", "Porsgrunn"), ("4203", "Arendal")):
        factories.create_region(code=code, name=name)
    return factories.create_municipality(number="3909", name="Larvik")


def client_of(role: Role, larvik: Municipality) -> Client:
    client = Client()
    client.force_login(factories.create_user(role=role, municipality=larvik))
    return client


@pytest.fixture
def reader(larvik: Municipality) -> Client:
    return client_of(Role.READER, larvik)


@pytest.fixture
def coordinator(larvik: Municipality) -> Client:
    return client_of(Role.COORDINATOR, larvik)


def shown(client: Client, **sent: Any) -> str:
    """The page, or the page that a form leads to."""
    answer = client.post(ADDRESS, sent, follow=True) if sent else client.get(ADDRESS)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_group_stands_ticked_until_somebody_chooses(reader: Client) -> None:
    page = shown(reader)
    assert "Ingen har valgt ennå. Derfor vises de andre i KOSTRA-gruppen." in page
    assert TICKED.findall(page) == ["3103", "4003"]


def test_searching_finds_by_part_of_the_name_and_keeps_the_ticks(reader: Client) -> None:
    page = shown(reader, handling="sok", sok="GRUNN", kommune=["4003"])
    assert TICKED.findall(page) == ["4003"]
    assert set(OFFERED.findall(page)) == {"4001", "4003", "3103"}
    assert not ChosenPeer.objects.exists()


def test_a_search_without_a_hit_says_so(reader: Client) -> None:
    assert "Ingen kommune heter noe slikt." in shown(reader, handling="sok", sok="Atlantis")


def test_the_own_municipality_is_not_offered(reader: Client) -> None:
    assert "3909" not in OFFERED.findall(shown(reader, handling="sok", sok="Larvik"))


def test_a_choice_for_oneself_is_kept_in_the_order_in_which_it_was_made(reader: Client) -> None:
    page = shown(reader, handling="lagre", kommune=["4001"])
    assert "Valget ditt er lagret: Porsgrunn." in page
    page = shown(reader, handling="lagre", kommune=["3103", "4001"])
    assert "Valget ditt er lagret: Porsgrunn, Moss." in page
    assert "Du har valgt selv." in shown(reader)


def test_whoever_is_outside_of_the_group_is_told_so(reader: Client) -> None:
    shown(reader, handling="lagre", kommune=["4001", "4003"])
    page = shown(reader)
    assert re.search(r"Porsgrunn\s*<span[^>]*>\(ikke med i gruppen\)", page)
    assert not re.search(r"Skien\s*<span[^>]*>\(ikke med i gruppen\)", page)


def test_an_own_choice_can_be_taken_back(coordinator: Client, larvik: Municipality) -> None:
    shown(coordinator, handling="lagre", kommune=["4203"], gjelder="alle")
    reader = client_of(Role.READER, larvik)
    shown(reader, handling="lagre", kommune=["4001"])
    assert "Nå gjelder kommunens valg." in shown(reader, handling="angre")
    assert TICKED.findall(shown(reader)) == ["4203"]


def test_the_coordinator_chooses_for_everybody_who_has_not(coordinator: Client, reader: Client) -> None:
    page = shown(coordinator, handling="lagre", kommune=["4203"], gjelder="alle")
    assert "Kommunens valg er lagret: Arendal." in page
    assert TICKED.findall(shown(reader)) == ["4203"]


@pytest.mark.parametrize("role", [Role.READER, Role.UNIT_CONTACT, Role.LEADER])
def test_others_choose_for_themselves_only_whatever_they_send(larvik: Municipality, role: Role) -> None:
    client = client_of(role, larvik)
    assert "Hvem skal valget gjelde for?" not in shown(client)
    shown(client, handling="lagre", kommune=["4203"], gjelder="alle")
    assert not ChosenPeer.objects.filter(user=None).exists()


def test_a_municipality_that_is_not_there_is_refused(reader: Client) -> None:
    page = shown(reader, handling="lagre", kommune=["9999"])
    assert "Dette må rettes" in page
    assert not ChosenPeer.objects.exists()


def test_eleven_are_refused_with_how_many_there_are(reader: Client) -> None:
    codes = [factories.create_region().code for _ in range(11)]
    page = shown(reader, handling="lagre", kommune=codes)
    assert "Velg høyst 10 kommuner. Du har valgt 11." in page
    assert len(TICKED.findall(page)) == 11


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        pytest.param("/indikatorer/", "/indikatorer/", id="a page of ours"),
        pytest.param("https://ond.no/", "/indikatorer/", id="another site"),
        pytest.param("//ond.no/", "/indikatorer/", id="another site without its scheme"),
        pytest.param("", "/indikatorer/", id="nowhere"),
    ],
)
def test_the_way_back_stays_with_us(reader: Client, sent: str, expected: str) -> None:
    answer = reader.post(ADDRESS, {"handling": "lagre", "kommune": ["4203"], "fra": sent})
    assert answer.headers["Location"] == expected


def test_four_hundred_municipalities_are_not_all_shown(reader: Client) -> None:
    Region.objects.bulk_create(Region(code=f"x{n}", name=f"Sted {n}", kind="municipality") for n in range(400))
    page = shown(reader, handling="sok", sok="sted")
    assert len(OFFERED.findall(page)) == 40 + 2
    assert "360 treff er ikke vist." in page
