"""Several workers at once, on either database."""

from typing import Any

from django.db import connection
from django.db.models import QuerySet

from targets.models import Touched


def take_turn() -> None:
    """Where there is one writer at a time, be it from here on. Call first in a transaction that reads and then writes.

    SQLite refuses to let one that has read write, when another has written in between; a write that changes nothing
    waits instead.
    """
    if not connection.features.has_select_for_update:
        Touched.objects.filter(pk=0).delete()


def free_rows(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those of the rows that nobody else has in hand, locked until the end of the transaction.

    Whoever only refers to a row is not kept waiting.
    """
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True, no_key=connection.features.has_select_for_no_key_update)
    return rows
