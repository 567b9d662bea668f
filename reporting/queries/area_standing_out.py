"""What moved most in a service area this year, and where the own municipality stands apart from others."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from indicators.formats import decimals_of
from indicators.models import Region
from indicators.periods import Period
from indicators.standing_out import Distance, Move, Spread, distance, follows_size, is_amount, most, move, spread_of
from reporting.queries.area_known import ByRegion, Known
from reporting.queries.area_rows import AreaRow, is_this_year, reading_in
from reporting.queries.indicator_compared import line_of


class Among(StrEnum):
    """Whom a median is made of."""

    GROUP = "group"
    # Too few of the group have figures.
    NEIGHBOURS = "neighbours"


class NotMeasured(StrEnum):
    """Why nothing is said of how far an indicator lies from others."""

    SIZE = "size"
    FEW = "few"
    NO_SPREAD = "no spread"


@dataclass(frozen=True, slots=True)
class Apart:
    """A distance, and among whom. `group` is the name of the group."""

    found: Distance
    among: Among
    group: str

    @property
    def times(self) -> Fraction:
        return self.found.times


@dataclass(frozen=True, slots=True)
class StandingOut:
    """Up to five of each; and of how many of the figures of the year nothing is said, by why."""

    moved: Sequence[tuple[AreaRow, Move]]
    apart: Sequence[tuple[AreaRow, Apart]]
    figures: int
    measured_moves: int
    measured_distances: int
    among_neighbours: int
    not_measured: Counter[NotMeasured]


def standing_out(rows: Iterable[AreaRow], known: Known, year: Period | None) -> StandingOut:
    """Of the figures that are of the area's year and have distances at all."""
    chosen = [row for row in rows if row.latest.value is not None and is_this_year(row, year)]
    counted = [row for row in chosen if is_amount(row.indicator.unit)]
    moves = [(row, found) for row in counted if (found := move_of(row, known))]
    told = [(row, apart_of(row, known)) for row in counted]
    apart = [(row, found) for row, found in told if isinstance(found, Apart)]
    return StandingOut(
        moved=most(moves),
        apart=most(apart),
        figures=len(counted),
        measured_moves=len(moves),
        measured_distances=len(apart),
        among_neighbours=sum(found.among is Among.NEIGHBOURS for _row, found in apart),
        not_measured=Counter(found for _row, found in told if isinstance(found, NotMeasured)),
    )


def step_of(value: Decimal) -> Decimal:
    """The smallest difference that a figure with so many decimals can tell."""
    return Decimal(1).scaleb(-decimals_of(value))


def move_of(row: AreaRow, known: Known) -> Move | None:
    own, newest, value = known.peers.own, row.newest, row.latest.value
    if own is None or newest is None or value is None:
        return None
    breaks = known.breaks_here(row.indicator)
    line = line_of(known.figures[row.indicator.pk].get(own.pk, ()), newest, breaks)
    values = {at: one.value for at, one in line.by_position.items() if one.value is not None}
    return move(values, newest.position, breaks=[one.position for one in breaks], step=step_of(value))


def apart_of(row: AreaRow, known: Known) -> Apart | NotMeasured:
    """How far from the others in the group; where too few of them have figures, from those that are compared with."""
    one = row.indicator
    if follows_size(one.name_nb, one.unit, one.group_value):
        return NotMeasured.SIZE
    spread, among, group = spread_around(row, known)
    if spread is None or row.latest.value is None:
        return NotMeasured.FEW
    found = distance(row.latest.value, spread, step=step_of(row.latest.value))
    return Apart(found, among, group) if found else NotMeasured.NO_SPREAD


def spread_around(row: AreaRow, known: Known) -> tuple[Spread | None, Among, str]:
    """The spread, of whom it is, and what the group is called."""
    own, newest = known.peers.own, row.newest
    if own is None or newest is None:
        return None, Among.GROUP, ""
    by_region = known.figures[row.indicator.pk]
    group = known.groups.get(newest.end)
    members = spread_of(values_of_members(known, own, group, by_region, newest)) if group else None
    if members and group:
        return members, Among.GROUP, group.name
    neighbours = spread_of(value_in(by_region, one, newest) for one in known.peers.neighbours)
    return neighbours, Among.NEIGHBOURS, group.name if group else ""


def values_of_members(
    known: Known, own: Region, group: Region, by_region: ByRegion, period: Period
) -> list[Decimal | None]:
    """Those of the other members at the end of the period, each as the region that it is today."""
    places, found = known.places, {}
    for one in places.members_on(group, period.end):
        today = places.of_today(one, known.on)
        if today != own:
            found[today.pk] = value_in(by_region, today if today.pk in by_region else one, period)
    return list(found.values())


def value_in(by_region: ByRegion, region: Region, period: Period) -> Decimal | None:
    reading = reading_in(by_region.get(region.pk, ()), period)
    return reading.value if reading else None
