"""A status analysis as PDF and as Word, and very many rows as Excel: each against the usual way, and its memory."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from io import BytesIO
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import openpyxl
from django.utils import translation
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from bench.report_content import status_analysis
from bench.timing import NotMeasured, Result, compared, measured
from reporting.documents import ReportDocument, Table
from reporting.exports.pdf import as_pdf
from reporting.exports.rows import write_xlsx
from reporting.exports.word import as_docx

FASTER, PEAK_AT_MOST = 5, 600
ROWS, ROWS_FASTER, ROWS_PEAK_AT_MOST = 300_000, 1.4, 120
HEADING = ("Indikator", "Navn", "Region", "Periode", "Verdi", "Enhet", "Rang", "Merknad")
Row = tuple[str | int | Decimal, ...]
# The most that the process has had itself, and the largest of the processes that it started. They need not have been
# there at the same time, so the sum is never too little.
PEAK = """
import resource
own = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print((int(own.split()[1]) + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1_000)
"""
WRITE_REPORT = """
import django
django.setup()
from django.utils import translation
translation.activate("nb")
from bench.report_content import status_analysis
from reporting.exports.{module} import {function}
{function}(status_analysis())
"""
WRITE_ROWS = """
import django, io
django.setup()
from bench.reports import HEADING, rows
from reporting.exports.rows import write_xlsx
with open({path!r}, "wb") as file:
    write_xlsx(file, "Tall", HEADING, rows({count}))
"""


class DifferentReports(Exception):
    """Two ways of writing do not say the same, so that comparing their speed would say nothing."""


def writing(*, rounds: int) -> Iterator[Result | NotMeasured]:
    """Both reports, and the rows."""
    return chain(writing_reports(rounds=rounds), writing_rows(rounds=rounds))


def processor_time() -> float:
    """Of this process and of those it has started and seen end: Typst works in a process of its own."""
    return sum(os.times()[:4])


def writing_reports(*, rounds: int) -> Iterator[Result | NotMeasured]:
    """What was written while the time was taken is compared before the times are told."""
    try:
        # WeasyPrint stands on libraries of the system, which need not be there.
        from bench.usual_reports import usual_docx, usual_pdf  # noqa: PLC0415
    except (ImportError, OSError) as error:
        yield NotMeasured("reports against WeasyPrint and matplotlib", str(error).splitlines()[0])
        return
    made: dict[str, bytes] = {}
    with translation.override("nb"):
        document = status_analysis()
        ways = {"pdf": as_pdf, "usual pdf": usual_pdf, "docx": as_docx, "usual docx": usual_docx}
        works = {name: partial(write_into, made, name, way, document) for name, way in ways.items()}
        took = measured(works, rounds=rounds, before=nothing, clock=processor_time)
    require(cells_of(made["docx"]) == cells_of(made["usual docx"]) == cells_in(document), "Word")
    require_all_texts(document, made["pdf"], made["usual pdf"])
    of = "status analysis, 132 indicators"
    yield compared(f"{of}: PDF against WeasyPrint and matplotlib", took, "pdf", "usual pdf", at_least=FASTER)
    yield compared(f"{of}: docx against python-docx and matplotlib", took, "docx", "usual docx", at_least=FASTER)
    for module, function in (("pdf", "as_pdf"), ("word", "as_docx")):
        peak = peak_of(WRITE_REPORT.format(module=module, function=function))
        yield Result(f"{of}: {function}, peak in MB with children", 0, 0, peak, at_most=PEAK_AT_MOST)


def writing_rows(*, rounds: int) -> Iterator[Result]:
    require_same_rows(2_000)
    ways = {
        "ours": lambda: write_xlsx(BytesIO(), "Tall", HEADING, rows(ROWS)),
        "openpyxl": lambda: usual_xlsx(BytesIO(), rows(ROWS)),
    }
    took = measured(ways, rounds=rounds, before=nothing, clock=processor_time)
    of = f"xlsx, {ROWS:,} rows of 8"
    yield compared(f"{of}: against openpyxl write-only", took, "ours", "openpyxl", at_least=ROWS_FASTER)
    with TemporaryDirectory(prefix="planpuls-bench-") as folder:
        peak = peak_of(WRITE_ROWS.format(path=str(Path(folder) / "rows.xlsx"), count=ROWS))
        tenth = peak_of(WRITE_ROWS.format(path=str(Path(folder) / "tenth.xlsx"), count=ROWS // 10))
    yield Result(f"{of}: peak in MB", 0, 0, peak, at_most=ROWS_PEAK_AT_MOST)
    yield Result(f"{of}: peak against a tenth of the rows", 0, 0, peak / tenth, at_most=1.1)


def write_into(
    made: dict[str, bytes], name: str, way: Callable[[ReportDocument], bytes], document: ReportDocument
) -> None:
    made[name] = way(document)


def nothing() -> None:
    """Writing leaves nothing behind that must be put back."""


def rows(count: int) -> Iterator[Row]:
    """Texts, whole numbers and figures as a table of observations has them."""
    for number in range(count):
        yield (
            f"KOSTRA-{number % 2_500:04}",
            f"Netto driftsutgifter til formål {number % 500} på området",
            f"{number % 357 + 301:04}",
            2015 + number % 10,
            Decimal(number * 7_919 % 1_000_003) / 100,
            "kr per innbygger",
            number % 20 + 1,
            "Foreløpig tall, rettes i juni" if number % 7 == 0 else "",
        )


def usual_xlsx(file: BytesIO, lines: Iterator[Row]) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Tall")
    sheet.append(HEADING)
    for line in lines:
        sheet.append(line)
    book.save(file)


def peak_of(program: str) -> float:
    """Megabytes, in a new process that does this and nothing else."""
    command = [sys.executable, "-c", program + PEAK]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    return float(done.stdout.split()[-1])


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


def cells_of(content: bytes) -> list[str]:
    """The texts of all cells of all tables."""
    with ZipFile(BytesIO(content)) as file:
        body = file.read("word/document.xml").decode()
    cells = re.findall(r"<w:tc>.*?</w:tc>", body, re.DOTALL)
    return ["".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", cell)) for cell in cells]


def cells_in(document: ReportDocument) -> list[str]:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [text for one in tables for text in texts_of(one)]


def texts_of(table: Table) -> Sequence[str]:
    return [*(column.title for column in table.columns), *(cell.text for row in table.rows for cell in row)]


def require_all_texts(document: ReportDocument, *files: bytes) -> None:
    """Every text of every table is in every file."""
    said = {re.sub(r"\s+", "", text) for text in cells_in(document)}
    for content in files:
        words = re.sub(r"\s+", "", "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages))
        missing = [text for text in said if text not in words]
        require(not missing, f"PDF ({missing[:3]})")


def require(is_same: bool, what: str) -> None:
    if not is_same:
        raise DifferentReports(f"{what}: the two ways do not say the same")
