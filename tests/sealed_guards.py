"""Taking the guards of sealed reports away for a moment: to empty tables, or to do what only somebody with the whole
database in hand can do.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet

guards = import_module("reporting.migrations.0006_sealed_never_changes")


def opening(vendor: str) -> list[str]:
    if vendor == "postgresql":
        off = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in guards.TABLES]
        # What is deleted then may go in any order.
        return ["SET CONSTRAINTS ALL IMMEDIATE", *off, "SET CONSTRAINTS ALL DEFERRED"]
    return list(guards.undoing(vendor))


def closing(vendor: str) -> list[str]:
    if vendor == "postgresql":
        on = [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in guards.TABLES]
        return ["SET CONSTRAINTS ALL IMMEDIATE", *on, "SET CONSTRAINTS ALL DEFERRED"]
    return list(guards.statements(vendor))


def around(vendor: str, statements: Sequence[str], tables: Sequence[str]) -> list[str]:
    """What empties the tables, those of sealed reports too."""
    if not set(guards.TABLES) <= set(tables):
        return list(statements)
    return [*opening(vendor), *statements, *closing(vendor)]


@contextmanager
def unguarded() -> Iterator[None]:
    with connection.cursor() as cursor:
        for statement in opening(connection.vendor):
            cursor.execute(statement)
        yield
        for statement in closing(connection.vendor):
            cursor.execute(statement)


def tamper(row: Model, **values: Any) -> None:
    """Change a sealed row behind the back of everything that guards it."""
    with unguarded():
        assert QuerySet(type(row)).filter(pk=row.pk).update(**values) == 1
    row.refresh_from_db()
