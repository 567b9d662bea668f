"""A report as an Excel file: a sheet for each chapter, numbers as numbers, and no text that becomes a formula."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils import translation
from django.utils.translation import gettext
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from indicators.dump import guarded
from indicators.formats import decimals_of
from reporting.charts.palette import MUTED, OWN
from reporting.documents import ReportDocument
from reporting.exports.block_rows import Look, Row, Value, clean
from reporting.exports.languages import language_tag
from reporting.exports.light_signs import WORD_COLOURS
from reporting.exports.rows import NOTHING_GUESSED
from reporting.exports.sheet_layout import Sheet, chapters_of, sheets_of
from reporting.exports.sheet_links import linked
from reporting.exports.sheet_measures import (
    READING,
    SIZE,
    SIZES,
    Measures,
    end_of,
    frozen_of,
    height_of,
    measures_of,
)
from targets.rules import Light

# Excel holds no longer text in a cell, nor at the foot of a page.
LONGEST_TEXT, LONGEST_FOOTER = 32_767, 150
MOST_DECIMALS = 10
# A longer unit would make the column too narrow for its numbers.
LONGEST_UNIT, LONGEST_MARK = 3, 60
SIGN_OF_MINUS = "\N{MINUS SIGN}"
MINUS = f'"{SIGN_OF_MINUS}"'
A4 = 9
# Inches of paper to the left, to the right, above and below.
EDGES = (0.5, 0.5, 0.6, 0.7)
# Of no theme: Excel would show the theme's own font, which is not the one that the columns were measured with.
FONT: dict[str, object] = {"font_name": "Arial", "font_size": SIZE, "font_scheme": "none"}
LOOKS: dict[Look, dict[str, object]] = {
    Look.LINK: {"font_color": OWN, "underline": 1},
    Look.CHAPTER: {"bold": True, "font_color": OWN},
    Look.HEADING: {"bold": True, "font_color": OWN},
    Look.MINOR: {"bold": True, "font_color": OWN},
    Look.LEAD: {},
    Look.TEXT: {},
    Look.NOTE: {"font_color": MUTED, "italic": True},
    Look.FACT: {},
    Look.TITLE: {"bold": True},
    Look.HEAD: {"bold": True, "bottom": 1},
    Look.FIGURES: {},
}


@dataclass(slots=True)
class Book:
    """The file while it is written, with the formats that it has had use for."""

    file: Workbook
    formats: dict[tuple[object, ...], Format] = field(default_factory=dict)
    ranges: int = 0

    def format(self, look: Look, value: Value) -> Format:
        number = "" if value.number is None else number_format(value, value.number)
        is_quoted = value.number is None and value.text.startswith(SIGN_OF_MINUS)
        key = (look, number, value.light, value.is_strong, value.is_right, is_quoted)
        if key not in self.formats:
            self.formats[key] = self.file.add_format(properties_of(look, value, number) | {"quote_prefix": is_quoted})
        return self.formats[key]

    def letters(self, light: str) -> Format:
        """Of letters within a cell: a light's own, or those of ordinary text."""
        if (light,) not in self.formats:
            ink = {"bold": True, "font_color": WORD_COLOURS[Light(light)]} if light else {}
            self.formats[(light,)] = self.file.add_format({**FONT, **ink})
        return self.formats[(light,)]


@dataclass(frozen=True, slots=True)
class Place:
    page: Worksheet
    line: int
    column: int

    @property
    def where(self) -> tuple[int, int]:
        return self.line, self.column


def empty_workbook(content: BytesIO) -> Workbook:
    """A workbook in our font. The library writes into the properties that it is given, and is given a copy."""
    return Workbook(content, {**NOTHING_GUESSED, "default_format_properties": {**FONT}})


def as_xlsx(document: ReportDocument) -> bytes:
    """The whole document as an .xlsx file. The same document gives the same bytes."""
    content = BytesIO()
    file = empty_workbook(content)
    file.set_properties(
        {
            "title": f"{document.title} – {document.subtitle}"[:255],
            "author": document.publisher[:255],
            "company": document.publisher[:255],
            "keywords": document.mark,
            "created": datetime.combine(document.made_on, time(), tzinfo=UTC),
        }
    )
    book, footer = Book(file), footer_of(document)
    with translation.override(document.language):
        sheets = [sheet for chapter in chapters_of(document) for sheet in sheets_of(chapter)]
        for name, sheet in linked(sheets, document.contents_title):
            page = file.add_worksheet(name)
            write_sheet(book, page, sheet)
            page.set_footer(footer)
    file.close()
    return with_language(content.getvalue(), language_tag(document.language))


def footer_of(document: ReportDocument) -> str:
    """Whose report it is, the sheet and the page, so that a loose page of paper can be told from others."""
    return footer_said(f"{document.publisher}: {document.title} – {document.subtitle}")


def footer_said(text: str) -> str:
    return f"&L{clean(text)[:LONGEST_FOOTER].replace('&', '&&')}&R&A, &P / &N"


