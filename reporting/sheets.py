"""A table as it is shown on a page and as it is downloaded: the same rows, made once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A figure with how it is written, or a text. Without either there is nothing to say; it is never zero.

    `beside` is a second figure that stands under the first one on the page, and in a column of its own in a file.
    """

    text: str = ""
    number: Decimal | None = None
    beside: str = ""
    beside_number: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A heading with its unit; `beside` is the heading of the second figure."""

    heading: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with its name; `note` is a few words under it."""

    name: str
    cells: tuple[SheetCell, ...]
    note: str = ""
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """`code` is its name in addresses and file names.

    With `keeps_decimals` its numbers are shown in Excel with the decimals that they are written with here.
    """

    code: str
    title: str
    first_heading: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    source: str
    notes: tuple[str, ...] = field(default=())
    note_heading: str = ""
    keeps_decimals: bool = False


FileCell = str | Decimal | None


def file_rows(sheet: Sheet) -> Iterator[list[FileCell]]:
    """The heading, the rows and where they are from, as a file has them: each figure in a cell of its own."""
    yield heading_of(sheet)
    for row in sheet.rows:
        cells: list[FileCell] = [row.name, *([row.note] if sheet.note_heading else [])]
        for column, cell in zip(sheet.columns, row.cells, strict=True):
            cells.append(cell.text if cell.number is None else cell.number)
            if column.beside:
                cells.append(cell.beside if cell.beside_number is None else cell.beside_number)
        yield cells
    yield []
    for words in (sheet.title, *sheet.notes, sheet.source):
        yield [words]


def heading_of(sheet: Sheet) -> list[FileCell]:
    headings: list[FileCell] = [sheet.first_heading, *([sheet.note_heading] if sheet.note_heading else [])]
    for column in sheet.columns:
        headings += [column.heading, *([column.beside] if column.beside else [])]
    return headings
