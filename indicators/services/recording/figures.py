"""Figures on their way in: as those who bring them write them, and as they lie in the table where they are compared."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection

from indicators.models import Standing, ValueKind
from indicators.vintages import Vintage

Cell = tuple[int, int, str, str]
JUDGED_KINDS = frozenset({ValueKind.ACTUAL, ValueKind.PROVISIONAL, ValueKind.CHANGE})


@dataclass(frozen=True, slots=True)
class NewFigure:
    """One figure that arrives, for a cell whose indicator and region are known."""

    indicator_id: int
    region_id: int
    period: str
    period_end: date | None
    vintage: Vintage
    # Where in its file it stands, in words, or as the number of its line: words by the million take their time.
    place: str
    part: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def cell(self) -> Cell:
        return (self.indicator_id, self.region_id, self.period, self.part)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A figure that a plan quotes and that the official statistics have otherwise."""

    figure: NewFigure
    official: Vintage


class StagedFigure(NamedTuple):
    """The same as columns of plain text and numbers; what comes by the million is written like this from the start."""

    indicator_id: int
    region_id: int
    period: str
    period_end: str | None
    literal: str
    missing: str
    kind: str
    standing: int
    source_table: str
    table_rank: int
    known_from: str
    place: str
    # What it replaces, as `Vintage.series` says it.
    series: str
    part: str = ""
    value_min: str = ""
    value_max: str = ""
    scenario: str = ""
    extra: str = "{}"


def staged(figure: NewFigure) -> StagedFigure:
    """The figure as columns."""
    vintage = figure.vintage
    return StagedFigure(
        indicator_id=figure.indicator_id,
        region_id=figure.region_id,
        period=figure.period,
        period_end=None if figure.period_end is None else figure.period_end.isoformat(),
        literal=vintage.literal,
        missing=vintage.missing,
        kind=vintage.kind,
        standing=int(vintage.standing),
        source_table=vintage.source_table,
        table_rank=vintage.table_rank,
        known_from=moment_text(vintage.known_from),
        place=figure.place,
        series=series_text(vintage),
        part=figure.part,
        value_min="" if vintage.value_min is None else f"{vintage.value_min:f}",
        value_max="" if vintage.value_max is None else f"{vintage.value_max:f}",
        scenario=vintage.scenario,
        extra=json.dumps(figure.extra) if figure.extra else "{}",
    )


def figure_in(columns: tuple[Any, ...]) -> NewFigure:
    """A figure as the database gives its columns back, each engine with its own idea of days and moments."""
    row = StagedFigure(*columns)
    vintage = Vintage(
        literal=row.literal,
        missing=row.missing,
        kind=row.kind,
        standing=row.standing,
        source_table=row.source_table,
        table_rank=row.table_rank,
        known_from=moment_in(row.known_from),
        value_min=Decimal(row.value_min) if row.value_min else None,
        value_max=Decimal(row.value_max) if row.value_max else None,
        scenario=row.scenario,
    )
    return NewFigure(
        indicator_id=row.indicator_id,
        region_id=row.region_id,
        period=row.period,
        period_end=date.fromisoformat(str(row.period_end)) if row.period_end else None,
        vintage=vintage,
        place=row.place,
        part=row.part,
        extra=json.loads(row.extra),
    )


@lru_cache(maxsize=1_024)
def moment_text(moment: datetime) -> str:
    """A moment as the database in use writes it; one delivery has a few of them at most."""
    return str(connection.ops.adapt_datetimefield_value(moment))


def moment_in(column: str | datetime) -> datetime:
    """A moment as the database gives it back: SQLite as text without its time zone."""
    return column if isinstance(column, datetime) else datetime.fromisoformat(column).replace(tzinfo=UTC)


def series_text(vintage: Vintage) -> str:
    return "\t".join(str(part) for part in vintage.series)


def standing_of(kind: str, *, judged: Standing) -> Standing:
    """Where a figure of a kind stands; `judged` is where this door's actual figures stand."""
    if kind == ValueKind.CORRECTION:
        return Standing.CORRECTION
    return judged if kind in JUDGED_KINDS else Standing.SHOWN
