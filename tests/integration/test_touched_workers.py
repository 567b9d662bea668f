"""Workers as processes of their own that judge what waits: two at once, one that is killed, figures that come late."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from targets.models import Assessment, Touched
from targets.services.news import assess_news
from tests import migrated
from tests.factories import create_fetch, create_target, give_figure

pytestmark = pytest.mark.slow

PATIENCE = 120
TARGETS, TOGETHER = 40, 4
ON, NOW = date(2026, 7, 1), datetime(2026, 7, 1, 12, tzinfo=UTC)

PREPARE = f"""
from tests.factories import create_plan, create_target, give_figure, NOW
from targets.services.news import find_touched
plan = create_plan()
for number in range({TARGETS}):
    give_figure(create_target(plan=plan), "6")
find_touched(now=NOW)
"""
WORK = f"""
import os, signal, sys, time
from pathlib import Path
from targets.services import assessment, incremental
from tests.factories import NOW, TODAY

incremental.BATCH, really, batches = {TOGETHER}, assessment.judge_batch, []

def judge_batch(targets, **values):
    batches.append(len(targets))
    if len(batches) == int(os.environ.get("KILLED_AT", "0")):
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.05)
    return really(targets, **values)

assessment.judge_batch = judge_batch
Path(os.environ["READY"]).touch()
while not Path(os.environ["GO"]).exists():
    time.sleep(0.01)
print(incremental.assess_touched(on=TODAY, now=NOW).assessed)
"""
COUNT = """
from targets.models import Assessment, LightChange, Touched
print(Touched.objects.values("target").distinct().count(), Assessment.objects.count(), LightChange.objects.count())
"""


class Installation:
    """A database of its own, in which all the targets wait."""

    def __init__(self, database: str, folder: Path) -> None:
        self.folder = folder
        self.go = folder / "go"
        kept = {name: value for name, value in os.environ.items() if name != "DEBUG"}
        self.environment = kept | {"DATABASE_URL": database, "REDIS_URL": "", "GO": str(self.go)}
        self.run(PREPARE)

    def start(self, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, script: str) -> str:
        return result_of(self.start("shell", "-v0", "-c", script))

    def worker(self, name: str, **environment: str) -> "subprocess.Popen[str]":
        """One that has everything at hand, and waits for the start."""
        ready = self.folder / name
        process = self.start("shell", "-v0", "-c", WORK, READY=str(ready), **environment)
        until = time.monotonic() + PATIENCE
        while not ready.exists() and process.poll() is None:
            assert time.monotonic() < until, "the worker never came"
            time.sleep(0.01)
        return process

    def counts(self) -> list[int]:
        """Targets that wait, assessments, changed lights."""
        return [int(word) for word in self.run(COUNT).split()]


def result_of(process: "subprocess.Popen[str]") -> str:
    out, error = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, error
    return out


@pytest.fixture(
    params=[
        pytest.param("sqlite", marks=pytest.mark.own_database),
        pytest.param("postgres", marks=pytest.mark.postgres),
    ]
)
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    if request.param == "sqlite":
        migrated.copy_to(tmp_path / "workers.sqlite3")
        yield Installation(f"sqlite:///{tmp_path / 'workers.sqlite3'}", tmp_path)
        return
    with migrated.postgres_copy("touched") as database:
        yield Installation(database, tmp_path)


def test_two_workers_at_once_judge_each_target_once(installation: Installation) -> None:
    both = [installation.worker(name) for name in ("one", "other")]
    installation.go.touch()
    assert sum(int(result_of(one)) for one in both) == TARGETS
    assert installation.counts() == [0, TARGETS, TARGETS]


def test_a_worker_that_is_killed_loses_nothing(installation: Installation) -> None:
    installation.go.touch()
    killed = installation.worker("killed", KILLED_AT="3")
    killed.communicate(timeout=PATIENCE)
    assert killed.returncode == -signal.SIGKILL
    done = TOGETHER * 2
    assert installation.counts() == [TARGETS - done, done, done]
    assert int(result_of(installation.worker("next"))) == TARGETS - done
    assert installation.counts() == [0, TARGETS, TARGETS]


# Late -----------------------------------------------------------------------------------------------------------------


class Open(threading.Thread):
    """A delivery on a connection of its own, whose transaction stays open until it is told."""

    def __init__(self, target: object) -> None:
        super().__init__()
        self.target = target
        self.has_written, self.may_end = threading.Event(), threading.Event()

    def run(self) -> None:
        try:
            with transaction.atomic():
                give_figure(self.target, "4", fetch=create_fetch())  # type: ignore[arg-type]
                self.has_written.set()
                self.may_end.wait(PATIENCE)
        finally:
            connection.close()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_delivery_that_stands_late_is_found_after_a_later_one_was_looked_through() -> None:
    early, late = create_target(), create_target()
    assess_news(on=ON, now=NOW)
    still_open = Open(early)
    still_open.start()
    assert still_open.has_written.wait(PATIENCE)
    give_figure(late, "4", fetch=create_fetch())
    assert assess_news(on=ON, now=NOW).changed == 1
    still_open.may_end.set()
    still_open.join(PATIENCE)
    assert assess_news(on=ON, now=NOW).changed == 1
    assert set(Assessment.objects.current().values_list("light", flat=True)) == {"red"}
    assert not Touched.objects.exists()
