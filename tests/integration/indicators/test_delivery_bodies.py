"""Deliveries are kept exactly as they came: small ones in their row, large ones in files, and none that was refused."""

import os
import zlib
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from accounts.imports import ImportRefused, LoadOutcome
from indicators.models import Fetch, Observation
from indicators.services.observations import load_observations
from indicators.services.recording import bodies, body_of, door, whole_or_nothing
from tests.factories import create_indicator

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
BODY = b"indicator_id,region,year,value\n" + b"".join(
    b"fond,Larvik,%d,%d\n" % (year, year * 7) for year in range(1900, 2025)
)


@pytest.fixture
def folder(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where large bodies go; a hundred bytes are many here."""
    create_indicator(code="fond")
    monkeypatch.setattr(bodies, "LARGEST_IN_ROW", 100)
    settings.DELIVERIES_DIR = tmp_path / "leveranser"
    return tmp_path / "leveranser"


def load(body: Any, **changes: Any) -> LoadOutcome:
    values = {"name": "tall.csv", "body": body, "provisional": False, "known_from": NOW, "by": "kari", "now": NOW}
    outcome: LoadOutcome = load_observations(**values | changes)
    return outcome


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_small_body_lies_in_its_row(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "LARGEST_IN_ROW", 10_000)
    load(BODY)
    fetch = Fetch.objects.get()
    assert (zlib.decompress(bytes(fetch.body)), fetch.stored_in, files_in(folder)) == (BODY, "", [])
    assert body_of(fetch) == BODY


def test_a_large_body_lies_in_a_file_under_its_checksum(folder: Path) -> None:
    load(BytesIO(BODY))
    fetch = Fetch.objects.get()
    assert (bytes(fetch.body), fetch.stored_in) == (b"", f"{fetch.checksum}.zlib")
    assert files_in(folder) == [fetch.stored_in]
    assert body_of(fetch) == BODY


def test_a_refused_file_leaves_nothing_behind(folder: Path) -> None:
    with pytest.raises(ImportRefused):
        load(BODY + b"fond,Larvik,2024,feil\n")
    assert (files_in(folder), Observation.objects.count()) == ([], 0)


def test_what_fails_after_the_file_was_written_takes_it_away_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_values: object) -> None:
        assert len(files_in(folder)) == 1
        raise LookupError

    monkeypatch.setattr(door, "record_event", fail)
    with pytest.raises(LookupError):
        load(BODY)
    assert (files_in(folder), Fetch.objects.count()) == ([], 0)


def test_what_fails_around_several_deliveries_takes_all_their_files_away(folder: Path) -> None:
    @whole_or_nothing()
    def load_both() -> None:
        load(BODY)
        load(BODY + b"fond,Larvik,2025,1\n")
        assert len(files_in(folder)) == 2
        raise LookupError

    with pytest.raises(LookupError):
        load_both()
    assert (files_in(folder), Fetch.objects.count()) == ([], 0)


def test_one_content_that_is_kept_twice_has_two_files(folder: Path) -> None:
    load(BODY)
    load(BODY, provisional=True, now=NOW + timedelta(days=1), known_from=NOW + timedelta(days=1))
    names = list(Fetch.objects.order_by("pk").values_list("stored_in", flat=True))
    assert (len(set(names)), files_in(folder)) == (2, sorted(names))
    assert [body_of(fetch) for fetch in Fetch.objects.all()] == [BODY, BODY]


def test_files_that_a_killed_load_has_left_are_removed_after_a_day(folder: Path) -> None:
    load(BODY)
    kept = Fetch.objects.get().stored_in
    for name, age in (("gammel.zlib", 2), ("ny.zlib", 0), (kept, 2)):
        (folder / name).touch()
        moment = (NOW - timedelta(days=age)).timestamp()
        os.utime(folder / name, (moment, moment))
    load(BODY + b"fond,Larvik,2025,1\n")
    assert sorted({kept, "ny.zlib", *Fetch.objects.values_list("stored_in", flat=True)}) == files_in(folder)


class Changing(BytesIO):
    """A file that somebody appends to, just before it is read from its beginning for the n-th time."""

    def __init__(self, body: bytes, more: bytes, *, time: int) -> None:
        super().__init__(body)
        self.more = more
        self.times_left = time

    def seek(self, offset: int, whence: int = 0) -> int:
        self.times_left -= 1
        if self.times_left == 0:
            super().seek(0, 2)
            self.write(self.more)
        return super().seek(offset, whence)


@pytest.mark.parametrize("more", [b"fond,Larvik,2025,1\n", b"fond,Larvik\xff,2025,1\n"], ids=["row", "no text"])
@pytest.mark.parametrize("time", [5, 6, 7])
def test_a_file_that_changes_while_it_is_read_is_refused(folder: Path, time: int, more: bytes) -> None:
    with pytest.raises(ImportRefused) as refused:
        load(Changing(BODY, more, time=time))
    assert "ble endret mens den ble lest" in str(refused.value.problems[0])
    assert (files_in(folder), Observation.objects.count()) == ([], 0)
