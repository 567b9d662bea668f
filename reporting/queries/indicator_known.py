"""The figures of an indicator in the places that are looked at: own municipality, peers, group, country."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from indicators.models import Channel, Indicator, Observation, Region, RegionKind
from indicators.per_inhabitant import is_cost_per_inhabitant
from indicators.periods import Period
from indicators.queries.kept import kept_figures, readings_among, regions_of
from indicators.queries.peers import ChosenBy, Peers, of_the_day, peers_among
from indicators.queries.places import Places
from indicators.rules import Reading
from planning.models import Plan
from reporting.queries.drafts import in_hidden_tables
from targets.queries import period_named

Series = dict[Region, list[Reading]]
ByRegion = Mapping[int, list[Reading]]
# Own municipality first, then neighbours, then the KOSTRA group, then the country and other areas.
ORDER = {RegionKind.MUNICIPALITY: 0, RegionKind.KOSTRA_GROUP: 1, RegionKind.COUNTRY: 2, RegionKind.AREA: 3}
# The newest figures may be of a year in which the group had other members.
GROUP_YEARS = 3
# How many municipalities are shown where nobody has said whom to compare with, and no group is known.
MOST_UNCHOSEN = 15


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures that count, by region as the page shows them; with those of the group that are only ranked among."""

    peers: Peers
    # The period that everybody is compared in: the newest of the own municipality, else of anybody.
    newest: Period | None
    shown: Series
    by_region: ByRegion
    # Everything that was ever said of the regions shown, as it became known.
    rows: list[Observation]
    # How many municipalities have figures that nobody has asked to see, where nobody has chosen.
    left_out: int
    # The number of people in the own municipality, where an amount for each of them is asked for.
    inhabitants: list[Reading]

    @property
    def own(self) -> Region | None:
        return self.peers.own

    @property
    def readings(self) -> list[Reading]:
        return [reading for readings in self.shown.values() for reading in readings]


def figures_of(
    indicator: Indicator, places: Places, plans: QuerySet[Plan], *, on: date, hidden: Q | None = None
) -> Figures:
    """What counts and what was said of it; one query.

    `hidden` are figures that the reader may not know of: what the drafts of others quote, where nothing is said.
    """
    peers = peers_among(places, on=on)
    looked_at = regions_looked_at(places, peers, on)
    is_cost = places.own and is_cost_per_inhabitant(indicator.name_nb, indicator.unit)
    rows = kept_figures(
        indicator,
        regions=None if looked_at is None else places.with_predecessors(looked_at),
        inhabitants_of=places.with_predecessors([places.own]) if places.own and is_cost else (),
        hidden=in_hidden_tables(plans) if hidden is None else hidden,
    )
    today = None if looked_at is None else {one.pk for one in looked_at}
    found = readings_among(rows, places.history, regions=today)
    by_region = {region: readings for (which, region), readings in found.items() if which == indicator.pk}
    newest = newest_period(by_region, places.own)
    peers = of_the_day(peers, places, newest.end) if newest else peers
    known = regions_of(rows) | {one.pk: one for one in looked_at or ()}
    beyond = beyond_most([known[key] for key in by_region], places.own) if looked_at is None else set()
    unseen = beyond | ranked_only(rows, places, peers, looked_at)
    return Figures(
        peers=peers,
        newest=newest,
        shown=in_order({known[key]: one for key, one in by_region.items() if key not in unseen}, peers),
        by_region=by_region,
        rows=[row for row in rows if row.indicator_id == indicator.pk and row.region_id not in unseen],
        left_out=len(beyond),
        inhabitants=people(found, indicator, places.own),
    )


def people(found: Mapping[tuple[int, int], list[Reading]], indicator: Indicator, own: Region | None) -> list[Reading]:
    """The readings of the other indicator that came along: the number of inhabitants."""
    of_others = (one for (which, region), one in found.items() if which != indicator.pk and own and region == own.pk)
    return next(of_others, [])


def regions_looked_at(places: Places, peers: Peers, on: date) -> list[Region] | None:
    """Whom the page shows and whom it ranks among; None where nobody has said whom to compare with."""
    if peers.chosen_by is ChosenBy.NOBODY or places.own is None:
        return None
    days = [on - timedelta(days=365 * years) for years in range(GROUP_YEARS)]
    groups = [(group, day) for day in days if (group := places.group_on(places.own, day))]
    members = [one for group, day in groups for one in places.members_on(group, day)]
    everybody = [places.own, *peers.neighbours, *places.groups_of(places.own), *places.countries, *members]
    return list(dict.fromkeys(everybody))


def ranked_only(rows: list[Observation], places: Places, peers: Peers, looked_at: list[Region] | None) -> set[int]:
    """The keys of members of the group whom nobody has asked to see."""
    if looked_at is None or places.own is None:
        return set()
    seen = places.with_predecessors([places.own, *peers.neighbours])
    quoted = {row.region_id for row in rows if row.fetch.channel == Channel.PLAN}
    municipalities = [one for one in looked_at if one.kind == RegionKind.MUNICIPALITY]
    return places.with_predecessors(municipalities) - seen - quoted


def beyond_most(regions: list[Region], own: Region | None) -> set[int]:
    """The keys of the municipalities that are too many to be seen, by name."""
    municipalities = [one for one in regions if one.kind == RegionKind.MUNICIPALITY]
    ordered = sorted(municipalities, key=lambda one: (one != own, one.name))
    return {one.pk for one in ordered[MOST_UNCHOSEN:]}


def newest_period(by_region: ByRegion, own: Region | None) -> Period | None:
    """The newest period in which the own municipality has a number, else in which anybody has one."""
    readings = (by_region.get(own.pk) if own else None) or []
    of_all = (one for readings in by_region.values() for one in readings)
    for chosen in (readings, of_all):
        if periods := [period_named(one.period) for one in chosen if one.literal]:
            return max(periods, key=lambda period: period.position)
    return None


def in_order(series: Series, peers: Peers) -> Series:
    """The readings by region as the page shows them: neighbours as they were chosen, the group of the year first."""
    first = {region: number for number, region in enumerate(peers.others)}

    def place(region: Region) -> tuple[bool, int, int, str]:
        return region != peers.own, ORDER[RegionKind(region.kind)], first.get(region, len(first)), region.name

    return {region: series[region] for region in sorted(series, key=place)}
