"""All figures as rows of text, as they were known at a time."""

from collections.abc import Iterator
from datetime import datetime

from django.db import connection
from django.db.models.functions import Collate
from django.utils import timezone

from indicators.models import Indicator, Observation, ObservationQuerySet, Region

HEADING = ("indicator", "region", "period", "value", "missing", "kind", "known_from")
NULL_SYMBOL = ".."
# A spreadsheet reads a text that begins with one of these as a formula.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\N{MINUS SIGN}")


def dump_rows(
    *, indicator: Indicator | None, region: Region | None, known_at: datetime | None
) -> Iterator[tuple[str, ...]]:
    """One row per indicator, region and period: the newest figure of the highest standing, sorted by code."""
    figures: ObservationQuerySet = Observation.objects.totals().known_at(known_at)
    if indicator:
        figures = figures.filter(indicator=indicator)
    if region:
        figures = figures.filter(region=region)
    fields = ("indicator__code", "region__code", "period", "literal", "missing", "kind", "known_from")
    rows = figures.newest().order_by(*(in_code_order(name) for name in fields[:3])).values_list(*fields)
    for code, place, period, literal, missing, kind, known_from in rows.iterator(chunk_size=5_000):
        symbol = "" if literal else missing or NULL_SYMBOL
        yield guarded(code), guarded(place), period, literal, symbol, kind, known_on(known_from)


def in_code_order(name: str) -> Collate:
    """Sorted by sign, so that every database gives the same order."""
    return Collate(name, "C" if connection.vendor == "postgresql" else "BINARY")


def known_on(moment: datetime) -> str:
    """The day, as `--known-from` and `--known-at` name it."""
    return timezone.localdate(moment).isoformat()


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula. A dash by itself is a symbol and stays."""
    return f"'{text}" if len(text) > 1 and text.startswith(FORMULA_SIGNS) else text
