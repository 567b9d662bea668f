"""Larvik's status analysis with all its charts, as PDF and as Word: each against the usual way, and its memory."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management import call_command
from django.utils import translation

from bench.databases import answers_of, sqlite_of_its_own
from bench.larvik import PLAN, YEAR, analysis, charts_of
from bench.report_texts import require_same_pdf, require_same_word
from bench.timing import NotMeasured, Result, compared, measured, with_children
from reporting.exports.pdf import as_pdf
from reporting.exports.status_layout import status_document
from reporting.exports.word import as_docx

FASTER, PEAK_AT_MOST = 5, 600
WRITTEN_ALONE = """
import sys
from django.core.management import execute_from_command_line
from bench.memory import megabytes_with_children
execute_from_command_line(sys.argv)
print(megabytes_with_children())
"""


def writing_reports(*, rounds: int) -> Iterator[Result | NotMeasured]:
    """In processes that have Larvik in a database of their own."""
    try:
        # WeasyPrint stands on libraries of the system, which need not be there.
        import bench.usual_reports  # noqa: F401, PLC0415
    except (ImportError, OSError) as error:
        yield NotMeasured("reports against WeasyPrint and matplotlib", str(error).splitlines()[0])
        return
    with sqlite_of_its_own() as database, TemporaryDirectory(prefix="planpuls-bench-") as folder:
        answers_of("demo", database=database)
        yield from (Result(**answer) for answer in answers_of("reports", rounds, database=database))
        for form in ("pdf", "docx"):
            peak = peak_of(form, Path(folder) / f"report.{form}", database=database)
            yield Result(
                f"Larvik's status analysis: {form}, peak in MB with children", 0, 0, peak, at_most=PEAK_AT_MOST
            )


def load_demo() -> Iterator[dict[str, Any]]:
    """Everything that `make demo` shows."""
    call_command("load_demo", stdout=StringIO())
    yield {"plan": PLAN}


def measure_reports(rounds: str) -> Iterator[dict[str, Any]]:
    """What was written while the time was taken is compared before the times are told.

    Ours begins with what is known of every indicator, the usual way with blocks that are ready: the texts and tables of
    ours are laid out, and its charts drawn, while the time runs.
    """
    from bench.usual_reports import usual_docx, usual_pdf  # noqa: PLC0415

    made: dict[str, bytes] = {}
    with translation.override("nb"):
        report = analysis()
        document, charts = status_document(report), charts_of(report)
        works = {
            "pdf": lambda: as_pdf(status_document(report)),
            "usual pdf": lambda: usual_pdf(document, charts),
            "docx": lambda: as_docx(status_document(report)),
            "usual docx": lambda: usual_docx(document, charts),
        }
        kept = {name: partial(write_into, made, name, work) for name, work in works.items()}
        took = measured(kept, rounds=int(rounds), before=list, clock=with_children)
    require_same_word(document, made["docx"], made["usual docx"])
    require_same_pdf(document, made["pdf"], made["usual pdf"])
    of = f"Larvik's status analysis, {len(charts)} charts"
    for name, other in (("pdf", "WeasyPrint"), ("docx", "python-docx")):
        said = f"{of}: {name} against {other} and matplotlib"
        yield asdict(compared(said, took, name, f"usual {name}", at_least=FASTER))


def peak_of(form: str, path: Path, *, database: str) -> float:
    """Megabytes of the command `report`, from the database to the file."""
    asked = ["--plan", PLAN, "--year", str(YEAR), "--kind", "status", "--format", form, "--output", str(path)]
    command = [sys.executable, "-c", WRITTEN_ALONE, "report", *asked]
    environment = os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603 our own
    return float(done.stdout.splitlines()[-1])


def write_into(made: dict[str, bytes], name: str, work: Callable[[], bytes]) -> None:
    made[name] = work()
