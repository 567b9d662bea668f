"""Indices of before there were vintages: all of them are kept, and say since when they are known."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest
import time_machine
from django.apps import apps

from indicators.models import Fetch, NeedIndex
from tests import factories, migrated

FIRST = datetime(2025, 3, 1, 9, tzinfo=UTC)
SECOND = datetime(2025, 9, 1, 9, tzinfo=UTC)
TYPED = datetime(2026, 2, 1, 9, tzinfo=UTC)
NOW = datetime(2026, 7, 1, 9, tzinfo=UTC)
ADDED, CHANGED = "indicators.needindex.added", "indicators.needindex.changed"

Brought = list[datetime]
Typed = list[tuple[str, datetime]]

TOLD: list[tuple[str, Brought, Typed, datetime, bool]] = [
    ("one file is where they came from", [FIRST], [], FIRST, True),
    ("of several files the newest says since when, and nobody knows which it was", [SECOND, FIRST], [], SECOND, False),
    ("typed after the file", [FIRST], [(CHANGED, TYPED)], TYPED, False),
    ("typed twice after the file", [FIRST], [(ADDED, SECOND), (CHANGED, TYPED)], TYPED, False),
    ("typed before the last file, which may say it too", [SECOND], [(ADDED, FIRST)], SECOND, False),
    ("only typed", [], [(ADDED, FIRST), (CHANGED, SECOND)], SECOND, False),
    ("nothing says", [], [], NOW, False),
]


@pytest.mark.parametrize(
    ("what", "brought", "typed", "known_from", "has_fetch"), TOLD, ids=[row[0].replace(" ", "-") for row in TOLD]
)
def test_since_when(what: str, brought: Brought, typed: Typed, known_from: datetime, has_fetch: bool) -> None:
    row = factories.create_need_index(known_from=datetime(1970, 1, 1, tzinfo=UTC))
    factories.create_fetch(name="tall.csv", received_at=TYPED)
    for moment in brought:
        fetch = factories.create_fetch(name="need.csv", received_at=moment)
        told("indicators.need.loaded", "indicators.fetch", fetch.pk, moment)
    for action, moment in typed:
        told(action, "indicators.needindex", row.pk, moment)
    with time_machine.travel(NOW, tick=False):
        import_module("indicators.migrations.0012_need_known_from").say_since_when(apps, None)
    row.refresh_from_db()
    assert row.known_from == known_from, what
    assert (row.fetch == Fetch.objects.latest("pk")) is has_fetch
    assert NeedIndex.objects.count() == 1


def told(action: str, kind: str, key: int, at: datetime) -> None:
    factories.create_audit_event(action=action, object_type=kind, object_id=str(key), at=at)


# The whole of it -----------------------------------------------------------------------------------------------------


def run(database: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection, connection:
        return connection.execute(sql, values).fetchall()


@pytest.mark.slow
@pytest.mark.own_database
def test_a_database_of_before_is_migrated_and_nothing_is_lost(tmp_path: Path) -> None:
    database = tmp_path / "before.sqlite3"
    migrated.migrate(database, "indicators", "0010")
    run(database, "INSERT INTO indicators_servicearea (id, name) VALUES (1, 'Skole')")
    run(database, "INSERT INTO indicators_region (id, code, name, kind) VALUES (1, '3909', 'Larvik', 'municipality')")
    for key, value, year in ((1, "94.2", 2024), (2, "93.9", None)):
        run(
            database,
            "INSERT INTO indicators_needindex"
            " (id, service_area_id, region_id, year, value, measure, source, place, note)"
            " VALUES (?, 1, 1, ?, ?, 'percent', 'text', 'linje 1', 'et ord')",
            *(key, year, value),
        )
    everything = "SELECT id, service_area_id, year, value, measure, source, place, note FROM indicators_needindex"
    before = run(database, everything)
    migrated.migrate(database, "indicators")
    assert run(database, everything) == before
    assert len(before) == 2
    assert run(database, "SELECT count(*) FROM indicators_needindex WHERE known_from > '2026'") == [(2,)]
