"""A SQLite file that all migrations have been run on. Running them takes many seconds, so copies of it are handed out.

It is made by `migrate` itself the first time it is asked for, and made anew as soon as a migration says something else.
"""

import fcntl
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings

FOLDER = Path(settings.VAR_DIR) / "tests"


def copy_to(database: Path) -> None:
    """A migrated database in a file of its own, for processes that meet in it."""
    with closing(sqlite3.connect(file())) as migrated, closing(sqlite3.connect(database)) as copy:
        migrated.backup(copy)


def copy_in_memory(name: str) -> sqlite3.Connection:
    """The same in the memory of this process. It is there for as long as somebody is connected to it."""
    copy = sqlite3.connect(name, uri=True)
    with closing(sqlite3.connect(file())) as migrated:
        migrated.backup(copy)
    return copy


@cache
def file() -> Path:
    path = FOLDER / f"migrated-{checksum()}.sqlite3"
    FOLDER.mkdir(exist_ok=True)
    with alone():
        if not path.exists():
            for earlier in FOLDER.glob("migrated-*"):
                earlier.unlink()
            migrate(path.with_suffix(".unfinished"))
            path.with_suffix(".unfinished").rename(path)
    return path


def checksum() -> str:
    """Of everything that the tables come from."""
    parts = [django.__version__, sqlite3.sqlite_version]
    for app in sorted(apps.get_app_configs(), key=lambda one: one.label):
        parts += [one.read_text(encoding="utf-8") for one in sorted(Path(app.path).glob("migrations/*.py"))]
    return sha256("\0".join(parts).encode()).hexdigest()[:16]


@contextmanager
def alone() -> Iterator[None]:
    """One process at a time: tests run in several."""
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrate(database: Path, *only: str) -> None:
    """All migrations; with `only` those of an app, up to the one that is named after it."""
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{database}", "REDIS_URL": "", "DEBUG": "false"}
    command = [sys.executable, "manage.py", "migrate", *only, "--verbosity", "0"]
    subprocess.run(command, check=True, cwd=settings.BASE_DIR, env=environment)
