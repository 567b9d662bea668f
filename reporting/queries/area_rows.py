"""The indicators of a service area as rows: last year and this year here, and this year elsewhere."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from indicators.comparison import Change, change
from indicators.formats import decimals_of, number, rounded
from indicators.models import GroupValue, Indicator, Region, RegionKind, Standing, ValueKind
from indicators.periods import Period
from indicators.queries.peers import Peers
from indicators.rules import Reading
from indicators.siblings import Variant, most_told, variant_of
from reporting.comparison_words import change_in_words
from reporting.queries.area_known import ByRegion, Known
from reporting.queries.indicator_compared import YEAR, Line, line_of
from reporting.queries.indicator_known import newest_period
from reporting.queries.indicator_links import Sibling, sibling
from reporting.queries.lights import LightRow
from targets.queries import period_named
from targets.rules.figures import STALE_AFTER_PERIODS
from targets.sentences import language_of_name, name_of_indicator


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it was published, or the symbol that stands instead; both empty is no figure at all.

    `aside` is what else must be said of it.
    """

    value: Decimal | None = None
    missing: str = ""
    period: str = ""
    aside: str = ""
    is_provisional: bool = False
    is_correction: bool = False
    # By Planpuls, of other figures.
    is_computed: bool = False

    @property
    def text(self) -> str:
        return self.missing if self.value is None else number(self.value)


NOTHING = Figure()


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One indicator. `newest` is the period of its newest figure here; elsewhere the same period is shown."""

    indicator: Indicator
    name: str
    variant: Variant
    newest: Period | None
    before: Figure
    latest: Figure
    change: Change | None
    is_broken: bool
    is_stale: bool
    elsewhere: Mapping[int, Figure]
    # Of the group that the municipality was in at the time; `aside` names it.
    group: Figure
    targets: tuple[LightRow, ...]
    # The same thing measured otherwise, which has no row of its own here.
    siblings: tuple[Sibling, ...] = ()

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def category(self) -> str:
        return self.indicator.category

    def is_sum_in(self, region: Region) -> bool:
        """Whether the figure in the column of a region is the sum over a group."""
        is_sum = self.indicator.group_value == GroupValue.SUM
        return is_sum and region.kind == RegionKind.KOSTRA_GROUP and self.group.value is not None

    @property
    def name_language(self) -> str:
        return language_of_name(self.indicator)

    def at(self, region: Region) -> Figure:
        """The figure of the row in the column of a region; another group than the column's is said."""
        if region.kind != RegionKind.KOSTRA_GROUP:
            return self.elsewhere.get(region.pk, NOTHING)
        return replace(self.group, aside="") if self.group.aside == region.name else self.group

    @property
    def change_words(self) -> tuple[str, str]:
        """In the unit, and in percent where there is one; both empty without a change, or over a break."""
        if self.change is None or self.is_broken or self.latest.value is None:
            return "", ""
        return change_in_words(self.change, decimals=decimals_of(self.latest.value))


def rows_of(known: Known) -> list[AreaRow]:
    """Every indicator, in the order in which they are known."""
    return [row_of(known, indicator) for indicator in known.indicators]


def row_of(known: Known, indicator: Indicator) -> AreaRow:
    own, by_region = known.peers.own, known.figures.get(indicator.pk, {})
    readings = by_region.get(own.pk, []) if own else []
    newest = newest_period(by_region, own) or newest_symbol(readings)
    line = line_of(readings, newest, known.breaks_here(indicator)) if newest else Line({}, [])
    last = newest.position if newest else 0
    latest = figure(line.by_position.get(last), indicator)
    return AreaRow(
        indicator=indicator,
        name=name_of_indicator(indicator),
        variant=variant_of(indicator),
        newest=newest,
        before=figure(line.by_position.get(last - YEAR), indicator),
        latest=replace(latest, aside=missing_since(line, last)) if latest != NOTHING else NOTHING,
        change=change(line.at(last - YEAR), line.at(last), unit=indicator.unit),
        is_broken=line.is_broken(last - YEAR, last),
        is_stale=bool(newest and latest != NOTHING and newest.ended_since(known.on) >= STALE_AFTER_PERIODS),
        elsewhere=figures_elsewhere(known, indicator, by_region, newest),
        group=figure_of_group(known, indicator, by_region, newest),
        targets=tuple(known.targets.get(indicator.code, ())),
    )


