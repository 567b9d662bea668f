"""Rows of text and numbers as CSV and as an Excel file. A text is never taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

import xlsxwriter

from indicators.dump import guarded

Value = str | int | Decimal
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What is written is what is meant: no text becomes a formula or a link.
NOTHING_GUESSED = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
WIDTHS = (12, 60)


def csv_of(heading: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """With semicolons and a mark of its encoding, as Excel in Norway opens it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(heading)
    writer.writerows(safe(row) for row in rows)
    return text.getvalue().encode("utf-8-sig")


def safe(row: Sequence[Value]) -> list[Value]:
    """Numbers stay numbers; a text that begins like a formula gets an apostrophe before it."""
    return [guarded(value) if isinstance(value, str) else value for value in row]


def xlsx_of(title: str, heading: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """One sheet with a heading that stays in sight and can be filtered by."""
    file = io.BytesIO()
    rows = list(rows)
    with xlsxwriter.Workbook(file, NOTHING_GUESSED) as book:
        sheet = book.add_worksheet(title[:31])
        sheet.write_row(0, 0, heading, book.add_format({"bold": True}))
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, safe(row), wrapped)
        for column, name in enumerate(heading):
            longest = max((len(str(row[column])) for row in rows), default=0)
            sheet.set_column(column, column, min(max(longest, len(name), WIDTHS[0]), WIDTHS[1]))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(heading) - 1)
    return file.getvalue()
