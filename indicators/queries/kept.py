"""The figures of one indicator with everything that was ever said of them, read once; which of them count is then told
without asking again."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import F, Q

from indicators.models import Channel, Indicator, Observation, ObservationQuerySet, Region, RegionKind, Standing
from indicators.queries.history import RegionHistory
from indicators.queries.readings import Series, found_in, series_in_time, told_under_a_new_code
from indicators.rules import Reading

# The number of people that an amount for each of them is multiplied with.
INHABITANTS = "innbyggere"


def kept_figures(
    indicator: Indicator, *, regions: Collection[int] | None, inhabitants_of: Collection[int] = (), hidden: Q
) -> list[Observation]:
    """Every figure of the regions, and the number of inhabitants of some; one query. `hidden` may not be known of.

    Areas that are no municipality come along, and so does whoever a plan that may be read compares with: nobody would
    have chosen them. Without `regions` everybody comes.
    """
    visible = Observation.objects.exclude(hidden)
    chosen = Q(indicator=indicator)
    if regions is not None:
        quoted = visible.filter(indicator=indicator, fetch__channel=Channel.PLAN).values("region")
        chosen &= Q(region__in=regions) | Q(region__kind=RegionKind.AREA) | Q(region__in=quoted)
    people = Q(indicator__code=INHABITANTS, region__in=inhabitants_of)
    return list(with_delivery(visible.filter(chosen | people)))


def with_delivery(rows: ObservationQuerySet) -> ObservationQuerySet:
    """In the order in which they became known; the body of a delivery can be very long and is left where it is."""
    with_source = rows.select_related("region", "fetch__source").defer("fetch__body")
    return with_source.annotate(group_value=F("indicator__group_value")).order_by("known_from", "table_rank", "pk")


def readings_among(
    rows: Iterable[Observation], history: RegionHistory, *, regions: Collection[int] | None
) -> dict[Series, list[Reading]]:
    """What `readings_that_count` answers, of figures that are read already. `regions` are of today, or everybody."""
    judged = [row for row in rows if row.standing > Standing.SHOWN and row.period and not row.part]
    ordered = sorted(newest_per_standing(judged), key=lambda row: (row.period_end, row.period))
    found = found_in(fields_of(row) for row in ordered)
    lineages = history.with_a_past(regions)
    in_time = dict(series_in_time(found, lineages, history))
    plain = {key: list(cells.values()) for key, cells in found.by_series.items() if key[1] not in lineages}
    gone = told_under_a_new_code(found, in_time, history)
    return {key: readings for key, readings in plain.items() if key not in gone} | in_time


def newest_per_standing(rows: Iterable[Observation]) -> Iterator[Observation]:
    """The last word of each standing in a cell; the rows come in the order in which they became known."""
    newest = {(row.indicator_id, row.region_id, row.period, row.standing): row for row in rows}
    yield from newest.values()


def fields_of(row: Observation) -> tuple[Any, ...]:
    """As `readings.FIELDS` names them."""
    cell = (row.indicator_id, row.region_id, row.period, row.literal, row.missing, row.kind, row.standing)
    told: Any = row
    return (*cell, row.known_from, row.pk, row.fetch_id, row.fetch.name, row.period_end, told.group_value)


def regions_of(rows: Iterable[Observation]) -> dict[int, Region]:
    """The regions that the figures are about, by key."""
    return {row.region_id: row.region for row in rows}
