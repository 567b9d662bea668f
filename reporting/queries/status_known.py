"""Everything that the status analysis is made of, read for all service areas at once: figures, remarks, targets."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Collate

from accounts.models import Municipality
from indicators.models import Channel, Indicator, Observation, Region, ServiceArea, Source, Standing
from indicators.queries.delivery_words import deliveries_in_words
from indicators.queries.kept import with_delivery
from indicators.queries.peers import Peers, of_the_day, peers_among
from indicators.queries.places import Places, places_for
from indicators.queries.savings import TOTALS
from indicators.queries.side_by_side import figures_side_by_side
from indicators.queries.source_notes import ToldBySource, notes_of_sources
from indicators.rules import Reading
from planning.models import Plan
from reporting.queries.area_known import (
    Broken,
    ByRegion,
    Known,
    breaks_by_indicator,
    breaks_in_plans,
    breaks_recorded,
    looked_at,
)
from reporting.queries.drafts import in_hidden_tables
from reporting.queries.indicator_uses import with_targets
from reporting.queries.remarks import remarks_on
from reporting.remarks import Remark
from targets.models import IndicatorInPlan
from targets.queries import period_named

# The table of a delivery that prints an indicator by itself.
DETAIL = "detail"
# So many years stand side by side in the table of an indicator.
YEARS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class StatusKnown:
    """By indicator: the figures that count until the end of the year, what was said of those shown, and remarks.

    `areas` are in the order of the alphabet, each with its indicators; the totals over all areas are apart.
    """

    year: int
    on: date
    places: Places
    peers: Peers
    areas: Mapping[ServiceArea, Sequence[Indicator]]
    totals: Sequence[Indicator]
    figures: Mapping[int, ByRegion]
    # What stands in the cells that are shown and is no figure as others are.
    rows: Mapping[int, Sequence[Observation]]
    detailed: Collection[int]
    breaks: Mapping[int, Sequence[Broken]]
    recorded: Mapping[int, Sequence[Remark]]
    uses: Mapping[int, Sequence[IndicatorInPlan]]
    # What the sources say of the figures that they publish.
    told_by_sources: Mapping[int, Sequence[ToldBySource]]
    # Where the figures are from, by the key of the delivery.
    deliveries: Mapping[int, str]
    # Whom the municipality is compared with at the end of each period: the group may be another.
    peers_at: Mapping[date, Peers]

    @property
    def own(self) -> Region | None:
        return self.peers.own

    def of_area(self, area: ServiceArea) -> Known:
        """What the rows of one area are made of. Targets are the annual report's matter."""
        own = self.own
        return Known(
            area=area,
            indicators=self.areas[area],
            places=self.places,
            peers=self.peers,
            figures=self.figures,
            breaks=self.breaks,
            targets={},
            own_breaks=self.places.breaks_of([own])[own.pk] if own else (),
            groups={day: peers.group for day, peers in self.peers_at.items()},
            on=min(self.on, date(self.year + 1, 1, 1)),
        )


def status_known(
    *, municipality: Municipality, year: int, on: date, among: QuerySet[Indicator], plans: QuerySet[Plan]
) -> StatusKnown:
    """Twelve queries, however many areas and indicators there are."""
    end, codes = date(year, 12, 31), list(plans.values_list("code", flat=True))
    places = places_for(AnonymousUser(), municipality)
    indicators = indicators_with_area(among, codes)
    keys, peers = [one.pk for one in indicators], of_the_day(peers_among(places, on=on), places, end)
    regions = list(dict.fromkeys([*looked_at(places, peers, on), *looked_at(places, peers, end)]))
    hidden = in_hidden_tables(plans)
    figures = figures_until(end, figures_side_by_side(keys, regions=regions, places=places, hidden=hidden))
    uses = list(with_targets(IndicatorInPlan.objects.filter(plan__in=plans, indicator__in=keys)))
    ends = {period_named(one.period).end for by_region in figures.values() for of in by_region.values() for one in of}
    return StatusKnown(
        year=year,
        on=on,
        places=places,
        peers=peers,
        areas=by_area(one for one in indicators if one.service_area and one.service_area.name != TOTALS),
        totals=[one for one in indicators if one.service_area and one.service_area.name == TOTALS],
        figures=figures,
        rows=rows_beside(keys, places.with_predecessors(regions), year, hidden),
        detailed=detailed_among(keys, year),
        breaks=breaks_by_indicator([*breaks_recorded(keys, plans), *breaks_in_plans(uses)]),
        recorded=remarks_on(keys, plans=codes),
        uses=by_indicator({one.pk: one for one in uses}.values()),
        told_by_sources=notes_of_sources(keys),
        deliveries=deliveries_in_words(fetches_of(figures)),
        peers_at={day: of_the_day(peers, places, day) for day in ends},
    )


