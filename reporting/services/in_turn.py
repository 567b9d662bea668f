"""One at a time where a form is compared with what stands: between looking and saving nobody else saves."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import models, transaction

from planning.models import Plan
from targets.services.locking import take_turn


@contextmanager
def in_turn(plan: Plan, *rows: models.Model, is_sent: bool) -> Iterator[None]:
    """The plan held until the end where something is sent, and the rows read anew; nothing where a page is shown."""
    if not is_sent:
        yield
        return
    with transaction.atomic():
        take_turn()
        Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
        for row in rows:
            row.refresh_from_db()
        yield
