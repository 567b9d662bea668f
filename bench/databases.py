"""Databases that a benchmark makes for itself and removes again, each used by a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
from psycopg import sql


@contextmanager
def sqlite_of_its_own() -> Iterator[str]:
    with TemporaryDirectory(prefix="planpuls-bench-") as folder:
        yield f"sqlite:///{Path(folder) / 'bench.sqlite3'}"


@contextmanager
def postgres_of_its_own(server: str, *, name: str = "bench", template: str = "template0") -> Iterator[str]:
    """A database beside the one that the address names, empty or with what stands in another one."""
    name = f"{name}_planpuls_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'").format(*map(sql.Identifier, (name, template)))
        )
        try:
            before, _slash, _name = server.rpartition("/")
            yield f"{before}/{name}"
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def answers_of(what: str, *arguments: object, database: str) -> list[dict[str, Any]]:
    """What `bench.process` has measured."""
    environment = os.environ | {"DATABASE_URL": database, "REDIS_URL": "", "DEBUG": "false"}
    command = [sys.executable, "-m", "bench.process", what, *(str(one) for one in arguments)]
    done = subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603 our own words
    return [json.loads(line) for line in done.stdout.splitlines()]
