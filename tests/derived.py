"""Figures that are brought through the door, and what is computed of them."""

from datetime import datetime

from indicators.models import Channel, Indicator, Observation, Region, Standing
from indicators.periods import parse_period
from indicators.queries import readings_that_count
from indicators.services.recording import Delivery, NewFigure, Recorded, record_figures
from indicators.vintages import Vintage

Figures = dict[tuple[Indicator, Region, str], str]


def bring(
    figures: Figures,
    *,
    at: datetime,
    now: datetime | None = None,
    kind: str = "actual",
    standing: Standing = Standing.OFFICIAL,
    channel: Channel = Channel.CSV,
    table: str = "",
) -> Recorded:
    """Record a delivery: of each cell a number, or the symbol that stands there. `at` is when it became known."""
    delivery = Delivery(channel, "tall.csv", repr((figures, kind)).encode(), "test", now or at, at)
    new = [
        NewFigure(
            indicator_id=indicator.pk,
            region_id=region.pk,
            period=period,
            period_end=parse_period(period).end,
            vintage=vintage(text, kind, standing, at, table),
            place="",
        )
        for (indicator, region, period), text in figures.items()
    ]
    return record_figures(figures=new, delivery=delivery)


def vintage(text: str, kind: str, standing: Standing, at: datetime, table: str) -> Vintage:
    is_number = any(sign.isdigit() for sign in text)
    literal, missing = (text, "") if is_number else ("", text)
    return Vintage(literal, missing, kind, standing, table, 0, at)


def said(indicator: Indicator, region: Region, *, known_at: datetime | None = None) -> dict[str, str]:
    """The figure that counts in every period, or its symbol."""
    found = readings_that_count(indicators=[indicator.pk], regions=[region.pk], known_at=known_at)
    return {one.period: one.literal or one.missing for one in found.get((indicator.pk, region.pk), [])}


def computed_rows(indicator: Indicator) -> list[tuple[str, str, datetime]]:
    """Everything that was ever computed, oldest first: period, figure, and since when it is known."""
    rows = Observation.objects.filter(indicator=indicator, standing=Standing.COMPUTED).order_by("pk")
    return [(row.period, row.literal or row.missing, row.known_from) for row in rows]
