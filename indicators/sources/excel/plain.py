"""A sheet with the same heading as the CSV file: `indicator_id,region,year|period,value[,missing]…`. No Django."""

from collections.abc import Iterator
from typing import Any

from accounts.imports import Problems, quoted, refusal
from accounts.wording import either, say, sentence
from indicators.sources.excel.cells import Merged, UnreadableCell, figure_text, key_text
from indicators.sources.excel.observations import TextRow
from indicators.sources.excel.sheets import Sheet, SheetRow, place_of
from indicators.sources.observations_csv import COLUMNS

DIGITS_OF_A_MUNICIPALITY = 4


def plain_rows(sheet: Sheet, problems: Problems) -> Iterator[TextRow]:
    """The rows below the heading, which is the first row with anything in it. Empty rows are passed over."""
    rows = (row for row in sheet.rows() if not row.is_empty)
    heading = next(rows, None)
    if heading is None:
        raise refusal(problems.file, place_of(sheet.name), say("arket er tomt"))
    columns = checked_columns(heading, problems)
    found = False
    for row in rows:
        found = True
        if read := text_row(row, columns, problems):
            yield read
    if not found:
        raise refusal(problems.file, place_of(sheet.name), say("arket har en overskrift, men ingen rader"))


def checked_columns(heading: SheetRow, problems: Problems) -> dict[str, int]:
    """The column of each name. Nothing below a wrong heading is read."""
    columns = columns_named(heading, problems)
    known = ", ".join(COLUMNS.known)
    for name in COLUMNS.required:
        if name not in columns:
            pattern = sentence("kolonnen {column} mangler: bruk overskriften {heading}, eller velg et oppsett")
            problems.add(heading.place(), say(pattern, column=name, heading=known))
    if len([name for name in COLUMNS.one_of if name in columns]) != 1:
        choices = either(COLUMNS.one_of)
        problems.add(heading.place(), say("arket må ha nøyaktig én av kolonnene {columns}", columns=choices))
    problems.refuse_if_any()
    return columns


def columns_named(heading: SheetRow, problems: Problems) -> dict[str, int]:
    """The column of each name that stands there, also of one that is told to be wrong."""
    columns: dict[str, int] = {}
    for column, cell in enumerate(heading.cells):
        name = cell.strip() if isinstance(cell, str) else str(cell)
        if not name:
            continue
        if name not in COLUMNS.known:
            known = ", ".join(COLUMNS.known)
            message = say("ukjent kolonne {column}; kjente er {known}", column=quoted(name), known=known)
            problems.add(heading.place(column), message)
        elif name in columns:
            problems.add(heading.place(column), say("kolonnen {column} står flere ganger", column=quoted(name)))
        columns[name] = column
    return columns


def text_row(row: SheetRow, columns: dict[str, int], problems: Problems) -> TextRow | None:
    """The row as texts, or everything that is wrong with its cells."""
    before = len(problems)
    cells: dict[str, str] = {}
    for name, column in columns.items():
        try:
            cells[name] = text_in(name, row[column])
        except UnreadableCell as bad:
            problems.add(row.place(column), str(bad))
    for column, cell in enumerate(row.cells):
        if column not in columns.values() and cell != "" and not isinstance(cell, Merged):
            problems.add(row.place(column), say("cellen står utenfor kolonnene i overskriften"))
    return None if len(problems) > before else TextRow(row.number, cells, row.sheet, columns)


def text_in(name: str, cell: Any) -> str:
    text = figure_text(cell) if name == "value" else key_text(cell)
    if name == "region" and isinstance(cell, float) and len(text) < DIGITS_OF_A_MUNICIPALITY:
        pattern = sentence("kommunenummeret {number} er lagret som tall uten nullen foran: lagre det som tekst")
        raise UnreadableCell(say(pattern, number=text))
    return text
