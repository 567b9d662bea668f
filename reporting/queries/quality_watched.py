"""The indicators whose figures are looked at: those that a plan uses, or one by itself, each in one region."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from indicators.models import Indicator, Region, Source
from planning.models import Plan
from reporting.quality import Affected
from reporting.queries.lights import quoted_name
from reporting.queries.quality_lights import affected
from reporting.queries.remarks import mappings
from reporting.quoted import Quoted
from targets.models import IndicatorInPlan, Target


@dataclass(frozen=True, slots=True)
class Watched:
    """One indicator in one region, where its figures come from, and the targets that build on it.

    `peers` are the regions that some of the targets compare with.
    """

    indicator: Indicator
    region: Region
    has_source: bool
    source: str
    targets: tuple[Affected, ...] = ()
    peers: Mapping[int, tuple[Affected, ...]] = field(default_factory=dict)
    said_breaks: tuple[tuple[str, str], ...] = ()
    # Another indicator has taken over, so no new figures come.
    is_replaced: bool = False

    @property
    def name(self) -> Quoted:
        return quoted_name(self.indicator)

    def behind(self, region: int) -> tuple[Affected, ...]:
        """The targets whose lights build on the indicator's figures of a region."""
        return self.targets if region == self.region.pk else self.peers.get(region, ())


def watched_in(plan: Plan, targets: Iterable[Target]) -> list[Watched]:
    """What the plan uses; one query. An indicator that it uses twice in one region is watched once."""
    hanging = by_use(targets)
    uses: dict[tuple[int, int], list[IndicatorInPlan]] = defaultdict(list)
    for used in with_sources(IndicatorInPlan.objects.filter(plan=plan)).order_by("order", "code"):
        uses[used.indicator_id, used.region_id].append(used)
    return [watched(group, [one for used in group for one in hanging.get(used.pk, ())]) for group in uses.values()]


def watched(group: list[IndicatorInPlan], targets: Iterable[Target]) -> Watched:
    first = group[0]
    peers: dict[int, list[Affected]] = defaultdict(list)
    own = []
    for target in targets:
        own.append(affected(target))
        if target.peer_id:
            peers[target.peer_id].append(affected(target))
    return Watched(
        indicator=first.indicator,
        region=first.region,
        has_source=first.has_source,  # type: ignore[attr-defined]
        source=first.fetched_from or "",  # type: ignore[attr-defined]
        is_replaced=first.is_replaced,  # type: ignore[attr-defined]
        targets=tuple(own),
        peers={region: tuple(found) for region, found in peers.items()},
        said_breaks=tuple(
            (str(said.get("from") or ""), str(said.get("text") or ""))
            for used in group
            for said in mappings(used.extra.get("definition_break"))
        ),
    )


def by_use(targets: Iterable[Target]) -> dict[int | None, list[Target]]:
    """The targets by the use of an indicator that they hang on."""
    found: dict[int | None, list[Target]] = defaultdict(list)
    for target in targets:
        found[target.used_indicator_id].append(target)
    return found


def with_sources(uses: "QuerySet[IndicatorInPlan]") -> "QuerySet[IndicatorInPlan]":
    """Whether the indicator names a source, the code of the one that its figures are fetched from, and whether another
    indicator has taken over."""
    named = Source.objects.filter(indicators=OuterRef("indicator"))
    fetched = named.filter(is_fetched=True, namespace="").order_by("pk").values("code")[:1]
    return uses.select_related("indicator", "region").annotate(
        has_source=Exists(named),
        fetched_from=Subquery(fetched),
        is_replaced=Exists(Indicator.objects.filter(replaces=OuterRef("indicator"))),
    )


def watched_alone(indicator: Indicator, region: Region) -> Watched:
    """One indicator, whoever uses it. Its sources, and what took over, are read with it already."""
    sources = list(indicator.sources.all())
    fetched = [one.code for one in sources if one.is_fetched and not one.namespace]
    return Watched(
        indicator,
        region,
        has_source=bool(sources),
        source=fetched[0] if fetched else "",
        is_replaced=bool(indicator.replaced_by.all()),
    )
