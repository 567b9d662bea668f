"""What is known of a service area: its indicators, their figures here and elsewhere, their breaks and targets."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Collate
from django.http import Http404
from django.utils.translation import gettext

from indicators.models import Indicator, QualityRecord, Region, ServiceArea
from indicators.queries.peers import Peers, peers_among
from indicators.queries.places import Places
from indicators.queries.side_by_side import figures_side_by_side
from indicators.rules import Reading, SeriesBreak
from planning.models import Plan
from reporting.queries.drafts import in_hidden_tables
from reporting.queries.indicator_known import regions_looked_at
from reporting.queries.indicator_uses import targets_in, with_targets
from reporting.queries.lights import LightRow
from reporting.queries.remarks import definition_remark, mappings
from targets.models import IndicatorInPlan
from targets.queries import period_named

ByRegion = Mapping[int, list[Reading]]
# Where the figures of an indicator break, and in which region; None is everywhere.
Broken = tuple[int | None, SeriesBreak]


@dataclass(frozen=True, slots=True)
class Known:
    """By indicator: figures by region, breaks, and the targets of plans that the reader may see."""

    area: ServiceArea
    indicators: Sequence[Indicator]
    places: Places
    peers: Peers
    figures: Mapping[int, ByRegion]
    breaks: Mapping[int, Sequence[Broken]]
    targets: Mapping[str, Sequence[LightRow]]
    # Where the own municipality became another, and the group that it was in at the end of each period.
    own_breaks: Sequence[SeriesBreak]
    groups: Mapping[date, Region | None]
    on: date

    def breaks_here(self, indicator: Indicator) -> list[SeriesBreak]:
        """Where the own figures break: by what is said of them, and because the municipality became another."""
        here = {None, self.peers.own.pk if self.peers.own else None}
        return [*(one for where, one in self.breaks.get(indicator.pk, ()) if where in here), *self.own_breaks]


def what_is_known(pk: int, *, among: QuerySet[Indicator], places: Places, plans: QuerySet[Plan], on: date) -> Known:
    """Everything that the page of an area is made of; four queries. 404 where the reader may see nothing in it."""
    indicators = indicators_in(pk, among)
    area = indicators[0].service_area if indicators else None
    if area is None:
        raise Http404(gettext("Tjenesteområdet finnes ikke, eller det har ingen indikatorer."))
    peers, keys = peers_among(places, on=on), [one.pk for one in indicators]
    found = figures_side_by_side(
        keys, regions=looked_at(places, peers, on), places=places, hidden=in_hidden_tables(plans)
    )
    figures: dict[int, dict[int, list[Reading]]] = defaultdict(dict)
    for (indicator, region), readings in found.items():
        figures[indicator][region] = readings
    own, days = peers.own, {period_named(one.period).end for readings in found.values() for one in readings}
    uses = list(with_targets(IndicatorInPlan.objects.filter(plan__in=plans, indicator__in=keys)))
    return Known(
        area=area,
        indicators=indicators,
        places=places,
        peers=peers,
        figures=figures,
        breaks=breaks_by_indicator([*breaks_recorded(keys, plans), *breaks_in_plans(uses)]),
        targets=targets_by_indicator(uses),
        own_breaks=places.breaks_of([own])[own.pk] if own else (),
        groups={day: places.group_on(own, day) for day in days} if own else {},
        on=on,
    )


def indicators_in(pk: int, among: QuerySet[Indicator]) -> list[Indicator]:
    """By the Norwegian alphabet."""
    chosen = among.filter(service_area=pk).select_related("service_area")
    return list(chosen.order_by(Collate("name_nb", "norwegian"), "code"))


def looked_at(places: Places, peers: Peers, on: date) -> list[Region]:
    """Whom the table shows, and the members of the group that a spread is made of."""
    chosen = regions_looked_at(places, peers, on)
    return chosen if chosen is not None else [*([places.own] if places.own else []), *places.countries]


def targets_by_indicator(uses: Iterable[IndicatorInPlan]) -> dict[str, list[LightRow]]:
    """By the code of the indicator, in the order of the plans."""
    found: dict[str, list[LightRow]] = defaultdict(list)
    for row in targets_in(uses):
        found[row.indicator_code].append(row)
    return found


# Breaks ------------------------------------------------------------------------------------------------------------


def breaks_by_indicator(breaks: Iterable[tuple[int, Broken]]) -> dict[int, list[Broken]]:
    found: dict[int, list[Broken]] = defaultdict(list)
    for indicator, broken in breaks:
        found[indicator].append(broken)
    return found


def breaks_recorded(indicators: Sequence[int], plans: QuerySet[Plan]) -> Iterable[tuple[int, Broken]]:
    """What the catalogue and these plans have recorded; one query."""
    seen = Q(qualityrecord__namespace="") | Q(qualityrecord__namespace__in=plans.values("code"))
    named = QualityRecord.indicators.through.objects.filter(
        seen, indicator__in=indicators, qualityrecord__is_break=True
    )
    fields = (f"qualityrecord__{name}" for name in ("region_id", "from_period", "text"))
    for indicator, region, code, text in named.order_by("pk").values_list("indicator_id", *fields):
        first = period_named(code)
        yield indicator, (region, SeriesBreak(first.start, first.label, text))


def breaks_in_plans(uses: Iterable[IndicatorInPlan]) -> Iterable[tuple[int, Broken]]:
    """Where a plan says that its indicator means something else since."""
    for used in uses:
        for said in mappings(used.extra.get("definition_break")):
            if found := definition_remark(said, used.plan.title).series_break:
                yield used.indicator_id, (None, found)
