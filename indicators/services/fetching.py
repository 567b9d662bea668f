"""Fetching a source: asked for, claimed by one worker, fetched and recorded; how it went is kept where people see it.

A failure is a problem of the source. It never changes a figure, and so never a light.
"""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext, ngettext

from accounts.imports import ImportRefused
from accounts.models import Job
from accounts.services import ask_for_job, claim_job, end_cancelled_job, fail_job, finish_job, report_progress
from indicators.models import Source, SourceStatus
from indicators.services import fetch_endings as endings
from indicators.services.claims import Claim, ClaimLost, claim_source
from indicators.services.fetch_endings import Ended, FetchOutcome
from indicators.services.ssb_fetch import Clock, Step, Unchanged, fetch_table
from indicators.services.ssb_gate import connect
from indicators.sources.jsonstat import DatasetRefused
from indicators.sources.ssb import HeldBack, SourceError, SourceUnreadable

FETCH_JOB = "fetch_source"
# Who asks when nobody does.
TIMETABLE = "tidsplanen"
MOST_REASONS = 3

# Told how many of how many steps are done; answers whether to go on.
Progress = Callable[[int, int], bool]


class Stopped(Exception):
    """Somebody has asked for it."""


def ask_for_fetch(*, source: Source, by: str, now: datetime) -> Job:
    """A waiting job that fetches the source; the one that already waits or runs where there is one."""
    return ask_for_job(kind=FETCH_JOB, subject=source.code, municipality=None, by=by, now=now)


def ask_for_due_fetches(*, now: datetime) -> list[Job]:
    """A waiting job for every source that should be asked again, and that nobody asks at the moment."""
    due = Source.objects.due(now).filter(namespace="").order_by("code")
    return [ask_for_fetch(source=source, by=TIMETABLE, now=now) for source in due]


def run_fetch_job(*, job_id: int, clock: Clock) -> None:
    """Do the job that a page or the timetable asked for, once, telling how far it has come."""
    if not claim_job(job_id=job_id, now=clock()):
        return
    job = Job.objects.get(pk=job_id)
    source = Source.objects.fetched().filter(namespace="", code=job.subject).first()
    if source is None:
        fail_job(job_id=job_id, message=gettext("Kilden hentes ikke lenger."), now=clock())
        return
    try:
        outcome = fetch_source(
            source=source,
            by=job.asked_by,
            clock=clock,
            progress=lambda done, total: report_progress(job_id=job_id, done=done, total=total, now=clock()),
        )
    except Exception as error:
        fail_job(job_id=job_id, message=type(error).__name__, now=clock())
        raise
    end_job(job_id, outcome, now=clock())


def end_job(job_id: int, outcome: FetchOutcome, *, now: datetime) -> None:
    """Say on the job how fetching ended. To be held back is no failure: the source is asked later by itself."""
    if outcome.ended is Ended.FAILED:
        fail_job(job_id=job_id, message=outcome.message, now=now)
    elif outcome.ended is Ended.CANCELLED:
        end_cancelled_job(job_id=job_id, message=outcome.message, now=now)
    else:
        told = "\n".join(filter(None, (outcome.message, *outcome.lost, doubted(len(outcome.doubts)))))
        finish_job(job_id=job_id, changed=outcome.created + outcome.updated, message=told, now=now)


def doubted(count: int) -> str:
    """How many places do not add up; which ones is told where the figures are."""
    if not count:
        return ""
    return ngettext(
        "%(n)d sted går tallene ikke opp. Se siden om datakvalitet.",
        "%(n)d steder går tallene ikke opp. Se siden om datakvalitet.",
        count,
    ) % {"n": count}


def fetch_source(
    *, source: Source, by: str, clock: Clock, is_forced: bool = False, progress: Progress | None = None
) -> FetchOutcome:
    """Ask the source for what is new and record it. Whatever goes wrong at the source is kept as a problem of it.

    Forced, everything is fetched and compared also where the source says that nothing has changed. To be called outside
    of transactions: what is recorded stands whatever comes after it.
    """
    claim = claim_source(source=source, now=clock())
    if claim is None:
        return endings.busy()
    try:
        return fetch_claimed(claim, by=by, clock=clock, is_forced=is_forced, step=step_of(claim, progress, clock))
    finally:
        claim.end()


def step_of(claim: Claim, progress: Progress | None, clock: Clock) -> Step:
    """What is done between two parts: keep the claim, tell how far it has come, stop where somebody asks for it."""

    def step(done: int, total: int) -> None:
        claim.renew(clock())
        if progress and not progress(done, total):
            raise Stopped

    return step


def fetch_claimed(claim: Claim, *, by: str, clock: Clock, is_forced: bool, step: Step) -> FetchOutcome:
    source, status = claim.source, SourceStatus.objects.get(source=claim.source)
    try:
        with connect(clock=clock) as ssb:
            fetched = fetch_table(ssb, source=source, status=status, by=by, clock=clock, is_forced=is_forced, step=step)
    except HeldBack as held:
        return endings.held_back(claim, held)
    except ClaimLost:
        return endings.busy()
    except Stopped:
        return endings.cancelled(claim, now=clock())
    except (SourceError, DatasetRefused, ImportRefused) as error:
        return endings.failed(claim, in_words(error), now=clock())
    if isinstance(fetched, Unchanged):
        return endings.unchanged(claim, fetched, now=clock())
    return endings.complete(claim, fetched, now=clock())


def in_words(error: SourceError | DatasetRefused | ImportRefused) -> SourceError:
    """The error of the source; an answer whose cells say nonsense cannot be read, for the first few reasons."""
    if isinstance(error, SourceError):
        return error
    if isinstance(error, DatasetRefused):
        return SourceUnreadable(error.message, error.place)
    reasons = [str(problem) for problem in error.problems[:MOST_REASONS]]
    return SourceUnreadable(error.problems[0].message, "\n".join(reasons))
