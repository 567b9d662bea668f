"""Rows that are held while something is checked of them and written."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from targets.services.locking import take_turn


@contextmanager
def held(*rows: QuerySet[Any]) -> Iterator[None]:
    """One transaction in which nobody else writes the rows: what is read in it is still so when it is written.

    They are taken in the order in which they are named: the plan first, and then what is in it. Whoever only refers
    to one of them is not kept waiting.
    """
    with transaction.atomic():
        take_turn()
        for some in rows:
            list(some.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
        yield
