"""A CSV file as rows with line numbers: the heading is checked first, then every row against it. No Django.

Comma between cells, one heading line, UTF-8. Surrounding blanks of a cell carry no meaning.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from accounts.imports import Problems, quoted, refusal

LARGEST_CELL = 1_000_000


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
        return f"linje {self.line}, kolonne {column}"


def read_rows(text: str, *, columns: Columns, problems: Problems) -> Iterator[Row]:
    """The rows of a file, one by one. Rows with too many or too few cells become problems and are left out."""
    csv.field_size_limit(LARGEST_CELL)
    records = numbered_records(text, file=problems.file)
    line, heading = next(records, (1, []))
    names = checked_heading(heading, line, columns, problems)
    found = False
    for line, cells in records:
        found = True
        if len(cells) == len(names):
            yield Row(line, dict(zip(names, (cell.strip() for cell in cells), strict=True)))
        else:
            problems.add(f"linje {line}", f"raden har {len(cells)} celler, men overskriften har {len(names)}")
    if not found:
        raise refusal(problems.file, "", "filen har en overskrift, men ingen rader")


def numbered_records(text: str, *, file: str) -> Iterator[tuple[int, list[str]]]:
    """The records with the line that each begins on; empty lines are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise refusal(file, f"linje {line}", why(error)) from None
        if cells is None:
            return
        if cells:
            yield line, cells


def why(error: csv.Error) -> str:
    """What is wrong with the quoting, in words that can be acted on."""
    if "field larger" in str(error):
        return f"en celle er lengre enn {LARGEST_CELL} tegn: mangler et anførselstegn?"
    if "unexpected end" in str(error):
        return "et anførselstegn blir aldri lukket"
    return "anførselstegnene i raden stemmer ikke: inne i en celle skrives de dobbelt"


def checked_heading(heading: list[str], line: int, columns: Columns, problems: Problems) -> list[str]:
    """The names of the columns. Nothing below a wrong heading is read."""
    names = [name.strip() for name in heading]
    for separator, word in ((";", "semikolon"), ("\t", "tabulator")):
        if len(names) == 1 and separator in names[0]:
            raise refusal(problems.file, f"linje {line}", f"filen bruker {word} mellom cellene: lagre den med komma")
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            problems.add(f"linje {line}", f"kolonnen {quoted(name)} står flere ganger")
        if name not in columns.known:
            known = ", ".join(columns.known)
            problems.add(f"linje {line}, kolonne {name or '(uten navn)'}", f"ukjent kolonne; kjente er {known}")
    for name in columns.required:
        if name not in names:
            problems.add(f"linje {line}", f"kolonnen {name} mangler")
    check_alternatives(names, line, columns, problems)
    problems.refuse_if_any()
    return names


def check_alternatives(names: list[str], line: int, columns: Columns, problems: Problems) -> None:
    given = [name for name in columns.one_of if name in names]
    if columns.one_of and len(given) != 1:
        choices = " eller ".join(columns.one_of)
        problems.add(f"linje {line}", f"filen må ha nøyaktig én av kolonnene {choices}")
