"""Fetching a source: claimed by one worker, asked whether it has changed, compared cell by cell, recorded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from accounts.models import Job
from accounts.services import ask_for_job
from indicators.models import Source

FETCH_JOB = "fetch_source"
# Who asks when nobody does.
TIMETABLE = "tidsplanen"

# Fetching takes time, so it is handed the clock instead of one moment.
Clock = Callable[[], datetime]
# Told how many of how many steps are done; answers whether to go on.
Progress = Callable[[int, int], bool]


class Ended(StrEnum):
    """How fetching a source ended."""

    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    HELD_BACK = "held_back"
    BUSY = "busy"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FetchOutcome:
    """What fetching a source brought. `message` says what held it back or failed; `lost` names codes that are gone."""

    ended: Ended
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    message: str = ""
    lost: tuple[str, ...] = ()


def ask_for_fetch(*, source: Source, by: str, now: datetime) -> Job:
    """A waiting job that fetches the source; the one that already waits or runs where there is one."""
    return ask_for_job(kind=FETCH_JOB, subject=source.code, municipality=None, by=by, now=now)


def ask_for_due_fetches(*, now: datetime) -> list[Job]:
    """A waiting job for every source that should be asked again, and that nobody asks at the moment."""
    due = Source.objects.due(now).filter(namespace="").order_by("code")
    return [ask_for_fetch(source=source, by=TIMETABLE, now=now) for source in due]


def run_fetch_job(*, job_id: int, clock: Clock) -> None:
    """Do the job that a page or the timetable asked for, once, telling how far it has come."""
    raise NotImplementedError


def fetch_source(
    *, source: Source, by: str, clock: Clock, is_forced: bool = False, progress: Progress | None = None
) -> FetchOutcome:
    """Ask the source for what is new and record it. Whatever goes wrong at the source is kept as a problem of it.

    Forced, everything is fetched and compared also where the source says that nothing has changed.
    """
    raise NotImplementedError
