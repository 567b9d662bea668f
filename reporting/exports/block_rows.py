"""The blocks of a report as rows of cells, for files that are made of rows: Excel and CSV."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from reporting.charts.svg import NOT_XML
from reporting.documents import (
    Block,
    Bullets,
    Cell,
    Comment,
    FactList,
    Heading,
    LightLine,
    Paragraph,
    Picture,
    Role,
    Table,
)
from reporting.exports.light_signs import SIGNS
from targets.rules import Light


class Look(StrEnum):
    """What a row is, so that each file can show it in its manner."""

    CHAPTER = "chapter"
    HEADING = "heading"
    MINOR = "minor"
    LEAD = "lead"
    TEXT = "text"
    NOTE = "note"
    FACT = "fact"
    TITLE = "title"
    HEAD = "head"
    FIGURES = "figures"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Value:
    """Text as a file may have it, and the number that it is the writing of. `light` colours the text, or only so many
    letters of it as `lead` says.

    `before`, `after`, `unit` and `is_signed` are as those of a cell. `leads_to` is the sheet that a link goes to.
    """

    text: str
    number: Decimal | None = None
    light: str = ""
    is_strong: bool = False
    is_right: bool = False
    before: str = ""
    after: str = ""
    unit: str = ""
    is_signed: bool = False
    lead: int = 0
    leads_to: str = ""
    # Of the number as it is shown, where it is not to be those that it has.
    decimals: int | None = None

    @property
    def marks(self) -> str:
        """What a bare number leaves unsaid."""
        return f"{self.before}{self.after}".strip() if self.number is not None else ""


@dataclass(frozen=True, slots=True)
class Row:
    look: Look
    values: tuple[Value, ...]


HEADINGS = {1: Look.CHAPTER, 2: Look.HEADING}
ROLES = {Role.LEAD: Look.LEAD, Role.BODY: Look.TEXT, Role.NOTE: Look.NOTE}


def rows_of(block: Block) -> Iterator[Row]:
    """The rows of one block, in the order in which a page has its texts."""
    match block:
        case Table():
            yield from table_rows(block)
        case FactList():
            yield from (Row(Look.FACT, (value(name), value(words))) for name, words in block.facts)
        case LightLine():
            yield Row(Look.TEXT, (light_line(block),))
        case _:
            yield from (said(look, text) for look, text in texts_of(block))


def texts_of(block: Heading | Paragraph | Bullets | Comment | Picture) -> list[tuple[Look, str]]:
    """What is only read."""
    match block:
        case Heading():
            return [(HEADINGS.get(block.level, Look.MINOR), block.text)]
        case Paragraph():
            return [(ROLES[block.role], block.text)]
        case Bullets():
            return [(Look.TEXT, item) for item in block.items]
        case Comment():
            return [*((Look.TEXT, paragraph) for paragraph in block.paragraphs), (Look.NOTE, block.said)]
        case Picture():
            return [(Look.NOTE, block.caption or block.alt)]


def table_rows(block: Table) -> Iterator[Row]:
    """The title, the header, the rows, and where they are from."""
    yield said(Look.TITLE, block.name)
    yield Row(Look.HEAD, tuple(value(one.title, light=one.light, is_right=one.is_number) for one in block.columns))
    for row in block.cells_by_column:
        yield Row(Look.FIGURES, tuple(cell_value(cell, is_right=column.is_number) for column, cell in row))
    if block.source:
        yield said(Look.NOTE, block.source)


def said(look: Look, text: str) -> Row:
    return Row(look, (value(text),))


def value(text: str, *, light: str = "", is_right: bool = False) -> Value:
    """A text without characters that no file may hold. Whoever writes the file guards it against being a formula."""
    return Value(clean(text), light=light, is_right=is_right)


def clean(text: str) -> str:
    return NOT_XML.sub("", text)


def cell_value(cell: Cell, *, is_right: bool) -> Value:
    text = f"{SIGNS[Light(cell.light)]} {cell.text}" if cell.light else cell.text
    return Value(
        clean(text),
        unsigned_zero(cell.number),
        cell.light,
        cell.is_strong,
        is_right,
        *(clean(cell.before), clean(cell.after), clean(cell.unit), cell.is_signed),
    )


def unsigned_zero(number: Decimal | None) -> Decimal | None:
    """What has been rounded to nothing is no minus nothing."""
    return number if number is None or number else abs(number)


def light_line(block: LightLine) -> Value:
    """The sign of the light that is shown, and of the calculated one where a person has set another."""
    lights = (block.light, block.calculated if block.calculated != block.light else "")
    signs = "".join(SIGNS[Light(one)] for one in lights if one)
    lead = clean(f"{signs} {block.word}:")
    return Value(f"{lead} {clean(block.text)}", light=block.light, lead=len(lead))
