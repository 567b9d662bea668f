"""One indicator of the status analysis: the last years side by side here and elsewhere, and how they are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from indicators.formats import published
from indicators.models import Indicator, Observation, Region
from indicators.periods import Period
from indicators.queries.peers import Peers
from indicators.rules import Reading, SeriesBreak
from reporting.charts import BarChart, ComparisonChart
from reporting.comparison_drawing import bars_of, comparison_drawing
from reporting.queries.area_rows import Figure, figure
from reporting.queries.indicator_compared import YEAR, Compared, Comparison, Told, comparison_of
from reporting.queries.indicator_figures import Beside, figures_beside
from reporting.queries.indicator_known import Figures, newest_period
from reporting.queries.indicator_remarks import breaks_by_region, remarks_in_order
from reporting.queries.indicator_table import by_end, columns_after
from reporting.queries.source_remarks import remarks_of_files, remarks_of_sources, spots_in
from reporting.queries.status_known import YEARS_SHOWN, StatusKnown
from reporting.remarks import Remark, span_in_words
from targets.queries import period_named

Shown = Mapping[Region, Sequence[Reading]]
# From so many periods on there is a course to tell of.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class SeriesCell:
    """A figure as published; `correction` is the municipality's own beside it."""

    figure: Figure
    correction: str = ""
    breaks_before: bool = False


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One region; `newest` is its figure in the period that everybody is compared in.

    `is_outside` is a municipality that the group's figure does not hold.
    """

    name: str
    is_own: bool
    cells: tuple[SeriesCell, ...]
    newest: Figure
    change: Told
    from_mean: Told
    rank: str
    is_outside: bool


@dataclass(frozen=True, slots=True)
class Series:
    """Regions by periods, the own municipality first. `newest` is what changes lead to, `before` where from.

    `mean_of` are the three years that a mean is made of; `group` whom the ranks are among.
    """

    periods: tuple[str, ...]
    rows: tuple[SeriesRow, ...]
    newest: str
    before: str
    mean_of: str
    change_unit: str
    group: str
    ranked: int
    lowest_first: bool
    has_direction: bool
    chart: ComparisonChart | None
    # One period alone, where there is no more to draw.
    bars: BarChart | None

    @property
    def own(self) -> SeriesRow | None:
        return next((row for row in self.rows if row.is_own), None)


@dataclass(frozen=True, slots=True)
class Cells:
    """The figures of an indicator: all that are known, those of the periods that are shown, and what stands beside."""

    newest: Period | None
    peers: Peers
    full: dict[Region, list[Reading]]
    periods: list[Period]
    shown: dict[Region, list[Reading]]
    beside: Beside
    remarks: list[Remark]

    @property
    def is_series(self) -> bool:
        """Whether there are periods enough to tell how it went: three figures of somebody."""
        return any(sum(one.value is not None for one in readings) >= FEWEST for readings in self.shown.values())


def cells_of(known: StatusKnown, indicator: Indicator) -> Cells:
    """The years of the indicator here and elsewhere, and what must be known of them."""
    by_region = known.figures.get(indicator.pk, {})
    newest = newest_period(by_region, known.own)
    peers = known.peers_at[newest.end] if newest else known.peers
    full = {one: by_region[one.pk] for one in regions_in_order(peers) if one.pk in by_region}
    periods = periods_shown(full, newest, known.year) if newest else []
    shown = within(full, periods)
    beside = beside_of(known, indicator, shown)
    recorded, uses = known.recorded.get(indicator.pk, ()), known.uses.get(indicator.pk, ())
    counting = [one for readings in shown.values() for one in readings]
    of_sources = [
        *remarks_of_sources(known.told_by_sources.get(indicator.pk, ()), spots_in(shown)),
        *remarks_of_files(known.rows.get(indicator.pk, ()), counting),
    ]
    remarks = remarks_in_order(
        indicator, recorded, shown, uses, of_sources=of_sources, beside=beside, places=known.places
    )
    return Cells(newest, peers, full, periods, shown, beside, remarks)


def series_of(known: StatusKnown, indicator: Indicator, cells: Cells) -> Series | None:
    """The table; None where nobody shown has a figure."""
    if not cells.shown or cells.newest is None:
        return None
    breaks = breaks_by_region(cells.remarks, cells.full)
    by_region = known.figures.get(indicator.pk, {})
    figures = Figures(cells.peers, cells.newest, cells.full, by_region, [], 0, [])
    compared = comparison_of(indicator, figures, known.places, breaks, on=known.on)
    return series(indicator, cells, breaks, compared)


def regions_in_order(peers: Peers) -> list[Region]:
    return [*([peers.own] if peers.own else []), *peers.others]


def periods_shown(series: Shown, newest: Period, year: int) -> list[Period]:
    """The last ones of the same length as the newest, of the years that the report looks back on."""
    first = (year - YEARS_SHOWN + 1) * YEAR
    found = {period_named(one.period) for readings in series.values() for one in readings}
    alike = [one for one in found if one.frequency is newest.frequency and one.position > first]
    return sorted(alike, key=by_end)[-YEARS_SHOWN:]


def within(series: Shown, periods: Sequence[Period]) -> dict[Region, list[Reading]]:
    codes = {one.code for one in periods}
    chosen = {region: [one for one in readings if one.period in codes] for region, readings in series.items()}
    return {region: readings for region, readings in chosen.items() if readings}


def beside_of(known: StatusKnown, indicator: Indicator, shown: Shown) -> Beside:
    """What stands in the cells that are shown besides the figures that count."""
    keys = known.places.with_predecessors(shown)
    return figures_beside(
        indicator,
        [row for row in known.rows.get(indicator.pk, ()) if row.region_id in keys],
        counting=[one for readings in shown.values() for one in readings],
        named={name: region for region in shown for name in (region.code, region.name)},
        uses=known.uses.get(indicator.pk, ()),
    )


def series(
    indicator: Indicator, cells: Cells, breaks: Mapping[int, Sequence[SeriesBreak]], compared: Comparison | None
) -> Series:
    shown, periods, own = cells.shown, cells.periods, cells.peers.own
    here = {region.pk: breaks.get(region.pk, ()) for region in shown}
    chart = comparison_drawing(indicator, shown, own=own, corrections=cells.beside.corrections.values(), breaks=here)
    is_one = len(periods) == 1
    return Series(
        periods=tuple(one.label for one in periods),
        rows=tuple(
            series_row(indicator, cells, region, here[region.pk], compared.rows.get(region.pk) if compared else None)
            for region in shown
        ),
        newest=compared.newest if compared else "",
        before=compared.before if compared else "",
        mean_of=compared.mean_of if compared else "",
        change_unit=compared.unit if compared else "",
        group=compared.group if compared else "",
        ranked=compared.ranked if compared else 0,
        lowest_first=bool(compared and compared.lowest_first),
        has_direction=bool(compared and compared.has_direction),
        chart=None if is_one else chart,
        bars=bars_of(indicator, shown, own=own, newest=periods[0]) if is_one else None,
    )


def series_row(
    indicator: Indicator, cells: Cells, region: Region, breaks: Sequence[SeriesBreak], compared: Compared | None
) -> SeriesRow:
    by_period, broken = {one.period: one for one in cells.shown[region]}, columns_after(breaks, cells.periods)
    corrections = cells.beside.corrections
    return SeriesRow(
        name=region.name,
        is_own=region == cells.peers.own,
        cells=tuple(
            SeriesCell(
                figure(by_period.get(period.code), indicator),
                correction_in(corrections.get((region.pk, period.code)), indicator),
                number in broken,
            )
            for number, period in enumerate(cells.periods)
        ),
        newest=figure(by_period.get(cells.newest.code) if cells.newest else None, indicator),
        change=compared.change if compared else Told(),
        from_mean=compared.from_mean if compared else Told(),
        rank=compared.rank if compared else "",
        is_outside=bool(compared and compared.is_outside),
    )


def correction_in(row: Observation | None, indicator: Indicator) -> str:
    return published(row.literal, indicator.decimals) if row and row.literal else ""


# What must be known of the figures -----------------------------------------------------------------------------------


def corrections_said(cells: Cells, indicator: Indicator) -> list[str]:
    """The municipality's own figures in words, where no table shows them beside the published ones."""
    regions = {region.pk: region.name for region in cells.shown}
    return [
        gettext("%(region)s %(period)s: kommunens eget tall er %(value)s.")
        % {"region": regions[key], "period": period_named(period).label, "value": correction_in(row, indicator)}
        for (key, period), row in cells.beside.corrections.items()
        if row.literal and key in regions
    ]


def remarks_said(cells: Cells) -> list[str]:
    """Every remark once, with the figures that it is about where its heading does not name them."""
    regions = {region.pk: region.name for region in cells.shown}
    places: dict[tuple[str, str, str], list[str]] = {}
    for one in cells.remarks:
        said = places.setdefault((one.heading, one.text, one.source), [])
        place = "" if one.heading else place_said(one, regions)
        if place and place not in said:
            said.append(place)
    return [
        Remark(text, heading=heading or ", ".join(said), source=source).said
        for (heading, text, source), said in places.items()
    ]


def place_said(remark: Remark, regions: Mapping[int, str]) -> str:
    """`Skien 2022`."""
    region = regions.get(remark.place.region or 0, "")
    return " ".join(part for part in (region, span_in_words(remark.place)) if part)
