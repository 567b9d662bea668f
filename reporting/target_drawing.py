"""What the chart of a target is drawn from: its figures, and the path, limit or interval that it is judged by."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from indicators.formats import NBSP, unit_suffix
from indicators.rules import Reading, SeriesBreak
from reporting.chart_points import points_of
from reporting.chart_titles import chart_title
from reporting.charts import (
    ChartSeries,
    ExpectedPath,
    Interval,
    Judged,
    Limit,
    PathPoint,
    TargetChart,
    TargetMark,
)
from reporting.target_ahead import ahead_of, earlier_of
from targets.certificates import Facts
from targets.models import Target
from targets.queries import figures_of, period_named
from targets.rules import Family, Kind, Path, Terms, band_of, borders_at, expected_path, shown


def drawing_of(
    target: Target,
    terms: Terms,
    readings: Sequence[Reading],
    facts: Facts | None,
    breaks: Iterable[SeriesBreak] = (),
) -> TargetChart | None:
    """The chart, or None where there is no indicator to draw."""
    if target.used_indicator is None:
        return None
    indicator, region = target.used_indicator.indicator, target.used_indicator.region
    path = expected_path(terms, figures_of(readings))
    suffix = unit_suffix(indicator.unit)
    return TargetChart(
        key=f"target-{target.pk}",
        title=chart_title(indicator),
        series=ChartSeries(region.name, points_of(readings, breaks)),
        expectation=path_expectation(terms, path) if path else limit_expectation(terms),
        target=target_mark(terms, path),
        judged=judged_mark(facts),
        ahead=ahead_of(facts),
        earlier=earlier_of(target, target.earlier.all(), readings),
        unit=f"{NBSP}{suffix}" if suffix else "",
        decimals=indicator.decimals or 0,
    )


def path_expectation(terms: Terms, path: Path) -> ExpectedPath:
    """A point at every bend, so that the zones between them are straight too."""
    points = [path_point(terms, path, position) for position, _value in path.points]
    return ExpectedPath(tuple(points), is_rising=path.sign > 0)


def path_point(terms: Terms, path: Path, position: int) -> PathPoint:
    green, yellow = borders_at(terms, path, position)
    return PathPoint(
        position=position,
        label=label_at(position),
        expected=shown(path.expected_at(position)),
        green=shown(green),
        yellow=None if yellow is None else shown(yellow),
    )


def label_at(position: int) -> str:
    """The period that ends there: the year at its end, else the month."""
    year, month = divmod(position - 1, 12)
    return str(year) if month == 11 else f"{year}-{month + 1:02}"


def limit_expectation(terms: Terms) -> Limit | Interval | None:
    """The limit, unless it is in another unit than the figures are drawn in."""
    if not terms.unit_fits:
        return None
    if terms.kind is Kind.STAY_ABOVE and terms.lower is not None:
        return Limit(terms.lower, is_floor=True, band=band(terms, Fraction(terms.lower)))
    if terms.kind is Kind.STAY_BELOW and terms.upper is not None:
        return Limit(terms.upper, is_floor=False, band=band(terms, Fraction(terms.upper)))
    if terms.kind is Kind.STAY_WITHIN and terms.lower is not None and terms.upper is not None:
        below, above = (band(terms, Fraction(limit)) for limit in (terms.lower, terms.upper))
        return Interval(terms.lower, terms.upper, band_below=below, band_above=above)
    return None


def band(terms: Terms, limit: Fraction) -> Decimal | None:
    width = band_of(limit, terms.tolerance)
    return None if width is None else shown(width)


def target_mark(terms: Terms, path: Path | None) -> TargetMark | None:
    if path is None or terms.deadline is None:
        return None
    return TargetMark(terms.deadline.position, terms.deadline.label, shown(path.goal))


def judged_mark(facts: Facts | None) -> Judged | None:
    """Which figure gave the light, and what was expected of it."""
    if facts is None or facts["figure"] is None or facts["verdict"]["light"] == "grey":
        return None
    verdict = facts["verdict"]
    expected = verdict["expected"]
    return Judged(
        period_named(facts["figure"]["period"]).position,
        Decimal(expected) if expected else None,
        is_final_limit=bool(verdict["family"] == Family.LIMIT and verdict["attainment"]),
    )
