"""Loading a file of expenditure-need indices."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from accounts.imports import LoadOutcome, Problems, at_line
from accounts.services import record_event
from accounts.syncing import Tally, sync
from indicators.models import NeedIndex, Region, ServiceArea
from indicators.regions import problem_with, resolve
from indicators.services.catalogue import keep_file, service_areas
from indicators.sources.files import decoded
from indicators.sources.need_csv import NeedRow, read_need


@transaction.atomic
def load_need(*, name: str, body: bytes, by: str, now: datetime) -> LoadOutcome:
    """Take in a file of need indices: all of it, or ImportRefused and nothing."""
    problems = Problems(name)
    rows = list(read_need(decoded(body, file=name), problems=problems))
    for row in rows:
        if message := problem_with(row.region):
            problems.add(at_line(row.line, "region"), message)
    problems.refuse_if_any()
    areas, regions = service_areas([row.service_area for row in rows]), resolve({row.region for row in rows})
    wanted = wanted_indices(rows, areas, regions, problems)
    problems.refuse_if_any()
    kept = {key_of(index): index for index in NeedIndex.objects.filter(service_area__in=areas.values())}
    tally = Tally()
    sync(NeedIndex, kept, wanted, tally=tally)
    repeated = len(rows) - len(wanted)
    outcome = LoadOutcome(len(tally.created), len(tally.changed), len(tally.unchanged) + repeated)
    if outcome.wrote:
        fetch = keep_file(name=name, body=body, outcome=outcome, by=by, now=now)
        record_event(
            action="indicators.need.loaded", subject=fetch, by=by, now=now, before=tally.before, after=tally.after
        )
    return outcome


def wanted_indices(
    rows: Sequence[NeedRow], areas: dict[str, ServiceArea], regions: dict[str, Region], problems: Problems
) -> dict[str, dict[str, Any]]:
    """The indices by their key. The same one twice with different values is a problem."""
    wanted: dict[str, dict[str, Any]] = {}
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


def values_of(row: NeedRow, areas: dict[str, ServiceArea], regions: dict[str, Region]) -> dict[str, Any]:
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
