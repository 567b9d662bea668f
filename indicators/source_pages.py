"""One source whole: what is fetched and what it is, what each fetch brought, what has been wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext

from indicators.formats import whole
from indicators.models import (
    Fetch,
    Indicator,
    IndicatorInSource,
    Region,
    Source,
    SourceProblem,
)
from indicators.source_list import SourceRow, held_until, jobs_by_source, source_row, with_counts
from indicators.source_words import (
    ToldProblem,
    day,
    moment_in_words,
    told_problem,
)
from indicators.table_notes import all_notes

FETCHES_SHOWN = 20
PROBLEMS_SHOWN = 20


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
        notes=list(all_notes(source.extra)),
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
