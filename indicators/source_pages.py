"""What the pages of sources show: all of them with what needs a person first, and one of them whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, F, Func, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Collate, Concat
from django.utils.translation import gettext, ngettext

from accounts.models import Job, JobState
from indicators.formats import whole
from indicators.models import (
    Fetch,
    Indicator,
    IndicatorInSource,
    RateBudget,
    Region,
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

FETCHES_SHOWN = 20
PROBLEMS_SHOWN = 20
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


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is fetched of one variable. Without codes it is fetched whole."""

    id: str
    label: str
    codes: list[tuple[str, str]]
    codelist: str
    is_left_out: bool


@dataclass(frozen=True, slots=True)
class MappedRow:
    """What one combination of codes is. Without an address the indicator is a plan's own, which not everybody sees."""

    code: str
    name: str
    indicator_code: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class FetchRow:
    pk: int
    received: str
    updated: str
    brought: str
    checksum: str


@dataclass(frozen=True, slots=True)
class SourcePage:
    row: SourceRow
    chosen: list[Chosen]
    mapped: list[MappedRow]
    unmapped: int
    fetches: list[FetchRow]
    past: list[ToldProblem]
    notes: list[str]


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


def source_page(*, source: Source, now: datetime) -> SourcePage:
    """Everything the page of one source shows, in a fixed number of queries."""
    counted = with_counts(Source.objects.filter(pk=source.pk)).get()
    past = SourceProblem.objects.filter(source=source, ended_at__isnull=False).order_by("-ended_at", "-pk")
    mapped = mapped_rows(source)
    return SourcePage(
        row=source_row(counted, jobs_by_source().get(source.code), held_until(now), now),
        chosen=chosen_of(source),
        mapped=mapped,
        unmapped=unmapped_count(source, mapped),
        fetches=[fetch_row(fetch, now) for fetch in fetches_of(source)],
        past=[told_problem(one) for one in past[:PROBLEMS_SHOWN]],
        notes=source.extra.get("notes", []),
    )


def chosen_of(source: Source) -> list[Chosen]:
    """Each variable with its chosen codes, in the words of the table where they are known."""
    known: Mapping[str, Mapping[str, str]] = source.extra.get("labels", {})
    named: Mapping[str, str] = source.extra.get("variables", {})
    regions = dict(Region.objects.filter(code__in=codes_in(source)).values_list("code", "name"))
    return [
        Chosen(
            id=variable,
            label=named.get(variable, variable),
            codes=[
                (code, known.get(variable, {}).get(code) or regions.get(code, ""))
                for code in source.selection.get(variable, [])
            ],
            codelist=source.codelists.get(variable, ""),
            is_left_out=source.selection.get(variable) == [],
        )
        for variable in {**named, **source.selection}
    ]


def codes_in(source: Source) -> list[str]:
    return [code for codes in source.selection.values() for code in codes]


def mapped_rows(source: Source) -> list[MappedRow]:
    mappings = IndicatorInSource.objects.filter(source=source).select_related("indicator").order_by("code")
    return [mapped_row(one) for one in mappings]


def mapped_row(mapping: IndicatorInSource) -> MappedRow:
    indicator = mapping.indicator
    if indicator.namespace:
        return MappedRow(mapping.code, gettext("en plans egen indikator"), "", mapping.is_verified)
    return MappedRow(mapping.code, indicator.name_nb, indicator.code, mapping.is_verified)


def unmapped_count(source: Source, mapped: Iterable[MappedRow]) -> int:
    """How many indicators have got the table's own code, since nobody has said what they are."""
    own = Indicator.objects.filter(code__startswith=f"{source.table}:")
    return own.exclude(code__in=[row.code for row in mapped]).count()


def fetches_of(source: Source) -> QuerySet[Fetch]:
    return Fetch.objects.filter(source=source).defer("body").order_by("-received_at", "-pk")[:FETCHES_SHOWN]


def fetch_row(fetch: Fetch, now: datetime) -> FetchRow:
    counts = {
        "new": whole(fetch.created_count),
        "changed": whole(fetch.updated_count),
        "same": whole(fetch.unchanged_count),
    }
    return FetchRow(
        pk=fetch.pk,
        received=moment_in_words(fetch.received_at, now),
        updated=day(fetch.updated_upstream) if fetch.updated_upstream else "",
        brought=gettext("%(new)s nye, %(changed)s endret, %(same)s uendret") % counts,
        checksum=fetch.checksum[:12],
    )
