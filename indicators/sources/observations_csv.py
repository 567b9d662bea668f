"""The observations file: `indicator_id,region,year|period,value[,missing][,kind][,source_table]`. No Django."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from accounts.imports import Problems, quoted
from accounts.wording import say
from indicators.periods import NO_PERIOD, Period, PeriodError, parse_period
from indicators.sources.cells import BadCell, absent, attempt, text_of
from indicators.sources.csv_table import Columns, Row, read_rows
from indicators.sources.values import CellValue, cell_value, kind_named

COLUMNS = Columns(
    required=("indicator_id", "region", "value"),
    one_of=("year", "period"),
    optional=("missing", "kind", "source_table"),
)
LONGEST_CODE, LONGEST_TABLE = 200, 100


@dataclass(frozen=True, slots=True)
class ObservationRow:
    """One row of the file, checked by itself; whether indicator and region exist is not asked here."""

    line: int
    indicator: str
    region: str
    period: Period | None
    cell: CellValue
    kind: str
    source_table: str


def read_observations(text: str, *, problems: Problems) -> Iterator[ObservationRow]:
    """The rows that can be read; what is wrong with the others is added to the problems."""
    for row in read_rows(text, columns=COLUMNS, problems=problems):
        if read := observation_row(row, problems):
            yield read


def observation_row(row: Row, problems: Problems) -> ObservationRow | None:
    """The row, or everything that is wrong with its cells."""
    before = len(problems)
    cell = attempt(row, problems, lambda: cell_value(row["value"], row["missing"]))
    kind = attempt(row, problems, lambda: kind_named(row["kind"]))
    period = attempt(row, problems, lambda: period_of(row))
    indicator = attempt(
        row, problems, lambda: text_of(row, "indicator_id", most=LONGEST_CODE) or absent("indicator_id")
    )
    region = attempt(row, problems, lambda: text_of(row, "region", most=LONGEST_CODE) or absent("region"))
    table = attempt(row, problems, lambda: text_of(row, "source_table", most=LONGEST_TABLE))
    if len(problems) > before or cell is None or kind is None:
        return None
    kind = "provisional" if cell.is_provisional and kind == "actual" else kind
    return ObservationRow(row.line, indicator or "", region or "", period, cell, kind, table or "")


@lru_cache(maxsize=4_096)
def period_named(text: str) -> Period:
    """The period of a text; the same few hundred come in every row."""
    return parse_period(text)


def period_of(row: Row) -> Period | None:
    """A column `year` must hold one; a `period` may be empty: such a value is kept and never judged."""
    column = "year" if "year" in row.cells else "period"
    text = row[column]
    if not text and column == "period":
        return None
    try:
        return period_named(text)
    except PeriodError:
        raise BadCell(column, say(NO_PERIOD, text=quoted(text))) from None
