"""What is known of places, at once: what became of codes, who is in which group, and whom a reader compares with.

A page that shows one indicator needs all of it, and a query for each would be five. Norway has some thousand rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, CharField, DateField, F, Q, QuerySet, Value, When

from accounts.models import Municipality, User
from indicators.lineage import Codes, Life
from indicators.models import ChosenPeer, GroupMembership, Region, RegionChange, RegionKind, RegionVersion
from indicators.queries.breaks import breaks_told
from indicators.queries.history import RegionHistory, history_told
from indicators.rules import SeriesBreak


class Told(StrEnum):
    """What a row of the one query says."""

    MEMBER = "member"
    CHANGE = "change"
    VERSION = "version"
    OWN_CHOICE = "own choice"
    STANDARD_CHOICE = "standard choice"
    COUNTRY = "country"
    HOME = "home"


@dataclass(frozen=True, slots=True)
class Member:
    """That a region, under the code it had then, was in a group for some time."""

    group: Region
    region: Region
    life: Life


@dataclass(frozen=True, slots=True)
class Places:
    """The reader's own municipality, whom it is compared with, and everything that happened to regions."""

    own: Region | None
    own_choice: tuple[Region, ...]
    standard_choice: tuple[Region, ...]
    countries: tuple[Region, ...]
    members: tuple[Member, ...]
    history: RegionHistory

    def members_on(self, group: Region, day: date) -> list[Region]:
        """The municipalities of a group on a day, under the codes that they had then."""
        return [one.region for one in self.members if one.group == group and one.life.holds(day)]

    def group_on(self, municipality: Region, day: date) -> Region | None:
        """The group that a municipality was in on a day. None where it is not known, or those of several merged."""
        codes = self.codes_on(municipality, day)
        groups = {one.group for one in self.members if one.region.code in codes and one.life.holds(day)}
        return groups.pop() if len(groups) == 1 else None

    def groups_of(self, municipality: Region) -> list[Region]:
        """Every group that a municipality has been in, the newest first."""
        codes = {municipality.code, *self.history.chronicle.lineage(municipality.code).predecessors}
        found = [one for one in self.members if one.region.code in codes]
        return list(dict.fromkeys(one.group for one in sorted(found, key=lambda one: one.life.start, reverse=True)))

    def of_today(self, region: Region, on: date) -> Region:
        """What a region that somebody once chose has become: itself, or the one that took over all of it."""
        chronicle = self.history.chronicle
        gone = chronicle.gone_on(region.code)
        news = chronicle.became(region.code, gone) if gone and gone <= on else set()
        if len(news) != 1:
            return region
        code = news.pop()
        return self.of_today(
            Region(self.history.keys[code], code, self.history.name_on(code, on), RegionKind.MUNICIPALITY), on
        )

    def codes_on(self, municipality: Region, day: date) -> Codes:
        """The codes that were together the municipality of today."""
        return self.history.chronicle.lineage(municipality.code).at(day).codes

    def with_predecessors(self, regions: Iterable[Region]) -> set[int]:
        """The keys of the regions and of every code that their figures may stand under."""
        keys = {region.pk for region in regions}
        lineages = self.history.with_a_past(keys).values()
        return keys | {self.history.keys[code] for lineage in lineages for code in lineage.predecessors}

    def breaks_of(self, regions: Sequence[Region]) -> dict[int, list[SeriesBreak]]:
        """Where the figures of the regions break because the regions themselves became others."""
        memberships = ((one.group.pk, one.region.code, one.life.start, one.life.end) for one in self.members)
        return breaks_told(regions, self.history, memberships)


def places_for(user: User | AnonymousUser, municipality: Municipality | None) -> Places:
    """What a reader from that municipality needs to know of places; one query."""
    return Found().read(everything_told(user, municipality))


