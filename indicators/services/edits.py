"""Leaving word that indicators were edited, for the layers above that judge by them."""

from collections.abc import Iterable
from datetime import datetime

from accounts.syncing import ROWS_PER_QUERY, in_chunks
from indicators.models import EditedIndicator, Indicator


def note_edited(codes: Iterable[str], *, now: datetime) -> None:
    """That the indicators with these codes are described otherwise. Call in the transaction of the edit."""
    for chunk in in_chunks(codes):
        note(Indicator.objects.filter(code__in=chunk).values_list("pk", flat=True), now=now)


def note_cited_otherwise(source: int, *, now: datetime) -> None:
    """That a source which indicators cite has another name, or is cited by other indicators."""
    note(Indicator.objects.filter(sources=source).values_list("pk", flat=True), now=now)


def note(indicators: Iterable[int], *, now: datetime) -> None:
    rows = [EditedIndicator(indicator_id=one, edited_at=now) for one in indicators]
    EditedIndicator.objects.bulk_create(rows, batch_size=ROWS_PER_QUERY)
