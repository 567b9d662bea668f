"""Loading a file of observations."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.imports import LoadOutcome, Problems, quoted
from accounts.syncing import in_chunks
from indicators.models import TABLE_RANKS, Channel, Indicator, IndicatorAlias, Region, Standing
from indicators.regions import problem_with, resolve
from indicators.services.recording import (
    Delivery,
    NewFigure,
    refuse_contradictions,
    standing_of,
    take_delivery,
)
from indicators.sources.files import decoded
from indicators.sources.observations_csv import ObservationRow, read_observations
from indicators.vintages import Vintage

NAMES_PER_QUERY = 5_000


@transaction.atomic
def load_observations(
    *, name: str, body: bytes, provisional: bool, known_from: datetime, by: str, now: datetime
) -> LoadOutcome:
    """Take in a file of figures: all of it, or ImportRefused and nothing. `provisional` marks its actual figures so."""
    problems = Problems(name)
    rows = list(read_observations(decoded(body, file=name), problems=problems))
    indicators = indicators_named(rows, problems)
    check_regions(rows, problems)
    problems.refuse_if_any()
    regions = resolve({row.region for row in rows})
    figures = [figure_of(row, indicators, regions, provisional=provisional, known_from=known_from) for row in rows]
    refuse_contradictions(figures, problems)
    problems.refuse_if_any()
    delivery = Delivery(Channel.CSV, name, body, received_from=by, received_at=now, known_from=known_from)
    return take_delivery(figures=figures, delivery=delivery, action="indicators.observations.loaded")


def indicators_named(rows: Iterable[ObservationRow], problems: Problems) -> dict[str, int]:
    """The indicator of each name in the file, by code or by the only plan name that it has."""
    rows = list(rows)
    names = {row.indicator for row in rows}
    by_code: dict[str, int] = {}
    for chunk in in_chunks(names, NAMES_PER_QUERY):
        by_code |= dict(Indicator.objects.filter(code__in=chunk).values_list("code", "pk"))
    by_alias: dict[str, set[int]] = {}
    for chunk in in_chunks(names - by_code.keys(), NAMES_PER_QUERY):
        for alias, key in IndicatorAlias.objects.filter(alias__in=chunk).values_list("alias", "indicator_id"):
            by_alias.setdefault(alias, set()).add(key)
    found = {alias: min(keys) for alias, keys in by_alias.items() if len(keys) == 1} | by_code
    for row in rows:
        if row.indicator not in found:
            problems.add(f"linje {row.line}, kolonne indicator_id", why_unknown(row.indicator, by_alias))
    return found


def why_unknown(name: str, by_alias: dict[str, set[int]]) -> str:
    if name in by_alias:
        return f"flere planer bruker navnet {quoted(name)} om hver sin indikator: bruk indikatorens egen kode"
    return f"ukjent indikator {quoted(name)}: last inn indikatoren først"


def check_regions(rows: Iterable[ObservationRow], problems: Problems) -> None:
    rows = list(rows)
    messages = {region: problem_with(region) for region in {row.region for row in rows}}
    for row in rows:
        if message := messages[row.region]:
            problems.add(f"linje {row.line}, kolonne region", message)


def figure_of(
    row: ObservationRow,
    indicators: dict[str, int],
    regions: dict[str, Region],
    *,
    provisional: bool,
    known_from: datetime,
) -> NewFigure:
    """The row as a figure of its cell."""
    kind = "provisional" if provisional and row.kind == "actual" else row.kind
    vintage = Vintage(
        literal=row.cell.literal,
        missing=row.cell.missing,
        kind=kind,
        standing=standing_of(kind, judged=Standing.OFFICIAL),
        source_table=row.source_table,
        table_rank=TABLE_RANKS.get(row.source_table, 0),
        known_from=known_from,
    )
    return NewFigure(
        indicator_id=indicators[row.indicator],
        region_id=regions[row.region].pk,
        period=row.period.code if row.period else "",
        period_end=row.period.end if row.period else None,
        vintage=vintage,
        place=f"linje {row.line}",
    )
