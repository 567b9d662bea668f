"""What sources print of resource use (ressursbruk): here and elsewhere, year by year. The country is 100."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indicators.models import NeedIndex, Region
from indicators.need import RESOURCE_USE, PrintedIndex, use_of
from indicators.queries.delivery_words import deliveries_in_words, told_once
from indicators.queries.needs import Cell, printed_by_cell

# So many years stand side by side, as in the table of an indicator.
YEARS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class UseRow:
    """One region, with what is printed of it in each of the years."""

    name: str
    code: str
    is_own: bool
    printed: tuple[PrintedIndex | None, ...]


@dataclass(frozen=True, slots=True)
class AreaUse:
    """A service area; `code` is the sector's. Years and regions of which nothing is printed are left out. `source` is
    what the figures came with."""

    name: str
    code: str
    years: tuple[int, ...]
    rows: tuple[UseRow, ...]
    source: str = ""


def uses_printed(sectors: Mapping[str, str], regions: Sequence[Region], *, own: Region, year: int) -> list[AreaUse]:
    """By sector, in their order; `sectors` are the codes of sectors by the names of their areas. Three queries."""
    chosen = NeedIndex.objects.filter(measure=RESOURCE_USE, region__in=regions, service_area__name__in=sectors)
    chosen = chosen.filter(year__range=(year - YEARS_SHOWN + 1, year))
    keys = dict(chosen.values_list("service_area__name", "service_area"))
    found = {cell: use for cell, of in printed_by_cell(chosen).items() if (use := use_of(of))}
    areas = [(name, code, in_area(found, keys[name])) for name, code in sectors.items() if name in keys]
    deliveries = deliveries_in_words({key for _name, _code, of in areas for key in deliveries_of(of)})
    return [
        area_use(
            name, code, of, regions, own, source="; ".join(told_once(deliveries[key] for key in deliveries_of(of)))
        )
        for name, code, of in areas
    ]


def deliveries_of(found: Mapping[tuple[int, int], PrintedIndex]) -> set[int]:
    vintages = [use.vintage for use in found.values() if use.vintage]
    return {one.fetch_id for one in vintages if one.fetch_id is not None}


def in_area(found: Mapping[Cell, PrintedIndex], area: int) -> dict[tuple[int, int], PrintedIndex]:
    """By the key of the region and the year."""
    return {(region, year): use for (key, region, year), use in found.items() if key == area and year is not None}


def area_use(
    name: str,
    code: str,
    found: Mapping[tuple[int, int], PrintedIndex],
    regions: Sequence[Region],
    own: Region,
    *,
    source: str,
) -> AreaUse:
    years, named = sorted({year for _region, year in found}), {region for region, _year in found}
    rows = [
        UseRow(one.name, one.code, one == own, tuple(found.get((one.pk, year)) for year in years))
        for one in regions
        if one.pk in named
    ]
    return AreaUse(name, code, tuple(years), tuple(rows), source)
