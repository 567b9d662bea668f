"""What a chart is drawn from: figures on a time axis of months."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise


class PointKind(StrEnum):
    """How sure a figure is; each kind has its own mark. Named as the kinds of an observation are."""

    ACTUAL = "actual"
    PROVISIONAL = "provisional"
    CORRECTION = "correction"
    ESTIMATE = "estimate"
    PROJECTION = "projection"


# The line runs through these. The others stand beside it (correction, estimate) or go on from it (projection).
LINE_KINDS = frozenset({PointKind.ACTUAL, PointKind.PROVISIONAL})


class Emphasis(StrEnum):
    """Whose line it is: own municipality, another one, the KOSTRA group or the country."""

    OWN = "own"
    PEER = "peer"
    GROUP = "group"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """A figure of a period. No value is a gap. A series break before the point cuts the line."""

    position: int
    label: str
    value: Decimal | None
    kind: PointKind = PointKind.ACTUAL
    # How far a projection may miss.
    low: Decimal | None = None
    high: Decimal | None = None
    breaks_before: bool = False


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """The figures of one region."""

    name: str
    points: tuple[ChartPoint, ...]
    emphasis: Emphasis = Emphasis.OWN

    @property
    def drawn(self) -> list[ChartPoint]:
        """The points that have a value, in time order."""
        return sorted((p for p in self.points if is_figure(p.value)), key=lambda p: p.position)

    @property
    def latest(self) -> ChartPoint | None:
        """The newest figure on the line, if there is one."""
        on_line = [point for point in reversed(self.points) if point.kind in LINE_KINDS and is_figure(point.value)]
        return max(on_line, key=lambda point: point.position, default=None)

    @property
    def breaks(self) -> list[tuple[int, int]]:
        """The periods on both sides of each break of the series: the last one before it, the first one after it."""
        points = sorted(self.points, key=lambda point: point.position)
        return [(one.position, other.position) for one, other in pairwise(points) if other.breaks_before]

    def segments(self) -> list[list[ChartPoint]]:
        """The line in pieces: a missing figure or a series break ends one."""
        pieces: list[list[ChartPoint]] = [[]]
        for point in sorted((p for p in self.points if p.kind in LINE_KINDS), key=lambda p: p.position):
            if not is_figure(point.value) or point.breaks_before:
                pieces.append([])
            if is_figure(point.value):
                pieces[-1].append(point)
        return [piece for piece in pieces if piece]


def is_figure(value: Decimal | None) -> bool:
    """A value that can be drawn; missing, infinite and undefined ones cannot."""
    return value is not None and value.is_finite()


def figures(*values: Decimal | None) -> list[Decimal]:
    """Those of the values that can be drawn."""
    return [value for value in values if value is not None and value.is_finite()]


def point_values(points: Iterable[ChartPoint]) -> list[Decimal]:
    """Every value that the points ask room for."""
    return [value for point in points for value in figures(point.value, point.low, point.high)]
