"""A report as an Excel file: a sheet for each chapter, numbers as numbers, and no text that becomes a formula."""

import re
from collections.abc import Iterator
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

from indicators.formats import decimals_of
from reporting.charts.palette import MUTED, OWN
from reporting.documents import ReportDocument
from reporting.exports.block_rows import Look, Value
from reporting.exports.languages import language_tag
from reporting.exports.light_signs import WORD_COLOURS
from reporting.exports.rows import NOTHING_GUESSED
from reporting.exports.sheet_layout import Sheet, chapters_of, sheets_of
from targets.rules import Light

LONGEST_NAME = 31
NOT_IN_NAME = re.compile(r"[\[\]:*?/\\]")
# Excel holds no longer text in a cell.
LONGEST_TEXT = 32_767
MOST_DECIMALS = 10
# A longer unit would make the column too narrow for its numbers.
LONGEST_UNIT, LONGEST_MARK = 3, 60
MINUS = '"\N{MINUS SIGN}"'
NAMES_WIDTH, NAME_WIDTH, TEXT_WIDTH, NUMBER_WIDTH = 46, 22, 40, 14
A4 = 9
# What is written across the columns is not broken into lines, as the rows of a table are.
LOOKS: dict[Look, dict[str, object]] = {
    Look.CHAPTER: {"bold": True, "font_size": 16, "font_color": OWN},
    Look.HEADING: {"bold": True, "font_size": 13, "font_color": OWN},
    Look.LEAD: {"font_size": 12},
    Look.TEXT: {},
    Look.NOTE: {"font_color": MUTED, "italic": True},
    Look.FACT: {},
    Look.TITLE: {"bold": True},
    Look.HEAD: {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"},
    Look.FIGURES: {"text_wrap": True, "valign": "top"},
}


@dataclass(slots=True)
class Book:
    """The file while it is written, with the formats that it has had use for."""

    file: Workbook
    formats: dict[tuple[object, ...], Format] = field(default_factory=dict)
    ranges: int = 0

    def format(self, look: Look, value: Value) -> Format:
        number = "" if value.number is None else number_format(value, value.number)
        key = (look, number, value.light, value.is_strong, value.is_right)
        if key not in self.formats:
            self.formats[key] = self.file.add_format(properties_of(look, value, number))
        return self.formats[key]


def as_xlsx(document: ReportDocument) -> bytes:
    """The whole document as an .xlsx file. The same document gives the same bytes."""
    content = BytesIO()
    file = Workbook(content, NOTHING_GUESSED)
    file.set_properties(
        {
            "title": f"{document.title} – {document.subtitle}"[:255],
            "company": document.publisher[:255],
            "keywords": document.mark,
            "created": datetime.combine(document.made_on, time(), tzinfo=UTC),
        }
    )
    book, names = Book(file), set[str]()
    with translation.override(document.language):
        for sheet in (sheet for chapter in chapters_of(document) for sheet in sheets_of(chapter)):
            write_sheet(book, file.add_worksheet(sheet_name(sheet.title, names)), sheet)
    file.close()
    return with_language(content.getvalue(), language_tag(document.language))


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


def sheet_name(title: str, taken: set[str]) -> str:
    """As many words of the title as a sheet's name may hold, with a number where another sheet has it already."""
    plain = " ".join(NOT_IN_NAME.sub(" ", title).split()).strip("'") or "–"
    name, number = shortened(plain, LONGEST_NAME), 2
    while name.lower() in taken or name.lower() == "history":
        name, number = f"{shortened(plain, LONGEST_NAME - 4)} {number}", number + 1
    taken.add(name.lower())
    return name


def shortened(text: str, most: int) -> str:
    """Whole words; a single one that is longer is cut."""
    if len(text) <= most:
        return text.strip(" '")
    words = text[: most + 1].rsplit(" ", 1)[0] if " " in text[: most + 1] else text[:most]
    return words.strip(" ',–-")


def write_sheet(book: Book, page: Worksheet, sheet: Sheet) -> None:
    """Every row in its place; what names the figures stays in sight, and stands on every page of paper."""
    page.hide_gridlines(2)
    for column, width in enumerate(widths_of(sheet)):
        page.set_column(column, column, width)
    for line, row in enumerate(sheet.rows):
        for column, value in enumerate(row.values):
            write_value(page, line, column, value, book.format(row.look, value))
    page.freeze_panes(sheet.header or 1, sheet.names)
    page.fit_to_pages(1, 0)
    page.set_landscape()
    page.set_paper(A4)
    page.set_footer("&L&A&R&P / &N")
    if sheet.header:
        name_figures(book, page, sheet)


def name_figures(book: Book, page: Worksheet, sheet: Sheet) -> None:
    """The figures with their header as a range that has a name and can be filtered."""
    page.repeat_rows(sheet.header - 1)
    place = (sheet.header - 1, 0, max(sheet.last, sheet.header) - 1, sheet.columns - 1)
    page.autofilter(*place)
    book.ranges += 1
    of_page = page.get_name().replace("'", "''")
    name = gettext("Tabell")
    book.file.define_name(f"{name}_{book.ranges}", f"='{of_page}'!{xl_range_abs(*place)}")


def widths_of(sheet: Sheet) -> Iterator[int]:
    """Names get much room, texts as much as they can be broken in, and numbers what they are written with."""
    figures = [row for row in sheet.rows if row.look is Look.FIGURES]
    for place in range(max(sheet.columns, 2, *(len(row.values) for row in sheet.rows))):
        values = [row.values[place] for row in figures if place < len(row.values)]
        if place < sheet.names:
            yield NAMES_WIDTH if place == 0 else NAME_WIDTH
        elif any(not value.is_right for value in values) or not values:
            yield TEXT_WIDTH
        else:
            yield min(max(NUMBER_WIDTH, *(len(value.text) + len(value.unit) + 2 for value in values)), TEXT_WIDTH)


def write_value(page: Worksheet, line: int, column: int, value: Value, look: Format) -> None:
    if value.number is not None:
        page.write_number(line, column, value.number, look)
    elif value.text:
        page.write_string(line, column, value.text[:LONGEST_TEXT], look)


def number_format(value: Value, number: Decimal) -> str:
    """As the number is written: its decimals, a plus where it is a change, its unit, and the marks around it."""
    decimals = min(decimals_of(number), MOST_DECIMALS)
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
    given = dict(LOOKS[look])
    if number:
        given["num_format"] = number
    if value.is_right:
        given["align"] = "right"
    if value.is_strong:
        given["bold"] = True
    if value.light:
        given["font_color"] = WORD_COLOURS[Light(value.light)]
    return given
