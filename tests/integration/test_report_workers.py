"""A report that is being made by a process that is killed: no half file is left, and another process makes it whole."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

from tests import migrated

PATIENCE = 120
PLAN = Path(__file__).parents[1] / "data" / "small_plan.yaml"
ASK = f"""
from django.core.management import call_command
from django.utils import timezone
from planning.models import Plan
from reporting.exports.reports import ReportAsked
from reporting.models import ReportFormat, ReportKind
from reporting.services.report_files import ask_for_report_file
call_command("load_plan", {str(PLAN)!r})
plan = Plan.objects.select_related("municipality").get(code="LITEN-2024")
asked = ReportAsked(ReportKind.ANNUAL, plan.municipality, plan, 2024, "nb")
ask_for_report_file(asked=asked, form=ReportFormat.XLSX, by="kari", now=timezone.now())
"""
# Hangs when all chapters are there, as if the file took for ever to write.
MAKE = """
import time
from reporting.exports import reports
from reporting.models import ReportFormat, ReportFile
from reporting.tasks import make_report_file
reports.FORMS[ReportFormat.XLSX] = reports.Form("x", lambda report, stop: time.sleep(600))
make_report_file(job_id=ReportFile.objects.get().job_id)
"""
SILENT = "UPDATE accounts_job SET heard_at = '2020-01-01 00:00:00', asked_at = datetime('now')"
TAKE_UP = "from reporting.tasks import take_up_lost_reports; take_up_lost_reports()"
STATE = "SELECT state, total_count FROM accounts_job"
FILE = "SELECT name, size, length(body) FROM reporting_reportfile"

pytestmark = [pytest.mark.slow, pytest.mark.own_database]


class Installation:
    """A database file of its own; without Redis, so that a process does its own work."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "reports.sqlite3"
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "DEBUG"},
            "DATABASE_URL": f"sqlite:///{self.database}",
            "REDIS_URL": "",
        }
        migrated.copy_to(self.database)

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def run(self, code: str) -> int:
        return self.start("shell", "-v0", "-c", code).wait(timeout=PATIENCE)

    def ask(self, query: str) -> tuple[object, ...]:
        with closing(sqlite3.connect(self.database, timeout=PATIENCE)) as connection, connection:
            return tuple(connection.execute(query).fetchone() or ())


def test_a_killed_process_leaves_no_half_file_and_another_makes_it_whole(tmp_path: Path) -> None:
    here = Installation(tmp_path)
    assert here.run(ASK) == 0
    first = here.start("shell", "-v0", "-c", MAKE)
    until = time.monotonic() + PATIENCE
    # Chapters are counted when all are there, and then the file is written.
    while (found := here.ask(STATE)) and not found[1]:
        assert time.monotonic() < until, found
        time.sleep(0.1)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait(timeout=PATIENCE)
    assert here.ask(STATE)[0] == "running"
    assert here.ask(FILE) == ("", 0, 0)

    here.ask(SILENT)
    assert here.run(TAKE_UP) == 0
    assert here.ask(STATE)[0] == "done"
    name, size, length = here.ask(FILE)
    assert (name, size) == ("arsrapport-2024-liten-2024.xlsx", length)
    assert isinstance(size, int)
    assert size > 1_000
