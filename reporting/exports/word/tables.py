"""Tables in a Word document: a marked header row, rows that stay whole, and a description for those who listen."""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tbl
from docx.shared import Cm, Length, Pt
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell

from reporting.documents import Cell, Column, Table
from reporting.exports.table_shape import UPRIGHT_ONLY, shape_of
from reporting.exports.word.pictures import Dressing, write_drawing
from reporting.exports.word.styles import CELL, NOTE, NUMBER, PICTURE, TABLE, TEXT_WIDTH
from reporting.exports.word.text import clean, write, write_light, xml

NUMBER_WIDTH, NAME_WIDTH, NARROWEST = Cm(2.15), Cm(4.6), Cm(1.5)
# Longer ones may break between pages; the header row is then repeated.
KEPT_WHOLE = 9


def write_table(word: WordDocument, block: Table, dressing: Dressing) -> None:
    """The title above, the drawing of the figures, the table, and the source below."""
    write(word.add_paragraph(style="Caption"), block.title)
    if block.drawing:
        paragraph = word.add_paragraph(style=PICTURE)
        paragraph.paragraph_format.keep_with_next = True
        write_drawing(paragraph, block.drawing, dressing.drawn[id(block.drawing)])
    table = word.add_table(rows=1 + len(block.rows), cols=len(block.columns), style=TABLE)
    describe(word, block.name)
    widths, letters = fitted(block)
    set_widths(table, widths)
    for place, column in zip(table.rows[0].cells, block.columns, strict=True):
        write_cell(
            place, column, Cell(column.title, light=column.light), letters=letters, keep=True, colour=dressing.ink
        )
    for number, row in enumerate(block.cells_by_column, start=1):
        keep = number < len(block.rows) <= KEPT_WHOLE or bool(block.source and number == len(block.rows))
        for place, (column, cell) in zip(table.rows[number].cells, row, strict=True):
            write_cell(place, column, cell, letters=letters, keep=keep)
    if block.source:
        write(word.add_paragraph(style=NOTE), block.source)


def describe(word: WordDocument, name: str) -> None:
    """Mark the newest table's header row, keep its rows whole, and give it a name that is read aloud."""
    table: CT_Tbl = next(word.element.body.iterchildren(qn("w:tbl"), reversed=True))
    table.tblPr.append(xml("tblCaption", val=clean(name)))
    look = table.tblPr.find(qn("w:tblLook"))
    if look is not None:
        table.tblPr.remove(look)
    table.tblPr.find(qn("w:tblCaption")).addprevious(
        xml("tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="1", noVBand="1")
    )
    for row in table.tr_lst:
        row.get_or_add_trPr().append(xml("cantSplit"))
    mark_header(table.tr_lst[0])


def mark_header(row: CT_Row) -> None:
    row.get_or_add_trPr().append(xml("tblHeader"))


def set_widths(table: WordTable, widths: Sequence[Length]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def widths_of(columns: tuple[Column, ...]) -> list[Length]:
    """Numbers take little room; texts share the rest. A table of few periods does not fill the page."""
    texts = [column for column in columns if not column.is_number]
    room = TEXT_WIDTH - NUMBER_WIDTH * (len(columns) - len(texts))
    shares = sum(column.share for column in texts)
    if len(texts) == 1:
        # Many numbers get less room each, and never so much that the table runs off the page.
        number = min(NUMBER_WIDTH, Length((TEXT_WIDTH - NAME_WIDTH) // max(len(columns) - 1, 1)))
        return [number if column.is_number else NAME_WIDTH for column in columns]
    return [NUMBER_WIDTH if column.is_number else Length(room * column.share // shares) for column in columns]


def fitted(block: Table) -> tuple[list[Length], Length | None]:
    """Widths, and the size of letters where they must be smaller than usual for the table to stay on the page."""
    usual = widths_of(block.columns)
    if sum(usual) <= TEXT_WIDTH and min(usual) >= NARROWEST:
        return usual, None
    shape = shape_of(block, UPRIGHT_ONLY)
    return [Cm(width) for width in shape.widths], Pt(shape.letters)


def write_cell(
    place: WordCell, column: Column, cell: Cell, *, letters: Length | None, keep: bool, colour: str = ""
) -> None:
    """A cell of the header row has a colour of its own and is bold."""
    paragraph = place.paragraphs[0]
    paragraph.style = NUMBER if column.is_number else CELL
    paragraph.paragraph_format.keep_with_next = keep or None
    if cell.light:
        write_light(paragraph, cell.light, cell.text, between="\N{NO-BREAK SPACE}")
    else:
        write(paragraph, cell.text, bold=bool(cell.is_strong or colour) or None, colour=colour)
    for run in paragraph.runs if letters else ():
        run.font.size = letters
