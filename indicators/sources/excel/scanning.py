"""What the reader of workbooks does not tell: errors, formulas without an answer, percentages, and how large it is.

The sheet is gone through once as XML, a piece at a time, before the whole of it is read. No Django.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from xml.parsers import expat

from accounts.imports import quoted
from accounts.wording import say, sentence
from indicators.sources.excel.archive import DAMAGED, Archive
from indicators.sources.excel.cells import Trouble, column_of

# A sheet is held whole, empty cells too: one figure far down to the right would otherwise take all memory.
MOST_CELLS = 10_000_000
# Cells may share one long text; together they may not hold more than this.
MOST_SIGNS = 500_000_000
NO_ANSWER = sentence("formelen har ikke noe lagret svar: åpne filen i Excel og lagre den")
PERCENT = "percent"
LETTERS, NUMBER, INDEX = re.compile("[A-Z]{1,3}"), re.compile("[1-9][0-9]{0,7}"), re.compile("[0-9]{1,9}")
SIZES = sentence("arket er for stort: høyst {most} millioner celler fra den første til den siste som er i bruk")
TOO_MUCH_TEXT = sentence("arket har for mye tekst i cellene til å leses")


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
    except (expat.ExpatError, LookupError, ValueError):
        # The last two for an encoding that nobody knows, or that cannot be read sign by sign.
        archive.refuse(DAMAGED)


class SheetScan:
    """Follows one sheet cell by cell. Millions of them pass here, so what is common takes the shortest way."""

    def __init__(self, archive: Archive, percents: Collection[str], lengths: list[int]) -> None:
        self.archive, self.percents, self.lengths = archive, percents, lengths
        self.marks = Marks()
        self.row = self.column = -1
        self.row_text = "0"
        self.columns: dict[str, int] = {}
        self.first_column, self.last_column, self.last_row = MOST_CELLS, -1, -1
        self.kind = self.style = self.answer = ""
        self.has_formula = self.has_answer = self.listens = False
        self.signs = 0
        # One for all formulas, of which there may be a million.
        self.no_answer = Trouble(say(NO_ANSWER))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag[tag.rfind(" ") + 1 :]
        self.listens = False
        if name == "v":
            self.has_answer = True
            self.listens = self.kind in {"e", "s"}
        elif name == "c":
            self.close_cell()
            self.open_cell(attributes)
        elif name == "row":
            self.close_cell()
            self.open_row(attributes)
        elif name == "f":
            self.has_formula = True

    def text(self, signs: str) -> None:
        if self.listens:
            self.answer += signs

    def open_row(self, attributes: dict[str, str]) -> None:
        self.move_to_row(attributes.get("r") or str(self.row + 2))
        self.column = -1

    def open_cell(self, attributes: dict[str, str]) -> None:
        name = attributes.get("r")
        if name is None:
            self.column += 1
        else:
            letters = name[: -len(self.row_text)]
            if letters not in self.columns or not name.endswith(self.row_text):
                letters = self.move_to_cell(name)
            self.column = self.columns[letters]
        self.kind, self.style, self.answer = attributes.get("t", "n"), attributes.get("s", ""), ""
        self.has_formula = self.has_answer = False
        if not self.first_column <= self.column <= self.last_column or self.row > self.last_row:
            self.stretch()

    def move_to_cell(self, name: str) -> str:
        """The letters of a cell that is the first in its column, or that names another row than the one it is in."""
        letters = name.rstrip("0123456789")
        if not LETTERS.fullmatch(letters):
            self.archive.refuse(DAMAGED)
        self.columns[letters] = column_of(letters)
        self.move_to_row(name[len(letters) :])
        return letters

    def move_to_row(self, number: str) -> None:
        if not NUMBER.fullmatch(number):
            self.archive.refuse(DAMAGED)
        self.row, self.row_text = int(number) - 1, number

    def stretch(self) -> None:
        """How far the sheet reaches with this cell in it. The rows above the first one are held too."""
        self.last_row = max(self.last_row, self.row)
        self.first_column, self.last_column = min(self.first_column, self.column), max(self.last_column, self.column)
        if (self.last_row + 1) * (self.last_column - self.first_column + 1) > MOST_CELLS:
            self.archive.refuse(SIZES, most=MOST_CELLS // 1_000_000)

    def close_cell(self) -> None:
        """Note what the cell was, now that all of it has been seen."""
        if self.kind == "s":
            self.count_text()
        elif self.kind == "e":
            message = say("cellen har feilen {error} i regnearket: rett den i Excel", error=quoted(self.answer))
            self.marks.set(self.row, self.column, Trouble(message, self.answer))
        elif self.has_formula and not self.has_answer:
            self.marks.set(self.row, self.column, self.no_answer)
        elif self.kind == "n" and self.style in self.percents and self.has_answer:
            self.marks.set(self.row, self.column, PERCENT)
        self.kind, self.has_formula = "", False

    def count_text(self) -> None:
        if not self.has_answer:
            return
        number = int(self.answer) if INDEX.fullmatch(self.answer) else len(self.lengths)
        if number >= len(self.lengths):
            self.archive.refuse(DAMAGED)
        self.signs += self.lengths[number]
        if self.signs > MOST_SIGNS:
            self.archive.refuse(TOO_MUCH_TEXT)
