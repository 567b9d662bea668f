"""Many workers at one gate: threads on PostgreSQL, and processes of their own on whichever database there is."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from indicators.models import RateBudget
from indicators.services.ssb_gate import SharedGate
from indicators.sources.ssb.budget import full
from tests import migrated

HOST = "data.ssb.no"
MORNING = datetime(2026, 3, 16, 9, tzinfo=UTC)
WORKERS = 6


class HadToWait(Exception):
    """No call was free."""


def refuse_to_wait(_seconds: float) -> None:
    raise HadToWait


def take_what_is_free(now: datetime) -> int:
    """How many calls one worker gets before it would have to wait."""
    gate, taken = SharedGate(host=HOST, clock=lambda: now, sleep=refuse_to_wait), 0
    try:
        while True:
            gate.enter()
            taken += 1
    except HadToWait:
        return taken


def in_a_thread(now: datetime) -> int:
    try:
        return take_what_is_free(now)
    finally:
        connection.close()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_threads_together_never_exceed_the_budget() -> None:
    taken = []
    with ThreadPoolExecutor(WORKERS) as pool:
        for seconds in (0, 15, 30, 45):
            now = MORNING + timedelta(seconds=seconds)
            taken.append(sum(pool.map(in_a_thread, [now] * WORKERS)))
    # The bucket, and then five more in every quarter of a minute.
    assert taken == [10, 5, 5, 5]
    assert sum(taken) <= full(MORNING).per_minute


SCRIPT = """
import django; django.setup()
from datetime import datetime
from tests.integration.indicators.ssb.test_gate_shared import take_what_is_free
print(take_what_is_free(datetime.fromisoformat("2026-03-16T09:00:00+00:00")))
"""


def address_of_test_database() -> str:
    server = connection.settings_dict
    user = ":".join(quote(part, safe="") for part in (server["USER"], server["PASSWORD"]) if part)
    return f"postgres://{user}@{server['HOST']}:{server['PORT']}/{server['NAME']}"


def start(environment: dict[str, str], *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, *arguments], cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True
    )


@pytest.fixture
def environment(tmp_path: Path, transactional_db: None) -> dict[str, str]:
    """What processes need to meet in one database."""
    if connection.vendor == "postgresql":
        address = address_of_test_database()
    else:
        migrated.copy_to(tmp_path / "shared.sqlite3")
        address = f"sqlite:///{tmp_path / 'shared.sqlite3'}"
    return {**os.environ, "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "config.settings"}


@pytest.mark.slow
def test_processes_together_never_exceed_the_budget(environment: dict[str, str]) -> None:
    workers = [start(environment, "-c", SCRIPT) for _worker in range(3)]
    taken = [int(worker.communicate(timeout=120)[0]) for worker in workers]
    assert sum(taken) == 10
    if connection.vendor == "postgresql":
        assert RateBudget.objects.get().left == pytest.approx(0)