def newest_symbol(readings: Sequence[Reading]) -> Period | None:
    """The newest period that the source prints anything for, where it has never printed a number."""
    return max((period_named(one.period) for one in readings), key=lambda one: one.position, default=None)


def missing_since(line: Line, last: int) -> str:
    """The symbol that the source prints in the newest period after the last figure, and in which: `2024: «:»`."""
    position = max((at for at in line.by_position if at > last), default=None)
    if position is None:
        return ""
    reading = line.by_position[position]
    return f"{period_named(reading.period).label}: «{reading.missing}»" if reading.missing else ""


def figure(reading: Reading | None, indicator: Indicator) -> Figure:
    if reading is None:
        return NOTHING
    value = reading.value
    return Figure(
        value=None if value is None else rounded(value, max(decimals_of(value), indicator.decimals or 0)),
        missing=reading.missing,
        period=period_named(reading.period).label,
        is_provisional=reading.kind == ValueKind.PROVISIONAL,
        is_correction=reading.kind == ValueKind.CORRECTION,
        is_computed=reading.standing == Standing.COMPUTED,
    )


def figures_elsewhere(
    known: Known, indicator: Indicator, by_region: ByRegion, newest: Period | None
) -> dict[int, Figure]:
    """The same period among the neighbours and in the country."""
    if newest is None:
        return {}
    places = (*known.peers.neighbours, *known.peers.countries)
    there = {region.pk: reading_in(by_region.get(region.pk, ()), newest) for region in places}
    return {key: figure(reading, indicator) for key, reading in there.items() if reading}


def figure_of_group(known: Known, indicator: Indicator, by_region: ByRegion, newest: Period | None) -> Figure:
    """The same period in the group of that time, as it is published."""
    group = known.groups.get(newest.end) if newest else None
    reading = reading_in(by_region.get(group.pk, ()), newest) if group and newest else None
    return replace(figure(reading, indicator), aside=group.name) if group and reading else NOTHING


def reading_in(readings: Iterable[Reading], period: Period) -> Reading | None:
    return next((one for one in readings if one.period == period.code), None)


# The year of the area ------------------------------------------------------------------------------------------------


def year_of_area(rows: Iterable[AreaRow]) -> Period | None:
    """The period that most of the newest own figures are of, else most of anybody's; the newer of two."""
    rows = [row for row in rows if row.newest]
    counted = Counter(row.newest for row in rows if row.latest.value is not None) or Counter(row.newest for row in rows)
    return max(counted, key=lambda one: (counted[one], one.position if one else 0), default=None)


def year_before(rows: Iterable[AreaRow], year: Period | None) -> str:
    """What the year before the area's is called."""
    labels = (row.before.period for row in rows if row.newest == year and row.before != NOTHING)
    return next(labels, str((year.position - 1) // YEAR - 1) if year else "")


def is_this_year(row: AreaRow, year: Period | None) -> bool:
    """Whether the newest figure is of the area's year: not of a period that ended a year before it or more."""
    return bool(row.newest and year and row.newest.position > year.position - YEAR)


# One variant of each -----------------------------------------------------------------------------------------------


def one_of_each(rows: Sequence[AreaRow], known: Known) -> list[AreaRow]:
    """Where the same thing is measured in several ways, only those with most figures; they name the others."""
    counts = {row.code: count_figures(known.figures.get(row.indicator.pk, {})) for row in rows}
    chosen = most_told((row.indicator for row in rows), counts)
    return [
        replace(row, siblings=tuple(sibling(row.indicator, other) for other in chosen[row.code]))
        for row in rows
        if row.code in chosen
    ]


def count_figures(by_region: ByRegion) -> int:
    return sum(bool(one.literal) for readings in by_region.values() for one in readings)


def columns_of(rows: Sequence[AreaRow], peers: Peers) -> list[Region]:
    """Those of the others that have a figure in any row, in the order in which they are compared with."""
    return [one for one in peers.others if any(row.at(one) != NOTHING for row in rows)]
