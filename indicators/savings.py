"""Teoretisk handlingsrom: what a municipality would spend less if it spent like another. Pure: no Django, no clock.

Costs are net operating costs in NOK per inhabitant, need-adjusted where the sector has an index. Savings are in million
NOK: (own − other) · inhabitants · own need / 10⁶. Above 0 the own municipality spends more than the other; below 0 it
is cheaper already. Everything is exact and nothing is rounded. A region without a figure is left out, never counted
as 0.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, localcontext
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from indicators.need import Need

# Room for every product of figures that can be kept; one that would be rounded is an error.
EXACT = Context(prec=200, traps=[Inexact])


class Negatives(StrEnum):
    """What a sector in which the own municipality is cheaper does to a sum."""

    NET = "net"
    CUT = "cut"


class RowKind(StrEnum):
    SECTOR = "sector"
    OTHER_AREAS = "other_areas"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector with what every region spends on it. `is_other`: one of the six that `Andre områder` is the sum of."""

    code: str
    name: str
    is_other: bool
    need: Need
    costs: Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything that the savings of one municipality in one year are worked out from. Regions are keys."""

    own: int
    inhabitants: Decimal
    sectors: tuple[Sector, ...]


@dataclass(frozen=True, slots=True)
class Saving:
    """The own municipality against another: NOK per inhabitant of both, and million NOK."""

    own: Decimal
    other: Decimal
    million: Decimal


@dataclass(frozen=True, slots=True)
class Row:
    """A sector, or a sum of sectors, against each region. A sum has no need of its own."""

    kind: RowKind
    sector: Sector | None
    savings: Mapping[int, Saving]


@dataclass(frozen=True, slots=True)
class LowestRow:
    """A sector against whoever spends least; a sum is against several and names nobody.

    `percent` of what the own municipality spends, None where that is not above 0.
    """

    kind: RowKind
    sector: Sector | None
    lowest: tuple[int, ...]
    saving: Saving
    percent: Fraction | None


def complete(sectors: Collection[Sector]) -> frozenset[int]:
    """The regions that have a figure for all sectors."""
    found = [frozenset(sector.costs) for sector in sectors]
    return frozenset.intersection(*found) if found else frozenset()


def million_nok(own: Decimal, other: Decimal, *, inhabitants: Decimal, need: Decimal) -> Decimal:
    """(own − other) · inhabitants · need / 10⁶."""
    with localcontext(EXACT):
        return ((own - other) * inhabitants * need).scaleb(-6)


def saving(ground: Ground, sector: Sector, other: Decimal) -> Saving:
    """What the own municipality would spend less on a sector at another's cost per inhabitant."""
    own = sector.costs[ground.own]
    return Saving(own, other, million_nok(own, other, inhabitants=ground.inhabitants, need=sector.need.factor))


def summed(savings: Iterable[Saving], negatives: Negatives) -> Saving:
    """The sum of results, and of the costs behind them. Cut: a sector that is cheaper already takes nothing away."""
    own = other = million = Decimal(0)
    with localcontext(EXACT):
        for one in savings:
            own, other = own + one.own, other + one.other
            million += max(one.million, Decimal(0)) if negatives is Negatives.CUT else one.million
    return Saving(own, other, million)


def compared(ground: Ground, regions: Collection[int], *, negatives: Negatives = Negatives.NET) -> tuple[Row, ...]:
    """Every sector against every region, then `Andre områder`, then all sectors together. The regions are complete."""
    rows = tuple(
        Row(RowKind.SECTOR, sector, {region: saving(ground, sector, sector.costs[region]) for region in regions})
        for sector in ground.sectors
    )
    return (*rows, *(sum_of(kind, parts, regions, negatives) for kind, parts in sums(rows)))


def sum_of(kind: RowKind, rows: Collection[Row], regions: Collection[int], negatives: Negatives) -> Row:
    return Row(kind, None, {region: summed((row.savings[region] for row in rows), negatives) for region in regions})


def against_lowest(
    ground: Ground, municipalities: Collection[int], *, negatives: Negatives = Negatives.NET
) -> tuple[LowestRow, ...]:
    """Every sector against the lowest of the municipalities, the own one left out; then the sums of the results."""
    others = sorted(set(municipalities) - {ground.own})
    if not others:
        return ()
    rows = tuple(lowest_row(ground, sector, others) for sector in ground.sectors)
    return (*rows, *(lowest_sum(ground, kind, parts, negatives) for kind, parts in sums(rows)))


def lowest_row(ground: Ground, sector: Sector, others: Collection[int]) -> LowestRow:
    least = min(sector.costs[region] for region in others)
    lowest = tuple(region for region in others if sector.costs[region] == least)
    found = saving(ground, sector, least)
    return LowestRow(RowKind.SECTOR, sector, lowest, found, percent_of_own(found, ground.inhabitants))


def lowest_sum(ground: Ground, kind: RowKind, rows: Collection[LowestRow], negatives: Negatives) -> LowestRow:
    found = summed((row.saving for row in rows), negatives)
    return LowestRow(kind, None, (), found, percent_of_own(found, ground.inhabitants))


def percent_of_own(found: Saving, inhabitants: Decimal) -> Fraction | None:
    """The saving in percent of what the own municipality spends: million / (own · inhabitants)."""
    if found.own <= 0:
        return None
    return Fraction(found.million) * 10**6 / (Fraction(found.own) * Fraction(inhabitants)) * 100


AnyRow = TypeVar("AnyRow", Row, LowestRow)


def sums(rows: tuple[AnyRow, ...]) -> list[tuple[RowKind, tuple[AnyRow, ...]]]:
    """The rows behind each sum: the areas of `Andre områder`, where there are any, and all."""
    others = tuple(row for row in rows if row.sector and row.sector.is_other)
    found = [(RowKind.OTHER_AREAS, others), (RowKind.TOTAL, rows)]
    return [(kind, parts) for kind, parts in found if parts]
