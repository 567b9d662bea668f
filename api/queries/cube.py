"""Figures as a cube: some indicators, and every region and every period that any of them has a figure in."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from math import prod
from typing import NamedTuple, TypeVar

from django.db.models import Count

from api.queries.observations import Asked, figures_asked_for
from api.queries.openness import Readable
from indicators.models import Channel, Fetch, Indicator, ObservationQuerySet, Region
from indicators.queries.moments import Moment

MOST_CELLS = 1_000_000
Row = TypeVar("Row", Indicator, Region)
SIDES = ("indicator_id", "region_id", "period")


class TooManyCells(Exception):
    def __init__(self, cells: int) -> None:
        super().__init__(cells)
        self.cells = cells


class CubeFigure(NamedTuple):
    """One figure as the cube tells it."""

    indicator: int
    region: int
    period: str
    period_end: date
    literal: str
    missing: str
    kind: str
    value_min: Decimal | None
    value_max: Decimal | None
    known_from: datetime
    fetch: int


FIELDS = (
    *(*SIDES, "period_end", "literal", "missing", "kind", "value_min", "value_max"),
    *(Moment("known_from"), "fetch_id"),
)


@dataclass(frozen=True, slots=True)
class Cube:
    """The sides of a cube in their order, and the figures in it by their cell: the period runs fastest."""

    indicators: Sequence[Indicator]
    regions: Sequence[Region]
    periods: Sequence[str]
    figures: Mapping[int, CubeFigure]
    # Who the figures are from: the name of a source, else the way that they came.
    sources: Sequence[str]

    @property
    def size(self) -> tuple[int, int, int]:
        return len(self.indicators), len(self.regions), len(self.periods)

    @property
    def updated(self) -> datetime:
        return max(one.known_from for one in self.figures.values())


def cube_asked_for(readable: Readable, asked: Asked) -> Cube | None:
    """The cube; five queries beside those that look for codes. None where there is no figure.

    Raises TooManyCells and UnknownCodes. Figures without a period have no place in it.
    """
    rows = figures_asked_for(readable, asked).exclude(period="")
    check_size(rows)
    # One statement, so that the figures are those of one moment.
    found = [CubeFigure(*row) for row in rows.values_list(*FIELDS).iterator(chunk_size=5_000)]
    return cube_of(found) if found else None


def check_size(rows: ObservationQuerySet) -> None:
    counted = rows.aggregate(**{f"{name}s": Count(name, distinct=True) for name in SIDES})
    if (cells := prod(counted.values())) > MOST_CELLS:
        raise TooManyCells(cells)


def cube_of(found: Sequence[CubeFigure]) -> Cube:
    indicators = rows_by_code(Indicator, {one.indicator for one in found})
    regions = rows_by_code(Region, {one.region for one in found})
    periods = [code for _end, code in sorted({(one.period_end, one.period) for one in found})]
    places = [{key: place for place, key in enumerate(side)} for side in (indicators, regions, periods)]
    first, second, third = places
    wide, deep = len(regions) * len(periods), len(periods)
    figures = {first[one.indicator] * wide + second[one.region] * deep + third[one.period]: one for one in found}
    sources = sources_said({one.fetch for one in found})
    return Cube(list(indicators.values()), list(regions.values()), periods, figures, sources)


def rows_by_code(model: type[Row], keys: Collection[int]) -> dict[int, Row]:
    return {row.pk: row for row in model._default_manager.filter(pk__in=keys).order_by("code")}


def sources_said(deliveries: Iterable[int]) -> list[str]:
    """The sources of the catalogue by their names with the table; of everything else the way that it came."""
    rows = Fetch.objects.filter(pk__in=set(deliveries)).select_related("source").defer("body")
    return sorted({source_said(one) for one in rows})


def source_said(delivery: Fetch) -> str:
    source = delivery.source
    if source is None or source.namespace:
        return str(Channel(delivery.channel).label)
    return f"{source}, {source.table}" if source.table else str(source)
