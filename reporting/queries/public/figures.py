"""Every figure behind the lights of a published plan, for those who want to count for themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.formats import unit_title
from indicators.rules import Reading
from planning.models import Plan
from reporting.queries.lights import LightRow, nameless_rows
from reporting.queries.public.target import status_of
from targets.models import Assessment, Target
from targets.queries import period_named, readings_for


@dataclass(frozen=True, slots=True)
class PublicSeries:
    """A target with the figures behind it, the oldest first; none where it is not measured."""

    row: LightRow
    area: str
    region: str
    unit: str
    figures: list["SeriesFigure"]


@dataclass(frozen=True, slots=True)
class SeriesFigure:
    # As the page names it, which is by its end, and with where it begins.
    period: str
    whole_period: str
    value: Decimal | None
    symbol: str
    status: str
    is_judged: bool


def public_series(*, plan: Plan) -> list[PublicSeries]:
    """Every target in the order of the plan, in a fixed number of queries."""
    rows = {row.code: row for row in nameless_rows(Target.objects.filter(plan=plan))}
    wanted = ("plan", "used_indicator__indicator", "used_indicator__region")
    targets = list(Target.objects.filter(plan=plan).select_related(*wanted).order_by("order", "code"))
    readings = readings_for(targets, known_at=None)
    judged = dict(Assessment.objects.current().filter(target__plan=plan).values_list("target", "observation"))
    areas = dict(plan.focus_areas.values_list("code", "title"))
    return [
        series_of(one, rows[one.code], areas, readings.get(one.pk, ()), judged.get(one.pk))
        for one in targets
        if one.code in rows
    ]


def series_of(
    target: Target, row: LightRow, areas: dict[str, str], readings: Sequence[Reading], judged: int | None
) -> PublicSeries:
    used = target.used_indicator
    return PublicSeries(
        row=row,
        area="; ".join(areas[code] for code in row.focus_areas if code in areas),
        region=used.region.name if used else "",
        unit=unit_title(used.indicator.unit) if used else "",
        figures=[series_figure(one, judged) for one in readings],
    )


def series_figure(reading: Reading, judged: int | None) -> SeriesFigure:
    return SeriesFigure(
        period=period_named(reading.period).label,
        whole_period=reading.period,
        value=reading.value,
        symbol=reading.missing,
        status=status_of(reading),
        is_judged=reading.observation_id == judged,
    )
