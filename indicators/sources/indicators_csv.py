"""The file of indicators: one row each, with unit, direction and what else describes it. No Django."""

from dataclasses import dataclass, replace

from accounts.imports import Problems, quoted
from accounts.wording import say, sentence
from indicators.periods import Frequency
from indicators.sources.cells import absent, attempt, choice_of, code_of, text_of, truth_of, whole_number_of
from indicators.sources.csv_table import Columns, Row, read_rows

COLUMNS = Columns(
    required=("indicator_id", "name_nb", "unit"),
    optional=(
        *("name_nn", "name_en", "definition", "service_area", "category", "decimals", "calculated", "adjusted"),
        *("scope", "kostra_functions", "higher_is", "note", "group_value", "frequency"),
    ),
)
DIRECTIONS = {"good": "up", "bad": "down", "neutral": "none", "unknown": ""}
SCOPES = {"konsern": "konsern", "kommunekasse": "kommunekasse"}
GROUP_VALUES = {"mean": "mean", "sum": "sum"}
FREQUENCIES = {frequency.value: frequency.value for frequency in Frequency}
# What the note says where the value of a KOSTRA group adds up its members.
SAYS_SUM = "group value is a sum"
MOST_DECIMALS = 15
LONGEST = {
    "name_nb": 500,
    "name_nn": 500,
    "name_en": 500,
    "unit": 200,
    "category": 100,
    "service_area": 200,
    "kostra_functions": 200,
    "definition": 20_000,
    "note": 20_000,
}


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One row of the file. Empty text, None: the file says nothing about it."""

    line: int
    code: str
    texts: dict[str, str]
    decimals: int | None
    is_calculated: bool | None
    is_need_adjusted: bool | None
    scope: str
    direction: str
    group_value: str
    frequency: str
    also_listed: tuple["IndicatorRow", ...] = ()

    def is_listed_elsewhere(self, other: "IndicatorRow") -> bool:
        """Whether the other row is this indicator under another service area, as KOSTRA reports list some of them.

        Then both rows must measure the same. The same code twice under one service area is a mistake.
        """
        here, there = self.texts["service_area"], other.texts["service_area"]
        return bool(here and there and here != there) and self.measures == other.measures

    @property
    def measures(self) -> tuple[object, ...]:
        """What the figure is, whatever it is called and wherever it is listed."""
        said = (self.decimals, self.is_calculated, self.is_need_adjusted, self.scope, self.direction, self.group_value)
        return (self.texts["unit"], self.texts["kostra_functions"], self.frequency, *said)


def read_indicators(text: str, *, problems: Problems) -> list[IndicatorRow]:
    """The rows that can be read, one per code; every cell that cannot be taken is a problem."""
    rows: dict[str, IndicatorRow] = {}
    for row in read_rows(text, columns=COLUMNS, problems=problems):
        read = indicator_row(row, problems)
        first = rows.get(row["indicator_id"])
        if first and read and first.is_listed_elsewhere(read):
            rows[read.code] = replace(read, also_listed=(*first.also_listed, replace(first, also_listed=())))
        elif first:
            pattern = sentence("koden {code} står også på linje {line}")
            problems.add(row.place("indicator_id"), say(pattern, code=quoted(first.code), line=first.line))
        elif read:
            rows[read.code] = read
    return list(rows.values())


def indicator_row(row: Row, problems: Problems) -> IndicatorRow | None:
    """The row, or everything that is wrong with its cells."""
    before = len(problems)
    code = attempt(row, problems, lambda: code_of(row, "indicator_id", most=200))
    texts = {name: attempt(row, problems, lambda n=name: text_of(row, n, most=LONGEST[n])) or "" for name in LONGEST}  # type: ignore[misc]
    if not row["name_nb"]:
        attempt(row, problems, lambda: absent("name_nb"))
    read = IndicatorRow(
        line=row.line,
        code=code or "",
        texts=texts,
        decimals=attempt(row, problems, lambda: whole_number_of(row, "decimals", least=0, most=MOST_DECIMALS)),
        is_calculated=attempt(row, problems, lambda: truth_of(row, "calculated")),
        is_need_adjusted=attempt(row, problems, lambda: truth_of(row, "adjusted")),
        scope=attempt(row, problems, lambda: choice_of(row, "scope", SCOPES)) or "",
        direction=attempt(row, problems, lambda: choice_of(row, "higher_is", DIRECTIONS)) or "",
        group_value=attempt(row, problems, lambda: choice_of(row, "group_value", GROUP_VALUES)) or group_value_in(row),
        frequency=attempt(row, problems, lambda: choice_of(row, "frequency", FREQUENCIES)) or "",
    )
    return read if len(problems) == before else None


def group_value_in(row: Row) -> str:
    """A sum where the note says so in the words that the files use; otherwise nobody has said."""
    return "sum" if SAYS_SUM in row["note"] else ""
