"""A CSV file as rows with line numbers: the heading is checked first, then every row against it. No Django.

Comma between cells, one heading line, UTF-8. Surrounding blanks of a cell carry no meaning.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accounts.imports import Problems, at_line, quoted, refusal
from accounts.wording import either, say, sentence

LARGEST_CELL = 1_000_000
OTHER_SEPARATORS = {
    ";": sentence("filen bruker semikolon mellom cellene: lagre den med komma"),
    "\t": sentence("filen bruker tabulator mellom cellene: lagre den med komma"),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns a kind of file has. Of each group in `one_of` exactly one must be there."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()

    @property
    def known(self) -> tuple[str, ...]:
        return (*self.required, *self.one_of, *self.optional)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its first line in the file and its cells by column; a column that the file lacks is empty."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def place(self, column: str) -> str:
        return at_line(self.line, column)


Record = tuple[int, list[str]]


def read_rows(text: str | Iterable[str], *, columns: Columns, problems: Problems) -> Iterator[Row]:
    """The rows of a file, one by one. Rows with too many or too few cells become problems and are left out."""
    names, records = open_table(text, columns=columns, problems=problems)
    for line, cells in records:
        yield Row(line, dict(zip(names, (cell.strip() for cell in cells), strict=True)))


def open_table(
    text: str | Iterable[str], *, columns: Columns, problems: Problems
) -> tuple[list[str], Iterator[Record]]:
    """The names of the columns, and below them the lines and cells of each row as they stand in the file.

    The text is whole, or comes line by line with the ends of the lines as they are.
    """
    csv.field_size_limit(LARGEST_CELL)
    lines = io.StringIO(text, newline="") if isinstance(text, str) else text
    records = numbered_records(lines, file=problems.file)
    line, heading = next(records, (1, []))
    names = checked_heading(heading, line, columns, problems)
    return names, full_records(records, len(names), problems)


def full_records(records: Iterator[Record], width: int, problems: Problems) -> Iterator[Record]:
    found = False
    for line, cells in records:
        found = True
        if len(cells) == width:
            yield line, cells
        else:
            pattern = sentence("raden har {cells} celler, men overskriften har {width}")
            problems.add(at_line(line), say(pattern, cells=len(cells), width=width))
    if not found:
        raise refusal(problems.file, "", say("filen har en overskrift, men ingen rader"))


def numbered_records(lines: Iterable[str], *, file: str) -> Iterator[Record]:
    """The records with the line that each begins on; empty lines are passed over."""
    reader = csv.reader(lines, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise refusal(file, at_line(line), why(error)) from None
        if cells is None:
            return
        if cells:
            yield line, cells


def why(error: csv.Error) -> str:
    """What is wrong with the quoting, in words that can be acted on."""
    if "field larger" in str(error):
        return say("en celle er lengre enn {most} tegn: mangler et anførselstegn?", most=LARGEST_CELL)
    if "unexpected end" in str(error):
        return say("et anførselstegn blir aldri lukket")
    return say("anførselstegnene i raden stemmer ikke: inne i en celle skrives de dobbelt")


def checked_heading(heading: list[str], line: int, columns: Columns, problems: Problems) -> list[str]:
    """The names of the columns. Nothing below a wrong heading is read."""
    names = [name.strip() for name in heading]
    for separator, pattern in OTHER_SEPARATORS.items():
        if len(names) == 1 and separator in names[0]:
            raise refusal(problems.file, at_line(line), say(pattern))
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            problems.add(at_line(line), say("kolonnen {column} står flere ganger", column=quoted(name)))
        if name not in columns.known:
            known = ", ".join(columns.known)
            place = at_line(line, name or say("(uten navn)"))
            problems.add(place, say("ukjent kolonne; kjente er {known}", known=known))
    for name in columns.required:
        if name not in names:
            problems.add(at_line(line), say("kolonnen {column} mangler", column=name))
    check_alternatives(names, line, columns, problems)
    problems.refuse_if_any()
    return names


def check_alternatives(names: list[str], line: int, columns: Columns, problems: Problems) -> None:
    given = [name for name in columns.one_of if name in names]
    if columns.one_of and len(given) != 1:
        choices = either(columns.one_of)
        problems.add(at_line(line), say("filen må ha nøyaktig én av kolonnene {columns}", columns=choices))
