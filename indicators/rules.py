"""Which of several figures in one cell counts, and how those of merged regions are added. Pure: no Django, no clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Context, Decimal, Inexact
from typing import NamedTuple

# Mirrors indicators.models.Standing, which needs Django; a test holds them together.
SHOWN, CORRECTION, CITED, COMPUTED, OFFICIAL = 10, 20, 30, 35, 40
# What a source prints where it hides a figure, so that nobody is recognised.
HIDDEN = ":"
# The kind of a figure that was computed once and no longer is.
CANCELLED = "cancelled"
# A sum is of the first of these kinds that any of its parts is.
WEAKEST_FIRST = ("correction", "provisional", "change", "actual")
# Figures have at most 23 digits before the point and 15 after it; a sum that would be rounded is an error.
EXACT = Context(prec=60, traps=[Inexact])


class Reading(NamedTuple):
    """One figure as it was published, with where it stands among the others in its cell.

    A tuple, because millions are made of rows of a database.
    """

    indicator_id: int
    region_id: int
    period: str
    literal: str
    missing: str
    kind: str
    standing: int
    known_from: datetime
    observation_id: int
    fetch_id: int
    fetch_name: str
    # The codes that the region had at the time and that the figure was taken from; empty for its own.
    came_from: tuple[str, ...] = ()

    @property
    def value(self) -> Decimal | None:
        """The number exactly as published; None where the source prints a symbol."""
        return Decimal(self.literal) if self.literal else None


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """Figures before it cannot be compared with those from it on. `position` lies in the first period after it."""

    position: int
    period: str
    text: str


def reading_that_counts(readings: Iterable[Reading]) -> Reading | None:
    """The official figure, else one computed from others, else a plan's citation, else the municipality's own.

    An official cell that was withdrawn or hidden is not filled from a citation, which may repeat the old figure; the
    municipality's own correction is a figure in its own right and may. A computed figure fills it unless it is hidden.
    """
    by_standing = {reading.standing: reading for reading in readings if reading.standing > SHOWN}
    official, computed = by_standing.get(OFFICIAL), by_standing.get(COMPUTED)
    if computed and computed.kind == CANCELLED:
        computed = None
    if computed and computed.literal and official and not official.literal and official.missing != HIDDEN:
        return computed
    published = official or computed or by_standing.get(CITED)
    correction = by_standing.get(CORRECTION)
    if published is not None and published.literal:
        return published
    if correction is not None and correction.literal:
        return correction
    return published or correction


def taken_over(reading: Reading, *, region: int, code: str) -> Reading:
    """The figure of the one code that the region had at the time."""
    return reading._replace(region_id=region, came_from=(code,))


def added_up(parts: Mapping[str, Reading], *, region: int) -> Reading:
    """The sum of amounts in one period, by the codes that they are published under. Each must be a number.

    It is added exactly and written with the decimals of the part that has the most. It counts as known since the last
    part was, and carries that part's observation and delivery; no part is stronger than the sum.
    """
    total = Decimal(0)
    for part in parts.values():
        total = EXACT.add(total, Decimal(part.literal))
    newest = max(parts.values(), key=lambda one: (one.known_from, one.observation_id))
    kinds = {one.kind for one in parts.values()}
    return newest._replace(
        region_id=region,
        literal=f"{total:f}",
        kind=next((kind for kind in WEAKEST_FIRST if kind in kinds), newest.kind),
        standing=min(one.standing for one in parts.values()),
        fetch_name="; ".join(sorted({one.fetch_name for one in parts.values()})),
        came_from=tuple(sorted(parts)),
    )
