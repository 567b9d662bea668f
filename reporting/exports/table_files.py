"""A table as a file: CSV for programs, Excel for people. Texts that a sheet would take for a formula are guarded."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from io import StringIO

from indicators.dump import guarded
from reporting.exports.block_rows import Value, value
from reporting.exports.plain_sheets import book_of, decimals_in, table_sheet
from reporting.sheets import FileCell, Sheet, SheetRow, file_rows, heading_of


def table_csv(sheet: Sheet) -> bytes:
    """Commas between cells and a point in numbers; begins with the mark by which Excel sees that it is UTF-8."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([written(cell) for cell in row] for row in file_rows(sheet))
    return out.getvalue().encode("utf-8-sig")


def written(cell: FileCell) -> str:
    return f"{cell:f}" if isinstance(cell, Decimal) else guarded(cell or "")


def table_xlsx(sheet: Sheet) -> bytes:
    """One sheet, its heading always in sight; numbers are numbers."""
    rows = [list(row_values(sheet, row)) for row in sheet.rows]
    notes = (sheet.title, *sheet.notes, sheet.source)
    return book_of(sheet.title, [table_sheet(sheet.code, [str(one) for one in heading_of(sheet)], rows, notes)])


def row_values(sheet: Sheet, row: SheetRow) -> Iterator[Value]:
    """In the order of the heading."""
    yield value(row.name)
    if sheet.note_heading:
        yield value(row.note)
    for column, cell in zip(sheet.columns, row.cells, strict=True):
        yield shown(sheet, cell.text, cell.number)
        if column.beside:
            yield shown(sheet, cell.beside, cell.beside_number)


def shown(sheet: Sheet, text: str, number: Decimal | None) -> Value:
    if number is None:
        return value(text)
    return replace(value(text), number=number, decimals=None if sheet.keeps_decimals else decimals_in(text))
