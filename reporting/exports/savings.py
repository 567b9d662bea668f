"""The savings potential as files: the table as CSV, and a workbook with both tables and what must be known of them."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from django.utils.translation import gettext

from indicators.dump import guarded
from indicators.formats import rounded_ratio
from indicators.savings_dump import cell
from reporting.exports.block_rows import Value, value
from reporting.exports.plain_sheets import book_of, figure, table_sheet, text_sheet
from reporting.queries.savings import SavingsPage
from reporting.savings_tables import row_name
from reporting.savings_words import listed


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
    title = title_of(page)
    notes = [title, *page.notes, gettext("Kilde: %(source)s") % {"source": page.source}]
    return book_of(
        title,
        [
            table_sheet(gettext("Handlingsrom"), [title, *page.names.values()], list(matrix_rows(page))),
            table_sheet(gettext("Mot den laveste"), lowest_heading(page), list(lowest_rows(page))),
            text_sheet(gettext("Om tallene"), notes),
        ],
    )


def matrix_rows(page: SavingsPage) -> Iterator[Sequence[Value]]:
    for row in page.rows:
        yield [value(row_name(row)), *(figure(row.savings[key].million, 1) for key in page.names)]


def lowest_heading(page: SavingsPage) -> list[str]:
    return [
        title_of(page),
        gettext("%(name)s, kr per innbygger") % {"name": page.own.name},
        gettext("Lavest"),
        gettext("Lavest, kr per innbygger"),
        gettext("Mill. kr"),
        gettext("Prosent av egen utgift"),
    ]


def lowest_rows(page: SavingsPage) -> Iterator[Sequence[Value]]:
    """Kroner without decimals, as the page has them; the rest with one."""
    for row in page.lowest_rows:
        names = listed([page.names[key] for key in row.lowest]) if row.lowest else ""
        percent = None if row.percent is None else rounded_ratio(row.percent, 6)
        yield [
            value(row_name(row)),
            *(figure(row.saving.own, 0), value(names), figure(row.saving.other, 0)),
            *(figure(row.saving.million, 1), figure(percent, 1)),
        ]
