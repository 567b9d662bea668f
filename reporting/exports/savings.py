"""The savings potential as files: the table as CSV, and a workbook with both tables and what must be known of them."""

import csv
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO, StringIO

from django.utils.translation import gettext
from xlsxwriter.workbook import Workbook

from indicators.dump import guarded
from indicators.formats import rounded_ratio
from indicators.savings_dump import cell
from reporting.exports.rows import NOTHING_GUESSED
from reporting.queries.savings import SavingsPage
from reporting.savings_tables import row_name
from reporting.savings_words import listed

Value = str | Decimal | None
FIRST_COLUMN, OTHER_COLUMNS, NOTES_COLUMN = 44, 16, 100


def title_of(page: SavingsPage) -> str:
    words = {"name": page.own.name, "year": page.choice.year}
    return gettext("Handlingsrom i mill. kr, %(name)s %(year)d") % words


def as_csv(page: SavingsPage) -> bytes:
    """Service areas by regions, in million NOK: decimal point, nothing rounded."""
    out = StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow([guarded(text) for text in (title_of(page), *page.names.values())])
    for row in page.rows:
        values = (cell("million_nok", row.savings[key].million) for key in page.names)
        lines.writerow([guarded(row_name(row)), *values])
    return out.getvalue().encode()


def as_xlsx(page: SavingsPage) -> bytes:
    """Numbers are numbers, and texts are never formulas."""
    out = BytesIO()
    book = Workbook(out, NOTHING_GUESSED)
    add_table(book, gettext("Handlingsrom"), matrix_rows(page))
    add_table(book, gettext("Mot den laveste"), lowest_rows(page))
    add_notes(book, [title_of(page), *page.notes, gettext("Kilde: %(source)s") % {"source": page.source}])
    book.close()
    return out.getvalue()


def matrix_rows(page: SavingsPage) -> Iterator[Sequence[Value]]:
    yield [title_of(page), *page.names.values()]
    for row in page.rows:
        yield [row_name(row), *(row.savings[key].million for key in page.names)]


def lowest_rows(page: SavingsPage) -> Iterator[Sequence[Value]]:
    yield [
        title_of(page),
        gettext("%(name)s, kr per innbygger") % {"name": page.own.name},
        gettext("Lavest"),
        gettext("Lavest, kr per innbygger"),
        gettext("Mill. kr"),
        gettext("Prosent av egen utgift"),
    ]
    for row in page.lowest_rows:
        names = listed([page.names[key] for key in row.lowest]) if row.lowest else None
        percent = None if row.percent is None else rounded_ratio(row.percent, 6)
        yield [row_name(row), row.saving.own, names, row.saving.other, row.saving.million, percent]


def add_table(book: Workbook, name: str, rows: Iterator[Sequence[Value]]) -> None:
    """A sheet whose heading and first column stay where they are."""
    sheet = book.add_worksheet(name)
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "bottom"})
    one_decimal = book.add_format({"num_format": "#,##0.0"})
    for line, values in enumerate(rows):
        for column, value in enumerate(values):
            shown = guarded(value) if isinstance(value, str) else value
            sheet.write(line, column, shown, heading if line == 0 else one_decimal if column else None)
    sheet.set_column(0, 0, FIRST_COLUMN)
    sheet.set_column(1, 50, OTHER_COLUMNS)
    sheet.freeze_panes(1, 1)


def add_notes(book: Workbook, notes: Sequence[str]) -> None:
    sheet = book.add_worksheet(gettext("Om tallene"))
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, NOTES_COLUMN)
    for line, note in enumerate(notes):
        sheet.write(line, 0, guarded(note), wrapped)
