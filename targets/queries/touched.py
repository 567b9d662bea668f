"""Which targets wait to be judged, and which ones rest on something."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.syncing import in_chunks
from indicators.models import Observation
from indicators.queries import Series
from indicators.queries.history import region_history
from targets.models import Assessment, Target, TargetKind, Touched
from targets.rules import RULE_VERSION

# The target, its indicator, its region and the one that it is compared with.
Followed = tuple[int, int, int, int | None]


def waiting(*, on: date, among: Collection[int] | None = None) -> set[int]:
    """The targets that something has happened to, and those that a date concerns which has come."""
    touched = Touched.objects.all()
    due = Assessment.objects.current().filter(look_again_on__lte=on)
    if among is not None:
        touched, due = touched.filter(target__in=among), due.filter(target__in=among)
    return {*touched.values_list("target_id", flat=True), *due.values_list("target_id", flat=True)}


def judged_otherwise() -> QuerySet[Target]:
    """Those never judged, or by another version of the rule, that do not wait already."""
    own = {"target": OuterRef("pk")}
    others = Assessment.objects.current().filter(Q(rule_version__lt=RULE_VERSION) | Q(rule_version__gt=RULE_VERSION))
    never = ~Exists(Assessment.objects.current().filter(**own))
    return Target.objects.filter(
        ~Exists(Touched.objects.filter(**own)), never | Q(pk__in=others.values("target"))
    ).order_by("pk")


def resting_on_indicators(indicators: Iterable[int]) -> Iterator[int]:
    """The targets that use some of the indicators, in whatever plan."""
    for chunk in in_chunks(set(indicators)):
        yield from Target.objects.filter(used_indicator__indicator__in=chunk).values_list("pk", flat=True)


def resting_on_regions(regions: Iterable[int]) -> Iterator[int]:
    """The targets of some regions, and those that are compared with one of them."""
    for chunk in in_chunks(set(regions)):
        rests = Q(used_indicator__region__in=chunk) | Q(peer__in=chunk)
        yield from Target.objects.filter(rests).values_list("pk", flat=True)


def resting_on_series(series: Collection[Series]) -> set[int]:
    """The targets judged by figures of (indicator, region), their own, those of an earlier code, or their peer's."""
    followed = list(following({indicator for indicator, _region in series}))
    regions = {region for _key, _indicator, *places in followed for region in places if region is not None}
    sources = sources_of(regions)
    return {
        key
        for key, indicator, *places in followed
        if any((indicator, source) in series for place in places if place for source in sources[place])
    }


def following(indicators: Iterable[int]) -> Iterator[Followed]:
    fields = ("pk", "used_indicator__indicator", "used_indicator__region", "peer", "kind")
    for chunk in in_chunks(indicators):
        rows = Target.objects.filter(used_indicator__indicator__in=chunk).values_list(*fields)
        for key, indicator, region, peer, kind in rows:
            yield key, indicator, region, peer if kind == TargetKind.PEER else None


def sources_of(regions: Collection[int]) -> dict[int, set[int]]:
    """For each region the ones whose figures may be its own: itself, and those that it was before (docs/adr/0011)."""
    history = region_history()
    lineages = history.with_a_past(regions)
    before = {key: {history.keys[code] for code in one.predecessors} for key, one in lineages.items()}
    return {region: {region} | before.get(region, set()) for region in regions}


def series_in(deliveries: Collection[int]) -> set[Series]:
    """What the deliveries have figures of, as far as some target uses the indicator."""
    used = Target.objects.filter(used_indicator__isnull=False).values("used_indicator__indicator")
    found = Observation.objects.filter(fetch__in=deliveries, indicator__in=used)
    return set(found.order_by().values_list("indicator_id", "region_id").distinct())


def series_quoted_in(tables: Collection[str]) -> set[Series]:
    """What is quoted in some plans' own tables."""
    found = Observation.objects.filter(source_table__in=tables)
    return set(found.order_by().values_list("indicator_id", "region_id").distinct())
