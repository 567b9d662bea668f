"""Where the figures are of: regions, how they became one another, and whom they are compared with."""

from datetime import date
from typing import Any

from accounts.models import Municipality
from indicators.models import ChosenPeer, GroupMembership, Region, RegionChange, RegionKind, RegionVersion
from tests.factories.numbered import numbers
from tests.factories.people import create_municipality


def create_region(**values: Any) -> Region:
    number = next(numbers)
    defaults = {"code": f"R{number}", "name": f"Sted {number}", "kind": RegionKind.MUNICIPALITY}
    return Region.objects.create(**defaults | values)


def create_region_version(*, region: Region | None = None, **values: Any) -> RegionVersion:
    region = region or create_region()
    defaults = {"name": region.name, "valid_from": date(2020, 1, 1), "source": "test"}
    return RegionVersion.objects.create(region=region, **defaults | values)


def create_region_change(*, old: Region, new: Region, on: date, **values: Any) -> RegionChange:
    return RegionChange.objects.create(old=old, new=new, changed_on=on, **{"source": "test"} | values)


def create_group_membership(*, group: Region, member: Region, **values: Any) -> GroupMembership:
    defaults = {"valid_from": date(2020, 1, 1), "source": "test"}
    return GroupMembership.objects.create(group=group, member=member, **defaults | values)


def create_chosen_peer(*, municipality: Municipality | None = None, **values: Any) -> ChosenPeer:
    """One that the municipality compares with; `user=` makes it that person's choice."""
    defaults = {"order": 0} if "region" in values else {"order": 0, "region": create_region()}
    return ChosenPeer.objects.create(municipality=municipality or create_municipality(), **defaults | values)
