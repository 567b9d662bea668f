"""Rows of text and numbers as CSV and as an Excel file. A text is never taken for a formula.

Its spaces are plain ones, as the open API writes them: whoever searches in a file types those.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import IO

from indicators.dump import guarded
from indicators.formats import NBSP
from reporting.exports.sheet_stream import stream_sheet

Value = str | int | Decimal
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What is written is what is meant: no text becomes a formula or a link.
NOTHING_GUESSED = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def csv_of(heading: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """With semicolons and a mark of its encoding, as Excel in Norway opens it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(heading)
    writer.writerows(safe(row) for row in rows)
    return text.getvalue().encode("utf-8-sig")


def safe(row: Sequence[Value]) -> list[Value]:
    """Numbers stay numbers; a text that begins like a formula gets an apostrophe before it."""
    return [guarded(value.replace(NBSP, " ")) if isinstance(value, str) else value for value in row]


def xlsx_of(title: str, heading: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """One sheet with a heading that stays in sight and can be filtered by."""
    file = io.BytesIO()
    write_xlsx(file, title, heading, rows)
    return file.getvalue()


def write_xlsx(file: IO[bytes], title: str, heading: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """The same into a file, row by row as they come: however many they are, only the newest are in memory."""
    stream_sheet(file, title[:31], heading, map(safe, rows))
