"""Whom a municipality is compared with: own choice, the municipality's, the group; through mergers and new numbers."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from accounts.models import AuditEvent, Municipality, Role, User
from indicators.models import ChosenPeer, Region, RegionKind
from indicators.queries import breaks_of_regions, group_of, members_of
from indicators.queries.peers import ChosenBy, Peers, municipalities_of_today, peers_for
from indicators.queries.places import places_for
from indicators.services.peers import PeersRefused, choose_peers
from tests import factories

ON = date(2024, 12, 31)


@pytest.fixture
def larvik() -> Municipality:
    factories.create_region(code="3909", name="Larvik")
    return factories.create_municipality(number="3909", name="Larvik")


@pytest.fixture
def kari(larvik: Municipality) -> User:
    return factories.create_user(role=Role.COORDINATOR, municipality=larvik)


@pytest.fixture
def group(larvik: Municipality) -> Region:
    """Larvik, Skien and Moss; Porsgrunn is in another one."""
    eleven, thirteen = create_group("EKG11", "KOSTRA-gruppe 11"), create_group("EKG13", "KOSTRA-gruppe 13")
    for name in ("Skien", "Moss"):
        factories.create_group_membership(group=eleven, member=factories.create_region(name=name))
    factories.create_group_membership(group=eleven, member=region("Larvik"))
    factories.create_group_membership(group=thirteen, member=factories.create_region(name="Porsgrunn"))
    return eleven


def create_group(code: str, name: str) -> Region:
    return factories.create_region(code=code, name=name, kind=RegionKind.KOSTRA_GROUP)


def region(name: str) -> Region:
    return Region.objects.get(name=name)


def choose(larvik: Municipality, user: User | None, *names: str) -> bool:
    regions = [region(name) for name in names]
    return choose_peers(municipality=larvik, user=user, regions=regions, by="kari", now=factories.NOW)


def names_of(peers: Peers) -> list[str]:
    return [one.name for one in peers.neighbours]


# Whose choice ---------------------------------------------------------------------------------------------------


def test_the_others_in_the_group_stand_in_until_somebody_chooses(
    larvik: Municipality, kari: User, group: Region
) -> None:
    peers = peers_for(kari, larvik, on=ON)
    assert (names_of(peers), peers.chosen_by, peers.group) == (["Moss", "Skien"], ChosenBy.GROUP, group)


def test_the_municipalitys_choice_holds_for_those_who_have_made_none(
    larvik: Municipality, kari: User, group: Region
) -> None:
    choose(larvik, None, "Skien", "Porsgrunn")
    peers = peers_for(kari, larvik, on=ON)
    assert (names_of(peers), peers.chosen_by) == (["Skien", "Porsgrunn"], ChosenBy.MUNICIPALITY)


def test_an_own_choice_comes_before_the_municipalitys_and_holds_for_nobody_else(
    larvik: Municipality, kari: User, group: Region
) -> None:
    choose(larvik, None, "Skien")
    choose(larvik, kari, "Porsgrunn", "Moss")
    other = factories.create_user(role=Role.READER, municipality=larvik)
    assert names_of(peers_for(kari, larvik, on=ON)) == ["Porsgrunn", "Moss"]
    assert names_of(peers_for(other, larvik, on=ON)) == ["Skien"]


def test_a_choice_is_one_of_a_municipality(larvik: Municipality, kari: User, group: Region) -> None:
    choose(larvik, kari, "Moss")
    elsewhere = factories.create_municipality()
    assert peers_for(kari, elsewhere, on=ON).neighbours == ()


def test_a_peer_outside_of_the_group_is_known_to_be(larvik: Municipality, kari: User, group: Region) -> None:
    choose(larvik, kari, "Skien", "Porsgrunn")
    assert peers_for(kari, larvik, on=ON).outside == {region("Porsgrunn").pk}


def test_where_the_group_is_not_known_nobody_is_outside(larvik: Municipality, kari: User) -> None:
    factories.create_region(name="Skien")
    choose(larvik, kari, "Skien")
    peers = peers_for(kari, larvik, on=ON)
    assert (peers.group, peers.outside) == (None, frozenset())


def test_the_country_is_there_with_and_without_oslo(larvik: Municipality, kari: User) -> None:
    for code in ("EAKUO", "EAK"):
        factories.create_region(code=code, name=code, kind=RegionKind.COUNTRY)
    assert [one.code for one in peers_for(kari, larvik, on=ON).countries] == ["EAK", "EAKUO"]


# In time --------------------------------------------------------------------------------------------------------


def test_the_group_is_that_of_the_year(larvik: Municipality, kari: User, group: Region) -> None:
    old = create_group("EKG10", "KOSTRA-gruppe 10")
    since, until = date(2015, 1, 1), date(2020, 1, 1)
    factories.create_group_membership(group=old, member=region("Larvik"), valid_from=since, valid_to=until)
    assert peers_for(kari, larvik, on=date(2019, 12, 31)).group == old
    assert peers_for(kari, larvik, on=until).group == group


def test_a_peer_that_has_got_another_number_is_found_under_it(larvik: Municipality, kari: User, group: Region) -> None:
    choose(larvik, kari, "Skien")
    new = factories.create_region(code="4003", name="Nye Skien")
    factories.create_region_change(old=region("Skien"), new=new, on=date(2024, 1, 1))
    assert names_of(peers_for(kari, larvik, on=date(2023, 12, 31))) == ["Skien"]
    assert names_of(peers_for(kari, larvik, on=ON)) == ["Nye Skien"]


def test_two_peers_that_merged_are_one(larvik: Municipality, kari: User, group: Region) -> None:
    choose(larvik, kari, "Skien", "Porsgrunn")
    new = factories.create_region(name="Grenland")
    for name in ("Skien", "Porsgrunn"):
        factories.create_region_change(old=region(name), new=new, on=date(2024, 1, 1))
    assert names_of(peers_for(kari, larvik, on=ON)) == ["Grenland"]


def test_a_peer_that_was_split_stays_what_it_was(larvik: Municipality, kari: User, group: Region) -> None:
    choose(larvik, kari, "Skien")
    for name in ("Øst", "Vest"):
        factories.create_region_change(old=region("Skien"), new=factories.create_region(name=name), on=date(2024, 1, 1))
    assert names_of(peers_for(kari, larvik, on=ON)) == ["Skien"]


def test_a_municipality_that_is_no_more_cannot_be_chosen(larvik: Municipality, kari: User, group: Region) -> None:
    new = factories.create_region(name="Nye Moss")
    factories.create_region_change(old=region("Moss"), new=new, on=date(2024, 1, 1))
    offered = municipalities_of_today(places_for(kari, larvik), on=ON)
    assert [one.name for one in offered] == ["Nye Moss", "Porsgrunn", "Skien"]


def test_one_query_says_what_the_others_say(
    larvik: Municipality, kari: User, group: Region, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    old = factories.create_region(code="3805", name="Larvik (–2023)")
    factories.create_region_change(old=old, new=region("Larvik"), on=date(2024, 1, 1))
    factories.create_region_version(region=old, valid_from=date(2020, 1, 1), valid_to=date(2024, 1, 1))
    with django_assert_num_queries(1):
        places = places_for(kari, larvik)
    everybody = list(Region.objects.all())
    for day in (date(2019, 1, 1), date(2023, 6, 1), ON):
        assert {one.code for one in places.members_on(group, day)} == {one.code for one in members_of(group, day)}
        for one in everybody:
            assert places.group_on(one, day) == group_of(one, day)
    assert places.breaks_of(everybody) == breaks_of_regions(everybody)


# Keeping a choice -----------------------------------------------------------------------------------------------


def test_a_choice_is_kept_with_who_made_it(larvik: Municipality, kari: User, group: Region) -> None:
    assert choose(larvik, None, "Skien", "Moss")
    assert choose(larvik, None, "Moss")
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.actor, event.municipality_number) == ("indicators.peers.changed", "kari", "3909")
    codes = {name: region(name).code for name in ("Skien", "Moss")}
    assert event.before == {"region": [f"{codes['Skien']} Skien", f"{codes['Moss']} Moss"]}
    assert event.after == {"region": [f"{codes['Moss']} Moss"]}


def test_the_same_choice_again_writes_nothing(larvik: Municipality, kari: User, group: Region) -> None:
    choose(larvik, kari, "Skien", "Moss")
    before = list(ChosenPeer.objects.values_list("pk", flat=True))
    assert not choose(larvik, kari, "Skien", "Moss")
    assert list(ChosenPeer.objects.values_list("pk", flat=True)) == before
    assert AuditEvent.objects.count() == 1


def test_another_order_is_another_choice(larvik: Municipality, kari: User, group: Region) -> None:
    choose(larvik, kari, "Skien", "Moss")
    assert choose(larvik, kari, "Moss", "Skien")
    assert names_of(peers_for(kari, larvik, on=ON)) == ["Moss", "Skien"]


def test_nothing_chosen_takes_the_choice_back(larvik: Municipality, kari: User, group: Region) -> None:
    choose(larvik, None, "Skien")
    choose(larvik, kari, "Moss")
    assert choose(larvik, kari)
    assert names_of(peers_for(kari, larvik, on=ON)) == ["Skien"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param({"code": "3909"}, "Larvik er deres egen kommune og er alltid med.", id="the own municipality"),
        pytest.param({"code": "EKG11"}, "KOSTRA-gruppe 11 er ingen kommune.", id="a group"),
    ],
)
def test_what_cannot_be_chosen_is_refused(
    larvik: Municipality, kari: User, group: Region, values: dict[str, Any], expected: str
) -> None:
    wrong = Region.objects.get(**values)
    with pytest.raises(PeersRefused, match=expected):
        choose_peers(municipality=larvik, user=kari, regions=[region("Skien"), wrong], by="kari", now=factories.NOW)
    assert not ChosenPeer.objects.exists()


def test_eleven_are_refused(larvik: Municipality, kari: User) -> None:
    regions = [factories.create_region() for _ in range(11)]
    with pytest.raises(PeersRefused, match=r"Velg høyst 10 kommuner. Du har valgt 11."):
        choose_peers(municipality=larvik, user=kari, regions=regions, by="kari", now=factories.NOW)


@pytest.mark.parametrize("of_a_person", [True, False])
@pytest.mark.parametrize("second", ["region", "order", "eleventh"])
def test_the_database_refuses_twice_the_same_and_an_eleventh(
    larvik: Municipality, kari: User, group: Region, second: str, of_a_person: bool
) -> None:
    user = kari if of_a_person else None
    factories.create_chosen_peer(municipality=larvik, user=user, region=region("Skien"), order=0)
    values = {
        "region": {"region": region("Skien"), "order": 1},
        "order": {"region": region("Moss"), "order": 0},
        "eleventh": {"region": region("Moss"), "order": 10},
    }[second]
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.create_chosen_peer(municipality=larvik, user=user, **values)
