"""What the database settles by itself: figures of cells that nobody has met before, and figures that repeat one row.

Only what no judgement could see otherwise is settled here. A cell that a delivery names twice, that has several
vintages or that says anything else is left to `indicators.vintages`.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from indicators.formulas import affected_by
from indicators.models import CELL, Fetch, Indicator, Observation, Standing
from indicators.queries.formulas import formula_graph
from indicators.services.recording.staging import (
    DOUBTED,
    KEPT,
    REPEATED,
    STAGED,
    add_index,
    add_index_for_joins,
    columns_of,
    make_table,
    rows_of,
    run,
)

OBSERVATIONS = Observation._meta.db_table
CELL_COLUMNS = ", ".join(CELL)
ROWS_AT_A_TIME = 100_000
MOVED = (
    *(*CELL, "period_end", "literal", "missing", "kind", "standing", "source_table", "table_rank", "known_from"),
    "extra",
)
# The one kept row of a cell says the same of the same standing, and was known when the figure was.
SAYS_THE_SAME = f"""
    k.rows_kept = 1 AND k.bounds_kept = 0 AND s.value_min = '' AND s.value_max = ''
    AND k.standing = s.standing AND s.standing <> {Standing.SHOWN:d}
    AND k.literal = s.literal AND k.missing = s.missing AND k.kind = s.kind AND k.known_from <= s.known_from
"""


def same_cell(one: str, other: str) -> str:
    return " AND ".join(f"{one}.{name} = {other}.{name}" for name in CELL)


KNOWN = f"EXISTS (SELECT 1 FROM {KEPT} k WHERE {same_cell('k', STAGED)})"
NAMED_TWICE = f"EXISTS (SELECT 1 FROM {REPEATED} r WHERE {same_cell('r', STAGED)})"


def lock_indicators() -> None:
    """Two loads at once take turns, so that the second one sees what the first one added.

    What is computed from their indicators is locked with them, in one order: else two loads could wait for each other.
    """
    staged = RawSQL(f"SELECT indicator_id FROM {STAGED}", ())
    chosen, graph = Q(pk__in=staged), formula_graph()
    if graph:
        inputs = Indicator.objects.filter(chosen, pk__in={term for terms in graph.values() for term in terms})
        chosen |= Q(pk__in=affected_by(set(inputs.values_list("pk", flat=True)), graph))
    list(Indicator.objects.select_for_update(no_key=True).filter(chosen).order_by("pk").values_list("pk"))


def find_repeated() -> None:
    """The cells that the delivery names more than once."""
    select = f"SELECT {CELL_COLUMNS} FROM {STAGED} GROUP BY {CELL_COLUMNS} HAVING COUNT(*) > 1"
    make_table(REPEATED, select)
    add_index_for_joins(REPEATED, CELL_COLUMNS)


def find_kept() -> None:
    """The cells that have figures already: how many, and what they say where there is only one."""
    said = ", ".join(f"MIN({name}) AS {name}" for name in ("literal", "missing", "kind", "standing", "known_from"))
    select = f"""
        SELECT {CELL_COLUMNS}, COUNT(*) AS rows_kept, COUNT(value_min) + COUNT(value_max) AS bounds_kept, {said}
        FROM {OBSERVATIONS}
        WHERE indicator_id IN (SELECT indicator_id FROM {STAGED}) AND region_id IN (SELECT region_id FROM {STAGED})
        GROUP BY {CELL_COLUMNS}
    """
    make_table(KEPT, select)
    add_index_for_joins(KEPT, CELL_COLUMNS)


def put_doubted_aside() -> int:
    """Everything that must be judged, with the cells numbered from 1 in their order. How many cells they are."""
    by_sign = "C" if connection.vendor == "postgresql" else "BINARY"
    order = f'indicator_id, region_id, period COLLATE "{by_sign}", part COLLATE "{by_sign}"'
    select = f"""
        SELECT DENSE_RANK() OVER (ORDER BY {order}) AS cell, number, {columns_of()} FROM (
            SELECT s.* FROM {STAGED} s JOIN {REPEATED} r ON {same_cell("s", "r")}
            UNION ALL
            SELECT s.* FROM {STAGED} s JOIN {KEPT} k ON {same_cell("s", "k")}
            WHERE NOT ({SAYS_THE_SAME}) AND NOT EXISTS (SELECT 1 FROM {REPEATED} r WHERE {same_cell("s", "r")})
        ) AS doubted
    """
    make_table(DOUBTED, select)
    add_index(DOUBTED, "cell")
    return int(rows_of(f"SELECT COALESCE(MAX(cell), 0) FROM {DOUBTED}")[0][0])


def count_new() -> int:
    """How many figures are of cells that nobody has met before."""
    return int(rows_of(f"SELECT COUNT(*) FROM {STAGED} WHERE NOT {KNOWN} AND NOT {NAMED_TWICE}")[0][0])


def leave_only_new() -> None:
    """Take away what is the same or doubted."""
    run(f"DELETE FROM {STAGED} WHERE {KNOWN}")
    run(f"DELETE FROM {STAGED} WHERE {NAMED_TWICE}")


def add_new(fetch: Fetch, *, last: int) -> None:
    """Add all that is left; `last` is the highest number that a figure can have."""
    with checked_at_once():
        for before in range(0, last, ROWS_AT_A_TIME):
            numbers = (before, before + ROWS_AT_A_TIME)
            add_from(STAGED, "number > %s AND number <= %s", numbers, fetch=fetch)


@contextmanager
def checked_at_once() -> Iterator[None]:
    """What rows refer to is checked with each statement; else the server remembers all of them until the end."""
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")
        yield
        run("SET CONSTRAINTS ALL DEFERRED")
    else:
        yield


def add_from(table: str, condition: str, parameters: Sequence[int], *, fetch: Fetch, order: str = "") -> None:
    """The one statement that adds observations. Their keys rise in the order asked for, and the later key counts."""
    number = Observation._meta.get_field("value").db_type(connection)
    values = ", ".join(f"CAST(NULLIF({name}, '') AS {number})" for name in ("literal", "value_min", "value_max"))
    moved = ", ".join(MOVED)
    run(
        f"INSERT INTO {OBSERVATIONS} ({moved}, value, value_min, value_max, fetch_id, note) "
        f"SELECT {moved}, {values}, %s, '' FROM {table} WHERE {condition} {order and f'ORDER BY {order}'}",
        (fetch.pk, *parameters),
    )
