"""The figures that savings are worked out from: costs per inhabitant by sector and region, inhabitants, own need."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Q

from indicators.models import GroupValue, Indicator, Observation, Region, RegionKind, ValueKind
from indicators.need import PrintedIndex, is_index, need_of, use_of
from indicators.queries.history import RegionHistory
from indicators.queries.needs import printed_by_area
from indicators.queries.readings import NOTHING_HIDDEN, Series, readings_that_count
from indicators.rules import Reading
from indicators.savings import Ground, Sector, complete

# Indicators of net operating cost per inhabitant in one sector begin with this, and so do two totals over all areas.
SECTOR_CODE = "nettoutgift-per-innbygger-sektor-"
TOTALS = "Alle områder"
INHABITANTS = "innbyggere"
# The six that "Andre områder" is the sum of.
OTHER_AREAS = frozenset(
    SECTOR_CODE + name
    for name in (
        *("brann-og-ulykkesvern", "kommunale-boliger", "samferdsel"),
        *("naringsforv-konsesjonskraft", "landbruk", "kirke"),
    )
)
READING_ORDER = (RegionKind.MUNICIPALITY, RegionKind.KOSTRA_GROUP, RegionKind.COUNTRY, RegionKind.AREA)

Printed = Mapping[int, Collection[PrintedIndex]]


@dataclass(frozen=True, slots=True)
class YearFigures:
    """What is known of one municipality and its peers in a year. Anything may be missing; `regions` have some cost.

    `printed_use` is what a source prints of the own municipality's resource use, by the code of the sector.
    `deliveries` are what the figures came with, by name, and `fetches` the same by key.
    """

    own: Region
    year: int
    sectors: tuple[Sector, ...]
    inhabitants: Decimal | None
    has_need: bool
    regions: Mapping[int, Region]
    printed_use: Mapping[str, PrintedIndex]
    deliveries: tuple[str, ...]
    fetches: frozenset[int]
    is_provisional: bool

    @property
    def resource_use(self) -> dict[str, Decimal]:
        return {code: one.value for code, one in self.printed_use.items()}

    @property
    def ground(self) -> Ground | None:
        """What the rule needs, where all of it is there."""
        if self.inhabitants is None or not self.has_need or self.own.pk not in complete(self.sectors):
            return None
        return Ground(self.own.pk, self.inhabitants, self.sectors)

    @property
    def comparable(self) -> list[Region]:
        """The other regions that have a figure for all sectors: municipalities by name, then groups and the country."""
        keys = complete(self.sectors) - {self.own.pk}
        return [region for region in self.regions.values() if region.pk in keys]

    @property
    def incomplete(self) -> dict[Region, list[str]]:
        """The municipalities that have some figures, with the sectors that they lack."""
        lacking = {
            region: [sector.name for sector in self.sectors if region.pk not in sector.costs]
            for region in self.regions.values()
            if region.kind == RegionKind.MUNICIPALITY
        }
        return {region: names for region, names in lacking.items() if names}


def savings_years(own: Region, *, hidden: Q = NOTHING_HIDDEN) -> list[int]:
    """The years in which a municipality has costs by sector, newest first; one query.

    Under its number of today or the one before it.
    """
    costs = Observation.objects.filter(indicator__code__startswith=SECTOR_CODE, indicator__namespace="")
    costs = costs.filter(Q(region=own) | Q(region__changes_away__new=own)).exclude(indicator__service_area__name=TOTALS)
    costs = costs.exclude(hidden)
    periods = costs.totals().judged().exclude(literal="").values_list("period", flat=True).distinct()
    return sorted({int(period) for period in periods if len(period) == 4}, reverse=True)


def year_figures(
    *,
    own: Region,
    year: int,
    hidden: Q = NOTHING_HIDDEN,
    hidden_needs: Q = NOTHING_HIDDEN,
    history: RegionHistory | None = None,
    known_at: datetime | None = None,
) -> YearFigures:
    """Everything known of a year; six queries, however many regions there are, and four with the `history` of regions.

    `hidden` are the figures that the reader may not know of, and `hidden_needs` the indices. With `known_at` only what
    was known then.
    """
    asked = Q(code__startswith=SECTOR_CODE) & ~Q(service_area__name=TOTALS) | Q(code=INHABITANTS)
    indicators = list(Indicator.objects.in_catalogue().filter(asked).select_related("service_area").order_by("pk"))
    keys = [one.pk for one in indicators]
    found = readings_that_count(indicators=keys, periods=[str(year)], known_at=known_at, hidden=hidden, history=history)
    counting = {series: readings[-1] for series, readings in found.items() if readings[-1].literal}
    sectors = [one for one in indicators if one.code != INHABITANTS]
    inhabitants = next((one.pk for one in indicators if one.code == INHABITANTS), None)
    regions = regions_of(counting, {one.pk for one in sectors})
    printed = printed_by_area(own, year, known_at=known_at, hidden=hidden_needs)
    uses = {area: use for area, of in printed.items() if (use := use_of(of))}
    return YearFigures(
        own=own,
        year=year,
        sectors=in_order(sector(one, counting, regions, printed) for one in sectors),
        inhabitants=above_zero(counting.get((inhabitants, own.pk)) if inhabitants else None),
        has_need=any(is_index(one.measure) for of in printed.values() for one in of),
        regions=regions,
        printed_use={one.code: uses[one.service_area_id] for one in sectors if one.service_area_id in uses},
        deliveries=tuple(sorted({one.fetch_name for one in counting.values()})),
        fetches=frozenset(one.fetch_id for one in counting.values()),
        is_provisional=any(one.kind == ValueKind.PROVISIONAL for one in counting.values()),
    )


def above_zero(reading: Reading | None) -> Decimal | None:
    """How many live there; nobody is no number to divide by."""
    value = reading.value if reading else None
    return value if value is not None and value > 0 else None


def regions_of(counting: Mapping[Series, Reading], sectors: Collection[int]) -> dict[int, Region]:
    """The regions that have a cost, as they are read."""
    keys = {region for indicator, region in counting if indicator in sectors}
    regions = Region.objects.filter(pk__in=keys)
    return {
        one.pk: one for one in sorted(regions, key=lambda one: (READING_ORDER.index(RegionKind(one.kind)), one.name))
    }


def sector(
    indicator: Indicator, counting: Mapping[Series, Reading], regions: Mapping[int, Region], printed: Printed
) -> Sector:
    """The sector with every figure that can be compared: where a group's figure is a sum, only municipalities'."""
    is_sum = indicator.group_value == GroupValue.SUM
    costs = {
        region.pk: Decimal(counting[indicator.pk, region.pk].literal)
        for region in regions.values()
        if (indicator.pk, region.pk) in counting and not (is_sum and region.kind != RegionKind.MUNICIPALITY)
    }
    need = need_of(printed.get(indicator.service_area_id or 0, ()), is_adjusted=indicator.is_need_adjusted)
    name = indicator.service_area.name if indicator.service_area else indicator.name_nb
    return Sector(indicator.code, name, indicator.code in OTHER_AREAS, need, costs)


def in_order(sectors: Iterable[Sector]) -> tuple[Sector, ...]:
    """As the catalogue lists them, the areas of `Andre områder` last."""
    return tuple(sorted(sectors, key=lambda one: one.is_other))
