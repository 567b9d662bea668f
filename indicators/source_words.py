"""How a source stands, in words: how fresh its figures are, when it is asked next, what is wrong with it."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from accounts.models import Job
from indicators.models import ProblemKind, Source, SourceProblem, SourceStatus
from indicators.problem_words import PROBLEM_WORDS


@dataclass(frozen=True, slots=True)
class ToldProblem:
    """A problem as a person reads it. `quoted` is the source's own words."""

    kind: str
    quoted: str
    meaning: str
    to_do: str
    since: str
    ended: str


def day(moment: datetime) -> str:
    """`15. juni 2026`."""
    return date_format(timezone.localtime(moment), "DATE_FORMAT")


def moment_in_words(moment: datetime, now: datetime) -> str:
    """`kl. 08.15` today, `i morgen kl. 08.15`, else with the day."""
    clock = gettext("kl. %(time)s") % {"time": date_format(timezone.localtime(moment), "H.i")}
    days = (timezone.localtime(moment).date() - timezone.localtime(now).date()).days
    near = {0: gettext("i dag"), 1: gettext("i morgen"), -1: gettext("i går")}
    return f"{near.get(days) or day(moment)} {clock}"


def freshness(status: SourceStatus) -> str:
    """`Oppdatert hos SSB 15. juni 2026, hentet 16. juni 2026.`"""
    if status.fetched_at is None:
        return gettext("Ikke hentet ennå.")
    fetched = day(status.fetched_at)
    if status.updated_upstream is None:
        return gettext("Hentet %(day)s.") % {"day": fetched}
    words = {"updated": day(status.updated_upstream), "day": fetched}
    return gettext("Oppdatert hos SSB %(updated)s, hentet %(day)s.") % words


def next_run(source: Source, status: SourceStatus, now: datetime) -> str:
    """When the source is asked the next time."""
    if not source.is_fetched:
        return gettext("Hentes ikke lenger. Tallene vi har, blir stående.")
    if not settings.REDIS_URL:
        return gettext("Her er ingen tidsplan i gang: kilden hentes når noen ber om det.")
    if status.next_fetch_at is None or status.next_fetch_at <= now:
        return gettext("Spørres neste gang vi ser etter nye tall, om høyst et kvarter.")
    return gettext("Spørres neste gang %(moment)s.") % {"moment": moment_in_words(status.next_fetch_at, now)}


def told_problem(problem: SourceProblem) -> ToldProblem:
    words = PROBLEM_WORDS[ProblemKind(problem.kind)]
    return ToldProblem(
        kind=problem.get_kind_display(),
        # What we called it ourselves is kept as it was said then; the source's own words are in no catalogue.
        quoted=": ".join(gettext(part) for part in (problem.title, problem.detail) if part),
        meaning=str(words.meaning),
        to_do=str(words.to_do),
        since=day(problem.found_at),
        ended=day(problem.ended_at) if problem.ended_at else "",
    )


def page_at_source(source: Source) -> str:
    """The page of the table in Statistics Norway's bank, where people look."""
    return source.url or f"https://www.ssb.no/statbank/table/{quote(source.table)}/"


def progress(job: Job) -> str:
    """How far a running fetch has come; empty before it is known how much there is.

    It counts every part of the table twice: when it is fetched, and when its figures are taken in.
    """
    parts = job.total_count // 2
    if not parts:
        return ""
    if job.done_count <= parts:
        return gettext("Henter: %(done)d av %(total)d") % {"done": job.done_count, "total": parts}
    return gettext("Tar inn: %(done)d av %(total)d") % {"done": job.done_count - parts, "total": parts}
