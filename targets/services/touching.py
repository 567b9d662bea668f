"""Leaving word that something has happened to targets since they were judged."""

from collections.abc import Iterable
from datetime import datetime

from accounts.syncing import ROWS_PER_QUERY
from targets.models import Touched


def touch(targets: Iterable[int], *, now: datetime) -> int:
    """One row for each of these targets. Call in the transaction of what has happened; it is judged afterwards."""
    rows = [Touched(target_id=key, touched_at=now) for key in sorted(set(targets))]
    Touched.objects.bulk_create(rows, batch_size=ROWS_PER_QUERY)
    return len(rows)
