"""Workers as processes of their own: one that is killed in the middle of its work, two that want one source."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

from tests import migrated
from tests.fakes.pxweb import PxWeb, utgifter

PATIENCE = 120
SOURCES = "sources:\n- table: '12362'\n  name: Utgifter til tjenesteområdene\n"
CELLS, PARTS, ENOUGH = 9_900, 33, 3
# A worker that is killed when it has recorded some parts, and is about to record the next.
WORK = f"""
import os, signal
import django
from config.celery import app
django.setup()
from indicators.services import ssb_fetch

really, recorded = ssb_fetch.record_part, []

def record_part(*args, **kwargs):
    if len(recorded) == {ENOUGH}:
        os.kill(os.getpid(), signal.SIGKILL)
    recorded.append(really(*args, **kwargs))
    return recorded[-1]

ssb_fetch.record_part = record_part
app.worker_main(["worker", "--pool=solo", "--loglevel=WARNING"])
"""
SEND = "from indicators.tasks import fetch_due_sources; fetch_due_sources.delay()"

pytestmark = [pytest.mark.slow, pytest.mark.own_database]


def result_of(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """Exit code and standard output, when it has ended."""
    out, _err = process.communicate(timeout=PATIENCE)
    return process.returncode, out


class Installation:
    """A database file of its own, with one source in a bank that hands out few cells at a time."""

    def __init__(self, folder: Path, pxweb: PxWeb, redis_url: str) -> None:
        self.database = folder / "workers.sqlite3"
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "DEBUG"},
            "DATABASE_URL": f"sqlite:///{self.database}",
            "REDIS_URL": redis_url,
            "SSB_API_URL": pxweb.address,
        }
        sources = folder / "sources.yaml"
        sources.write_text(SOURCES, encoding="utf-8")
        migrated.copy_to(self.database)
        assert result_of(self.start("manage.py", "load_sources", str(sources)))[0] == 0

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )

    def ask(self, query: str) -> int:
        with closing(sqlite3.connect(self.database, timeout=PATIENCE)) as connection, connection:
            row = connection.execute(query).fetchone()
            return int(row[0]) if row else 0

    def deliveries(self) -> int:
        return self.ask("SELECT count(*) FROM indicators_fetch")

    def figures(self) -> tuple[int, int]:
        """How many there are, and how many different cells they are of."""
        cells = "SELECT count(*) FROM (SELECT DISTINCT indicator_id, region_id, period FROM indicators_observation)"
        return self.ask("SELECT count(*) FROM indicators_observation"), self.ask(cells)

    def let_the_claim_run_out(self) -> None:
        self.ask("UPDATE indicators_sourcestatus SET claimed_until = '2020-01-01 00:00:00'")


@pytest.fixture
def bank(pxweb: PxWeb) -> PxWeb:
    pxweb.add(utgifter())
    pxweb.bank.max_cells = 400
    return pxweb


@pytest.mark.redis
def test_what_a_killed_worker_began_is_completed_and_nothing_is_doubled(
    tmp_path: Path, bank: PxWeb, redis_url: str
) -> None:
    installation = Installation(tmp_path, bank, redis_url)
    worker = installation.start("-c", WORK)
    assert result_of(installation.start("manage.py", "shell", "-v0", "-c", SEND))[0] == 0
    assert result_of(worker)[0] == -signal.SIGKILL
    recorded, cells = installation.figures()
    assert 0 < recorded == cells < CELLS
    assert installation.deliveries() == ENOUGH
    assert installation.ask("SELECT count(*) FROM indicators_sourcestatus WHERE fetched_at IS NULL") == 1
    installation.let_the_claim_run_out()
    code, out = result_of(installation.start("manage.py", "fetch"))
    assert code == 0
    assert f"{CELLS - recorded} nye, 0 endret, {recorded} uendret" in out
    assert installation.figures() == (CELLS, CELLS)
    assert installation.deliveries() == PARTS
    assert installation.ask("SELECT count(*) FROM indicators_sourcestatus WHERE fetched_at IS NOT NULL") == 1


def test_two_workers_at_the_same_source_fetch_it_once(tmp_path: Path, bank: PxWeb) -> None:
    installation = Installation(tmp_path, bank, redis_url="")
    both = [installation.start("manage.py", "fetch", "--table", "12362") for _worker in range(2)]
    results = [result_of(worker) for worker in both]
    assert [code for code, _out in results] == [0, 0]
    told = [out for _code, out in results]
    assert sum(f"{CELLS} nye" in one for one in told) == 1, told
    assert sum(bool(re.search(r"hentes allerede|Ikke endret", one)) for one in told) == 1, told
    assert len(bank.asked_for("/data")) == PARTS
    assert installation.figures() == (CELLS, CELLS)
    assert installation.deliveries() == PARTS
