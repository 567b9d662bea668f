"""Figures as the points of a chart, with the breaks of their series."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext

from indicators.models import ValueKind
from indicators.rules import Reading, SeriesBreak
from reporting.charts import ChartPoint, ChartSeries, PointKind
from targets.queries import period_named

POINT_KINDS = {ValueKind.PROVISIONAL.value: PointKind.PROVISIONAL, ValueKind.CORRECTION.value: PointKind.CORRECTION}


def points_of(readings: Sequence[Reading], breaks: Iterable[SeriesBreak] = ()) -> tuple[ChartPoint, ...]:
    """A point for each reading in time order; the first one after a break says so."""
    points = sorted((point_of(one) for one in readings), key=lambda point: point.position)
    positions = [one.position for one in breaks]
    before = [None, *points][: len(points)]
    return tuple(
        replace(point, breaks_before=any(earlier.position < one <= point.position for one in positions))
        if earlier
        else point
        for earlier, point in zip(before, points, strict=True)
    )


def point_of(reading: Reading) -> ChartPoint:
    period = period_named(reading.period)
    return ChartPoint(period.position, period.label, reading.value, POINT_KINDS.get(reading.kind, PointKind.ACTUAL))


def breaks_said(series: ChartSeries, breaks: Iterable[SeriesBreak]) -> list[str]:
    """The breaks that the chart shows as gaps in the series, each in words."""
    gaps = series.breaks
    return [
        gettext("Brudd i serien fra %(period)s: %(text)s") % {"period": one.period, "text": one.text}
        for one in breaks
        if any(before < one.position <= after for before, after in gaps)
    ]
