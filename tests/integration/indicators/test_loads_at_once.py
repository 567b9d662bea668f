"""Two loads at the same moment, and one that is killed, on a real PostgreSQL with connections of their own."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from accounts.imports import LoadOutcome
from accounts.models import AuditEvent
from indicators.models import Fetch, Indicator, Observation, Region
from indicators.regions import resolve
from indicators.services.jsonstat_files import keep_indicators
from indicators.services.observations import load_observations
from indicators.sources.jsonstat import read_dataset
from tests.factories import create_indicator

pytestmark = [pytest.mark.postgres, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
HEADING = b"indicator_id,region,year,value\n"
PATIENCE = 120
BLOCKED = "SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
OTHERS = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


def load(body: bytes) -> LoadOutcome:
    outcome: LoadOutcome = load_observations(
        name="tall.csv", body=body, provisional=False, known_from=NOW, by="kari", now=NOW
    )
    return outcome


def wait_until(answers: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not answers():
        assert time.monotonic() < until
        time.sleep(0.01)


def finds(sql: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return bool(cursor.fetchall())


class Meanwhile(threading.Thread):
    """Some work on a connection of its own."""

    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__()
        self.work = work
        self.answer: Any = None
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            self.answer = self.work()
        except Exception as error:  # noqa: BLE001 it is told by the thread that waits
            self.error = error
        finally:
            connection.close()


@contextmanager
def while_it_waits(work: Callable[[], Any]) -> Iterator[list[Any]]:
    """Begin something in a transaction; in the middle of it the work begins elsewhere and must wait for its end."""
    answers: list[Any] = []
    meanwhile = Meanwhile(work)
    with transaction.atomic():
        yield answers
        meanwhile.start()
        wait_until(lambda: finds(BLOCKED))
    meanwhile.join(PATIENCE)
    assert meanwhile.error is None
    answers.append(meanwhile.answer)


def test_two_loads_that_meet_the_same_new_region_share_it() -> None:
    create_indicator(code="fond")
    with while_it_waits(lambda: load(HEADING + b"fond,Nytt sted,2024,1\nfond,Annet,2024,1\n")) as answers:
        resolve(["Nytt sted"])
    assert answers == [LoadOutcome(created=2)]
    assert sorted(Region.objects.values_list("code", flat=True)) == ["annet", "nytt-sted"]
    assert Observation.objects.filter(region__code="nytt-sted").count() == 1


def test_two_names_that_want_the_same_code_at_once_become_two_regions() -> None:
    with while_it_waits(lambda: resolve(["Bo"])["Bo"].code) as answers:
        resolve(["Bø"])
    assert answers == ["bo-2"]
    assert dict(Region.objects.values_list("code", "name")) == {"bo": "Bø", "bo-2": "Bo"}


def test_two_loads_that_meet_the_same_new_indicator_share_it() -> None:
    body = (
        b'{"version":"2.0","class":"dataset","id":["Tid"],"size":[1],"role":{"time":["Tid"]},"value":[3],'
        b'"dimension":{"Tid":{"category":{"index":["2024"]}}}}'
    )
    dataset = read_dataset(body, stem="folketall", max_cells=1)
    with while_it_waits(lambda: keep_indicators(dataset)) as answers:
        first = keep_indicators(dataset)
    assert answers == [first]
    assert Indicator.objects.count() == 1


def test_two_loads_of_the_same_figures_take_turns() -> None:
    create_indicator(code="fond")
    # Else they would take turns at making it, and never come as far as the figures.
    resolve(["Larvik"])
    with while_it_waits(lambda: load(HEADING + b"fond,Larvik,2024,5\nfond,Larvik,2025,7\n")) as answers:
        load(HEADING + b"fond,Larvik,2024,5\nfond,Larvik,2025,6\n")
    assert answers == [LoadOutcome(updated=1, unchanged=1)]
    assert Observation.objects.count() == 3


# Killed -------------------------------------------------------------------------------------------------------------


def address() -> str:
    """The test database, as a process of its own must be told."""
    kept = connection.settings_dict
    login = f"{kept['USER']}:{kept['PASSWORD']}".rstrip(":")
    return f"postgres://{login}@{kept['HOST']}:{kept['PORT'] or 5432}/{kept['NAME']}"


def start_load(path: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "manage.py", "load_observations", str(path)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": address(), "REDIS_URL": ""},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def loaded(path: Path) -> str:
    out = StringIO()
    call_command("load_observations", str(path), stdout=out)
    return out.getvalue()


def test_a_load_that_is_killed_leaves_nothing_and_the_next_one_completes_it(tmp_path: Path) -> None:
    codes = [create_indicator(code=f"i-{number}").code for number in range(25)]
    path = tmp_path / "tall.csv"
    rows = (
        f"{code},Sted {place},{year},{year % 97}\n"
        for code in codes
        for place in range(40)
        for year in range(1985, 2025)
    )
    path.write_text("indicator_id,region,year,value\n" + "".join(rows), encoding="utf-8")
    with transaction.atomic(), connection.cursor() as cursor:
        # When all figures are there, the load waits to tell the audit trail of them.
        cursor.execute("LOCK TABLE accounts_auditevent IN SHARE MODE")
        process = start_load(path)
        wait_until(lambda: finds(BLOCKED))
        process.send_signal(signal.SIGKILL)
        assert process.wait(PATIENCE) == -signal.SIGKILL
    wait_until(lambda: not finds(OTHERS))
    assert [model.objects.count() for model in (Observation, Fetch, Region, AuditEvent)] == [0, 0, 0, 0]
    assert loaded(path) == "tall.csv: 40000 nye, 0 endret, 0 uendret\n"
    assert loaded(path) == "tall.csv: 0 nye, 0 endret, 40000 uendret\n"
    assert (Observation.objects.count(), Fetch.objects.count()) == (40_000, 1)
