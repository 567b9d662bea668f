"""One sheet of a workbook as rows of cells, each where it stands. No Django."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import python_calamine
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from accounts.imports import quoted, refusal
from accounts.wording import say, sentence
from indicators.sources.excel.archive import DAMAGED, Archive
from indicators.sources.excel.cells import Merged, Percent, letters_of
from indicators.sources.excel.parts import percent_styles, sheet_parts, text_lengths
from indicators.sources.excel.scanning import PERCENT, Marks, scan_sheet

MOST_MERGED = 1_000_000
NO_SHEET = sentence("arket {sheet} finnes ikke; filen har {there}")
NO_SHEETS = sentence("arket {sheet} finnes ikke; filen har ingen ark")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row by the number that Excel gives it, with its cells from column A on."""

    sheet: str
    number: int
    cells: list[Any]

    def __getitem__(self, column: int) -> Any:
        return self.cells[column] if column < len(self.cells) else ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it; the rest of a merged cell is nothing."""
        return all(cell == "" or isinstance(cell, Merged) for cell in self.cells)

    def place(self, column: int | None = None) -> str:
        """`ark «Tall», rad 14, kolonne C`."""
        return place_of(self.sheet, self.number, column)


def place_of(sheet: str, row: int | None = None, column: int | None = None) -> str:
    """`ark «Tall»`, or a row of it, or a cell."""
    if row is None:
        return say("ark {sheet}", sheet=quoted(sheet))
    if column is None:
        return say("ark {sheet}, rad {row}", sheet=quoted(sheet), row=row)
    return say("ark {sheet}, rad {row}, kolonne {column}", sheet=quoted(sheet), row=row, column=letters_of(column))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that has been opened, with what its reader does not tell of it."""

    file: str
    name: str
    content: CalamineSheet
    marks: Marks

    def rows(self) -> Iterator[SheetRow]:
        """Every row from the first one of the sheet, with what calamine leaves out put in its place."""
        if self.content.start is None:
            return
        left = self.content.start[1]
        merged = merged_cells(self.content, file=self.file)
        for row, cells in enumerate(self.content.iter_rows()):
            found: list[Any] = [""] * left + list(cells)
            for column, mark in self.marks.of_row(row).items():
                found.extend([""] * (column + 1 - len(found)))
                found[column] = Percent(float(found[column])) if mark == PERCENT else mark
            merge(found, merged.get(row, {}), row)
            yield SheetRow(self.name, row + 1, found)


Corner = tuple[int, int]
MergedRow = dict[int, tuple[Corner, list[Any]]]


def merged_cells(content: CalamineSheet, *, file: str) -> dict[int, MergedRow]:
    """Every merged cell by row and column, with its first one and a place for what that one holds."""
    found: dict[int, MergedRow] = {}
    last_row, last_column = content.end or (0, 0)
    left = MOST_MERGED
    for (top, first), (bottom, last) in content.merged_cell_ranges or []:
        held: list[Any] = []
        for row in range(top, min(bottom, last_row) + 1):
            columns = range(first, min(last, last_column) + 1)
            left -= len(columns)
            if left < 0:
                raise refusal(file, "", say("arket har for mange sammenslåtte celler"))
            found.setdefault(row, {}).update(dict.fromkeys(columns, ((top, first), held)))
    return found


def merge(cells: list[Any], merged: MergedRow, row: int) -> None:
    """Let each cell of a merged one hold what the first of them holds."""
    for column, (corner, held) in merged.items():
        if (row, column) == corner:
            held.append(cells[column])
        cells[column] = Merged(held[0] if held else "")


def open_sheet(body: bytes, *, file: str, name: str = "") -> Sheet:
    """The sheet of that name, hidden or not; without a name the first one that can be seen. Raises ImportRefused."""
    archive = Archive(body, file=file)
    archive.unpack_once()
    try:
        workbook = python_calamine.load_workbook(io.BytesIO(body))
        chosen = chosen_sheet(workbook, name, file)
        marks = marks_of(archive, chosen)
        return Sheet(file, chosen, workbook.get_sheet_by_name(chosen), marks)
    except python_calamine.PasswordError:
        raise refusal(file, "", say("filen er beskyttet med passord: lagre den uten passord")) from None
    except python_calamine.CalamineError:
        raise refusal(file, "", say(DAMAGED)) from None


def chosen_sheet(workbook: CalamineWorkbook, name: str, file: str) -> str:
    sheets = [one for one in workbook.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    if name:
        if name in {one.name for one in sheets}:
            return name
        there = ", ".join(quoted(one.name) for one in sheets)
        raise refusal(file, "", say(NO_SHEET if there else NO_SHEETS, sheet=quoted(name), there=there))
    for one in sheets:
        if one.visible == SheetVisibleEnum.Visible:
            return one.name
    raise refusal(file, "", say("filen har ingen synlige ark"))


def marks_of(archive: Archive, name: str) -> Marks:
    part = next((one.part for one in sheet_parts(archive) if one.name == name), "")
    if part not in archive.parts:
        archive.refuse(DAMAGED)
    return scan_sheet(archive, part, percents=percent_styles(archive), lengths=text_lengths(archive))