@dataclass(slots=True)
class Found:
    """The rows by what they say."""

    members: list[Member] = field(default_factory=list)
    changes: list[Any] = field(default_factory=list)
    versions: list[Any] = field(default_factory=list)
    regions: dict[str, list[tuple[int, Region]]] = field(default_factory=lambda: defaultdict(list))

    def read(self, rows: Iterable[Sequence[Any]]) -> Places:
        for row in rows:
            self.take(row)
        return Places(
            own=next(iter(self.listed(Told.HOME)), None),
            own_choice=self.listed(Told.OWN_CHOICE),
            standard_choice=self.listed(Told.STANDARD_CHOICE),
            countries=self.listed(Told.COUNTRY),
            members=tuple(self.members),
            history=history_told(self.changes, self.versions),
        )

    def take(self, row: Sequence[Any]) -> None:
        what, key, code, name, other, other_code, other_name, start, end = row
        match what:
            case Told.MEMBER:
                group = Region(key, code, name, RegionKind.KOSTRA_GROUP)
                member = Region(other, other_code, other_name, RegionKind.MUNICIPALITY)
                self.members.append(Member(group, member, Life(other_code, start, end)))
            case Told.CHANGE:
                self.changes.append((key, code, name, other, other_code, other_name, start))
            case Told.VERSION:
                self.versions.append((key, code, other_name, start, end))
            case _:
                kind = RegionKind.COUNTRY if what == Told.COUNTRY else RegionKind.MUNICIPALITY
                self.regions[what].append((other, Region(key, code, name, kind)))

    def listed(self, what: Told) -> tuple[Region, ...]:
        return tuple(region for _order, region in sorted(self.regions[what], key=lambda pair: (pair[0], pair[1].code)))


# The one query. Every part gives what it is, a region (key, code, name), another one, and from when to when ----------

NO_DAY = Value(None, output_field=DateField())
NO_TEXT = Value("", output_field=CharField())


def everything_told(user: User | AnonymousUser, municipality: Municipality | None) -> QuerySet[Any, Any]:
    """The first part has no empty column, so that the database knows the type of each."""
    home = municipality.number if municipality else ""
    return members_told().union(
        changes_told(), versions_told(), choices_told(user, municipality), named(home), all=True
    )


def members_told() -> QuerySet[Any, Any]:
    group, member = ("group_id", "group__code", "group__name"), ("member_id", "member__code", "member__name")
    return GroupMembership.objects.order_by().values_list(what(Told.MEMBER), *group, *member, "valid_from", "valid_to")


def changes_told() -> QuerySet[Any, Any]:
    old, new = ("old_id", "old__code", "old__name"), ("new_id", "new__code", "new__name")
    return RegionChange.objects.order_by().values_list(what(Told.CHANGE), *old, *new, "changed_on", NO_DAY)


def versions_told() -> QuerySet[Any, Any]:
    region, named_then = ("region_id", "region__code", "region__name"), (F("region_id"), NO_TEXT, "name")
    return RegionVersion.objects.order_by().values_list(
        what(Told.VERSION), *region, *named_then, "valid_from", "valid_to"
    )


def choices_told(user: User | AnonymousUser, municipality: Municipality | None) -> QuerySet[Any, Any]:
    """The person's own choice and the municipality's, with the order where the others have a key."""
    whose = Q(user__isnull=True) | Q(user=user.pk) if user.pk else Q(user__isnull=True)
    said = Case(
        When(user__isnull=True, then=what(Told.STANDARD_CHOICE)),
        default=what(Told.OWN_CHOICE),
        output_field=CharField(),
    )
    region = ("region_id", "region__code", "region__name")
    chosen = ChosenPeer.objects.filter(whose, municipality=municipality)
    return chosen.order_by().values_list(said, *region, "order", NO_TEXT, NO_TEXT, NO_DAY, NO_DAY)


def named(home: str) -> QuerySet[Any, Any]:
    """The own municipality by its number, and the country with and without Oslo."""
    said = Case(
        When(kind=RegionKind.COUNTRY, then=what(Told.COUNTRY)), default=what(Told.HOME), output_field=CharField()
    )
    chosen = Region.objects.filter(Q(kind=RegionKind.COUNTRY) | Q(code=home))
    nothing = (Value(0), NO_TEXT, NO_TEXT, NO_DAY, NO_DAY)
    return chosen.order_by().values_list(said, "id", "code", "name", *nothing)


def what(told: Told) -> Value:
    return Value(told.value, output_field=CharField())
