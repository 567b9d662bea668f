"""Tables in a Word document: a marked header row, rows that stay whole, and a description for those who listen."""

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tbl
from docx.shared import Cm, Length
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell

from reporting.charts.palette import OWN
from reporting.documents import Cell, Column, Table
from reporting.exports.word.styles import CELL, NOTE, NUMBER, SMALL_NUMBER, TABLE, TEXT_WIDTH
from reporting.exports.word.text import clean, write, write_light, xml

NUMBER_WIDTH, NAME_WIDTH = Cm(2.15), Cm(4.6)
NARROWEST_NAME, WIDEST_NAME = Cm(3.2), Cm(4.6)
# Where numbers stand close: an average bold letter, and what is between two columns.
LETTER, BETWEEN = Cm(0.165), Cm(0.2)
# Longer ones may break between pages; the header row is then repeated.
KEPT_WHOLE = 9


def write_table(word: WordDocument, block: Table) -> None:
    """The title above, the table, and the source below."""
    write(word.add_paragraph(style="Caption"), block.title)
    table = word.add_table(rows=1 + len(block.rows), cols=len(block.columns), style=TABLE)
    describe(word, block.name)
    set_widths(table, block)
    if block.is_dense and not block.has_texts:
        stand_close(word)
    number = SMALL_NUMBER if block.is_dense else NUMBER
    for place, column in zip(table.rows[0].cells, block.columns, strict=True):
        write_cell(place, column, Cell(column.title, light=column.light), number=number, keep=True, colour=OWN)
    for line, (places, row) in enumerate(zip(table.rows[1:], block.cells_by_column, strict=True), start=1):
        keep = line < len(block.rows) <= KEPT_WHOLE or bool(block.source and line == len(block.rows))
        for place, (column, cell) in zip(places.cells, row, strict=True):
            write_cell(place, column, cell, number=number, keep=keep)
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


def set_widths(table: WordTable, block: Table) -> None:
    """Numbers take little room; texts share the rest. A table of few periods does not fill the page."""
    table.autofit = False
    widths = dense_widths(block) if block.is_dense and not block.has_texts else widths_of(block.columns)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def dense_widths(block: Table) -> list[Length]:
    """Each column of numbers as wide as its longest word, so that none is broken; the names get the rest."""
    longest = [
        max(len(word) for text in (column.title, *(row[place].text for row in block.rows)) for word in words_in(text))
        for place, column in enumerate(block.columns[1:], start=1)
    ]
    room = TEXT_WIDTH - NARROWEST_NAME
    part = min(1.0, room / sum(LETTER * count + BETWEEN for count in longest))
    numbers = [int((LETTER * count + BETWEEN) * part) for count in longest]
    left = max(0, TEXT_WIDTH - WIDEST_NAME - sum(numbers)) // len(numbers)
    wider = [Length(max(number, min(number + left, NUMBER_WIDTH))) for number in numbers]
    return [Length(min(WIDEST_NAME, TEXT_WIDTH - sum(wider))), *wider]


def words_in(text: str) -> list[str]:
    """What stays on one line: a figure with the spaces that group it is one."""
    return text.replace("-", "- ").split(" ")


def stand_close(word: WordDocument) -> None:
    """Less space between the columns of the newest table than the style gives."""
    table: CT_Tbl = next(word.element.body.iterchildren(qn("w:tbl"), reversed=True))
    margins = xml("tblCellMar")
    margins.append(xml("right", w=str(BETWEEN.twips), type="dxa"))
    table.tblPr.find(qn("w:tblLook")).addprevious(margins)


def widths_of(columns: tuple[Column, ...]) -> list[Length]:
    texts = [column for column in columns if not column.is_number]
    room = TEXT_WIDTH - NUMBER_WIDTH * (len(columns) - len(texts))
    shares = sum(column.share for column in texts)
    if len(texts) == 1:
        return [NUMBER_WIDTH if column.is_number else NAME_WIDTH for column in columns]
    return [NUMBER_WIDTH if column.is_number else Length(room * column.share // shares) for column in columns]


def write_cell(
    place: WordCell, column: Column, cell: Cell, *, number: str = NUMBER, keep: bool, colour: str = ""
) -> None:
    """A cell of the header row has a colour of its own and is bold."""
    paragraph = place.paragraphs[0]
    # By its id: to look a style up by its name takes longer than all else that a cell does.
    paragraph.paragraph_format.element.style = (number if column.is_number else CELL).replace(" ", "")
    paragraph.paragraph_format.keep_with_next = keep or None
    if cell.light:
        write_light(paragraph, cell.light, cell.text, between="\N{NO-BREAK SPACE}")
    else:
        write(paragraph, cell.text, bold=bool(cell.is_strong or colour) or None, colour=colour)