def indicators_with_area(among: QuerySet[Indicator], plans: Sequence[str]) -> list[Indicator]:
    """By area and name, each in the Norwegian alphabet, with the sources that may be known of; two queries."""
    sources = Source.objects.filter(namespace__in=["", *plans]).order_by("name")
    chosen = among.filter(service_area__isnull=False).select_related("service_area")
    order = (Collate("service_area__name", "norwegian"), Collate("name_nb", "norwegian"), "code")
    return list(chosen.prefetch_related(Prefetch("sources", sources)).order_by(*order))


def by_area(indicators: Iterable[Indicator]) -> dict[ServiceArea, list[Indicator]]:
    found: dict[ServiceArea, list[Indicator]] = defaultdict(list)
    for one in indicators:
        if one.service_area:
            found[one.service_area].append(one)
    return found


def by_indicator(uses: Iterable[IndicatorInPlan]) -> dict[int, list[IndicatorInPlan]]:
    found: dict[int, list[IndicatorInPlan]] = defaultdict(list)
    for one in uses:
        found[one.indicator_id].append(one)
    return found


def figures_until(end: date, found: Mapping[tuple[int, int], Sequence[Reading]]) -> dict[int, dict[int, list[Reading]]]:
    """What is from after the year belongs to the next report."""
    figures: dict[int, dict[int, list[Reading]]] = defaultdict(dict)
    for (indicator, region), readings in found.items():
        if before := [one for one in readings if period_named(one.period).end <= end]:
            figures[indicator][region] = before
    return figures


def fetches_of(figures: Mapping[int, ByRegion]) -> set[int]:
    """The keys of the deliveries that the figures came with."""
    return {one.fetch_id for by_region in figures.values() for readings in by_region.values() for one in readings}


def rows_beside(
    indicators: Sequence[int], regions: Iterable[int], year: int, hidden: Q
) -> dict[int, list[Observation]]:
    """What must be told beside the figures of the years shown, as it became known; one query.

    That is everything but the official figures of which nothing is said, and which stand once in their delivery.
    """
    first, last = date(year - YEARS_SHOWN + 1, 1, 1), date(year, 12, 31)
    chosen = Observation.objects.exclude(hidden).filter(indicator__in=indicators, region__in=regions)
    same = {name: OuterRef(name) for name in ("indicator", "region", "period", "standing", "fetch")}
    is_printed_twice = Exists(Observation.objects.filter(**same).exclude(pk=OuterRef("pk")))
    is_plain = Q(standing__in=[Standing.OFFICIAL, Standing.COMPUTED], part="", note="", extra={})
    found: dict[int, list[Observation]] = defaultdict(list)
    wanted = ~is_plain | Q(fetch__channel=Channel.HAND) | is_printed_twice
    for row in with_delivery(chosen.filter(wanted, period_end__range=(first, last))):
        found[row.indicator_id].append(row)
    return found


def detailed_among(indicators: Sequence[int], year: int) -> frozenset[int]:
    """Those that a delivery prints in a table by themselves, year by year; one query."""
    rows = Observation.objects.filter(indicator__in=indicators, source_table=DETAIL)
    return frozenset(rows.filter(period_end__year__lte=year).values_list("indicator", flat=True).distinct())
