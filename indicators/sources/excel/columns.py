"""The columns that a mapping names, found in the headings of a sheet. No Django."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.imports import Problems, quoted
from accounts.wording import either, say, sentence
from indicators.periods import PeriodError, parse_period
from indicators.sources.excel.cells import UnreadableCell, column_of, key_text
from indicators.sources.excel.mapping import Across, Place, WorkbookMapping, plain_heading
from indicators.sources.excel.sheets import SheetRow, place_of

MOST_SHOWN = 20
NO_COLUMN = sentence("kolonnen {wanted} finnes ikke; raden har {there}")
NO_HEADINGS = sentence("kolonnen {wanted} finnes ikke; raden har ingen overskrifter")


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a sheet, each with the columns that it stands over; without a row of them, the letters."""

    sheet: str
    row: int
    columns: dict[str, list[int]]
    shown: tuple[str, ...]

    def column(self, headings: Sequence[str], problems: Problems) -> int:
        """The column under one of the spellings of a heading. A problem where there is none, or more than one."""
        if not self.row:
            return column_of(headings[0])
        found = [column for one in headings for column in self.columns.get(plain_heading(one), [])]
        if len(found) == 1:
            return found[0]
        several = say("flere kolonner heter {column}", column=quoted(headings[0])) if found else ""
        problems.add(place_of(self.sheet, self.row), several or self.why_missing(headings))
        return 0

    def why_missing(self, headings: Sequence[str]) -> str:
        wanted = either([quoted(one) for one in headings])
        there = ", ".join(quoted(one) for one in self.shown[:MOST_SHOWN])
        return say(NO_COLUMN if there else NO_HEADINGS, wanted=wanted, there=there)


def headings_in(row: SheetRow | None, mapping: WorkbookMapping, sheet: str) -> Headings:
    """What stands in the row of headings."""
    columns: dict[str, list[int]] = {}
    shown: list[str] = []
    for column, cell in enumerate(row.cells if row else ()):
        if text := heading_text(cell):
            columns.setdefault(plain_heading(text), []).append(column)
            shown.append(text)
    return Headings(sheet, mapping.heading_row, columns, tuple(shown))


def heading_text(cell: Any) -> str:
    """A heading; one that cannot be read names no column."""
    try:
        return key_text(cell)
    except UnreadableCell:
        return ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where everything that a mapping names stands in this sheet."""

    facts: dict[str, int]
    codes: list[list[int]]
    skip: list[int]
    only: list[int]
    # The wide form: the columns of figures, and which period or region each is.
    across: dict[int, str]


def columns_in(mapping: WorkbookMapping, headings: Headings, problems: Problems) -> Columns:
    """Every column of the mapping, or a problem for each that is not there."""

    def columns(many: Iterable[Sequence[str]]) -> list[int]:
        return [headings.column(one, problems) for one in many]

    places: dict[str, Place] = {
        "region": mapping.region,
        "period": mapping.period,
        "value": mapping.value,
        "kind": mapping.kind,
        "source_table": mapping.source_table,
    }
    found = Columns(
        facts={name: headings.column(place.headings, problems) for name, place in places.items() if place.headings},
        codes=[columns(part.headings for part in one.parts) for one in mapping.indicators],
        skip=columns(one.headings for one in mapping.skip),
        only=columns(one.headings for one in mapping.only),
        across=columns_across(mapping.across, headings, problems) if mapping.across else {},
    )
    problems.refuse_if_any()
    return found


def columns_across(across: Across, headings: Headings, problems: Problems) -> dict[int, str]:
    """The columns of figures of the wide form."""
    if across.columns:
        return {headings.column([heading], problems): fact for heading, fact in across.columns.items()}
    found = {column: text for text in headings.shown for column in headings.columns[plain_heading(text)]}
    periods = {column: text for column, text in found.items() if is_period(text)}
    if not periods:
        message = say("ingen av overskriftene er en periode, som {example}", example=2024)
        problems.add(place_of(headings.sheet, headings.row), message)
    return periods


def is_period(text: str) -> bool:
    try:
        parse_period(text)
    except PeriodError:
        return False
    return True
