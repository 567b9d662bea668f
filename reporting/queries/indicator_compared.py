"""How the figures of an indicator stand beside each other in the newest period: changes, and places in the group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.comparison import MEAN_OF, Change, Rank, change, change_from_mean, is_lowest_first, ranks
from indicators.formats import decimals_of, difference_unit, rounded
from indicators.models import Indicator, Region, RegionKind
from indicators.periods import Period
from indicators.queries.places import Places
from indicators.rules import Reading, SeriesBreak
from indicators.units import measure_of
from reporting.comparison_words import change_in_words, rank_in_words
from reporting.queries.indicator_known import Figures
from targets.queries import period_named

Breaks = Mapping[int, Sequence[SeriesBreak]]
YEAR = 12


@dataclass(frozen=True, slots=True)
class Told:
    """A change in two lines: in the unit, and in percent. `is_broken` where the series breaks on the way.

    `number` is what `amount` writes, and `share` what `percent` does.
    """

    amount: str = ""
    percent: str = ""
    is_broken: bool = False
    number: Decimal | None = None
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """One region beside the others in the newest period."""

    change: Told
    from_mean: Told
    rank: str
    # A municipality that the group value does not hold.
    is_outside: bool
    # The same as `rank`, which says it in words.
    place: Rank | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the table tells beside the figures. `before` and `mean_of` are what the newest period is held against."""

    newest: str
    # Of the changes, where it is another than that of the figures: percentage points.
    unit: str
    before: str
    mean_of: str
    group: str
    ranked: int
    member_count: int
    lowest_first: bool
    has_direction: bool
    rows: Mapping[int, Compared]

    @property
    def has_changes(self) -> bool:
        return any(row.change != Told() for row in self.rows.values())

    @property
    def has_means(self) -> bool:
        return any(row.from_mean != Told() for row in self.rows.values())

    @property
    def has_breaks(self) -> bool:
        return any(row.change.is_broken or row.from_mean.is_broken for row in self.rows.values())

    @property
    def has_outsiders(self) -> bool:
        return any(row.is_outside for row in self.rows.values())


@dataclass(frozen=True, slots=True)
class Line:
    """The readings of a region by where they lie in time, of the periods that are as long as the newest."""

    by_position: Mapping[int, Reading]
    breaks: Sequence[SeriesBreak]

    def at(self, position: int) -> Decimal | None:
        reading = self.by_position.get(position)
        return reading.value if reading else None

    def is_broken(self, since: int, newest: int) -> bool:
        return any(since < one.position <= newest for one in self.breaks)


def comparison_of(
    indicator: Indicator, figures: Figures, places: Places, breaks: Breaks, *, on: date
) -> Comparison | None:
    """The regions shown against themselves and each other in the newest period; None without any number."""
    newest = figures.newest
    if newest is None:
        return None
    members = members_by_region(figures, places, newest, on)
    found = ranks(
        ((key, value_in(readings, newest)) for key, readings in members.items()),
        lowest_first=is_lowest_first(indicator.direction),
    )
    rows = {
        region.pk: Compared(
            change=told_change(indicator, line, newest),
            from_mean=told_mean(indicator, line, newest),
            rank=rank_of(region, found),
            is_outside=region.pk in figures.peers.outside,
            place=found.get(region.pk) if region.kind == RegionKind.MUNICIPALITY else None,
        )
        for region, readings in figures.shown.items()
        for line in [line_of(readings, newest, breaks.get(region.pk, ()))]
    }
    return Comparison(
        newest=newest.label,
        unit=difference_unit(indicator.unit) if measure_of(indicator.unit) == "percent" else "",
        before=label_before(figures, newest, YEAR),
        mean_of=f"{label_before(figures, newest, MEAN_OF * YEAR)}–{label_before(figures, newest, YEAR)}",
        group=figures.peers.group.name if figures.peers.group and found else "",
        ranked=len(found),
        member_count=len(members),
        lowest_first=is_lowest_first(indicator.direction),
        has_direction=indicator.direction in {"up", "down"},
        rows=rows,
    )


# Changes --------------------------------------------------------------------------------------------------------


def line_of(readings: Sequence[Reading], newest: Period, breaks: Sequence[SeriesBreak]) -> Line:
    alike = [(period_named(one.period), one) for one in readings]
    by_position = {period.position: one for period, one in alike if period.frequency is newest.frequency}
    return Line(by_position, breaks)


def told_change(indicator: Indicator, line: Line, newest: Period) -> Told:
    """From the same period of the year before."""
    before = newest.position - YEAR
    found = change(line.at(before), line.at(newest.position), unit=indicator.unit)
    return told(found, indicator, line, before, newest, at_least=decimals_of(line.at(before) or Decimal(0)))


def told_mean(indicator: Indicator, line: Line, newest: Period) -> Told:
    """From the mean of the same period of the three years before."""
    positions = [newest.position - years * YEAR for years in range(MEAN_OF, 0, -1)]
    before = [line.at(position) for position in positions]
    found = change_from_mean(before, line.at(newest.position), unit=indicator.unit)
    return told(found, indicator, line, positions[0], newest)


def told(
    found: Change | None, indicator: Indicator, line: Line, since: int, newest: Period, *, at_least: int = 0
) -> Told:
    """With the decimals of the newest figure, or `at_least` so many."""
    if found is None:
        return Told()
    if line.is_broken(since, newest.position):
        return Told(is_broken=True)
    value = line.at(newest.position) or Decimal(0)
    decimals = max(decimals_of(value), indicator.decimals or 0, at_least)
    amount, percent = change_in_words(found, decimals=decimals)
    share = None if found.percent is None else rounded(found.percent, 1)
    return Told(amount, percent, number=rounded(found.amount, decimals), share=share)


def label_before(figures: Figures, newest: Period, months: int) -> str:
    """What the period so long before is called, as the figures name it."""
    wanted = newest.position - months
    named = (period_named(one.period) for one in figures.readings)
    labels = (one.label for one in named if one.frequency is newest.frequency and one.position == wanted)
    return next(labels, str((wanted - 1) // YEAR))


# In the group ---------------------------------------------------------------------------------------------------


def members_by_region(figures: Figures, places: Places, newest: Period, on: date) -> dict[int, list[Reading]]:
    """The readings of whoever was in the group at the end of the period, by the region that it is today."""
    group = figures.peers.group
    members = places.members_on(group, newest.end) if group else []
    found = {}
    for one in members:
        today = places.of_today(one, on)
        found[today.pk] = figures.by_region.get(today.pk) or figures.by_region.get(one.pk) or []
    return found


def value_in(readings: Sequence[Reading], period: Period) -> Decimal | None:
    return next((one.value for one in readings if one.period == period.code), None)


def rank_of(region: Region, found: Mapping[int, Rank]) -> str:
    """Its place; nothing for those that are no municipality, and for whoever is outside or has no figure."""
    if region.kind != RegionKind.MUNICIPALITY or region.pk not in found:
        return ""
    return rank_in_words(found[region.pk])
