"""The newest figure of an indicator in one place, as it is told in a row: what, when, how much it changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from indicators.comparison import change
from indicators.formats import NBSP, decimals_of, difference_unit, published, with_unit
from indicators.models import Indicator, Observation, Region, ValueKind
from indicators.rules import Reading, SeriesBreak
from reporting.chart_points import points_of
from reporting.charts import ChartSeries, Svg, sparkline
from reporting.comparison_words import signed
from reporting.queries.indicator_shown import period_in_words, value_or_interval
from reporting.remarks import qualifiers_in_words
from targets.queries import period_named
from targets.sentences import name_of_indicator


@dataclass(frozen=True, slots=True)
class FigureChange:
    """From the figure before it. `good` is unsaid where no direction is wanted, or nothing has changed."""

    text: str
    # "up", "down" or "none", as the number goes.
    direction: str
    since: str
    good: bool | None


@dataclass(frozen=True, slots=True)
class NewestFigure:
    value: str
    period: str
    # What kind of figure it is, where it is not a plain one; and what the plan says of it.
    kind: str
    note: str
    change: FigureChange | None
    # The series breaks between the two newest figures, so that they cannot be held against each other.
    is_broken: bool
    spark: Svg | None


def newest_figure(
    indicator: Indicator, region: Region, readings: Sequence[Reading], breaks: Iterable[SeriesBreak]
) -> NewestFigure:
    """Of the readings that have a number, of which there is at least one."""
    known = sorted(readings, key=lambda one: period_named(one.period).position)
    newest, before = known[-1], one_before(known)
    found = list(breaks)
    is_broken = before is not None and breaks_between(before, newest, found)
    return NewestFigure(
        value=with_unit(published(newest.literal, indicator.decimals), indicator.unit, value=newest.value),
        period=period_named(newest.period).label,
        kind="" if newest.kind == ValueKind.ACTUAL else ValueKind(newest.kind).label.capitalize(),
        note="",
        change=figure_change(indicator, before, newest) if before and not is_broken else None,
        is_broken=is_broken,
        spark=spark_of(indicator, region, known, found),
    )


def one_before(known: Sequence[Reading]) -> Reading | None:
    """The figure before the newest, of a period that is as long."""
    frequency = period_named(known[-1].period).frequency
    alike = [one for one in known[:-1] if period_named(one.period).frequency is frequency]
    return alike[-1] if alike else None


def breaks_between(before: Reading, newest: Reading, breaks: Iterable[SeriesBreak]) -> bool:
    first, last = period_named(before.period).position, period_named(newest.period).position
    return any(first < one.position <= last for one in breaks)


def figure_change(indicator: Indicator, before: Reading, newest: Reading) -> FigureChange | None:
    found = change(before.value, newest.value, unit=indicator.unit)
    if found is None:
        return None
    told = [decimals_of(one.value or Decimal(0)) for one in (before, newest)]
    text = signed(found.amount, max(*told, indicator.decimals or 0))
    unit = difference_unit(indicator.unit, found.amount)
    wanted = {"up": 1, "down": -1}.get(indicator.direction or "")
    return FigureChange(
        text=f"{text}{NBSP}{unit}" if unit else text,
        direction="up" if found.amount > 0 else "down" if found.amount < 0 else "none",
        since=period_named(before.period).label,
        good=found.amount * wanted > 0 if wanted and found.amount else None,
    )


def spark_of(
    indicator: Indicator, region: Region, known: Sequence[Reading], breaks: Iterable[SeriesBreak]
) -> Svg | None:
    """The series as a small line; a single figure has none."""
    if len(known) < 2:
        return None
    title = gettext("Utvikling for %(name)s") % {"name": name_of_indicator(indicator)}
    return sparkline(ChartSeries(region.name, points_of(known, breaks)), title=title)


def newest_without_series(indicator: Indicator, rows: Sequence[Observation]) -> NewestFigure | None:
    """Where no figure has a period and counts: one without a period, else what is only shown, the latest of them."""
    told = [one for one in rows if one.literal or one.value_min is not None or one.value_max is not None]
    plain = [one for one in told if not one.period and one.kind == ValueKind.ACTUAL]
    if not told:
        return None
    row = (plain or told)[-1]
    return NewestFigure(
        value=value_or_interval(row, indicator),
        period=period_in_words(row.period),
        kind="" if row.kind == ValueKind.ACTUAL else row.get_kind_display().capitalize(),
        note=qualifiers_in_words(row.extra),
        change=None,
        is_broken=False,
        spark=None,
    )
