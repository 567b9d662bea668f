"""A table as a file: CSV for programs, Excel for people. Texts that a sheet would take for a formula are guarded."""

import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO, StringIO

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from indicators.dump import guarded
from indicators.formats import decimals_of
from reporting.exports.rows import NOTHING_GUESSED
from reporting.sheets import FileCell, Sheet, file_rows

# When every file says that it was made, so that the same table is the same file.
ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
LONGEST_SHEET_NAME = 31
MOST_DECIMALS = 10
FIRST_COLUMN, OTHER_COLUMNS = 40, 16


def table_csv(sheet: Sheet) -> bytes:
    """Commas between cells and a point in numbers; begins with the mark by which Excel sees that it is UTF-8."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([written(cell) for cell in row] for row in file_rows(sheet))
    return out.getvalue().encode("utf-8-sig")


def written(cell: FileCell) -> str:
    return f"{cell:f}" if isinstance(cell, Decimal) else guarded(cell or "")


def table_xlsx(sheet: Sheet) -> bytes:
    """One sheet, its heading in bold and always in sight; numbers are numbers."""
    out = BytesIO()
    book = Workbook(out, NOTHING_GUESSED)
    book.set_properties({"created": ALWAYS, "title": sheet.title})
    page, bold = book.add_worksheet(sheet.code[:LONGEST_SHEET_NAME]), book.add_format({"bold": True})
    formats = [book.add_format({"num_format": one}) for one in number_formats(sheet)]
    for line, row in enumerate(file_rows(sheet)):
        for column, cell in enumerate(row):
            shown = guarded(cell) if isinstance(cell, str) else cell
            page.write(line, column, shown, bold if line == 0 else format_of(cell, formats))
    page.set_column(0, 0, FIRST_COLUMN)
    page.set_column(1, 1 + 2 * len(sheet.columns), OTHER_COLUMNS)
    page.freeze_panes(1, 1)
    book.close()
    return out.getvalue()


def number_formats(sheet: Sheet) -> list[str]:
    """By how many decimals a number is written with; none where the sheet leaves it to Excel."""
    return ["#,##0" + ("." + "0" * count if count else "") for count in range(MOST_DECIMALS + 1)] * sheet.keeps_decimals


def format_of(cell: FileCell, formats: Sequence[Format]) -> Format | None:
    if not formats or not isinstance(cell, Decimal):
        return None
    return formats[min(decimals_of(cell), MOST_DECIMALS)]
