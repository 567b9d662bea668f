"""Whom a reader's municipality is compared with: chosen neighbours, the KOSTRA group of the time, and the country."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser

from accounts.models import Municipality, User
from indicators.models import MOST_PEERS, Region, RegionKind
from indicators.queries.places import Places, places_for


class ChosenBy(StrEnum):
    """Whose choice the neighbours are."""

    PERSON = "person"
    MUNICIPALITY = "municipality"
    # Nobody has chosen: the others in the group stand in.
    GROUP = "group"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Peers:
    """Whom the own municipality is compared with on a day, in the order in which they are shown."""

    own: Region | None
    neighbours: tuple[Region, ...]
    group: Region | None
    countries: tuple[Region, ...]
    chosen_by: ChosenBy
    # Those of the neighbours that are not in the group, by key. Empty where the group is not known.
    outside: frozenset[int] = frozenset()

    @property
    def others(self) -> tuple[Region, ...]:
        """Everybody but the own municipality."""
        return (*self.neighbours, *([self.group] if self.group else []), *self.countries)


def peers_for(user: User | AnonymousUser, municipality: Municipality | None, *, on: date) -> Peers:
    """The person's own choice of neighbours, else the municipality's, else the others in its group; one query."""
    return peers_among(places_for(user, municipality), on=on)


def peers_among(places: Places, *, on: date) -> Peers:
    """Those that what is known of places tells."""
    group = places.group_on(places.own, on) if places.own else None
    neighbours, chosen_by = neighbours_among(places, group, on)
    return Peers(places.own, neighbours, group, places.countries, chosen_by, outsiders(places, neighbours, group, on))


def of_the_day(peers: Peers, places: Places, day: date) -> Peers:
    """The same neighbours, with the group of another day: that of the year that figures are of."""
    group = places.group_on(places.own, day) if places.own else None
    return replace(peers, group=group, outside=outsiders(places, peers.neighbours, group, day))


def outsiders(places: Places, regions: Sequence[Region], group: Region | None, day: date) -> frozenset[int]:
    """Those that were not in the group, under whichever code they had then; nobody where there is no group."""
    if group is None:
        return frozenset()
    members = {one.code for one in places.members_on(group, day)}
    return frozenset(one.pk for one in regions if not members & {one.code, *places.codes_on(one, day)})


def neighbours_among(places: Places, group: Region | None, on: date) -> tuple[tuple[Region, ...], ChosenBy]:
    """As they are today: two that were chosen may have become one, or part of the own municipality."""
    for chosen, by in ((places.own_choice, ChosenBy.PERSON), (places.standard_choice, ChosenBy.MUNICIPALITY)):
        if chosen:
            today = dict.fromkeys(places.of_today(one, on) for one in chosen)
            return tuple(one for one in today if one != places.own), by
    if group is None or places.own is None:
        return (), ChosenBy.NOBODY
    own_codes = {places.own.code, *places.codes_on(places.own, on)}
    others = [one for one in places.members_on(group, on) if one.code not in own_codes]
    return tuple(sorted(others, key=lambda one: one.name)[:MOST_PEERS]), ChosenBy.GROUP


def municipalities_of_today(places: Places, *, on: date) -> list[Region]:
    """Every municipality that can be chosen, by name: not the own one, and none that is no more; one query."""
    known = Region.objects.filter(kind=RegionKind.MUNICIPALITY).order_by("name", "code")
    gone_on = places.history.chronicle.gone_on
    return [one for one in known if one != places.own and not ((day := gone_on(one.code)) and day <= on)]
