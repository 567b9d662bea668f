"""Which of several figures in one cell counts. Pure: no Django, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

# Mirrors indicators.models.Standing, which needs Django; a test holds them together.
SHOWN, CORRECTION, CITED, OFFICIAL = 10, 20, 30, 40


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure as it was published, with where it stands among the others in its cell."""

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
    """The official figure; a plan's citation where there is none; the municipality's own where neither has a value.

    An official cell that was withdrawn or hidden is not filled from a citation, which may repeat the old figure; the
    municipality's own correction is a figure in its own right and may.
    """
    by_standing = {reading.standing: reading for reading in readings if reading.standing > SHOWN}
    published = by_standing.get(OFFICIAL) or by_standing.get(CITED)
    correction = by_standing.get(CORRECTION)
    if published is not None and published.literal:
        return published
    if correction is not None and correction.literal:
        return correction
    return published or correction
