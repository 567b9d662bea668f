"""What a delivery changed, cell by cell: what each figure was, and what it says now."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from indicators.formats import published, unit_title
from indicators.models import Fetch, Observation
from indicators.queries.vintages import vintage_of
from indicators.vintages import Vintage, newest


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure that is new or changed. `before` is empty where the cell had none; a missing figure is its symbol."""

    indicator: str
    unit: str
    region: str
    period: str
    before: str
    after: str
    is_provisional: bool

    @property
    def heading(self) -> str:
        """The indicator with its unit, under which its changes are listed."""
        return f"{self.indicator} ({self.unit})" if self.unit else self.indicator


def changes_in(fetch: Fetch, *, most: int) -> list[FigureChange]:
    """The first figures that the delivery added, by indicator, region and period; two queries."""
    added = list(
        Observation.objects.filter(fetch=fetch)
        .select_related("indicator", "region")
        .order_by("indicator__name_nb", "indicator_id", "region__name", "period_end", "period", "part", "id")[:most]
    )
    earlier = earlier_vintages(added, fetch)
    return [change_of(one, earlier[cell_of(one)]) for one in added]


Cell = tuple[int, int, str, str]


def cell_of(one: Observation) -> Cell:
    return one.indicator_id, one.region_id, one.period, one.part


def earlier_vintages(added: Iterable[Observation], fetch: Fetch) -> dict[Cell, list[Vintage]]:
    """What was kept of the cells before the delivery came."""
    cells = {cell_of(one) for one in added}
    found: dict[Cell, list[Vintage]] = defaultdict(list)
    if not cells:
        return found
    indicators, regions, periods, parts = (set(values) for values in zip(*cells, strict=True))
    rows = Observation.objects.filter(
        indicator__in=indicators, region__in=regions, period__in=periods, part__in=parts
    ).exclude(fetch=fetch)
    for row in rows:
        found[cell_of(row)].append(vintage_of(row))
    return found


def change_of(one: Observation, earlier: list[Vintage]) -> FigureChange:
    now = vintage_of(one)
    known = [was for was in earlier if was.series == now.series and was.known_from <= now.known_from]
    before = newest(known)
    return FigureChange(
        indicator=one.indicator.name_nb,
        unit=unit_title(one.indicator.unit),
        region=one.region.name,
        period=one.period,
        before=written(before, one.indicator.decimals) if before else "",
        after=written(now, one.indicator.decimals),
        is_provisional=one.kind == "provisional",
    )


def written(vintage: Vintage, decimals: int | None) -> str:
    """A figure as it is read, or the symbol that stands instead of it."""
    return published(vintage.literal, decimals) if vintage.literal else vintage.missing
