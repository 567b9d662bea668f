"""A report as an Excel file: a sheet for each chapter, numbers as numbers, and no text that becomes a formula."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from io import BytesIO

from django.utils import translation
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from indicators.formats import decimals_of
from reporting.charts.palette import MUTED, OWN
from reporting.documents import Block, FactList, Heading, Paragraph, ReportDocument, Table
from reporting.exports.block_rows import Look, Row, Value, rows_of
from reporting.exports.light_signs import WORD_COLOURS
from reporting.exports.rows import NOTHING_GUESSED
from targets.rules import Light

LONGEST_NAME = 31
NOT_IN_NAME = re.compile(r"[\[\]:*?/\\]")
# Excel holds no longer text in a cell.
LONGEST_TEXT = 32_767
MOST_DECIMALS = 10
NAMES_WIDTH, TEXT_WIDTH, NUMBER_WIDTH = 46, 40, 14
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


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    blocks: tuple[Block, ...]

    @property
    def columns(self) -> int:
        """How many columns its widest table has."""
        return max((len(block.columns) for block in self.blocks if isinstance(block, Table)), default=1)


@dataclass(slots=True)
class Book:
    """The file while it is written, with the formats that it has had use for."""

    file: Workbook
    formats: dict[tuple[object, ...], Format] = field(default_factory=dict)

    def format(self, look: Look, value: Value) -> Format:
        decimals = None if value.number is None else min(decimals_of(value.number), MOST_DECIMALS)
        key = (look, decimals, value.light, value.is_strong, value.is_right)
        if key not in self.formats:
            self.formats[key] = self.file.add_format(properties_of(look, value, decimals))
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
        for chapter in chapters_of(document):
            write_chapter(book, file.add_worksheet(sheet_name(chapter.title, names)), chapter)
    file.close()
    return content.getvalue()


def chapters_of(document: ReportDocument) -> Iterator[Chapter]:
    """The front page, and every chapter with what stands in it."""
    front: tuple[Block, ...] = (
        Paragraph(document.publisher),
        Heading(1, document.title),
        Paragraph(document.subtitle),
        document.facts,
        *(Paragraph(text) for text in document.front),
    )
    title, blocks = document.title, list(front)
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            yield Chapter(title, tuple(blocks))
            title, blocks = block.text, []
        blocks.append(block)
    yield Chapter(title, tuple(blocks))


def sheet_name(title: str, taken: set[str]) -> str:
    """As much of the title as a sheet's name may hold, with a number where another sheet has it already."""
    plain = " ".join(NOT_IN_NAME.sub(" ", title).split()).strip("'") or "–"
    name, number = plain[:LONGEST_NAME].strip(" '"), 2
    while name.lower() in taken or name.lower() == "history":
        name, number = f"{plain[: LONGEST_NAME - 4].strip()} {number}", number + 1
    taken.add(name.lower())
    return name


def write_chapter(book: Book, page: Worksheet, chapter: Chapter) -> None:
    """Every row in its place; the first column and whatever stands above the figures stay in sight."""
    page.hide_gridlines(2)
    page.set_column(0, 0, NAMES_WIDTH)
    for column, width in enumerate(widths_of(chapter)):
        page.set_column(column + 1, column + 1, width)
    rows = list(spaced(chapter.blocks))
    for line, row in enumerate(rows):
        for column, value in enumerate(row.values):
            write_value(page, line, column, value, book.format(row.look, value))
    page.freeze_panes(frozen_rows(rows), 1)
    page.fit_to_pages(1, 0)
    page.set_landscape()


def spaced(blocks: Iterable[Block]) -> Iterator[Row]:
    """With an empty row before headings and tables."""
    for number, block in enumerate(blocks):
        if number and isinstance(block, Heading | Table | FactList):
            yield Row(Look.TEXT, ())
        yield from rows_of(block)


def frozen_rows(rows: list[Row]) -> int:
    """The header of the only table of a short sheet, else the title of the chapter."""
    heads = [line for line, row in enumerate(rows, start=1) if row.look is Look.HEAD]
    return heads[0] if len(heads) == 1 and heads[0] <= 8 else 1


def widths_of(chapter: Chapter) -> Iterator[int]:
    """A column is as wide as the texts in it need where a table has texts there."""
    tables = [block for block in chapter.blocks if isinstance(block, Table)]
    for place in range(1, max(chapter.columns, 2)):
        has_text = any(not table.columns[place].is_number for table in tables if place < len(table.columns))
        yield TEXT_WIDTH if has_text or not tables else NUMBER_WIDTH


def write_value(page: Worksheet, line: int, column: int, value: Value, look: Format) -> None:
    if value.number is not None:
        page.write_number(line, column, value.number, look)
    elif value.text:
        page.write_string(line, column, value.text[:LONGEST_TEXT], look)


def properties_of(look: Look, value: Value, decimals: int | None) -> dict[str, object]:
    given = dict(LOOKS[look])
    if decimals is not None:
        given["num_format"] = "#,##0" + ("." + "0" * decimals if decimals else "")
    if value.is_right:
        given["align"] = "right"
    if value.is_strong:
        given["bold"] = True
    if value.light:
        given["font_color"] = WORD_COLOURS[Light(value.light)]
    return given
