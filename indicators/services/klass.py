"""Asking Statistics Norway's classifications what became of municipalities, and who is in which KOSTRA group."""

from datetime import date, datetime

import orjson
from django.db import transaction
from django.utils import timezone

from accounts.imports import LoadOutcome
from indicators.services.region_rows import load_shipped_regions, store_regions
from indicators.sources.klass import KOSTRA_GROUPS, MUNICIPALITIES, KlassClient
from indicators.sources.klass_rows import rows_of
from indicators.sources.region_rows import RegionRows

NAME = "Klass"
# Statistics Norway's own list of codes that can be added up begins in 1994, most tables of KOSTRA in 2015.
FIRST_YEAR, FIRST_YEAR_OF_GROUPS = 1994, 2015


def refresh_regions(*, klass: KlassClient, first_year: int, by: str, now: datetime) -> LoadOutcome:
    """Take in what ships and what Klass says from that year on: all of it, or nothing.

    Raises SourceError and HeldBack. Not to be called in a transaction: the gate of the client must not wait for it.
    """
    rows = ask(klass, first_year=first_year, today=timezone.localdate(now))
    body = orjson.dumps({address: orjson.loads(answer) for address, answer in klass.answers.items()})
    with transaction.atomic():
        shipped = load_shipped_regions(by=by, now=now)
        told = store_regions(rows, name=NAME, body=body, knows_best=True, by=by, now=now)
    return LoadOutcome(
        shipped.created + told.created,
        shipped.updated + told.updated,
        told.unchanged,
        (*shipped.warnings, *told.warnings),
    )


def ask(klass: KlassClient, *, first_year: int, today: date) -> RegionRows:
    """Everything that is to be known, asked one thing after another."""
    start = date(first_year, 1, 1)
    years = range(max(first_year, FIRST_YEAR_OF_GROUPS), today.year + 1)
    return rows_of(
        codes=klass.codes(MUNICIPALITIES, start=start),
        changes=klass.changes(MUNICIPALITIES, start=start),
        groups=[one.code for one in klass.codes_at(KOSTRA_GROUPS, today)],
        tables={year: klass.correspondences(MUNICIPALITIES, KOSTRA_GROUPS, year=year) for year in years},
        start=start,
    )
