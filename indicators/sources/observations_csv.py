"""The observations file: `indicator_id,region,year|period,value[,missing][,kind][,source_table]`. No Django.

A projection may say which it is: `projected_from`, the year whose figures it starts from, and `scenario`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from accounts.imports import Problems, quoted
from accounts.wording import say
from indicators.periods import FIRST_YEAR, LAST_YEAR, NO_PERIOD, Period, PeriodError, parse_period
from indicators.sources.cells import BadCell, absent, attempt, text_of, whole_number_of
from indicators.sources.csv_table import Columns, Row, read_rows
from indicators.sources.values import CellValue, cell_value, kind_named

COLUMNS = Columns(
    required=("indicator_id", "region", "value"),
    one_of=("year", "period"),
    optional=("missing", "kind", "source_table", "projected_from", "scenario"),
)
LONGEST_CODE, LONGEST_TABLE, LONGEST_SCENARIO = 200, 100, 100
# Which projection a figure belongs to can be said of these only.
PROJECTED = ("projection", "estimate", "interval")


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
    # Empty where the row says nothing of it.
    projected_from: str
    scenario: str


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
    start = attempt(row, problems, lambda: whole_number_of(row, "projected_from", least=FIRST_YEAR, most=LAST_YEAR))
    scenario = attempt(row, problems, lambda: scenario_of(row, kind))
    if len(problems) > before or cell is None or kind is None:
        return None
    kind = "provisional" if cell.is_provisional and kind == "actual" else kind
    said = (str(start) if start else "", scenario or "")
    return ObservationRow(row.line, indicator or "", region or "", period, cell, kind, table or "", *said)


def scenario_of(row: Row, kind: str | None) -> str:
    """The scenario. Neither it nor the year that a projection starts from can be said of an actual figure."""
    for column in ("projected_from", "scenario"):
        if row[column] and kind not in {None, *PROJECTED}:
            raise BadCell(column, say("gjelder bare framskrivinger: skriv prognose i kolonnen kind"))
    return text_of(row, "scenario", most=LONGEST_SCENARIO)


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
