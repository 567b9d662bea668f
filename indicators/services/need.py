"""Loading a file of expenditure-need indices: what it says anew is added, and nothing is changed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from accounts.imports import LoadOutcome, Problems, at_line
from accounts.services import record_event
from accounts.syncing import ROWS_PER_QUERY, Tally
from indicators.models import Fetch, NeedIndex, Region, ServiceArea
from indicators.regions import problem_with, resolve
from indicators.services.catalogue import keep_file, service_areas
from indicators.sources.files import decoded
from indicators.sources.need_csv import NeedRow, read_need

Values = dict[str, Any]


@transaction.atomic
def load_need(*, name: str, body: bytes, known_from: datetime, by: str, now: datetime) -> LoadOutcome:
    """Take in a file of need indices: all of it, or ImportRefused and nothing.

    An index is compared with the newest one that was known at `known_from`.
    """
    problems = Problems(name)
    rows = list(read_need(decoded(body, file=name), problems=problems))
    for row in rows:
        if message := problem_with(row.region):
            problems.add(at_line(row.line, "region"), message)
    problems.refuse_if_any()
    areas, regions = service_areas([row.service_area for row in rows]), resolve({row.region for row in rows})
    wanted = wanted_indices(rows, areas, regions, problems)
    problems.refuse_if_any()
    tally = tallied(kept_indices(areas, known_at=known_from), wanted)
    repeated = len(rows) - len(wanted)
    outcome = LoadOutcome(len(tally.created), len(tally.changed), len(tally.unchanged) + repeated)
    if outcome.wrote:
        fetch = keep_file(name=name, body=body, outcome=outcome, by=by, now=now, known_from=known_from)
        add_rows(news_among(wanted, tally), fetch, known_from=known_from)
        record_event(
            action="indicators.need.loaded", subject=fetch, by=by, now=now, before=tally.before, after=tally.after
        )
    return outcome


def kept_indices(areas: dict[str, ServiceArea], *, known_at: datetime) -> dict[str, NeedIndex]:
    """What was known then of each index of the areas. Two loads at once take turns, as loads of figures do."""
    locked = ServiceArea.objects.select_for_update(no_key=True).filter(pk__in=[area.pk for area in areas.values()])
    list(locked.order_by("pk").values_list("pk"))
    known = NeedIndex.objects.filter(service_area__in=areas.values()).known_at(known_at).newest()
    return {key_of(index): index for index in known}


def tallied(kept: dict[str, NeedIndex], wanted: dict[str, Values]) -> Tally:
    """Which of the indices are new, which say something else than what is kept, and what that was."""
    tally, label = Tally(), str(NeedIndex._meta.verbose_name)
    for key, values in wanted.items():
        row = (label, key)
        tally.seen.add(row)
        if key not in kept:
            tally.created.add(row)
            continue
        for name, value in values.items():
            if (before := getattr(kept[key], name)) != value:
                tally.note_change(row, name, before, value)
    return tally


def news_among(wanted: dict[str, Values], tally: Tally) -> list[Values]:
    keys = {key for _label, key in tally.created | tally.updated}
    return [values for key, values in wanted.items() if key in keys]


def add_rows(wanted: Sequence[Values], fetch: Fetch, *, known_from: datetime) -> None:
    rows = [NeedIndex(**values, fetch=fetch, known_from=known_from) for values in wanted]
    NeedIndex.objects.bulk_create(rows, batch_size=ROWS_PER_QUERY)


def wanted_indices(
    rows: Sequence[NeedRow], areas: dict[str, ServiceArea], regions: dict[str, Region], problems: Problems
) -> dict[str, Values]:
    """The indices by their key. The same one twice with different values is a problem."""
    wanted: dict[str, Values] = {}
    lines: dict[str, int] = {}
    for row in rows:
        values = values_of(row, areas, regions)
        key = key_of(NeedIndex(**values))
        first = wanted.setdefault(key, values)
        line = lines.setdefault(key, row.line)
        if first["value"] != values["value"]:
            message = gettext("samme rad står også på linje %(line)d, med en annen verdi") % {"line": line}
            problems.add(at_line(row.line, "value"), message)
    return wanted


def values_of(row: NeedRow, areas: dict[str, ServiceArea], regions: dict[str, Region]) -> Values:
    return {
        "service_area_id": areas[row.service_area].pk,
        "region_id": regions[row.region].pk,
        "year": row.year,
        "value": row.value,
        "measure": row.measure,
        "source": row.source,
        "place": row.where,
        "note": row.note,
    }


def key_of(index: NeedIndex) -> str:
    """What tells two indices apart."""
    year = "" if index.year is None else str(index.year)
    return "\t".join((str(index.service_area_id), str(index.region_id), year, index.measure, index.source))
