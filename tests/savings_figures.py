"""A municipality with costs by sector, its inhabitants and its need, and others beside it."""

from decimal import Decimal
from typing import Any

from indicators.models import Indicator, Region, RegionKind
from indicators.need import PERCENT
from indicators.queries.savings import INHABITANTS, SECTOR_CODE, TOTALS
from tests import factories

YEAR = "2024"


def create_sector(name: str, *, code: str = "", is_need_adjusted: bool = False, **values: Any) -> Indicator:
    """An indicator of net cost per inhabitant in one sector."""
    area = factories.create_service_area(name=name)
    return factories.create_indicator(
        code=SECTOR_CODE + (code or name.lower()), service_area=area, is_need_adjusted=is_need_adjusted, **values
    )


def create_total(name: str) -> Indicator:
    """A total over all areas, which is no sector."""
    area = factories.create_service_area(name=TOTALS)
    return factories.create_indicator(code=SECTOR_CODE + name, service_area=area)


def create_place(code: str, name: str, kind: RegionKind = RegionKind.MUNICIPALITY) -> Region:
    return factories.create_region(code=code, name=name, kind=kind)


def give_costs(region: Region, costs: dict[Indicator, str], *, period: str = YEAR, **values: Any) -> None:
    """Costs per inhabitant, as published; a text that is no number is a symbol."""
    for indicator, literal in costs.items():
        said: dict[str, Any] = {"literal": literal} if literal.strip(".:-") else {"missing": literal}
        factories.create_observation(indicator=indicator, region=region, period=period, **said, **values)


def give_inhabitants(region: Region, literal: str, *, period: str = YEAR) -> None:
    indicator = Indicator.objects.filter(code=INHABITANTS).first() or factories.create_indicator(code=INHABITANTS)
    factories.create_observation(indicator=indicator, region=region, period=period, literal=literal)


def give_need(region: Region, sector: Indicator, percent: str, **values: Any) -> None:
    said: dict[str, Any] = {"measure": PERCENT, "source": "text", "year": int(YEAR)} | values
    factories.create_need_index(region=region, service_area=sector.service_area, value=Decimal(percent), **said)


def small_world() -> tuple[Region, Region]:
    """Two sectors, of which one is adjusted; Larvik with all it takes, and Skien to compare with."""
    school, roads = create_sector("Skole", is_need_adjusted=True), create_sector("Samferdsel", code="samferdsel")
    larvik, skien = create_place("3909", "Larvik"), create_place("4003", "Skien")
    give_costs(larvik, {school: "5000", roads: "1200"})
    give_costs(skien, {school: "4000", roads: "1500"})
    give_inhabitants(larvik, "1000")
    give_need(larvik, school, "90")
    return larvik, skien
