"""One worker at a time for each source. A claim runs out by itself when its worker dies."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from indicators.models import Source, SourceStatus

# Longer than one question and its answer take; a worker that goes on renews its claim after each.
CLAIMED_FOR = timedelta(minutes=15)


class ClaimLost(Exception):
    """The worker was gone for so long that another one may have taken over."""


class Claim:
    """The right to fetch a source, and to say how that ended, for as long as `until` is what stands in its status."""

    def __init__(self, source: Source, until: datetime) -> None:
        self.source = source
        self.until = until

    def renew(self, now: datetime) -> None:
        """Keep the source for a while longer. Raises ClaimLost."""
        until = now + CLAIMED_FOR
        if not self.change(claimed_until=until):
            raise ClaimLost
        self.until = until

    def end(self, **values: Any) -> None:
        """Let the source go, with what is new in its status; nothing is said by a worker that lost its claim."""
        self.change(claimed_until=None, **values)

    def change(self, **values: Any) -> bool:
        return SourceStatus.objects.filter(source=self.source, claimed_until=self.until).update(**values) == 1


def claim_source(*, source: Source, now: datetime) -> Claim | None:
    """The claim, or None where another worker has the source: a conditional update that only one of several can win."""
    SourceStatus.objects.get_or_create(source=source)
    until = now + CLAIMED_FOR
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now)
    taken = SourceStatus.objects.filter(free, source=source).update(claimed_until=until)
    return Claim(source, until) if taken else None
