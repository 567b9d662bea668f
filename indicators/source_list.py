"""All the sources that are fetched, with what needs a person first. One row for each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, F, Func, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Collate, Concat
from django.utils.translation import gettext, ngettext

from accounts.models import Job, JobState
from indicators.models import (
    Indicator,
    RateBudget,
    Source,
    SourceProblem,
)
from indicators.services.fetching import FETCH_JOB
from indicators.source_words import (
    ToldProblem,
    day,
    freshness,
    moment_in_words,
    next_run,
    page_at_source,
    progress,
    told_problem,
)
from indicators.sources.ssb.hours import is_own_host, quiet_until

# How the codes begin of indicators that nobody has mapped.
OWN_CODES = Concat(F("table"), Value(":"))


@dataclass(frozen=True, slots=True)
class State:
    """What is happening to a source now: in a word, and with which colour the word is set off."""

    word: str
    color: str
    job_id: int | None = None


@dataclass(frozen=True, slots=True)
class SourceRow:
    code: str
    name: str
    table: str
    address: str
    is_verified: bool
    verification_note: str
    indicators: int
    freshness: str
    next_run: str
    state: State
    problems: list[ToldProblem]


@dataclass(frozen=True, slots=True)
class SourceList:
    """`summary` is the first sentence of the page."""

    summary: str
    rows: list[SourceRow]


def source_list(*, sources: QuerySet[Source], now: datetime) -> SourceList:
    """Every source that is fetched, those with a problem first; a fixed number of queries."""
    fetched = list(with_counts(sources.filter(is_fetched=True)).order_by(Collate("name", "norwegian"), "code"))
    jobs, held = jobs_by_source(), held_until(now)
    rows = [source_row(source, jobs.get(source.code), held, now) for source in fetched]
    rows.sort(key=lambda row: not row.problems)
    return SourceList(summary(fetched, rows), rows)


def with_counts(sources: QuerySet[Source]) -> QuerySet[Source]:
    """With how many indicators each carries, by mapping or by the table's own codes, and its open problems."""
    open_problems = SourceProblem.objects.open().order_by("found_at", "pk")
    own = Indicator.objects.filter(code__startswith=Concat(OuterRef("table"), Value(":")))
    own_count = own.order_by().values(count=Func(F("pk"), function="COUNT"))
    return (
        sources.select_related("status")
        .annotate(
            mapped_count=Count("mappings", filter=~Q(mappings__indicator__code__startswith=OWN_CODES), distinct=True)
        )
        .annotate(own_count=Subquery(own_count))
        .prefetch_related(Prefetch("problems", queryset=open_problems, to_attr="open_problems"))
    )


def jobs_by_source() -> dict[str, Job]:
    """The newest unfinished job of each source, by the code of the source."""
    unfinished = Q(state__in=[JobState.WAITING, JobState.RUNNING])
    jobs = Job.objects.filter(unfinished, kind=FETCH_JOB).order_by("asked_at", "pk")
    return {job.subject: job for job in jobs}


def held_until(now: datetime) -> datetime | None:
    """Until when Statistics Norway is not to be asked: it has said so itself, or these are its quiet hours."""
    host = urlsplit(settings.SSB_API_URL).netloc
    closed = RateBudget.objects.filter(host=host, closed_until__gt=now).values_list("closed_until", flat=True).first()
    quiet = quiet_until(now) if is_own_host(urlsplit(settings.SSB_API_URL).hostname or "") else None
    return max(filter(None, (closed, quiet)), default=None)


def summary(sources: Iterable[Source], rows: list[SourceRow]) -> str:
    """`12 kilder. 1 har et problem. Sist hentet 16. juni 2026.`"""
    troubled = sum(bool(row.problems) for row in rows)
    latest = max((one.status.fetched_at for one in sources if one.status.fetched_at), default=None)
    parts = [
        ngettext("%(n)d kilde.", "%(n)d kilder.", len(rows)) % {"n": len(rows)},
        ngettext("%(n)d har et problem.", "%(n)d har problemer.", troubled) % {"n": troubled}
        if troubled
        else gettext("Ingen har problemer."),
        gettext("Sist hentet %(day)s.") % {"day": day(latest)} if latest else gettext("Ingenting er hentet ennå."),
    ]
    return " ".join(parts)


def source_row(source: Source, job: Job | None, held: datetime | None, now: datetime) -> SourceRow:
    problems = [told_problem(one) for one in source.open_problems]  # type: ignore[attr-defined]
    return SourceRow(
        code=source.code,
        name=source.name,
        table=source.table,
        address=page_at_source(source),
        is_verified=source.is_verified,
        verification_note=source.verification_note,
        indicators=source.mapped_count + source.own_count,  # type: ignore[attr-defined]
        freshness=freshness(source.status),
        next_run=next_run(source, source.status, now),
        state=state_of(source, job, held, now, troubled=bool(problems)),
        problems=problems,
    )


def state_of(source: Source, job: Job | None, held: datetime | None, now: datetime, *, troubled: bool) -> State:
    claimed = source.status.claimed_until
    job_id = job.pk if job else None
    if job and job.state == JobState.RUNNING:
        return State(progress(job) or gettext("Henter nå"), "info", job_id)
    if claimed and claimed > now:
        return State(gettext("Henter nå"), "info", job_id)
    if held and (job or source.is_fetched):
        word = gettext("Holdt igjen til %(moment)s") % {"moment": moment_in_words(held, now)}
        return State(word, "warning", job_id)
    if job:
        return State(gettext("Venter på tur"), "neutral", job_id)
    return resting_state(source, troubled=troubled)


def resting_state(source: Source, *, troubled: bool) -> State:
    """When nobody asks it and nobody has asked to."""
    if not source.is_fetched:
        return State(gettext("Hentes ikke"), "neutral")
    if troubled:
        return State(gettext("Problem"), "danger")
    return State(gettext("I orden"), "success") if source.status.fetched_at else State(gettext("Ny"), "neutral")
