"""Figures by cell, as they are known at a moment, each region with those of the codes that it had before."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from accounts.many_keys import among
from indicators.lineage import Lineage, figure_in_time
from indicators.models import GroupValue, Observation
from indicators.queries.history import RegionHistory, region_history
from indicators.queries.moments import Moment
from indicators.rules import OFFICIAL, Reading, reading_that_counts

Series = tuple[int, int]
NOTHING_HIDDEN = Q()
READING = (
    *("indicator_id", "region_id", "period", "literal", "missing", "kind", "standing"),
    *("known_from", "id", "fetch_id", "fetch__name"),
)
FIELDS = (*READING, "period_end", "indicator__group_value")
# The same, as many figures of few deliveries are read fastest.
COLUMNS = tuple(Moment(name) if name == "known_from" else name for name in FIELDS)


@dataclass(slots=True)
class Found:
    """The figure that counts in every cell, as it is published under the region's own code."""

    by_series: dict[Series, dict[str, Reading]] = field(default_factory=lambda: defaultdict(dict))
    ends: dict[str, date] = field(default_factory=dict)
    # Indicators whose figures are amounts. The others are ratios, or nobody has said.
    amounts: set[int] = field(default_factory=set)


def readings_that_count(
    *,
    indicators: Iterable[int],
    regions: Iterable[int] | None = None,
    periods: Collection[str] | None = None,
    known_at: datetime | None = None,
    hidden_tables: Collection[str] = (),
    hidden: Q = NOTHING_HIDDEN,
    history: RegionHistory | None = None,
) -> dict[Series, list[Reading]]:
    """For each (indicator, region) the figure of every period that counts, oldest first; three queries.

    One where the caller has read the `history` of regions already.

    A municipality's figures from before it had its code are those of its predecessors (docs/adr/0011). Without
    `regions` every region that has figures, except old codes of which every number is told under the code of today.
    `periods` are the only ones asked for. `hidden_tables` are source tables that the reader may not know of, and
    `hidden` the figures themselves.
    """
    history = history or region_history()
    asked = None if regions is None else set(regions)
    lineages = history.with_a_past(asked)
    chosen = Observation.objects.filter(among("indicator", set(indicators)))
    if asked is not None:
        olds = {history.keys[code] for lineage in lineages.values() for code in lineage.predecessors}
        chosen = chosen.filter(region__in=asked | olds)
    if periods is not None:
        chosen = chosen.filter(period__in=periods)
    rows = (
        chosen.exclude(period="")
        .exclude(Q(source_table__in=hidden_tables) | hidden)
        .totals()
        .judged()
        .known_at(known_at)
        .newest_per_standing()
        .order_by("period_end", "period")
        .values_list(*COLUMNS)
    )
    return told_in_time(rows.iterator(chunk_size=5_000), lineages, history, asked=asked)


def told_in_time(
    rows: Iterable[Sequence[Any]],
    lineages: Mapping[int, Lineage],
    history: RegionHistory,
    *,
    asked: Collection[int] | None = None,
) -> dict[Series, list[Reading]]:
    """The same from rows of `FIELDS` in time order, of which the later one counts among equals."""
    found = found_in(rows)
    plain = (key for key in found.by_series if key[1] not in lineages and (asked is None or key[1] in asked))
    series = {key: list(found.by_series[key].values()) for key in plain}
    in_time = dict(series_in_time(found, lineages, history))
    gone = told_under_a_new_code(found, in_time, history) if asked is None else set()
    return {key: readings for key, readings in series.items() if key not in gone} | in_time


def found_in(rows: Iterable[Sequence[Any]]) -> Found:
    """The figure that counts of those that stand in each cell."""
    found = Found()
    cells: dict[tuple[int, int, str], list[Reading]] = defaultdict(list)
    amount = GroupValue.SUM.value
    for *values, end, group_value in rows:
        reading = Reading(*values)
        cells[reading[:3]].append(reading)
        found.ends[reading.period] = end
        if group_value == amount:
            found.amounts.add(reading.indicator_id)
    for (indicator, region, period), readings in cells.items():
        if counting := the_only_one(readings) or reading_that_counts(readings):
            found.by_series[indicator, region][period] = counting
    return found


def the_only_one(readings: Sequence[Reading]) -> Reading | None:
    """The official figure where there is no other, as in nearly every cell: it counts, whatever it says."""
    return readings[0] if len(readings) == 1 and readings[0].standing == OFFICIAL else None


def series_in_time(
    found: Found, lineages: Mapping[int, Lineage], history: RegionHistory
) -> Iterator[tuple[Series, list[Reading]]]:
    """The series of every region that had another code before, where it or a predecessor has figures."""
    indicators = {indicator for indicator, _region in found.by_series}
    for region, lineage in lineages.items():
        codes = {history.keys[code]: code for code in lineage.predecessors}
        for indicator in indicators:
            series = {key: found.by_series.get((indicator, key), {}) for key in (region, *codes)}
            periods = {period for cells in series.values() for period in cells}
            readings = [
                figure_in_time(
                    lineage,
                    region=region,
                    period_end=found.ends[period],
                    own=series[region].get(period),
                    others={codes[key]: series[key][period] for key in codes if period in series[key]},
                    is_amount=indicator in found.amounts,
                )
                for period in sorted(periods, key=lambda one: (found.ends[one], one))
            ]
            if counting := [reading for reading in readings if reading]:
                yield (indicator, region), counting


def told_under_a_new_code(found: Found, in_time: Mapping[Series, list[Reading]], history: RegionHistory) -> set[Series]:
    """The series of codes that are no more, and that say nothing beyond what the region of today has taken over."""
    told = {
        (reading.indicator_id, history.keys[code], reading.period)
        for readings in in_time.values()
        for reading in readings
        for code in reading.came_from
    }
    old = {history.keys[code] for code in history.chronicle.away if history.chronicle.gone_on(code)}
    return {
        (indicator, region)
        for (indicator, region), cells in found.by_series.items()
        if region in old and all((indicator, region, one.period) in told for one in cells.values() if one.literal)
    }
