"""What is published: the figures of every published plan, and the official figures by the source they are from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.cache import cache
from django.db.models import F, Max, Min, OuterRef, Subquery

from accounts.models import Municipality
from api.queries.observations import mark_of
from api.queries.openness import Readable, readable_by_all
from indicators.models import Source
from planning.models import Plan
from reporting.models import Publication
from reporting.permissions import published_plans
from targets.models import Assessment

COVERAGE_KEPT_FOR = 24 * 60 * 60
PUBLISHER = "Statistisk sentralbyrå"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The ends of the first and the last period, and since when the newest figure is known."""

    first: date | None
    last: date | None
    known: datetime


@dataclass(frozen=True, slots=True)
class PublishedPlan:
    """A plan whose figures everybody may take."""

    plan: Plan
    published_at: datetime
    # When its lights were last judged, which is when its file last changed.
    judged_at: datetime | None


@dataclass(frozen=True, slots=True)
class PublishedSource:
    """A source of the catalogue that official figures are fetched from."""

    source: Source
    coverage: Coverage

    @property
    def is_statistics_norway(self) -> bool:
        return self.source.publisher == PUBLISHER


@dataclass(frozen=True, slots=True)
class Published:
    # Whom the installation is for; several where it serves several.
    municipalities: Sequence[Municipality]
    plans: Sequence[PublishedPlan]
    sources: Sequence[PublishedSource]
    # All of the official figures; none where there are none.
    everything: Coverage | None


def published() -> Published:
    """Everything that is there for everybody; a fixed number of queries."""
    coverage = coverage_of(readable_by_all())
    sources = Source.objects.filter(namespace="", pk__in=[key for key in coverage if key]).order_by("code")
    return Published(
        municipalities=list(Municipality.objects.order_by("number")),
        plans=plans_for_everybody(),
        sources=[PublishedSource(one, coverage[one.pk]) for one in sources],
        everything=spanning(coverage.values()),
    )


def plans_for_everybody() -> list[PublishedPlan]:
    publication = Publication.objects.filter(plan=OuterRef("pk")).values("published_at")
    judged = Assessment.objects.filter(target__plan=OuterRef("pk")).order_by("-assessed_at").values("assessed_at")
    rows = published_plans().annotate(published_at=Subquery(publication[:1]), judged_at=Subquery(judged[:1]))
    found = rows.select_related("municipality").order_by("code")
    return [PublishedPlan(one, one.published_at, one.judged_at) for one in found]


def coverage_of(readable: Readable) -> Mapping[int | None, Coverage]:
    """By the key of the source, or None for all that is from no source of the catalogue.

    Every figure must be looked at, so the answer is kept until there is another figure.
    """
    key = f"api-coverage-{mark_of(readable)}"
    found: dict[int | None, Coverage] | None = cache.get(key)
    if found is None:
        rows = readable.all_figures().values(by=F("fetch__source"), owner=F("fetch__source__namespace"))
        counted = rows.annotate(first=Min("period_end"), last=Max("period_end"), known=Max("known_from")).order_by()
        found = by_source(counted)
        cache.set(key, found, COVERAGE_KEPT_FOR)
    return found


def by_source(rows: Iterable[Mapping[str, object]]) -> dict[int | None, Coverage]:
    """Sources that plans have brought in are told as none."""
    groups: dict[int | None, list[Coverage]] = {}
    for row in rows:
        key = row["by"] if row["owner"] == "" else None
        groups.setdefault(key, []).append(Coverage(row["first"], row["last"], row["known"]))  # type: ignore[arg-type]
    return {key: span for key, some in groups.items() if (span := spanning(some))}


def spanning(some: Iterable[Coverage]) -> Coverage | None:
    """From the first to the last of them all."""
    found = list(some)
    if not found:
        return None
    firsts, lasts = [one.first for one in found if one.first], [one.last for one in found if one.last]
    return Coverage(min(firsts, default=None), max(lasts, default=None), max(one.known for one in found))
