"""How fetching a source can end, and what is kept of it: its status, its problems, and who hears of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from indicators.models import ProblemKind, Source, SourceProblem, SourceStatus
from indicators.services.claims import Claim
from indicators.services.problem_mail import tell_of_problems
from indicators.services.source_problems import (
    end_discontinued,
    end_failures,
    end_problems,
    failing_since,
    kind_of,
    note_problem,
)
from indicators.services.sources import keep_extra, keep_labels, keep_notes
from indicators.services.ssb_fetch import Fetched, Unchanged
from indicators.services.ssb_selection import Wanted, to_keep_as_seen
from indicators.sources.ssb import HeldBack, SourceError
from indicators.timetable import next_after_answer, next_after_failure

# As the bank's list of tables says it.
DISCONTINUED = "discontinued"


class Ended(StrEnum):
    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    HELD_BACK = "held_back"
    BUSY = "busy"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FetchOutcome:
    """What fetching a source brought. `message` says what held it back or failed; `lost` names codes that are gone, and
    `doubts` what does not add up since.
    """

    ended: Ended
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    message: str = ""
    lost: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def busy() -> FetchOutcome:
    """Another worker has it, or has taken it over."""
    return FetchOutcome(Ended.BUSY, message=gettext("Kilden hentes allerede."))


@transaction.atomic
def complete(claim: Claim, fetched: Fetched, *, now: datetime) -> FetchOutcome:
    """All of it is fetched and recorded, but for codes that the table has lost."""
    source, wanted = claim.source, fetched.wanted
    seen = [
        note_problem(source=source, kind=ProblemKind.LOST_CODE, title=one.title, detail=one.what, now=now)
        for one in wanted.lost
    ]
    seen += note_whether_discontinued(source, fetched, now=now)
    end_problems(source=source, but=seen, now=now)
    keep_what_it_says(source, wanted)
    claim.end(
        checked_at=now,
        fetched_at=now,
        updated_upstream=fetched.updated_upstream,
        content_hash=fetched.content_hash,
        next_fetch_at=next_usual(source, now),
    )
    tell_of_problems(source=source, now=now)
    counts, lost = fetched.outcome, tuple(told(ProblemKind(one.kind), in_own_words(one)) for one in seen)
    if fetched.is_news:
        # What is said of the whole answer has no place; what is said of figures is shown where they are.
        said = "\n".join(str(one) for one in counts.warnings if not one.place)
        doubts = tuple(str(one) for one in counts.warnings if one.place)
        return FetchOutcome(Ended.FETCHED, counts.created, counts.updated, counts.unchanged, said, lost, doubts)
    message = gettext("Tallene er de samme som sist.")
    return FetchOutcome(Ended.UNCHANGED, unchanged=counts.unchanged, message=message, lost=lost)


def keep_what_it_says(source: Source, wanted: Wanted) -> None:
    """What the table says of itself, what its codes are called, and which of them are missed when they are gone."""
    keep_notes(source=source, dataset=wanted.description.dataset, chosen=wanted.chosen_codes)
    keep_labels(source=source, variables=wanted.description.variables)
    keep_extra(source, {"seen": to_keep_as_seen(wanted, source)})


def note_whether_discontinued(source: Source, said: Fetched | Unchanged, *, now: datetime) -> list[SourceProblem]:
    """The problem that no more figures come to the table; none where they do."""
    if not said.is_discontinued:
        return []
    return [note_problem(source=source, kind=ProblemKind.DISCONTINUED, title=DISCONTINUED, detail="", now=now)]


@transaction.atomic
def unchanged(claim: Claim, said: Unchanged, *, now: datetime) -> FetchOutcome:
    """The source says itself that nothing has changed since all of it was fetched."""
    source = claim.source
    end_failures(source=source, now=now)
    closed = note_whether_discontinued(source, said, now=now)
    if not closed:
        end_discontinued(source=source, now=now)
    claim.end(checked_at=now, next_fetch_at=next_usual(source, now))
    tell_of_problems(source=source, now=now)
    since = SourceStatus.objects.values_list("updated_upstream", flat=True).get(source=source)
    day = date_format(timezone.localtime(since), "DATE_FORMAT")
    message = gettext("Ikke endret hos kilden siden %(day)s.") % {"day": day}
    return FetchOutcome(
        Ended.UNCHANGED, message=message, lost=tuple(told(ProblemKind(one.kind), one.title) for one in closed)
    )


def held_back(claim: Claim, held: HeldBack) -> FetchOutcome:
    """The source should not be asked now. Nothing is wrong with it."""
    claim.end(next_fetch_at=held.until)
    return FetchOutcome(Ended.HELD_BACK, message=held.reason)


def cancelled(claim: Claim, *, now: datetime) -> FetchOutcome:
    """Somebody stopped it. What was recorded stands; the rest comes the next time."""
    claim.end(next_fetch_at=next_usual(claim.source, now))
    return FetchOutcome(Ended.CANCELLED, message=gettext("Avbrutt. Det som var tatt inn, blir stående."))


@transaction.atomic
def failed(claim: Claim, error: SourceError, *, now: datetime) -> FetchOutcome:
    """The source gave no usable answer: a problem of it that people see, until it works again."""
    source = claim.source
    note_problem(source=source, kind=kind_of(error), title=error.title, detail=error.detail, now=now)
    again = next_after_failure(
        now=now,
        every=interval_of(source),
        source=source.code,
        failing_since=failing_since(source=source, now=now),
    )
    claim.end(checked_at=now, next_fetch_at=again)
    tell_of_problems(source=source, now=now)
    return FetchOutcome(Ended.FAILED, message=told(kind_of(error), error))


def in_own_words(problem: SourceProblem) -> str:
    return ": ".join(part for part in (problem.title, problem.detail) if part)


def told(kind: ProblemKind, said: object) -> str:
    """`tabellen finnes ikke lenger (Non-existent table)`: in our words, and in those of the source."""
    return f"{kind.label} ({said})"


def next_usual(source: Source, now: datetime) -> datetime:
    return next_after_answer(now=now, every=interval_of(source), source=source.code, is_kostra=source.is_kostra)


def interval_of(source: Source) -> timedelta:
    return timedelta(hours=source.fetch_every_hours)
