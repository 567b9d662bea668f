"""The file of expenditure-need indices, as the reports print them. No Django."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from accounts.imports import Problems
from accounts.wording import say, sentence
from indicators.sources.cells import BadCell, absent, attempt, text_of, whole_number_of
from indicators.sources.csv_table import Columns, Row, read_rows
from indicators.sources.values import number_in

COLUMNS = Columns(
    required=("service_area", "region", "year", "value", "measure", "source"),
    optional=("where", "note"),
)
LARGEST, MOST_DECIMALS = 1_000_000, 6
LONGEST = {"service_area": 200, "region": 200, "measure": 100, "source": 200, "where": 500, "note": 20_000}
NEEDED = ("service_area", "region", "measure")


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One index: percent of the national average, or a factor, as `measure` says."""

    line: int
    service_area: str
    region: str
    year: int | None
    value: Decimal
    measure: str
    source: str
    where: str
    note: str


def read_need(text: str, *, problems: Problems) -> Iterator[NeedRow]:
    """The rows that can be read; what is wrong with the others is added to the problems."""
    for row in read_rows(text, columns=COLUMNS, problems=problems):
        if read := need_row(row, problems):
            yield read


def need_row(row: Row, problems: Problems) -> NeedRow | None:
    """The row, or everything that is wrong with its cells."""
    before = len(problems)
    texts = {name: attempt(row, problems, lambda n=name: needed_text(row, n)) or "" for name in LONGEST}  # type: ignore[misc]
    value = attempt(row, problems, lambda: index_of(row))
    year = attempt(row, problems, lambda: whole_number_of(row, "year", least=1700, most=2200))
    if len(problems) > before or value is None:
        return None
    return NeedRow(line=row.line, year=year, value=value, **texts)


def needed_text(row: Row, column: str) -> str:
    text = text_of(row, column, most=LONGEST[column])
    return text or (absent(column) if column in NEEDED else "")


def index_of(row: Row) -> Decimal:
    """A number of the size that an index can have."""
    value, _literal = number_in(row["value"] or absent("value"))
    exponent = value.as_tuple().exponent
    if abs(value) >= LARGEST or (isinstance(exponent, int) and -exponent > MOST_DECIMALS):
        pattern = sentence("tallet må være under {limit} og ha høyst {decimals} desimaler")
        raise BadCell("value", say(pattern, limit=LARGEST, decimals=MOST_DECIMALS))
    return value
