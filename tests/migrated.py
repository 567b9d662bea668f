"""Databases that all migrations have been run on. Running them takes many seconds, so copies are handed out.

Each is made by `migrate` itself the first time it is asked for. SQLite's is a file, made anew as soon as a migration
says something else. PostgreSQL's is there for one run of the tests, whose processes share it.
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
import psycopg
from django.apps import apps
from django.conf import settings
from psycopg import sql

from bench.databases import postgres_of_its_own
from tests import services

FOLDER = Path(settings.VAR_DIR) / "tests"
# The process that began this run; those that it starts find its number in their environment.
RUN = os.environ.setdefault("PLANPULS_TEST_RUN", str(os.getpid()))


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
    with alone("sqlite"):
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
def alone(making: str) -> Iterator[None]:
    """One process at a time: tests run in several."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{making}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrate(database: Path | str, *only: str) -> None:
    """All migrations of a file or an address; with `only` those of an app, up to the one that is named after it."""
    address = database if isinstance(database, str) else f"sqlite:///{database}"
    environment = os.environ | {"DATABASE_URL": address, "REDIS_URL": "", "DEBUG": "false"}
    command = [sys.executable, "manage.py", "migrate", *only, "--verbosity", "0"]
    subprocess.run(command, check=True, cwd=settings.BASE_DIR, env=environment)


@cache
def postgres_template(server: str) -> str:
    """The name of the migrated database beside the one that the address names, for `CREATE DATABASE ... TEMPLATE`."""
    name = template_name()
    with alone("postgres"), psycopg.connect(server, autocommit=True) as connection:
        if connection.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            made = f"{name}_unfinished"
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(made))
            )
            migrate(f"{server.rpartition('/')[0]}/{made}")
            connection.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(made), sql.Identifier(name))
            )
    return name


def drop_postgres_template(server: str) -> None:
    """By the process that began the run, at its end; what a worker that was killed left half-made goes too."""
    if str(os.getpid()) != RUN:
        return
    with psycopg.connect(server, autocommit=True) as connection:
        for name in (template_name(), f"{template_name()}_unfinished"):
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def template_name() -> str:
    return f"test_planpuls_migrated_{RUN}"


@contextmanager
def postgres_copy(name: str) -> Iterator[str]:
    """The address of a migrated database of one's own, for processes that meet in it."""
    server = services.find("postgres").address
    with postgres_of_its_own(server, name=name, template=postgres_template(server)) as database:
        yield database
