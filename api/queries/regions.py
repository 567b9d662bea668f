"""Regions in time: what they were called, what they came from and became, and which KOSTRA groups they were in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Collate

from accounts.models import Municipality
from api.figure_reach import readable_regions
from indicators.lineage import Lineage
from indicators.models import GroupMembership, Region, RegionChange
from indicators.permissions import get_municipality_for
from indicators.queries.breaks import breaks_of_regions
from indicators.queries.history import RegionHistory, region_history
from indicators.queries.peers import Peers, peers_for
from indicators.rules import SeriesBreak
from reporting.permissions import Person


@dataclass(frozen=True, slots=True)
class Stretch:
    """What the region was in a stretch of time: together exactly these codes, or cut out of those."""

    valid_from: date | None
    valid_to: date | None
    codes: list[str]
    names: list[str]
    cut_from: list[str]


@dataclass(frozen=True, slots=True)
class LineageTold:
    """A region backward in time, the newest stretch first, and where its figures break because of it."""

    region: Region
    stretches: list[Stretch]
    breaks: list[SeriesBreak]


def regions_read(person: Person) -> QuerySet[Region]:
    """With everything that happened to them."""
    changes = RegionChange.objects.select_related("old", "new").order_by("-changed_on", "old__code", "new__code")
    memberships = GroupMembership.objects.select_related("group", "member").order_by("-valid_from", "group__code")
    return (
        readable_regions(person)
        .annotate(name_in_order=Collate("name", "norwegian"))
        .prefetch_related(
            "versions",
            Prefetch("changes_into", changes),
            Prefetch("changes_away", changes),
            Prefetch("groups", memberships),
        )
    )


def lineage_told(region: Region, *, on: date) -> LineageTold:
    """As far back as is known; three queries."""
    history = region_history()
    lineage = history.chronicle.lineage(region.code)
    return LineageTold(
        region, list(stretches_of(lineage, history, on)), breaks_of_regions([region], history)[region.pk]
    )


def stretches_of(lineage: Lineage, history: RegionHistory, on: date) -> Iterator[Stretch]:
    for span in lineage.spans:
        # A code is called what it was called when the stretch began; where that is not known, what it is called now.
        names = [history.name_on(code, span.start or on) for code in sorted(span.codes)]
        yield Stretch(span.start, span.end, sorted(span.codes), names, sorted(span.pieces))


def peers_told(person: Person, code: str, *, on: date) -> Peers:
    """Whom the municipality is compared with: for those who read its plans, and 404 for everybody else."""
    municipality: Municipality = get_municipality_for(person, code)
    return peers_for(person, municipality, on=on)
