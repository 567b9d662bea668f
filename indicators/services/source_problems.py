"""What is wrong with sources: kept from the first time it is seen until the source works again, and told once."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from indicators.models import ProblemKind, Source, SourceProblem
from indicators.sources.ssb import (
    CodesLost,
    SourceError,
    SourceRejected,
    SourceUnavailable,
    SourceUnreadable,
    SourceWithdrawn,
)

# The first that fits: lost codes are a kind of rejection.
KINDS: tuple[tuple[type[SourceError], ProblemKind], ...] = (
    (CodesLost, ProblemKind.LOST_CODE),
    (SourceRejected, ProblemKind.REJECTED),
    (SourceUnavailable, ProblemKind.UNAVAILABLE),
    (SourceUnreadable, ProblemKind.UNREADABLE),
    (SourceWithdrawn, ProblemKind.WITHDRAWN),
)
LONGEST_TITLE = 300
# With these the source still answers.
NO_FAILURE = (ProblemKind.LOST_CODE, ProblemKind.DISCONTINUED)


def kind_of(error: SourceError) -> ProblemKind:
    """What a person would call it."""
    return next((kind for exception, kind in KINDS if isinstance(error, exception)), ProblemKind.REJECTED)


@transaction.atomic
def note_problem(*, source: Source, kind: ProblemKind, title: str, detail: str, now: datetime) -> SourceProblem:
    """The problem, seen now: the row that is open already, or a new one."""
    title = title[:LONGEST_TITLE]
    found, is_new = SourceProblem.objects.open().get_or_create(
        source=source, kind=kind, title=title, detail=detail, defaults={"found_at": now, "seen_at": now}
    )
    if not is_new:
        found.seen_at = max(now, found.seen_at)
        found.save(update_fields=["seen_at"])
    return found


def end_problems(*, source: Source, but: Iterable[SourceProblem] = (), now: datetime) -> None:
    """The source works: whatever is not among those that were seen just now is over."""
    seen = [problem.pk for problem in but]
    SourceProblem.objects.open().filter(source=source).exclude(pk__in=seen).update(ended_at=now)


def end_failures(*, source: Source, now: datetime) -> None:
    """The source answers, and says that nothing has changed since all of it was fetched; lost codes stay lost."""
    SourceProblem.objects.open().filter(source=source).exclude(kind__in=NO_FAILURE).update(ended_at=now)


def end_discontinued(*, source: Source, now: datetime) -> None:
    """The source says no longer that no more figures come to its table."""
    SourceProblem.objects.open().filter(source=source, kind=ProblemKind.DISCONTINUED).update(ended_at=now)


def failing_since(*, source: Source, now: datetime) -> datetime:
    """Since when nothing has come from the source; now where it has not failed before."""
    failures = SourceProblem.objects.open().filter(source=source).exclude(kind__in=NO_FAILURE)
    return failures.order_by("found_at").values_list("found_at", flat=True).first() or now
