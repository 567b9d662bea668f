"""Who is in which KOSTRA group on a day. The value of a group is the one that is published, never one made of these."""

from datetime import date

from django.db.models import Q, QuerySet

from indicators.models import GroupMembership, Region, RegionKind
from indicators.queries.history import region_history


def members_of(group: Region, on: date) -> QuerySet[Region]:
    """The municipalities of a group on a day, under the codes that they had then."""
    return Region.objects.filter(pk__in=valid_on(on).filter(group=group).values("member"))


def group_of(municipality: Region, on: date) -> Region | None:
    """The group that a municipality was in on a day, under whichever code it had then.

    None where nobody has said, and where municipalities of several groups have merged since.
    """
    history = region_history()
    olds = history.chronicle.lineage(municipality.code).at(on).codes
    found = Region.objects.filter(
        kind=RegionKind.KOSTRA_GROUP, pk__in=valid_on(on).filter(member__code__in=olds).values("group")
    )
    groups = list(found[:2])
    return groups[0] if len(groups) == 1 else None


def is_member(municipality: Region, group: Region, on: date) -> bool:
    """Whether a municipality was in a group on a day, under whichever code it had then."""
    return group_of(municipality, on) == group


def valid_on(day: date) -> QuerySet[GroupMembership]:
    has_not_ended = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    return GroupMembership.objects.filter(has_not_ended, valid_from__lte=day)
