"""Tables outside the reports as sheets of Excel, written as those of the reports are: measured, filtered, printable."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

from django.utils.formats import get_format

from reporting.exports.block_rows import Look, Row, Value, said, value
from reporting.exports.sheet_layout import Sheet
from reporting.exports.sheet_links import sheet_name
from reporting.exports.workbook import Book, empty_workbook, footer_said, write_sheet

# When every file says that it was made, so that the same table is the same file.
ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)


def book_of(title: str, sheets: Iterable[Sheet]) -> bytes:
    out = BytesIO()
    file = empty_workbook(out)
    file.set_properties({"created": ALWAYS, "title": title[:255]})
    book = Book(file)
    taken = set[str]()
    for sheet in sheets:
        page = file.add_worksheet(sheet_name(sheet.title, taken))
        write_sheet(book, page, sheet)
        page.set_footer(footer_said(title))
    file.close()
    return out.getvalue()


def table_sheet(title: str, head: Sequence[str], rows: Sequence[Sequence[Value]], notes: Sequence[str] = ()) -> Sheet:
    """A header, the rows, and below them what must be known. Columns with numbers stand to the right."""
    right = [any(row[place].number is not None for row in rows) for place in range(len(head))]
    lines = [
        Row(Look.HEAD, tuple(value(text, is_right=is_right) for text, is_right in zip(head, right, strict=True))),
        *(
            Row(Look.FIGURES, tuple(replace(one, is_right=is_right) for one, is_right in zip(row, right, strict=True)))
            for row in rows
        ),
    ]
    below = [Row(Look.TEXT, ()), *(said(Look.NOTE, note) for note in notes)] if notes else []
    return Sheet(title, (*lines, *below), header=1, last=len(lines), columns=len(head))


def text_sheet(title: str, texts: Iterable[str]) -> Sheet:
    return Sheet(title, tuple(said(Look.TEXT, text) for text in texts))


def figure(number: Decimal | None, decimals: int | None = None) -> Value:
    """With so many decimals as it is to be shown with, all of it in the cell; with its own where nothing is said."""
    text = "" if number is None else f"{number:f}" if decimals is None else f"{number:.{decimals}f}"
    return Value(text, number, decimals=decimals)


def decimals_in(text: str) -> int:
    """As a number is written to be read in the language of now: `0,8 %` has one."""
    found = re.search(rf"{re.escape(get_format('DECIMAL_SEPARATOR'))}(\d+)", text)
    return len(found[1]) if found else 0
