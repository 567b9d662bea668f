"""A target as it stands on a card: the light, why, and how the figure has moved."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from indicators.formats import published, with_unit
from indicators.rules import Reading
from reporting.chart_points import points_of
from reporting.charts import ChartSeries
from reporting.queries.lights import LightRow, nameless_rows
from targets.models import Target, TargetKind
from targets.queries import period_named, readings_for

# A line needs two points.
FEWEST = 2


@dataclass(frozen=True, slots=True)
class PublicCard:
    row: LightRow
    # Nothing where there are too few figures for a line; `said` tells the same in words.
    series: ChartSeries | None
    said: str
    first: str
    last: str
    limit: Decimal | None


def public_card(*, target: Target) -> PublicCard:
    """Everything the card shows, in a fixed number of queries."""
    row = nameless_rows(Target.objects.filter(pk=target.pk))[0]
    found = readings_for([target], known_at=None).get(target.pk, [])
    figures = [one for one in found if one.literal]
    if target.used_indicator is None or len(figures) < FEWEST:
        return PublicCard(row, None, "", "", "", None)
    first, last = told(target, figures[0]), told(target, figures[-1])
    words = {"first": first, "last": last}
    return PublicCard(
        row=row,
        series=ChartSeries(target.used_indicator.region.name, points_of(found)),
        said=gettext("Utvikling fra %(first)s til %(last)s.") % words,
        first=first,
        last=last,
        limit=limit_of(target),
    )


def told(target: Target, reading: Reading) -> str:
    """`3,1 % i 2024`."""
    assert target.used_indicator is not None  # there is a figure, so there is an indicator that it is of
    indicator = target.used_indicator.indicator
    value = with_unit(published(reading.literal, indicator.decimals), indicator.unit, value=reading.value)
    return gettext("%(value)s i %(period)s") % {"value": value, "period": period_named(reading.period).label}


def limit_of(target: Target) -> Decimal | None:
    """The one level that the figure is held against, where there is one."""
    return {TargetKind.STAY_ABOVE.value: target.lower, TargetKind.STAY_BELOW.value: target.upper}.get(target.kind)
