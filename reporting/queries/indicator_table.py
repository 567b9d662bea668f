"""The table of an indicator: regions by periods, with everything that must be known marked where it is true."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext

from indicators.formats import published
from indicators.models import Indicator, Observation, Region, ValueKind
from indicators.periods import Period
from indicators.rules import Reading, SeriesBreak
from reporting.queries.indicator_compared import Compared, Comparison
from reporting.remarks import Link, Place, Remark
from targets.queries import period_named

Spot = tuple[int, str]
ByRegion = Mapping[Region, Sequence[Reading]]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its number, and what is said by whom. `others` are other indicators that it is true of."""

    number: int
    heading: str
    text: str
    source: str
    others: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Column:
    period: str
    notes: tuple[int, ...]
    breaks_before: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure. Empty `value` with a symbol is missing at its source; both empty is no figure at all.

    `correction` is the municipality's own figure beside the published one, which it never replaces.
    """

    period: str
    value: str
    missing: str
    is_provisional: bool
    is_correction: bool
    correction: str
    notes: tuple[int, ...]
    breaks_before: bool


@dataclass(frozen=True, slots=True)
class RegionRow:
    """One region: its figures, and how it stands beside the others in the newest period."""

    name: str
    is_own: bool
    kind: str
    notes: tuple[int, ...]
    cells: tuple[Cell, ...]
    compared: Compared | None


@dataclass(frozen=True, slots=True)
class FigureTable:
    """`notes_on_all` are those that concern every figure, or figures that the table does not hold."""

    columns: tuple[Column, ...]
    rows: tuple[RegionRow, ...]
    notes: tuple[Note, ...]
    notes_on_all: tuple[int, ...]

    @property
    def has_provisional(self) -> bool:
        return any(cell.is_provisional for row in self.rows for cell in row.cells)

    @property
    def has_correction(self) -> bool:
        return any(cell.is_correction or cell.correction for row in self.rows for cell in row.cells)

    @property
    def has_break(self) -> bool:
        return any(cell.breaks_before for row in self.rows for cell in row.cells)


def figure_table(
    indicator: Indicator,
    series: ByRegion,
    *,
    own: Region | None,
    corrections: Mapping[Spot, Observation],
    remarks: Iterable[Remark],
    breaks: Mapping[int, Sequence[SeriesBreak]],
    comparison: Comparison | None,
) -> FigureTable:
    """Regions in the order given, periods in time order, and every remark with a number where it belongs."""
    periods = sorted({period_named(one.period) for readings in series.values() for one in readings}, key=by_end)
    marks = marks_of(remarks, [region.pk for region in series], periods)
    broken = {region.pk: columns_after(breaks.get(region.pk, ()), periods) for region in series}
    broken_everywhere = set.intersection(*broken.values()) if broken else set()
    rows = []
    for region, readings in series.items():
        by_period = {reading.period: reading for reading in readings}
        cells = tuple(
            cell(
                indicator,
                period,
                by_period.get(period.code),
                corrections.get((region.pk, period.code)),
                notes=tuple(marks.cells[region.pk, number]),
                breaks_before=number in broken[region.pk],
            )
            for number, period in enumerate(periods)
        )
        beside = comparison.rows[region.pk] if comparison else None
        rows.append(RegionRow(region.name, region == own, region.kind, tuple(marks.rows[region.pk]), cells, beside))
    columns = (
        Column(period.label, tuple(marks.columns[number]), number in broken_everywhere)
        for number, period in enumerate(periods)
    )
    return FigureTable(tuple(columns), tuple(rows), tuple(marks.notes.values()), tuple(marks.everywhere))


def by_end(period: Period) -> tuple[int, int, str]:
    return period.position, -period.months, period.code


def cell(
    indicator: Indicator,
    period: Period,
    reading: Reading | None,
    correction: Observation | None,
    *,
    notes: tuple[int, ...],
    breaks_before: bool,
) -> Cell:
    return Cell(
        period=period.label,
        value=published(reading.literal, indicator.decimals) if reading and reading.literal else "",
        missing=reading.missing if reading else "",
        is_provisional=bool(reading and reading.kind == ValueKind.PROVISIONAL),
        is_correction=bool(reading and reading.kind == ValueKind.CORRECTION),
        correction=published(correction.literal, indicator.decimals) if correction and correction.literal else "",
        notes=notes,
        breaks_before=breaks_before,
    )


def columns_after(breaks: Iterable[SeriesBreak], periods: Sequence[Period]) -> set[int]:
    """The columns that begin after a break, where there is a column before it too."""
    positions = [one.position for one in breaks]
    return {
        number
        for number in range(1, len(periods))
        if any(periods[number - 1].position < one <= periods[number].position for one in positions)
    }


# Where each remark is marked ------------------------------------------------------------------------------------


@dataclass(slots=True)
class Marks:
    """The footnotes by what they say, and their numbers by where they stand."""

    notes: dict[tuple[str, str, str], Note] = field(default_factory=dict)
    everywhere: list[int] = field(default_factory=list)
    rows: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    columns: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    cells: dict[tuple[int, int], list[int]] = field(default_factory=lambda: defaultdict(list))

    def number_of(self, remark: Remark) -> int:
        """Its number; the same words from the same source are one footnote."""
        key = (remark.heading, remark.text, remark.source)
        number = len(self.notes) + 1
        note = Note(number, remark.heading, remark.text, remark.source, remark.others)
        return self.notes.setdefault(key, note).number


def marks_of(remarks: Iterable[Remark], regions: Sequence[int], periods: Sequence[Period]) -> Marks:
    """The number of each remark beside the figures that it is about; where there are none, beside the table."""
    marks = Marks()
    for remark in remarks:
        number = marks.number_of(remark)
        for spot in spots_of(remark, marks, regions, periods):
            if number not in spot:
                spot.append(number)
    return marks


def spots_of(remark: Remark, marks: Marks, regions: Sequence[int], periods: Sequence[Period]) -> list[list[int]]:
    """A break is marked once, where it is; everything else beside every figure that it concerns."""
    region, place = remark.place.region, remark.place
    numbers = columns_in(place, periods)
    has_span = place.first is not None or place.last is not None
    if place.is_everywhere or (region is not None and region not in regions) or not numbers:
        return [marks.everywhere]
    if not has_span and region is not None:
        return [marks.rows[region]]
    if remark.is_break:
        numbers = numbers[:1]
    return [marks.columns[number] if region is None else marks.cells[region, number] for number in numbers]


def columns_in(place: Place, periods: Sequence[Period]) -> list[int]:
    """The columns of the periods that a place spans. One period is itself alone, where it has a column."""
    if place.first == place.last and place.first in periods:
        return [periods.index(place.first)]
    return [number for number, period in enumerate(periods) if period.overlaps(place.first, place.last)]


def lineage_remarks(series: ByRegion) -> list[Remark]:
    """That a figure was published for other codes than the region's own."""
    remarks = []
    for region, readings in series.items():
        for reading in readings:
            if reading.came_from:
                period = period_named(reading.period)
                codes = gettext(" og ").join(reading.came_from)
                text = gettext("Tall fra kommunenummer %(codes)s.") % {"codes": codes}
                remarks.append(Remark(text, Place(region.pk, period, period)))
    return remarks
