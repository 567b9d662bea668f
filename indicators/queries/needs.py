"""Printed indices of expenditure need and resource use, as they are known at a moment."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q

from indicators.models import Region
from indicators.models.need import NeedIndex, NeedIndexQuerySet
from indicators.need import PrintedIndex, Vintage
from indicators.queries.readings import NOTHING_HIDDEN

# By the keys of a service area and a region, and the year.
Cell = tuple[int, int, int | None]
ByCell = Mapping[Cell, list[PrintedIndex]]


def printed_by_cell(indices: NeedIndexQuerySet, *, known_at: datetime | None = None) -> ByCell:
    """Of each of the indices the newest known; one query."""
    found: dict[Cell, list[PrintedIndex]] = defaultdict(list)
    for row in indices.known_at(known_at).newest().order_by("source", "measure"):
        vintage = Vintage(row.pk, row.known_from, row.fetch_id)
        printed = PrintedIndex(row.measure, row.source, row.value, vintage)
        found[row.service_area_id, row.region_id, row.year].append(printed)
    return found


def printed_by_area(
    own: Region, year: int, *, known_at: datetime | None = None, hidden: Q = NOTHING_HIDDEN
) -> Mapping[int, list[PrintedIndex]]:
    """Everything that is printed of a municipality in a year, by service area, but what the reader may not know of."""
    indices = NeedIndex.objects.filter(region=own, year=year).exclude(hidden)
    found = printed_by_cell(indices, known_at=known_at)
    return {area: printed for (area, _region, _year), printed in found.items()}
