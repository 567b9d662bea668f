"""Tables in a Word document: a marked header row, rows that stay whole, and a description for those who listen."""

from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Cm, Length

from reporting.documents import Cell, Column, Table
from reporting.exports.table_shape import UPRIGHT_ONLY, needs_of, shape_of
from reporting.exports.word.characters import smaller
from reporting.exports.word.pictures import Dressing, write_drawing
from reporting.exports.word.styles import CELL, NOTE, NUMBER, PICTURE, TABLE, TEXT_WIDTH
from reporting.exports.word.table_markup import TableLook, table_markup
from reporting.exports.word.text import style_id, styled, write

NUMBER_WIDTH, NAME_WIDTH = Cm(2.15), Cm(4.6)
# The letters of a table, and how much more the usual cell holds free than the narrow one.
LETTERS, MARGIN = 9.0, Cm(0.15)
# Longer ones may break between pages; the header row is then repeated.
KEPT_WHOLE = 9


def write_table(word: WordDocument, block: Table, dressing: Dressing) -> None:
    """The title above, the drawing of the figures, the table, and the source below."""
    write(styled(word, "Caption"), block.title)
    if block.drawing:
        paragraph = styled(word, PICTURE)
        paragraph.paragraph_format.keep_with_next = True
        write_drawing(paragraph, block.drawing, dressing)
    table = parse_xml(table_markup(block.name, rows_of(block), look_of(word, block)))
    word.element.body.find(qn("w:sectPr")).addprevious(table)
    if block.source:
        write(styled(word, NOTE), block.source)


def rows_of(block: Table) -> Iterator[tuple[bool, list[tuple[Column, Cell]]]]:
    """The header row and the others; a short table stays on one page, and its last row with the source."""
    yield True, [(column, Cell(column.title, light=column.light)) for column in block.columns]
    for number, row in enumerate(block.cells_by_column, start=1):
        yield number < len(block.rows) <= KEPT_WHOLE or bool(block.source and number == len(block.rows)), row


def look_of(word: WordDocument, block: Table) -> TableLook:
    widths, letters = fitted(block)
    table, *cells = (style_id(word, name) for name in (TABLE, CELL, NUMBER))
    text, number = (smaller(word, cell, letters) if 0 < letters < LETTERS else cell for cell in cells)
    return TableLook(table, text, number, widths, is_narrow=letters > 0)


def fitted(block: Table) -> tuple[list[Length], float]:
    """Widths, and the size of letters where the columns are measured by what they hold: several texts, or numbers whose
    names the usual columns are too narrow for."""
    usual = widths_of(block.columns)
    needs = [Cm(need) + MARGIN for need in needs_of(block, LETTERS)]
    is_roomy = all(need <= width for need, width in zip(needs, usual, strict=True))
    if is_roomy and not block.has_texts and sum(usual) <= TEXT_WIDTH:
        return usual, 0
    shape = shape_of(block, UPRIGHT_ONLY)
    return [Cm(width) for width in shape.widths], shape.letters


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
