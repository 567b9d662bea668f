"""A table as WordprocessingML in one piece: a report has many thousand cells, and one at a time takes minutes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from docx.shared import Length

from reporting.documents import Cell, Column
from reporting.exports.light_signs import SIGN_COLOURS, SIGNS, WORD_COLOURS
from reporting.exports.word.text import SIGN_FONT, clean
from targets.rules import Light

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LOOK = (
    '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" '
    'w:noVBand="1"/>'
)
# Where every column has the width of what it holds, there is as much free in a cell as that was measured with.
NARROW = '<w:tblCellMar><w:right w:w="110" w:type="dxa"/></w:tblCellMar>'
SIGN_FONTS = " ".join(f'w:{script}="{SIGN_FONT}"' for script in ("ascii", "hAnsi", "cs", "eastAsia"))


@dataclass(frozen=True, slots=True)
class TableLook:
    """Styles by the names that the file itself uses, widths, and letters smaller than usual (points; 0 is as usual)."""

    table: str
    text: str
    number: str
    widths: Sequence[Length]
    letters: float
    ink: str


def table_markup(name: str, rows: Iterable[tuple[bool, list[tuple[Column, Cell]]]], look: TableLook) -> str:
    """The first row is the header, which comes again on every page. A row tells whether it stays with what follows."""
    grid = "".join(f'<w:gridCol w:w="{width.twips}"/>' for width in look.widths)
    body = "".join(row(cells, look, is_header=number == 0, keep=keep) for number, (keep, cells) in enumerate(rows))
    return (
        f'<w:tbl xmlns:w="{NAMESPACE}"><w:tblPr><w:tblStyle w:val="{look.table}"/><w:tblW w:w="0" w:type="auto"/>'
        f'<w:tblLayout w:type="fixed"/>{NARROW if look.letters else ""}{LOOK}'
        f'<w:tblCaption w:val="{text_of(name)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def row(cells: list[tuple[Column, Cell]], look: TableLook, *, is_header: bool, keep: bool) -> str:
    header = "<w:tblHeader/>" if is_header else ""
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width.twips}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{look.number if column.is_number else look.text}"/>'
        f"{'<w:keepNext/>' if keep else ''}</w:pPr>{''.join(runs(cell, look, is_header=is_header))}</w:p></w:tc>"
        for width, (column, cell) in zip(look.widths, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{written}</w:tr>"


def runs(cell: Cell, look: TableLook, *, is_header: bool) -> Iterator[str]:
    """A light as sign, colour and word; a cell of the header row has the municipality's colour and is bold."""
    if cell.light:
        light = Light(cell.light)
        yield run(SIGNS[light], look, colour=SIGN_COLOURS[light], is_sign=True)
        yield run("\N{NO-BREAK SPACE}", look)
        yield run(cell.text, look, colour=WORD_COLOURS[light], is_bold=True)
    else:
        yield run(cell.text, look, colour=look.ink if is_header else "", is_bold=cell.is_strong or is_header)


def run(text: str, look: TableLook, *, colour: str = "", is_bold: bool = False, is_sign: bool = False) -> str:
    fonts = f"<w:rFonts {SIGN_FONTS}/>" if is_sign else ""
    bold = "<w:b/>" if is_bold else ""
    ink = f'<w:color w:val="{colour[1:].upper()}"/>' if colour else ""
    size = f'<w:sz w:val="{round(look.letters * 2)}"/>' if look.letters else ""
    return f'<w:r><w:rPr>{fonts}{bold}{ink}{size}</w:rPr><w:t xml:space="preserve">{text_of(text)}</w:t></w:r>'


def text_of(text: str) -> str:
    return escape(clean(text))
