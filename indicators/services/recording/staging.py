"""Temporary tables of figures on their way in. They are gone when the delivery is read, or with its transaction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import connection

from indicators.models import Observation
from indicators.services.recording.figures import StagedFigure

STAGED, REPEATED, KEPT, DOUBTED = "staged_figure", "repeated_cell", "kept_cell", "doubted_figure"
FIGURES_AT_A_TIME = 10_000
# Columns that observations have not, or that are kept as the text that came.
OTHER_TYPES = dict.fromkeys(("place", "series", "scenario", "value_min", "value_max"), "text")


def columns_of(prefix: str = "") -> str:
    return ", ".join(f"{prefix}{name}" for name in StagedFigure._fields)


def column_types() -> Iterator[str]:
    """As in the table of observations, so that values compare and move over as they are."""
    for name in StagedFigure._fields:
        kind = OTHER_TYPES.get(name) or Observation._meta.get_field(name.removesuffix("_id")).db_type(connection)
        yield f"{name} {kind}"


def make_table(name: str, select: str) -> None:
    """A temporary table of what a query gives."""
    run(f"CREATE TEMPORARY TABLE {name} AS {select}")
    analyse(name)


def add_index(name: str, columns: str) -> None:
    run(f"CREATE INDEX {name}_index ON {name} ({columns})")


def add_index_for_joins(name: str, columns: str) -> None:
    """SQLite joins large tables by an index only; PostgreSQL is done before it would have made one."""
    if connection.vendor == "sqlite":
        add_index(name, columns)


def analyse(table: str) -> None:
    """PostgreSQL knows nothing of a new table unless it is told to look, and then reads it the slow way."""
    if connection.vendor == "postgresql":
        run(f"ANALYZE {table}")


def run(sql: str, parameters: Iterable[Any] = ()) -> int:
    """How many rows the statement touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, list(parameters))
        return int(cursor.rowcount)


def rows_of(sql: str, parameters: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(parameters))
        return list(cursor.fetchall())


@contextmanager
def staged_figures(figures: Iterable[StagedFigure]) -> Iterator[int]:
    """The figures in their table, numbered from 1 in the order in which they come, and how many they are."""
    # SQLite finds a stretch of numbers by its key; PostgreSQL gets an index that is made faster, when all are there.
    key = "" if connection.vendor == "postgresql" else "PRIMARY KEY"
    run(f"CREATE TEMPORARY TABLE {STAGED} (number integer {key}, {', '.join(column_types())})")
    count = 0
    waiting = iter(figures)
    # The figures are made between the statements: whoever makes them may use the database too.
    while some := list(islice(waiting, FIGURES_AT_A_TIME)):
        add_to_table(some, first=count + 1)
        count += len(some)
    if connection.vendor == "postgresql":
        run(f"CREATE INDEX {STAGED}_index ON {STAGED} USING brin (number)")
    analyse(STAGED)
    yield count
    for table in (STAGED, REPEATED, KEPT, DOUBTED):
        run(f"DROP TABLE IF EXISTS {table}")


def add_to_table(figures: list[StagedFigure], *, first: int) -> None:
    """The fastest way that the engine has."""
    rows = [(number, *figure) for number, figure in enumerate(figures, start=first)]
    names = f"number, {columns_of()}"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {STAGED} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * (1 + len(StagedFigure._fields)))
            cursor.executemany(f"INSERT INTO {STAGED} ({names}) VALUES ({places})", rows)
