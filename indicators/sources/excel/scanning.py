"""What the reader of workbooks does not tell: errors, formulas without an answer, percentages, and how large it is.

The sheet is gone through once as XML, a piece at a time, before the whole of it is read. No Django.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from xml.parsers import expat

from accounts.imports import quoted
from indicators.sources.excel.archive import DAMAGED, Archive
from indicators.sources.excel.cells import Trouble, column_of

# A sheet is held whole, empty cells too: one figure far down to the right would otherwise take all memory.
MOST_CELLS = 10_000_000
# Cells may share one long text; together they may not hold more than this.
MOST_SIGNS = 500_000_000
NO_ANSWER = Trouble("formelen har ikke noe lagret svar: åpne filen i Excel og lagre den")
PERCENT = "percent"
LETTERS, NUMBER, INDEX = re.compile("[A-Z]{1,3}"), re.compile("[1-9][0-9]{0,7}"), re.compile("[0-9]{1,9}")
SIZES = "arket er for stort: høyst {most} millioner celler fra den første til den siste som er i bruk"


@dataclass(slots=True)
class Marks:
    """What is worth knowing of single cells, by row and column, counted from 0."""

    cells: dict[int, dict[int, Trouble | str]] = field(default_factory=dict)

    def set(self, row: int, column: int, mark: Trouble | str) -> None:
        self.cells.setdefault(row, {})[column] = mark

    def of_row(self, row: int) -> dict[int, Trouble | str]:
        return self.cells.get(row, {})


def scan_sheet(archive: Archive, part: str, *, percents: Collection[str], lengths: list[int]) -> Marks:
    """The marks of a sheet. Refused: what is no XML, and a sheet that would not fit into memory."""
    scan = SheetScan(archive, percents, lengths)
    parse(archive, part, scan.start, scan.text)
    scan.close_cell()
    return scan.marks


def parse(
    archive: Archive, part: str, start: Callable[[str, dict[str, str]], None], text: Callable[[str], None]
) -> None:
    """Go through a part of the archive. A document type is no part of a workbook, and could hold an attack."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = lambda *_declaration: archive.refuse(DAMAGED)
    try:
        for piece in archive.pieces(part):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError:
        archive.refuse(DAMAGED)


class SheetScan:
    """Follows one sheet cell by cell."""

    def __init__(self, archive: Archive, percents: Collection[str], lengths: list[int]) -> None:
        self.archive, self.percents, self.lengths = archive, percents, lengths
        self.marks = Marks()
        self.row = self.column = -1
        self.first_row = self.first_column = self.last_row = self.last_column = -1
        self.kind = self.style = self.answer = ""
        self.has_formula = self.has_answer = self.listens = False
        self.signs = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        self.listens = False
        if name == "c":
            self.close_cell()
            self.open_cell(attributes)
        elif name == "row":
            self.close_cell()
            self.open_row(attributes)
        elif name == "f":
            self.has_formula = True
        elif name == "v":
            self.has_answer = True
            self.listens = self.kind in {"e", "s"}

    def text(self, signs: str) -> None:
        if self.listens:
            self.answer += signs

    def open_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        self.row, self.column = self.row_at(number) if number else self.row + 1, -1

    def open_cell(self, attributes: dict[str, str]) -> None:
        name = attributes.get("r", "")
        letters = name.rstrip("0123456789")
        if name:
            if not LETTERS.fullmatch(letters):
                self.archive.refuse(DAMAGED)
            self.row, self.column = self.row_at(name[len(letters) :]), column_of(letters)
        else:
            self.column += 1
        self.kind, self.style, self.answer = attributes.get("t", "n"), attributes.get("s", ""), ""
        self.has_formula = self.has_answer = False
        self.stretch()

    def row_at(self, number: str) -> int:
        if not NUMBER.fullmatch(number):
            self.archive.refuse(DAMAGED)
        return int(number) - 1

    def stretch(self) -> None:
        """How far the sheet reaches with this cell in it."""
        if self.first_row < 0:
            self.first_row, self.first_column = self.row, self.column
        self.first_row, self.last_row = min(self.first_row, self.row), max(self.last_row, self.row)
        self.first_column, self.last_column = min(self.first_column, self.column), max(self.last_column, self.column)
        # Rows above the first one are held too.
        if (self.last_row + 1) * (self.last_column - self.first_column + 1) > MOST_CELLS:
            self.archive.refuse(SIZES.format(most=MOST_CELLS // 1_000_000))

    def close_cell(self) -> None:
        """Note what the cell was, now that all of it has been seen."""
        if self.kind == "e":
            message = f"cellen har feilen {quoted(self.answer)} i regnearket: rett den i Excel"
            self.marks.set(self.row, self.column, Trouble(message, self.answer))
        elif self.kind == "s" and self.has_answer:
            self.count_text()
        elif self.has_formula and not self.has_answer:
            self.marks.set(self.row, self.column, NO_ANSWER)
        elif self.kind == "n" and self.style in self.percents and self.has_answer:
            self.marks.set(self.row, self.column, PERCENT)
        self.kind = ""

    def count_text(self) -> None:
        number = int(self.answer) if INDEX.fullmatch(self.answer) else len(self.lengths)
        if number >= len(self.lengths):
            self.archive.refuse(DAMAGED)
        self.signs += self.lengths[number]
        if self.signs > MOST_SIGNS:
            self.archive.refuse("arket har for mye tekst i cellene til å leses")
