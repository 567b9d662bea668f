"""Very many rows as Excel: against the usual way, and its memory."""

import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from python_calamine import CalamineWorkbook

from bench.report_texts import require
from bench.timing import Result, compared, measured, with_children
from bench.wide_table import HEADING, Row, rows
from reporting.exports.rows import write_xlsx

ROWS, FASTER, PEAK_AT_MOST = 300_000, 1.4, 120
WRITTEN_ALONE = """
import django
django.setup()
from bench.wide_table import HEADING, rows
from reporting.exports.rows import write_xlsx
with open({path!r}, "wb") as file:
    write_xlsx(file, "Tall", HEADING, rows({count}))
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1])
"""


def writing_rows(*, rounds: int) -> Iterator[Result]:
    require_same_rows(2_000)
    ways = {
        "ours": lambda: write_xlsx(BytesIO(), "Tall", HEADING, rows(ROWS)),
        "openpyxl": lambda: usual_xlsx(BytesIO(), rows(ROWS)),
    }
    took = measured(ways, rounds=rounds, before=list, clock=with_children)
    of = f"xlsx, {ROWS:,} rows of 8"
    yield compared(f"{of}: against openpyxl write-only", took, "ours", "openpyxl", at_least=FASTER)
    with TemporaryDirectory(prefix="planpuls-bench-") as folder:
        peak, tenth = (peak_of(Path(folder) / f"{count}.xlsx", count) for count in (ROWS, ROWS // 10))
    yield Result(f"{of}: peak in MB", 0, 0, peak, at_most=PEAK_AT_MOST)
    yield Result(f"{of}: peak against a tenth of the rows", 0, 0, peak / tenth, at_most=1.1)


def usual_xlsx(file: BytesIO, lines: Iterator[Row]) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Tall")
    sheet.append(HEADING)
    for line in lines:
        sheet.append(line)
    book.save(file)


def peak_of(path: Path, count: int) -> float:
    """Megabytes of a new process that writes so many rows and does no more."""
    command = [sys.executable, "-c", WRITTEN_ALONE.format(path=str(path), count=count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    return int(done.stdout) / 1_000


def require_same_rows(count: int) -> None:
    ours, usual = BytesIO(), BytesIO()
    write_xlsx(ours, "Tall", HEADING, rows(count))
    usual_xlsx(usual, rows(count))
    read = [lines_in(file.getvalue()) for file in (ours, usual)]
    require(read[0] == read[1] and len(read[0]) == count + 1, "Excel")


def lines_in(content: bytes) -> list[list[object]]:
    """Numbers as numbers, whichever kind."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return [[*line] for line in book.get_sheet_by_index(0).to_python()]
