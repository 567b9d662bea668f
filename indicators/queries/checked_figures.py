"""The figures that checks are made of: of one delivery's cells or of all, and the members of KOSTRA groups."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from indicators.checks import Place
from indicators.models import Fetch, GroupMembership, GroupValue, Observation, ObservationQuerySet, RegionKind
from indicators.rules import Reading, reading_that_counts

READING = (
    *("indicator_id", "region_id", "period", "literal", "missing", "kind", "standing"),
    *("known_from", "id", "fetch_id", "fetch__name"),
)
FIELDS = (*READING, "indicator__code", "region__name", "region__code", "source_table", "period_end")


@dataclass(frozen=True, slots=True)
class Touched:
    """The cells that a delivery brought figures of, of indicators that some check is made of."""

    codes: frozenset[str]
    regions: frozenset[int]
    places: frozenset[Place]


@dataclass(slots=True)
class Cells:
    """The number that counts in every cell, place by place, with what the sentences and findings need."""

    figures: dict[Place, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    tables: dict[Place, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    indicators: dict[str, int] = field(default_factory=dict)
    regions: dict[int, str] = field(default_factory=dict)
    region_codes: dict[int, str] = field(default_factory=dict)
    ends: dict[str, date] = field(default_factory=dict)
    # Every place that was looked at, also where what counts is no number.
    seen: set[Place] = field(default_factory=set)


def touched_by(fetch: Fetch, codes: Collection[str]) -> Touched:
    """What a delivery brought of these indicators; one query."""
    rows = Observation.objects.filter(fetch=fetch, indicator__code__in=codes).totals().judged().exclude(period="")
    cells = set(rows.values_list("indicator__code", "region_id", "period"))
    return Touched(
        codes=frozenset(code for code, _region, _period in cells),
        regions=frozenset(region for _code, region, _period in cells),
        places=frozenset((region, period) for _code, region, period in cells),
    )


def cells_of(codes: Collection[str], touched: Touched | None) -> Cells:
    """What counts now of these indicators, in the places that were touched or in all; one query."""
    chosen = Observation.objects.filter(indicator__code__in=codes)
    if touched is not None:
        periods = {period for _region, period in touched.places}
        chosen = chosen.filter(region__in=touched.regions, period__in=periods)
    return counting(chosen, touched.places if touched else None)


def counting(chosen: ObservationQuerySet, places: Collection[Place] | None = None) -> Cells:
    """Of several figures in one cell the one that counts, where it is a number."""
    cells, standing = Cells(), defaultdict(list)
    rows = chosen.totals().judged().exclude(period="").newest_per_standing().values_list(*FIELDS)
    for *values, code, name, region_code, table, end in rows.iterator(chunk_size=5_000):
        reading = Reading(*values)
        if places is None or (reading.region_id, reading.period) in places:
            standing[reading.region_id, reading.period, code].append((reading, table))
            cells.indicators[code], cells.regions[reading.region_id] = reading.indicator_id, name
            cells.region_codes[reading.region_id], cells.ends[reading.period] = region_code, end
            cells.seen.add((reading.region_id, reading.period))
    for (region, period, code), found in standing.items():
        counted = reading_that_counts(reading for reading, _table in found)
        if counted is not None and counted.literal:
            cells.figures[region, period][code] = counted.literal
            cells.tables[region, period][code] = next(table for reading, table in found if reading is counted)
    return cells


# Groups -------------------------------------------------------------------------------------------------------------


def group_cells(fetch: Fetch | None, indicators: Collection[int] | None = None) -> Cells:
    """The values of KOSTRA groups that are sums, of indicators and periods that a delivery touched or of all."""
    groups = Observation.objects.filter(region__kind=RegionKind.KOSTRA_GROUP, indicator__group_value=GroupValue.SUM)
    if fetch is not None:
        own = Observation.objects.filter(fetch=fetch, indicator__group_value=GroupValue.SUM)
        groups = groups.filter(indicator__in=own.values("indicator"), period__in=own.values("period"))
    if indicators is not None:
        groups = groups.filter(indicator__in=indicators)
    return counting(groups)


def member_cells(groups: Cells, members: Collection[int]) -> Cells:
    """The figures of those members, of the same indicators and periods."""
    periods = {period for _region, period in groups.figures}
    return counting(
        Observation.objects.filter(indicator__in=groups.indicators.values(), region__in=members, period__in=periods)
    )


def members_in(groups: Cells) -> dict[Place, set[int]]:
    """The regions that were members of each group at the end of each period, under the codes of that day; one query.

    A figure that stands under a later code is left out: the sum is then only smaller, and never counted twice.
    """
    rows = list(
        GroupMembership.objects.filter(group__in={region for region, _period in groups.figures}).values_list(
            "group_id", "member_id", "valid_from", "valid_to"
        )
    )
    found: dict[Place, set[int]] = defaultdict(set)
    for group, member, start, stop in rows:
        for period, end in groups.ends.items():
            if start <= end and (stop is None or stop > end):
                found[group, period].add(member)
    return found
