"""What the service areas cost per inhabitant, what the municipality needs, and what it would spend as another does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from indicators.formats import plain, rounded, rounded_ratio
from indicators.models import Indicator, Region
from indicators.need import Basis, Need, PrintedIndex
from indicators.queries.delivery_words import deliveries_in_words, told_once
from indicators.queries.savings import SECTOR_CODE, YearFigures, year_figures
from indicators.savings import Ground, LowestRow, Negatives, Row, RowKind, Sector, against_lowest, compared
from indicators.savings_words import problems_with
from planning.models import Plan
from reporting.queries.drafts import in_hidden_tables
from reporting.queries.status_known import StatusKnown
from reporting.queries.status_uses import AreaUse, uses_printed
from reporting.savings_form import regions_in
from reporting.savings_tables import basis_in_words, country_in, municipalities, need_figures, row_name
from reporting.savings_words import listed, notes_on
from targets.sentences import name_of_indicator


@dataclass(frozen=True, slots=True)
class CostRow:
    """A service area, or a total as it is published: NOK per inhabitant for each of the regions."""

    name: str
    is_total: bool
    is_adjusted: bool
    costs: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class NeedRow:
    """The country is 100. `basis` is why the need is 100 where no index says so; `is_printed` a use as published.

    `code` is the sector's; `counting` and `printed_use` are what the need and such a use are from.
    """

    name: str
    need: Decimal
    basis: str
    unadjusted: Decimal
    adjusted: Decimal
    use: Decimal | None
    is_printed: bool
    code: str
    counting: Need
    printed_use: PrintedIndex | None


@dataclass(frozen=True, slots=True)
class SavingsRow:
    """Million NOK against each of the regions, with one decimal. `is_sum`: several areas together."""

    name: str
    is_sum: bool
    millions: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class LowestSaving:
    """Against whoever spends least; a sum is against several and names nobody."""

    name: str
    is_sum: bool
    own: Decimal
    lowest: str
    other: Decimal
    million: Decimal
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class StatusMoney:
    """`problems` is why there are no savings to show. Anything else may be empty too.

    `source` is what the costs came with, and `source_with_need` what the needs that count came with besides.
    """

    own: str
    regions: tuple[str, ...]
    costs: tuple[CostRow, ...]
    needs: tuple[NeedRow, ...]
    against: tuple[str, ...]
    savings: tuple[SavingsRow, ...]
    lowest: tuple[LowestSaving, ...]
    notes: tuple[str, ...]
    problems: tuple[str, ...]
    source: str
    source_with_need: str
    # What sources print of resource use, here and elsewhere.
    uses: tuple[AreaUse, ...] = ()
    inhabitants: Decimal | None = None
    own_code: str = ""


def status_money(known: StatusKnown, plans: QuerySet[Plan]) -> StatusMoney | None:
    """Seven queries; None where the municipality is not known as a region."""
    own = known.own
    if own is None:
        return None
    places = known.places
    figures = year_figures(own=own, year=known.year, hidden=in_hidden_tables(plans), history=places.history)
    ground = figures.ground if figures.comparable else None
    shown = [own, *(one for one in known.peers.others if one.pk in figures.regions)]
    sectors = {one.name: one.code for one in figures.sectors}
    chosen = regions_in((), figures.comparable, own=own, peers=known.peers.others)
    rows = compared(ground, [one.pk for one in chosen], negatives=Negatives.NET) if ground else ()
    deliveries = deliveries_in_words(figures.fetches | needs_of(figures))
    lowest = against_lowest(ground, municipalities(chosen), negatives=Negatives.NET) if ground else ()
    return StatusMoney(
        own=own.name,
        regions=tuple(one.name for one in shown),
        costs=(*cost_rows(figures, shown), *total_rows(known, shown)),
        needs=tuple(need_rows(figures, ground)) if ground else (),
        against=tuple(one.name for one in chosen),
        savings=tuple(savings_row(row, chosen) for row in rows),
        lowest=tuple(lowest_saving(row, figures) for row in lowest),
        notes=tuple(notes_on(figures, ground)) if ground else (),
        problems=() if ground else tuple(problems_with(figures)),
        source="; ".join(told_once(deliveries[key] for key in figures.fetches)),
        source_with_need="; ".join(told_once(deliveries.values())),
        uses=tuple(uses_printed(sectors, [own, *known.peers.others], own=own, year=known.year)),
        inhabitants=None if figures.inhabitants is None else plain(figures.inhabitants),
        own_code=own.code,
    )


def needs_of(figures: YearFigures) -> set[int]:
    """The deliveries of the indices that count."""
    printed = [one.need.printed for one in figures.sectors if one.need.printed]
    return {one.vintage.fetch_id for one in printed if one.vintage and one.vintage.fetch_id is not None}


def cost_rows(figures: YearFigures, regions: Sequence[Region]) -> Iterable[CostRow]:
    return [cost_row(sector, regions) for sector in figures.sectors if sector.costs]


def cost_row(sector: Sector, regions: Sequence[Region]) -> CostRow:
    is_adjusted = sector.need.basis is not Basis.NOT_ADJUSTED
    return CostRow(sector.name, False, is_adjusted, tuple(sector.costs.get(one.pk) for one in regions))


def total_rows(known: StatusKnown, regions: Sequence[Region]) -> Iterable[CostRow]:
    """The totals of the year as they are published."""
    for one in known.totals:
        if one.code.startswith(SECTOR_CODE):
            costs = tuple(cost_in(known, one, region) for region in regions)
            if any(cost is not None for cost in costs):
                yield CostRow(name_of_indicator(one), True, True, costs)


def cost_in(known: StatusKnown, indicator: Indicator, region: Region) -> Decimal | None:
    readings = known.figures.get(indicator.pk, {}).get(region.pk, ())
    return next((one.value for one in readings if one.period == str(known.year)), None)


def need_rows(figures: YearFigures, ground: Ground) -> Iterable[NeedRow]:
    country = country_in(figures)
    for sector in figures.sectors:
        found = need_figures(sector, ground, country, figures.resource_use.get(sector.code))
        basis = basis_in_words(sector.need.basis)
        yield NeedRow(
            *(sector.name, found.need, basis, found.unadjusted, found.adjusted, found.use),
            is_printed=found.is_printed,
            code=sector.code,
            counting=sector.need,
            printed_use=figures.printed_use.get(sector.code) if found.is_printed else None,
        )


def savings_row(row: Row, regions: Iterable[Region]) -> SavingsRow:
    millions = tuple(one_decimal(row.savings[one.pk].million) for one in regions)
    return SavingsRow(row_name(row), row.kind is not RowKind.SECTOR, millions)


def one_decimal(value: Decimal) -> Decimal:
    """A little less than nothing is no minus nothing."""
    return abs(rounded(value, 1)) if not rounded(value, 1) else rounded(value, 1)


def lowest_saving(row: LowestRow, figures: YearFigures) -> LowestSaving:
    return LowestSaving(
        name=row_name(row),
        is_sum=row.kind is not RowKind.SECTOR,
        own=row.saving.own,
        lowest=listed([figures.regions[key].name for key in row.lowest]) if row.lowest else "",
        other=row.saving.other,
        million=one_decimal(row.saving.million),
        percent=None if row.percent is None else rounded_ratio(row.percent, 1),
    )
