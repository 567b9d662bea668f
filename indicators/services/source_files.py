"""Loading a file of sources, as the one that ships with the product.

The file decides what it names. Other sources and other mappings are left alone, and so is whether a source is fetched:
whoever has stopped one finds it stopped after the next upgrade too.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from accounts.imports import LoadOutcome, Problems, quoted
from accounts.services import record_event
from accounts.syncing import Tally, field_problems, sync
from indicators.models import Indicator, IndicatorInSource, Source, SourceStatus
from indicators.services.edits import note_cited_otherwise
from indicators.services.sources import PUBLISHER, ask_again, code_of_table
from indicators.sources.files import read_file
from indicators.sources.sources_yaml import MappingRow, SourceRow, read_sources

SHIPPED = Path(__file__).resolve().parents[1] / "shipped" / "sources.yaml"


def load_shipped_sources(*, by: str, now: datetime) -> LoadOutcome:
    """Make the sources known that ship with the product."""
    return load_sources(name=SHIPPED.name, body=read_file(SHIPPED, most_megabytes=1), by=by, now=now)


@transaction.atomic
def load_sources(*, name: str, body: bytes, by: str, now: datetime) -> LoadOutcome:
    """Take in a file of sources: all of it, or ImportRefused and nothing. What changes is asked for again at once."""
    rows = read_sources(body, name=name)
    problems = Problems(name)
    kept = {one.code: one for one in Source.objects.filter(namespace="")}
    check_sources(rows, kept, problems)
    indicators = indicators_of([one for row in rows for one in row.mappings], problems)
    problems.refuse_if_any()
    total = Tally()
    for row in rows:
        tally = Tally()
        source = store_source(row, kept, tally)
        store_mappings(row, source, indicators, tally)
        tell_change(source, tally, by=by, now=now)
        for part in ("created", "updated", "seen"):
            getattr(total, part).update(getattr(tally, part))
    return LoadOutcome(len(total.created), len(total.changed), len(total.unchanged))


def check_sources(rows: Iterable[SourceRow], kept: Mapping[str, Source], problems: Problems) -> None:
    """What the database would not take, and tables that another source fetches already."""
    fetched = {one.table: one for one in Source.objects.fetched()}
    for row in rows:
        for field, sentence in field_problems(Source, values_of(row)):
            problems.add(f"{row.place}, {field}", sentence)
        other = fetched.get(row.table)
        if other and other.pk != getattr(kept.get(code_of_table(row.table)), "pk", None):
            words = {"table": quoted(row.table), "source": quoted(other.code)}
            problems.add(row.place, gettext("tabellen %(table)s hentes allerede av kilden %(source)s") % words)


def indicators_of(mappings: Iterable[MappingRow], problems: Problems) -> dict[str, Indicator]:
    """The indicator of each mapping; one that the catalogue lacks gets the file's name and unit until it comes."""
    mappings = list(mappings)
    kept = {one.code: one for one in Indicator.objects.filter(code__in={one.indicator for one in mappings})}
    wanted: dict[str, Indicator] = {}
    for one in mappings:
        if one.indicator in kept:
            continue
        if not (one.name and one.unit):
            message = gettext("ukjent indikator %(code)s: last inn indikatoren først, eller gi name og unit")
            problems.add(one.place, message % {"code": quoted(one.indicator)})
        wanted[one.indicator] = Indicator(code=one.indicator, name_nb=one.name, unit=one.unit, decimals=one.decimals)
    problems.refuse_if_any()
    return kept | {one.code: one for one in Indicator.objects.bulk_create(wanted.values())}


def values_of(row: SourceRow) -> dict[str, Any]:
    return {
        "code": code_of_table(row.table),
        "namespace": "",
        "name": row.name,
        "publisher": PUBLISHER,
        "table": row.table,
        "url": row.url,
        "selection": row.selection,
        "codelists": row.codelists,
        "is_kostra": row.is_kostra,
        "is_verified": row.is_verified,
        "verification_note": row.verification_note,
        "fetch_every_hours": row.fetch_every_hours,
    }


def store_source(row: SourceRow, kept: Mapping[str, Source], tally: Tally) -> Source:
    code = code_of_table(row.table)
    source = kept.get(code)
    values = values_of(row) | ({} if source else {"is_fetched": True})
    if row.projected_from:
        values["extra"] = (source.extra if source else {}) | {"projected_from": row.projected_from}
    source = sync(Source, {code: source} if source else {}, {code: values}, tally=tally)[code]
    SourceStatus.objects.get_or_create(source=source)
    return source


def store_mappings(row: SourceRow, source: Source, indicators: Mapping[str, Indicator], tally: Tally) -> None:
    kept = {one.code: one for one in source.mappings.all()}
    wanted = {
        one.code: {
            "source_id": source.pk,
            "code": one.code,
            "indicator_id": indicators[one.indicator].pk,
            "is_verified": one.is_verified,
        }
        for one in row.mappings
    }
    sync(IndicatorInSource, kept, wanted, tally=tally)


def tell_change(source: Source, tally: Tally, *, by: str, now: datetime) -> None:
    if not (tally.created or tally.updated):
        return
    ask_again(source=source)
    note_cited_otherwise(source.pk, now=now)
    after = {"created": sorted(key for _kind, key in tally.created), **tally.after}
    record_event(action="indicators.source.loaded", subject=source, by=by, now=now, before=tally.before, after=after)
