"""The tables of the savings potential, ready to be shown."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from indicators.formats import number, plain, rounded, rounded_ratio
from indicators.models import Region, RegionKind
from indicators.need import Basis, resource_use
from indicators.queries.savings import YearFigures
from indicators.savings import EXACT, Ground, LowestRow, Negatives, Row, RowKind, Sector, sums
from reporting.savings_words import direction, listed, millions, working, working_of_sum

WHOLE_COUNTRY = "EAK"


@dataclass(frozen=True, slots=True)
class Cell:
    """Million NOK with a sign, and the sign in a word."""

    value: str
    word: str
    is_more: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """`workings`: for each region its name and how the number came about."""

    name: str
    is_sum: bool
    has_own_need: bool
    cells: tuple[Cell, ...]
    workings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LowestLine:
    name: str
    is_sum: bool
    own: str
    lowest: str
    other: str
    cell: Cell
    percent: str


@dataclass(frozen=True, slots=True)
class NeedFigures:
    """Need and resource use with the country as 100, and NOK per inhabitant, all as they are printed."""

    need: Decimal
    adjusted: Decimal
    unadjusted: Decimal
    use: Decimal | None
    is_printed: bool


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A sector's need and resource use, the country being 100. Empty where nobody has said."""

    name: str
    need: str
    basis: str
    adjusted: str
    unadjusted: str
    use: str
    is_printed: bool


def row_name(row: Row | LowestRow) -> str:
    if row.sector:
        return row.sector.name
    return gettext("Andre områder") if row.kind is RowKind.OTHER_AREAS else gettext("Totalt")


def cell(million: Decimal) -> Cell:
    return Cell(millions(million), direction(million), million > 0)


def matrix(
    rows: tuple[Row, ...], ground: Ground, regions: Mapping[int, str], negatives: Negatives
) -> tuple[MatrixRow, ...]:
    """Service areas by regions, with how each number came about."""
    parts = dict(sums(tuple(row for row in rows if row.sector)))
    return tuple(
        MatrixRow(
            name=row_name(row),
            is_sum=row.sector is None,
            has_own_need=row.sector is None or row.sector.need.basis is Basis.INDEX,
            cells=tuple(cell(row.savings[key].million) for key in regions),
            workings=tuple((name, said(row, key, ground, parts, negatives)) for key, name in regions.items()),
        )
        for row in rows
    )


def said(row: Row, region: int, ground: Ground, parts: Mapping[RowKind, tuple[Row, ...]], negatives: Negatives) -> str:
    found = row.savings[region]
    if row.sector:
        return working(ground, row.sector, found)
    return working_of_sum([part.savings[region] for part in parts[row.kind]], found, negatives)


def lowest_lines(rows: tuple[LowestRow, ...], regions: Mapping[int, Region]) -> tuple[LowestLine, ...]:
    return tuple(
        LowestLine(
            name=row_name(row),
            is_sum=row.sector is None,
            own=number(row.saving.own),
            lowest=listed([regions[key].name for key in row.lowest]) if row.lowest else "",
            other=number(row.saving.other),
            cell=cell(row.saving.million),
            percent="" if row.percent is None else millions(rounded_ratio(row.percent, 1)),
        )
        for row in rows
    )


def need_lines(figures: YearFigures, ground: Ground) -> tuple[NeedLine, ...]:
    """Each sector's need, its cost with and without it, and the resource use."""
    country = country_in(figures)
    return tuple(need_line(one, ground, country, figures.resource_use.get(one.code)) for one in figures.sectors)


def country_in(figures: YearFigures) -> int:
    """The key of the whole country; 0, which is nobody's, where it has no figures."""
    return next((key for key, one in figures.regions.items() if one.code == WHOLE_COUNTRY), 0)


def need_line(sector: Sector, ground: Ground, country: int, printed: Decimal | None) -> NeedLine:
    found = need_figures(sector, ground, country, printed)
    return NeedLine(
        name=sector.name,
        need=number(found.need),
        basis=basis_in_words(sector.need.basis),
        adjusted=number(found.adjusted),
        unadjusted=number(found.unadjusted),
        use=number(found.use) if found.use is not None else "",
        is_printed=found.is_printed,
    )


def need_figures(sector: Sector, ground: Ground, country: int, printed: Decimal | None) -> NeedFigures:
    """`printed` is the resource use that a source prints; it stands where nobody's mean is known to reckon with."""
    adjusted = sector.costs[ground.own]
    unadjusted = EXACT.multiply(adjusted, sector.need.factor)
    mean = sector.costs.get(country)
    used = None if mean is None else resource_use(unadjusted, sector.need, country=mean)
    shown = rounded_ratio(used, 1) if used is not None else printed and plain(printed)
    return NeedFigures(
        need=rounded(sector.need.factor * 100, 1),
        adjusted=adjusted,
        unadjusted=rounded(unadjusted, 0),
        use=None if shown is None else rounded(shown, 1),
        is_printed=used is None and printed is not None,
    )


def basis_in_words(basis: Basis) -> str:
    """Why the need is 100 where no index says so."""
    match basis:
        case Basis.NOT_ADJUSTED:
            return gettext("justeres ikke")
        case Basis.UNKNOWN:
            return gettext("ikke kjent")
    return ""


def municipalities(regions: Collection[Region]) -> list[int]:
    """Those that can be the lowest: a mean of several is no municipality."""
    return [one.pk for one in regions if one.kind == RegionKind.MUNICIPALITY]
