"""The list of indicators: the newest own figure of each, and the series behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from indicators.formats import published, with_unit
from indicators.models import Indicator, Region
from indicators.queries import readings_that_count, region_breaks
from indicators.rules import Reading, SeriesBreak
from planning.models import Plan
from reporting.chart_points import points_of
from reporting.charts import ChartSeries
from reporting.queries.drafts import hidden_tables
from reporting.queries.remarks import breaks_in, remarks_on
from targets.queries import period_named


@dataclass(frozen=True, slots=True)
class LatestFigure:
    """The newest own figure of an indicator, and the series behind it for a sparkline."""

    value: str
    period: str
    series: ChartSeries


def latest_figures(
    *, indicators: Iterable[Indicator], own: Region | None, plans: QuerySet[Plan]
) -> dict[int, LatestFigure]:
    """For each indicator on a page of the list its newest figure in the own municipality; ten queries."""
    chosen = {indicator.pk: indicator for indicator in indicators}
    if own is None or not chosen:
        return {}
    visible = set(plans.values_list("code", flat=True))
    found = readings_that_count(indicators=chosen, regions=[own.pk], hidden_tables=hidden_tables(visible))
    remarks, broken = remarks_on(chosen, plans=visible), region_breaks(own)
    return {
        pk: latest_figure(chosen[pk], known, own, [*breaks_in(remarks.get(pk, ()), region=own.pk), *broken])
        for (pk, _region), readings in found.items()
        if (known := [one for one in readings if one.literal])
    }


def latest_figure(
    indicator: Indicator, readings: list[Reading], own: Region, breaks: Iterable[SeriesBreak]
) -> LatestFigure:
    newest = max(readings, key=lambda one: period_named(one.period).position)
    value: Decimal = Decimal(newest.literal)
    return LatestFigure(
        value=with_unit(published(newest.literal, indicator.decimals), indicator.unit, value=value),
        period=period_named(newest.period).label,
        series=ChartSeries(own.name, points_of(readings, breaks)),
    )


def own_region(*, numbers: Iterable[str]) -> Region | None:
    """The region of the reader's municipality; the first where there are several."""
    return Region.objects.filter(code__in=list(numbers)).order_by("code").first()
