"""Reads of indicators: figures by cell, as they are known at a moment."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from indicators.models import Observation
from indicators.rules import Reading, reading_that_counts

Series = tuple[int, int]
FIELDS = (
    *("indicator_id", "region_id", "period", "literal", "missing", "kind", "standing"),
    *("known_from", "id", "fetch_id", "fetch__name"),
)


def readings_that_count(
    *,
    indicators: Iterable[int],
    regions: Iterable[int] | None = None,
    known_at: datetime | None = None,
    hidden_tables: Collection[str] = (),
) -> dict[Series, list[Reading]]:
    """For each (indicator, region) the figure of every period that counts, oldest first; one query.

    Without `regions` every region that has figures; `hidden_tables` are source tables that the reader may not know of.
    """
    chosen = Observation.objects.filter(indicator__in=set(indicators))
    if regions is not None:
        chosen = chosen.filter(region__in=set(regions))
    rows = (
        chosen.exclude(period="")
        .exclude(source_table__in=hidden_tables)
        .totals()
        .judged()
        .known_at(known_at)
        .newest_per_standing()
        .order_by("period_end", "period")
        .values_list(*FIELDS)
    )
    cells: dict[tuple[int, int, str], list[Reading]] = defaultdict(list)
    for row in rows.iterator(chunk_size=5_000):
        reading = Reading(*row)
        cells[reading.indicator_id, reading.region_id, reading.period].append(reading)
    series: dict[Series, list[Reading]] = defaultdict(list)
    for (indicator, region, _period), readings in cells.items():
        if counting := reading_that_counts(readings):
            series[indicator, region].append(counting)
    return series
