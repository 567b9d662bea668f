"""Every remark on the figures of an indicator, from the most general to those on one figure."""

from collections.abc import Iterable, Mapping, Sequence

from indicators.models import Indicator
from indicators.queries.places import Places
from indicators.rules import SeriesBreak
from reporting.queries.indicator_figures import Beside
from reporting.queries.indicator_known import Series
from reporting.queries.indicator_table import lineage_remarks
from reporting.queries.remarks import break_remarks, breaks_in, remarks_of_use
from reporting.remarks import Remark
from targets.models import IndicatorInPlan
from targets.queries import period_named

Breaks = Mapping[int, Sequence[SeriesBreak]]


def remarks_in_order(
    indicator: Indicator,
    recorded: Sequence[Remark],
    series: Series,
    uses: Iterable[IndicatorInPlan],
    *,
    of_sources: Iterable[Remark],
    beside: Beside,
    places: Places,
) -> list[Remark]:
    """What is recorded, where regions became others, what the catalogue, sources and plans say, and single figures."""
    named = {name: region for region in series for name in (region.code, region.name)}
    of_plans = (
        remark
        for used in uses
        for remark in remarks_of_use(used, source=used.plan.title, regions=named, is_recorded=bool(recorded))
    )
    return [
        *recorded,
        *break_remarks(regions_broken(series, places)),
        *noted(indicator),
        *of_sources,
        *of_plans,
        *lineage_remarks(series),
        *in_reading_order(beside.remarks, series),
    ]


def breaks_by_region(remarks: Sequence[Remark], series: Series) -> Breaks:
    return {region.pk: breaks_in(remarks, region=region.pk) for region in series}


def regions_broken(series: Series, places: Places) -> Breaks:
    """Where regions themselves became others, between the first period and the last that there are figures of."""
    ends = [period_named(reading.period).position for readings in series.values() for reading in readings]
    if not ends:
        return {}
    found = places.breaks_of(list(series))
    return {key: [one for one in breaks if min(ends) < one.position <= max(ends)] for key, breaks in found.items()}


def in_reading_order(remarks: Iterable[Remark], series: Series) -> list[Remark]:
    """Remarks on single figures as the eye meets them: row by row, each from left to right."""
    rows = {region.pk: number for number, region in enumerate(series)}

    def where(remark: Remark) -> tuple[int, int]:
        first = remark.place.first
        return rows.get(remark.place.region or 0, len(rows)), first.position if first else 0

    return sorted(remarks, key=where)


def noted(indicator: Indicator) -> list[Remark]:
    """What the catalogue says of the quality of the indicator as a whole."""
    return [Remark(line) for line in indicator.quality_note.splitlines() if line.strip()]
