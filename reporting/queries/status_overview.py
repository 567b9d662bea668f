"""The overview of a service area: every indicator with a figure, by category, here and elsewhere; and what is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indicators.categories import category_place
from indicators.formats import unit_suffix, unit_title
from indicators.models import GroupValue, Indicator, Region
from reporting.area_words import about_distances, about_moves, apart_in_words, move_in_words
from reporting.queries.area_known import Known
from reporting.queries.area_rows import NOTHING, AreaRow, Figure, columns_of, one_of_each, rows_of, year_of_area
from reporting.queries.area_standing_out import StandingOut, standing_out
from reporting.queries.status_known import StatusKnown
from targets.sentences import name_of_indicator


@dataclass(frozen=True, slots=True)
class Named:
    """What an indicator is called, and what must be marked wherever it is."""

    code: str
    name: str
    unit: str
    # What is written behind a number.
    suffix: str
    category: str
    is_need_adjusted: bool
    is_calculated: bool
    group_is_sum: bool

    @property
    def title(self) -> str:
        """With the unit, where the name does not say it itself."""
        is_said = not self.unit or self.unit.casefold() in self.name.casefold()
        return self.name if is_said else f"{self.name}, {self.unit}"


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """The year before and the year here; then the year among the others, in the order of the table's columns."""

    named: Named
    before: Figure
    latest: Figure
    elsewhere: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The indicators of one category, adjusted for need or not, whose newest figures are of one period.

    `before` is what the year before is called, empty where nobody has a figure of it. `neighbours` and `others` (group,
    country) are the names of those who have a figure; together the columns.
    """

    category: str
    is_need_adjusted: bool
    period: str
    before: str
    neighbours: tuple[str, ...]
    others: tuple[str, ...]
    rows: tuple[OverviewRow, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What stands out in the area, in sentences, and how it was measured."""

    moved: tuple[str, ...]
    apart: tuple[str, ...]
    about_moved: str
    about_apart: str


def named(indicator: Indicator) -> Named:
    return Named(
        code=indicator.code,
        name=name_of_indicator(indicator),
        unit=unit_title(indicator.unit),
        suffix=unit_suffix(indicator.unit),
        category=indicator.category,
        is_need_adjusted=indicator.is_need_adjusted,
        is_calculated=indicator.is_calculated,
        group_is_sum=indicator.group_value == GroupValue.SUM,
    )


def overview_of(known: StatusKnown, area: Known) -> tuple[tuple[Overview, ...], Told, tuple[str, ...]]:
    """The tables in the order of the categories, what is told of them, and who has no figure at all."""
    every = rows_of(area)
    found = standing_out(one_of_each(every, area), area, year_of_area(every))
    without = tuple(row.name for row in every if row.newest is None)
    return tuple(tables_of(known, [row for row in every if row.newest])), told_of(found), without


def tables_of(known: StatusKnown, rows: Iterable[AreaRow]) -> list[Overview]:
    """Those of the newest year first in each category; what is adjusted for need is never beside what is not."""
    parts: dict[tuple[tuple[int, str], int, bool, str], list[AreaRow]] = {}
    for row in rows:
        if newest := row.newest:
            key = (category_place(row.category), -newest.position, not row.indicator.is_need_adjusted, newest.label)
            parts.setdefault(key, []).append(row)
    return [table_of(known, parts[key]) for key in sorted(parts)]


def table_of(known: StatusKnown, rows: Sequence[AreaRow]) -> Overview:
    first, newest = rows[0], rows[0].newest
    peers = known.peers_at[newest.end] if newest else known.peers
    columns = columns_of(rows, peers)
    return Overview(
        category=first.category,
        is_need_adjusted=first.indicator.is_need_adjusted,
        period=newest.label if newest else "",
        before=next((row.before.period for row in rows if row.before != NOTHING), ""),
        neighbours=tuple(one.name for one in columns if one in peers.neighbours),
        others=tuple(one.name for one in columns if one not in peers.neighbours),
        rows=tuple(overview_row(row, columns) for row in rows),
    )


def overview_row(row: AreaRow, columns: Iterable[Region]) -> OverviewRow:
    return OverviewRow(
        named=named(row.indicator),
        before=row.before,
        latest=row.latest,
        elsewhere=tuple(row.at(region) for region in columns),
    )


def told_of(found: StandingOut) -> Told:
    return Told(
        moved=tuple(f"{row.name} {move_in_words(row, one)}" for row, one in found.moved),
        apart=tuple(f"{row.name} {apart_in_words(row, one)}" for row, one in found.apart),
        about_moved=" ".join(about_moves(found)),
        about_apart=" ".join(about_distances(found)),
    )
