"""What takes seconds to load is loaded once in a process. After that its rows are written back as they were."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction


class Rows(Protocol):
    """All rows of one table."""

    def write(self) -> None: ...


class RowsOfPostgres:
    """In the form in which the server hands them out and takes them in again."""

    def __init__(self, table: str) -> None:
        self.table = connection.ops.quote_name(table)
        with connection.cursor() as cursor, cursor.copy(f"COPY {self.table} TO STDOUT") as copy:
            self.rows = b"".join(copy)

    def write(self) -> None:
        with connection.cursor() as cursor, cursor.copy(f"COPY {self.table} FROM STDIN") as copy:
            copy.write(self.rows)


class RowsOfSqlite:
    def __init__(self, table: str) -> None:
        self.table = connection.ops.quote_name(table)
        self.rows = connection.connection.execute(f"SELECT * FROM {self.table}").fetchall()

    def write(self) -> None:
        places = ", ".join("?" * len(self.rows[0]))
        connection.connection.executemany(f"INSERT INTO {self.table} VALUES ({places})", self.rows)


kept: dict[Callable[[], None], list[Rows]] = {}


def bring(load: Callable[[], None]) -> None:
    """All that `load` makes in a database in which none of it is yet."""
    with transaction.atomic():
        if load in kept:
            for rows in kept[load]:
                rows.write()
            go_on_counting()
        else:
            kept[load] = made_by(load)


def made_by(load: Callable[[], None]) -> list[Rows]:
    before = counts()
    load()
    after = counts()
    grown = [table for table in after if after[table] != before[table]]
    assert [table for table in grown if before[table]] == [], "only whole tables can be written back"
    kind = RowsOfPostgres if connection.vendor == "postgresql" else RowsOfSqlite
    return [kind(table) for table in grown]


def counts() -> dict[str, int]:
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table: model._base_manager.count() for model in models}


def go_on_counting() -> None:
    """The next row of each table gets a number of its own."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
            cursor.execute(statement)


@contextmanager
def brought(load: Callable[[], None]) -> Iterator[None]:
    """For all tests of a module: a test's own changes are undone after it, and everything at the end."""
    with transaction.atomic():
        bring(load)
        yield
        transaction.set_rollback(True)
