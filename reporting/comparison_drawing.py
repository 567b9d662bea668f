"""What the chart of an indicator is drawn from: the figures of its regions, own corrections and series breaks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext

from indicators.comparison import is_lowest_first
from indicators.formats import NBSP, unit_suffix
from indicators.models import GroupValue, Indicator, Observation, Region, RegionKind, ValueKind
from indicators.periods import Period
from indicators.rules import Reading, SeriesBreak
from reporting.chart_points import points_of
from reporting.chart_titles import chart_title
from reporting.charts import Bar, BarChart, ChartPoint, ChartSeries, ComparisonChart, Emphasis, PointKind
from targets.queries import period_named

EMPHASIS = {RegionKind.KOSTRA_GROUP: Emphasis.GROUP, RegionKind.COUNTRY: Emphasis.COUNTRY}


def comparison_drawing(
    indicator: Indicator,
    series: Mapping[Region, Sequence[Reading]],
    *,
    own: Region | None,
    corrections: Iterable[Observation],
    breaks: Mapping[int, Sequence[SeriesBreak]],
) -> ComparisonChart:
    """The regions in the order given. A correction of one's own is a mark of its own beside the official line."""
    suffix = unit_suffix(indicator.unit)
    beside: dict[int, list[ChartPoint]] = defaultdict(list)
    for one in corrections:
        beside[one.region_id].append(correction_point(one))
    return ComparisonChart(
        key=f"indicator-{indicator.pk}",
        title=chart_title(indicator),
        series=tuple(
            ChartSeries(
                region.name,
                (*points_of(readings, breaks.get(region.pk, ())), *beside[region.pk]),
                emphasis_of(region, own),
            )
            for region, readings in series.items()
        ),
        unit=f"{NBSP}{suffix}" if suffix else "",
        decimals=indicator.decimals or 0,
    )


def emphasis_of(region: Region, own: Region | None) -> Emphasis:
    return Emphasis.OWN if region == own else EMPHASIS.get(RegionKind(region.kind), Emphasis.PEER)


def bars_of(
    indicator: Indicator, series: Mapping[Region, Sequence[Reading]], *, own: Region | None, newest: Period
) -> BarChart:
    """The regions in one period, the first in rank on top. Sums over many would dwarf everybody and are left out."""
    found = {
        region: next((one for one in readings if one.period == newest.code), None)
        for region, readings in series.items()
    }
    is_sum = indicator.group_value == GroupValue.SUM
    bars = [
        Bar(
            region.name,
            reading.value if reading else None,
            emphasis_of(region, own),
            is_provisional=bool(reading and reading.kind == ValueKind.PROVISIONAL),
        )
        for region, reading in found.items()
        if not (is_sum and region.kind in EMPHASIS)
    ]
    sign = 1 if is_lowest_first(indicator.direction) else -1
    suffix = unit_suffix(indicator.unit)
    return BarChart(
        key=f"stolper-{indicator.pk}",
        title=gettext("%(title)s, %(period)s") % {"title": chart_title(indicator), "period": newest.label},
        bars=tuple(sorted(bars, key=lambda bar: (bar.value is None, sign * (bar.value or Decimal(0))))),
        unit=f"{NBSP}{suffix}" if suffix else "",
        decimals=indicator.decimals or 0,
    )


def correction_point(row: Observation) -> ChartPoint:
    period, value = period_named(row.period), Decimal(row.literal) if row.literal else None
    return ChartPoint(period.position, period.label, value, PointKind.CORRECTION)
