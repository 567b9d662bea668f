"""Loading a file of indicators into the catalogue."""

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from accounts.imports import ImportProblem, LoadOutcome, Problems, at_line
from accounts.services import record_event
from accounts.syncing import Tally, in_chunks, sync
from indicators.models import Channel, Direction, Fetch, Indicator, ServiceArea
from indicators.services.checking import check_group_sums
from indicators.services.edits import note_edited
from indicators.sources.files import decoded
from indicators.sources.indicators_csv import IndicatorRow, read_indicators
from indicators.units import same_measure


@transaction.atomic
def load_indicators(*, name: str, body: bytes, by: str, now: datetime) -> LoadOutcome:
    """Take in a file of indicators: all of it, or ImportRefused and nothing. An empty cell says nothing."""
    problems = Problems(name)
    rows = read_indicators(decoded(body, file=name), problems=problems)
    problems.refuse_if_any()
    kept = indicators_with([row.code for row in rows])
    areas = service_areas([row.texts["service_area"] for row in rows])
    warnings = [
        ImportProblem(name, *warning)
        for row in rows
        for warning in (*listings_of(row), *disagreements_with(row, kept.get(row.code)))
    ]
    tally = Tally()
    sync(Indicator, kept, {row.code: values_of(row, kept.get(row.code), areas) for row in rows}, tally=tally)
    repeated = sum(len(row.also_listed) for row in rows)
    outcome = LoadOutcome(len(tally.created), len(tally.changed), len(tally.unchanged) + repeated, tuple(warnings))
    if outcome.wrote:
        changed = [kept[code].pk for code in kept]
        told = check_group_sums(indicators=changed, file=name, now=now)
        outcome = replace(outcome, warnings=(*outcome.warnings, *told))
        note_edited((code for _kind, code in tally.changed), now=now)
        fetch = keep_file(name=name, body=body, outcome=outcome, by=by, now=now)
        keep_trail(fetch, outcome, tally, by=by, now=now)
    return outcome


def keep_trail(fetch: Fetch, outcome: LoadOutcome, tally: Tally, *, by: str, now: datetime) -> None:
    after = {"created": outcome.created, "updated": outcome.updated, **tally.after}
    record_event(action="indicators.catalogue.loaded", subject=fetch, by=by, now=now, before=tally.before, after=after)


def indicators_with(codes: Sequence[str]) -> dict[str, Indicator]:
    """The indicators that have these codes."""
    found: dict[str, Indicator] = {}
    for chunk in in_chunks(codes, 5_000):
        found |= {one.code: one for one in Indicator.objects.filter(code__in=chunk)}
    return found


def service_areas(names: Sequence[str]) -> dict[str, ServiceArea]:
    """The service area of each name; new ones are created."""
    wanted = {name for name in names if name}
    kept = {area.name: area for chunk in in_chunks(wanted) for area in ServiceArea.objects.filter(name__in=chunk)}
    new = [ServiceArea(name=name) for name in sorted(wanted - kept.keys())]
    return kept | {area.name: area for area in ServiceArea.objects.bulk_create(new)}


def values_of(row: IndicatorRow, kept: Indicator | None, areas: dict[str, ServiceArea]) -> dict[str, Any]:
    """What the row says of the indicator. A direction that a plan gave stands."""
    area = areas.get(row.texts["service_area"])
    said: dict[str, Any] = {
        **{name: text for name, text in row.texts.items() if name != "service_area"},
        "service_area_id": area.pk if area else None,
        "decimals": row.decimals,
        "is_calculated": row.is_calculated,
        "is_need_adjusted": row.is_need_adjusted,
        "scope": row.scope,
        "group_value": row.group_value,
        "frequency": row.frequency,
        "direction": "" if kept and kept.direction_basis else row.direction,
    }
    values = {name: value for name, value in said.items() if value not in {None, ""}}
    if row.also_listed:
        values["extra"] = (kept.extra if kept else {}) | {"also_listed": [other.texts for other in row.also_listed]}
    return values | {"code": row.code, "namespace": ""}


def listings_of(row: IndicatorRow) -> Iterator[tuple[str, str]]:
    """That the indicator is listed under several service areas, as (place, sentence)."""
    for other in row.also_listed:
        sentence = gettext(
            "«%(code)s» står også på linje %(line)d under %(area)s; denne raden gjelder, den andre er notert"
        )
        words = {"code": row.code, "line": other.line, "area": other.texts["service_area"]}
        yield at_line(row.line), sentence % words


def disagreements_with(row: IndicatorRow, kept: Indicator | None) -> Iterator[tuple[str, str]]:
    """Where the file and a plan that was loaded earlier do not agree, as (place, sentence)."""
    if kept is None:
        return
    if kept.direction_basis and row.direction and kept.direction and row.direction != kept.direction:
        sentence = gettext("retningen er «%(file)s» i filen og «%(kept)s» i planen; planens retning beholdes")
        words = {"file": Direction(row.direction).label, "kept": Direction(kept.direction).label}
        yield at_line(row.line, "higher_is"), sentence % words
    if kept.namespace and not same_measure(row.texts["unit"], kept.unit):
        sentence = gettext("enheten er «%(file)s» i filen og «%(kept)s» i planen; filens enhet gjelder")
        yield at_line(row.line, "unit"), sentence % {"file": row.texts["unit"], "kept": kept.unit}


def keep_file(
    *, name: str, body: bytes, outcome: LoadOutcome, by: str, now: datetime, known_from: datetime | None = None
) -> Fetch:
    """The file as it came, with its checksum, who brought it and what it did. Known from now if not said otherwise."""
    return Fetch.objects.create(
        channel=Channel.CSV,
        name=name[:300],
        checksum=hashlib.sha256(body).hexdigest(),
        body=zlib.compress(body),
        received_at=now,
        known_from=known_from or now,
        received_from=by,
        created_count=outcome.created,
        updated_count=outcome.updated,
        unchanged_count=outcome.unchanged,
    )
