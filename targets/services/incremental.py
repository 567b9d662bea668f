"""Judging what waits: targets that something has touched, and those that a date concerns which has come."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from accounts.syncing import in_chunks
from targets.models import Target
from targets.queries.touched import waiting
from targets.services.assessment import BATCH, Outcome, Progress, added, store_locked
from targets.services.locking import free_rows, take_turn


def assess_touched(*, on: date, now: datetime, progress: Progress | None = None) -> Outcome:
    """Judge once every target that waits. What another worker has in hand is left to that one.

    What is touched while this goes on waits for the next time, so it comes to an end.
    """
    keys = sorted(waiting(on=on))
    outcome = Outcome()
    for done, chunk in enumerate(in_chunks(keys, BATCH), start=1):
        outcome = added(outcome, assess_waiting(chunk, on=on, now=now))
        reached = min(done * BATCH, len(keys))
        if progress and not progress(reached, len(keys)) and reached < len(keys):
            return replace(outcome, is_cut_short=True)
    return outcome


@transaction.atomic
def assess_waiting(keys: Sequence[int], *, on: date, now: datetime) -> Outcome:
    """Those of the targets that nobody else has in hand and that wait still."""
    take_turn()
    free = free_rows(Target.objects.filter(pk__in=keys).order_by("pk")).values_list("pk", flat=True)
    return store_locked(sorted(waiting(on=on, among=list(free))), on=on, now=now)
