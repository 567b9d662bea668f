"""Overrides that are over by their own terms: their day has passed, or another figure is judged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from accounts.services import record_event
from targets.certificates import Judgement, judged_in
from targets.models import Override
from targets.rules import Ending

# Nobody in particular ended it.
BY_ITSELF = "planpuls"


@dataclass(frozen=True, slots=True)
class Ended:
    """An override that is over: since which day, and why."""

    key: int
    ended_on: date
    because: Ending


def end_overrides(judgements: Sequence[Judgement], *, on: date, now: datetime) -> None:
    """End those that no longer hold, with a trail. Asks the database only where some target has one."""
    over = {one.key: one for judgement in judgements for one in ended_in(judgement, on=on)}
    if not over:
        return
    for row in Override.objects.open().filter(pk__in=over).select_related("target__plan__municipality"):
        ended = over[row.pk]
        row.ended_on, row.ended_at = ended.ended_on, now
        row.ended_because, row.ended_by = ended.because.value, BY_ITSELF
        row.save(update_fields=["ended_on", "ended_at", "ended_because", "ended_by"])
        record_event(
            action="targets.override.ended",
            subject=row,
            by=BY_ITSELF,
            now=now,
            municipality_number=row.target.plan.municipality.number,
            after={"ended_on": str(row.ended_on), "ended_because": row.ended_because},
        )


def ended_in(judgement: Judgement, *, on: date) -> Iterator[Ended]:
    """The overrides of one target that nobody has ended and that do not hold any more."""
    judged = judged_in(judgement.facts)
    for one in judgement.overrides:
        because = one.ending(on=on, judged=judged)
        if one.ended_on is None and one.on <= on and because is not None:
            yield Ended(one.key, one.over_since(on=on), because)