def with_language(content: bytes, language: str) -> bytes:
    """The file with its language among its properties, where XlsxWriter has no place for it."""
    result, end = BytesIO(), b"</cp:coreProperties>"
    with ZipFile(BytesIO(content)) as parts, ZipFile(result, "w", ZIP_DEFLATED) as file:
        for entry in parts.infolist():
            body = parts.read(entry)
            if entry.filename == "docProps/core.xml":
                body = body.replace(end, f"<dc:language>{language}</dc:language>".encode() + end)
            file.writestr(entry, body)
    return result.getvalue()


def write_sheet(book: Book, page: Worksheet, sheet: Sheet) -> None:
    """Every row in its place; what names the figures stays in sight, and stands on every page of paper."""
    measures = measures_of(sheet)
    page.hide_gridlines(2)
    # `2024` is a text on purpose.
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    for column, width in enumerate(measures.widths):
        page.set_column(column, column, width)
    for line, row in enumerate(sheet.rows):
        write_row(book, page, line, row, measures, is_held=sheet.header <= line + 1 <= sheet.last)
    page.freeze_panes(sheet.header or 1, frozen_of(sheet, measures) if sheet.header else 0)
    set_paper(page, sheet, measures)
    if sheet.header:
        name_figures(book, page, sheet)


def set_paper(page: Worksheet, sheet: Sheet, measures: Measures) -> None:
    """As wide as the page; its header stands on every page where the figures take most of them."""
    page.set_paper(A4)
    page.set_margins(*EDGES)
    page.fit_to_pages(1, 0)
    if measures.total > READING:
        page.set_landscape()
    if sheet.header and 2 * sheet.last >= len(sheet.rows):
        page.repeat_rows(sheet.header - 1)


def name_figures(book: Book, page: Worksheet, sheet: Sheet) -> None:
    """The figures with their header as a range that has a name and can be filtered."""
    place = (sheet.header - 1, 0, max(sheet.last, sheet.header) - 1, sheet.columns - 1)
    page.autofilter(*place)
    book.ranges += 1
    of_page = page.get_name().replace("'", "''")
    name = gettext("Tabell")
    book.file.define_name(f"{name}_{book.ranges}", f"='{of_page}'!{xl_range_abs(*place)}")


def write_row(book: Book, page: Worksheet, line: int, row: Row, measures: Measures, *, is_held: bool) -> None:
    """As high as its texts need; a text that is only read goes across the columns."""
    if not row.values:
        return
    end = end_of(row, measures, is_held=is_held)
    page.set_row(line, height_of(row, measures, end, is_held=is_held))
    last = len(row.values) - 1
    for column, value in enumerate(row.values):
        if column == last < end:
            page.merge_range(line, column, line, end, "", book.format(row.look, value))
        write_value(book, Place(page, line, column), row.look, value)


def write_value(book: Book, place: Place, kind: Look, value: Value) -> None:
    page, where, look, text = place.page, place.where, book.format(kind, value), as_text(value.text)[:LONGEST_TEXT]
    if value.number is not None:
        page.write_number(*where, value.number, look)
    elif value.leads_to:
        quoted = value.leads_to.replace("'", "''")
        page.write_url(*where, f"internal:'{quoted}'!A1", look, text)
    elif 0 < value.lead < len(text):
        # Sign and word of a light in its colour, and what is said of it as ordinary text.
        parts = book.letters(value.light), text[: value.lead], book.letters(""), text[value.lead :]
        page.write_rich_string(*where, *parts, look)
    elif text:
        page.write_string(*where, text, look)


def as_text(text: str) -> str:
    """What no sheet takes for a formula, also when somebody has been in the cell.

    One that begins with a figure below zero stays as it reads everywhere else; its format marks it as text.
    """
    return text if text.startswith(SIGN_OF_MINUS) else guarded(text)


def number_format(value: Value, number: Decimal) -> str:
    """As the number is written: its decimals, a plus where it is a change, its unit, and the marks around it."""
    decimals = min(decimals_of(number), MOST_DECIMALS) if value.decimals is None else value.decimals
    places = "." + "0" * decimals if decimals else ""
    unit = f"\N{NO-BREAK SPACE}{value.unit}" if value.unit and len(value.unit) <= LONGEST_UNIT else ""
    before, after = literally(value.before), literally(unit + value.after)
    digits = f"#,##0{places}"
    forms = [f"+{digits}", f"{MINUS}{digits}", f"0{places}"] if value.is_signed else [digits]
    return ";".join(f"{before}{form}{after}" for form in forms)


def literally(text: str) -> str:
    """As a number format quotes what it only repeats; Excel takes no format of more than 255 characters."""
    plain = text.replace('"', "”")[:LONGEST_MARK]
    return f'"{plain}"' if plain else ""


def properties_of(look: Look, value: Value, number: str) -> dict[str, object]:
    given = {**FONT, **LOOKS[look], "valign": "top", "text_wrap": not number}
    if look in SIZES:
        given["font_size"] = SIZES[look]
    if number:
        given["num_format"] = number
    if value.is_right:
        # So that it does not touch the text in the next column.
        given |= {"align": "right", "indent": 1}
    if value.is_strong:
        given["bold"] = True
    if value.light and not value.lead:
        given["font_color"] = WORD_COLOURS[Light(value.light)]
    return given
