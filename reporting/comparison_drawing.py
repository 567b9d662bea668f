"""What the chart of an indicator is drawn from: the figures of its regions, own corrections and series breaks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from indicators.formats import NBSP, unit_suffix
from indicators.models import Indicator, Observation, Region, RegionKind
from indicators.rules import Reading, SeriesBreak
from reporting.chart_points import points_of
from reporting.chart_titles import chart_title
from reporting.charts import ChartPoint, ChartSeries, ComparisonChart, Emphasis, PointKind
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
                Emphasis.OWN if region == own else EMPHASIS.get(RegionKind(region.kind), Emphasis.PEER),
            )
            for region, readings in series.items()
        ),
        unit=f"{NBSP}{suffix}" if suffix else "",
        decimals=indicator.decimals or 0,
    )


def correction_point(row: Observation) -> ChartPoint:
    period, value = period_named(row.period), Decimal(row.literal) if row.literal else None
    return ChartPoint(period.position, period.label, value, PointKind.CORRECTION)
