"""The need indices that a sealed status analysis rests on: as they are kept with it, and as they are known now."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext

from indicators.formats import plain, rounded
from indicators.models import Indicator, NeedIndex, Region
from indicators.need import RESOURCE_USE, PrintedIndex, need_of, use_of
from indicators.queries.needs import printed_by_cell
from reporting.models import SealedReport
from reporting.queries.status_money import NeedRow, StatusMoney

Kept = dict[str, Any]
DECIMALS = 1


def needs_of(money: StatusMoney | None, *, year: int) -> list[Kept]:
    """Every need that the analysis prints, each once, and the resource use where it is as its source prints it."""
    if money is None:
        return []
    found = [*(kept for row in money.needs for kept in kept_of(row, money, year)), *uses_of(money)]
    return list({(kept["title"], kept["period"]): kept for kept in found}.values())


def uses_of(money: StatusMoney) -> Iterator[Kept]:
    """Every resource use that the analysis prints as its source does, here and elsewhere."""
    for area in money.uses:
        for row in area.rows:
            for year, use in zip(area.years, row.printed, strict=True):
                if use:
                    title = gettext("Ressursbruk, %(area)s, %(region)s") % {"area": area.name, "region": row.name}
                    about = {"sector": area.code, "region": row.code, "period": str(year)}
                    yield about | with_vintage(title, use.value, use)


def kept_of(row: NeedRow, money: StatusMoney, year: int) -> Iterator[Kept]:
    words = {"area": row.name, "region": money.own}
    about = {"sector": row.code, "region": money.own_code, "period": str(year)}
    title = gettext("Utgiftsbehov, %(area)s, %(region)s") % words
    yield about | with_vintage(title, row.counting.factor * 100, row.counting.printed)
    if row.printed_use:
        title = gettext("Ressursbruk, %(area)s, %(region)s") % words
        yield about | with_vintage(title, row.printed_use.value, row.printed_use)


def with_vintage(title: str, value: Decimal, printed: PrintedIndex | None) -> Kept:
    """What the analysis says, by the names that a figure has, and the index as its source prints it.

    A need of 100 that no index says has no vintage either.
    """
    vintage = printed.vintage if printed else None
    return {
        "target": "",
        "title": title,
        "indicator": "",
        "decimals": DECIMALS,
        "literal": written(value),
        "missing": "",
        "value": f"{plain(printed.value):f}" if printed else "",
        "measure": printed.measure if printed else "",
        "source": printed.source if printed else "",
        "index": vintage.index_id if vintage else None,
        "known_from": vintage.known_from.isoformat() if vintage else None,
        "fetch": vintage.fetch_id if vintage else None,
    }


def written(value: Decimal) -> str:
    """With as many decimals as the analysis prints: what it would write alike is no correction of it."""
    return f"{rounded(value, DECIMALS):f}"


# Now ----------------------------------------------------------------------------------------------------------------


class NeedCell(NamedTuple):
    """The codes of a sector and a municipality, the year, and whether it is the resource use and not the need."""

    sector: str
    region: str
    year: str
    is_use: bool


class NeedNow(NamedTuple):
    literal: str
    known_from: datetime


def need_cell(kept: Mapping[str, Any]) -> NeedCell | None:
    """Which index a row of a sealed report is; None where it is a figure, as all are in reports of before."""
    if "sector" not in kept:
        return None
    return NeedCell(kept["sector"], kept["region"], kept["period"], kept["measure"] == RESOURCE_USE)


def needs_now(sealed: Sequence[SealedReport]) -> dict[NeedCell, NeedNow]:
    """What counts today in every cell that the reports keep; three queries, and none where they keep no index."""
    cells = {cell for one in sealed for kept in one.figures if (cell := need_cell(kept))}
    if not cells:
        return {}
    sectors, regions, years = ({cell[place] for cell in cells} for place in range(3))
    areas = dict(Indicator.objects.filter(code__in=sectors).values_list("code", "service_area"))
    places = dict(Region.objects.filter(code__in=regions).values_list("code", "pk"))
    chosen = NeedIndex.objects.filter(service_area__in=areas.values(), region__in=places.values(), year__in=years)
    printed = printed_by_cell(chosen)
    found = {
        cell: printed.get((areas.get(cell.sector) or 0, places.get(cell.region, 0), int(cell.year)), ())
        for cell in cells
    }
    return {cell: now for cell, of in found.items() if (now := counting_in(of, is_use=cell.is_use))}


def counting_in(printed: Iterable[PrintedIndex], *, is_use: bool) -> NeedNow | None:
    """As the analysis would print it; None where no index says anything."""
    if is_use:
        use = use_of(printed)
        value, counting = (use.value, use) if use else (None, None)
    else:
        need = need_of(printed, is_adjusted=False)
        value, counting = need.factor * 100, need.printed
    if value is None or counting is None or counting.vintage is None:
        return None
    return NeedNow(written(value), counting.vintage.known_from)
