"""A table as WordprocessingML in one piece: a report has many thousand cells, and one at a time takes minutes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from docx.shared import Length

from reporting.documents import Cell, Column
from reporting.exports.light_signs import SIGNS
from reporting.exports.word.text import HEAD, LIGHT_SIGN, LIGHT_WORD, STRONG, clean
from targets.rules import Light

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LOOK = (
    '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" '
    'w:noVBand="1"/>'
)
# Where every column has the width of what it holds, there is as much free in a cell as that was measured with.
NARROW = '<w:tblCellMar><w:right w:w="110" w:type="dxa"/></w:tblCellMar>'


@dataclass(frozen=True, slots=True)
class TableLook:
    """Styles by the names that the file itself uses, and widths; `is_narrow` where these are of what the cells hold."""

    table: str
    text: str
    number: str
    widths: Sequence[Length]
    is_narrow: bool


def table_markup(name: str, rows: Iterable[tuple[bool, list[tuple[Column, Cell]]]], look: TableLook) -> str:
    """The first row is the header, which comes again on every page. A row tells whether it stays with what follows."""
    grid = "".join(f'<w:gridCol w:w="{width.twips}"/>' for width in look.widths)
    body = "".join(row(cells, look, is_header=number == 0, keep=keep) for number, (keep, cells) in enumerate(rows))
    return (
        f'<w:tbl xmlns:w="{NAMESPACE}"><w:tblPr><w:tblStyle w:val="{look.table}"/><w:tblW w:w="0" w:type="auto"/>'
        f'<w:tblLayout w:type="fixed"/>{NARROW if look.is_narrow else ""}{LOOK}'
        f'<w:tblCaption w:val="{text_of(name)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def row(cells: list[tuple[Column, Cell]], look: TableLook, *, is_header: bool, keep: bool) -> str:
    header = "<w:tblHeader/>" if is_header else ""
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width.twips}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{look.number if column.is_number else look.text}"/>'
        f"{'<w:keepNext/>' if keep else ''}</w:pPr>{''.join(runs(cell, is_header=is_header))}</w:p></w:tc>"
        for width, (column, cell) in zip(look.widths, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{written}</w:tr>"


def runs(cell: Cell, *, is_header: bool) -> Iterator[str]:
    """A light as sign, colour and word; a cell of the header row has the municipality's colour and is bold."""
    if cell.light:
        light = Light(cell.light)
        yield run(SIGNS[light], LIGHT_SIGN[light])
        yield run("\N{NO-BREAK SPACE}")
        yield run(cell.text, LIGHT_WORD[light])
    else:
        yield run(cell.text, HEAD if is_header else STRONG if cell.is_strong else "")


def run(text: str, style: str = "") -> str:
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text_of(text)}</w:t></w:r>'


def text_of(text: str) -> str:
    return escape(clean(text))
