"""Figures as they are asked for: narrowed, as they were known at a time, each cell's own or every word of it."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast

from accounts.many_keys import among
from api.queries.openness import Readable
from indicators.models import Fetch, Observation, ObservationQuerySet, Region, Source, Standing

CELL = ("indicator", "region", "period", "part")
# As answers name them, `official`.
STANDINGS = {standing.name.lower(): standing.value for standing in Standing}


class Vintages(StrEnum):
    """The figure that counts in each cell, or everything that was ever said of it."""

    CURRENT = "current"
    ALL = "all"


class UnknownCodes(Exception):
    """Codes that the caller can know nothing of."""

    def __init__(self, field: str, codes: Collection[str]) -> None:
        super().__init__(field)
        self.field, self.codes = field, sorted(codes)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figures are wanted. Nothing said is no bound."""

    indicators: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    ends_from: date | None = None
    ends_to: date | None = None
    kinds: tuple[str, ...] = ()
    standings: tuple[int, ...] = ()
    known_at: datetime | None = None
    vintages: Vintages = Vintages.CURRENT
    part: str = ""
    totals: bool = False
    source: str = ""
    fetch: int | None = None


def figures_asked_for(readable: Readable, asked: Asked) -> ObservationQuerySet:
    """The figures, with since when another one has taken their place. Raises UnknownCodes.

    Which figure counts is settled among all that the caller reads and that was known then; after that it is asked
    whether that one is of the kind, standing or delivery that is wanted.
    """
    rows = narrowed(readable.all_figures().known_at(asked.known_at), readable, asked)
    others = Observation.objects.filter(readable.figures_beside).known_at(asked.known_at)
    others = others.filter(**{name: OuterRef(name) for name in CELL})
    if asked.vintages is Vintages.CURRENT:
        never = Cast(Value(None), DateTimeField())
        return rows.exclude(Exists(others.filter(outranking()))).annotate(superseded_at=never)
    return rows.annotate(superseded_at=Subquery(successors(others).values("known_from")[:1]))


def outranking() -> Q:
    """As `ObservationQuerySet.newest` orders the figures of one cell."""
    said, same = Q(), Q()
    for name in ("standing", "known_from", "table_rank", "pk"):
        said |= same & Q(**{f"{name}__gt": OuterRef(name)})
        same &= Q(**{name: OuterRef(name)})
    return said


def successors(others: ObservationQuerySet) -> ObservationQuerySet:
    """Later words of the same standing, the first one first. Figures that are only shown stand beside each other."""
    later = others.filter(outranking(), standing=OuterRef("standing"), standing__gt=Standing.SHOWN)
    return later.order_by("known_from", "table_rank", "pk")


def narrowed(rows: ObservationQuerySet, readable: Readable, asked: Asked) -> ObservationQuerySet:
    if asked.indicators:
        keys = keys_of("indicator", readable.indicators.filter(code__in=asked.indicators), asked.indicators)
        rows = rows.filter(among("indicator", keys))
    if asked.regions:
        keys = keys_of("region", Region.objects.filter(code__in=asked.regions), asked.regions)
        rows = rows.filter(among("region", keys))
    if asked.source:
        keys = keys_of("source", Source.objects.filter(namespace="", code=asked.source), (asked.source,))
        rows = rows.filter(fetch__in=Fetch.objects.filter(source__in=keys).values("pk"))
    return rows.filter(**exactly(asked))


def keys_of(field: str, found: QuerySet[Any], codes: Collection[str]) -> list[int]:
    """The keys of what has these codes. Raises UnknownCodes: a misspelt one would else look as if it had no figures."""
    keys = dict(found.values_list("code", "pk"))
    if unknown := set(codes) - keys.keys():
        raise UnknownCodes(field, unknown)
    return list(keys.values())


def exactly(asked: Asked) -> dict[str, Any]:
    """What a figure's own columns must say."""
    said = {
        "period__in": asked.periods,
        "period_end__gte": asked.ends_from,
        "period_end__lte": asked.ends_to,
        "kind__in": asked.kinds,
        "standing__in": asked.standings,
        "part": asked.part,
        "fetch": asked.fetch,
    }
    return {name: value for name, value in said.items() if value not in {None, "", ()}} | (
        {"part": ""} if asked.totals else {}
    )


def newest_number() -> int:
    """The number of the newest figure of all. Figures are only added, so with it everything stays as it is."""
    return Observation.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def mark_of(readable: Readable, *words: object) -> str:
    """A text that is another one as soon as the same question may be answered otherwise; one query."""
    said = repr((newest_number(), readable.because_of, words))
    return hashlib.sha256(said.encode()).hexdigest()[:32]
