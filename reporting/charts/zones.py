"""What a target expects, as green and yellow zones behind the line.

The borders are worked out by the rule that sets the light and come in ready: the drawing judges nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reporting.charts.inputs import figures


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit in every period. `band` is how far outside it is still yellow."""

    value: Decimal
    is_floor: bool
    band: Decimal | None = None
    # Printed at the line: `minst 5 %`.
    label: str = ""


@dataclass(frozen=True, slots=True)
class Interval:
    """Green between two limits, yellow within a band on either side. The bands differ when they follow the limits."""

    low: Decimal
    high: Decimal
    band_below: Decimal | None = None
    band_above: Decimal | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class PathPoint:
    """What is expected at a time, and from where it counts as green and as yellow. None: no such zone here."""

    position: int
    label: str
    expected: Decimal
    green: Decimal | None = None
    yellow: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ExpectedPath:
    """The expected path from baseline to target, one point for each bend of path or border."""

    points: tuple[PathPoint, ...]
    is_rising: bool

    @property
    def ordered(self) -> list[PathPoint]:
        return sorted((p for p in self.points if p.expected.is_finite()), key=lambda p: p.position)


Expectation = Limit | Interval | ExpectedPath


@dataclass(frozen=True, slots=True)
class Edge:
    """A zone's reach at a time. None on a side: as far as the drawing goes; no position: all the way across."""

    position: int | None
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Zone:
    """`ends_below`: the colour ends at the lower side; at the upper one otherwise."""

    light: str
    edges: tuple[Edge, ...]
    ends_below: bool


def expectation_values(expectation: Expectation | None) -> list[Decimal]:
    """The values that must have room on the axis so that no zone is bent out of shape."""
    match expectation:
        case Limit(value=value, is_floor=is_floor, band=band):
            return figures(value, value - (band or 0) if is_floor else value + (band or 0))
        case Interval(low=low, high=high, band_below=below, band_above=above):
            return figures(low - (below or 0), high + (above or 0))
        case ExpectedPath():
            return [v for point in expectation.ordered for v in figures(point.expected, point.green, point.yellow)]
    return []


def zones_of(expectation: Expectation | None) -> list[Zone]:
    match expectation:
        case Limit():
            return limit_zones(expectation)
        case Interval():
            return interval_zones(expectation)
        case ExpectedPath():
            return path_zones(expectation)
    return []


def across(light: str, low: Decimal | None, high: Decimal | None, *, ends_below: bool) -> Zone:
    return Zone(light, (Edge(None, low, high),), ends_below)


def limit_zones(limit: Limit) -> list[Zone]:
    value, band = limit.value, limit.band or Decimal(0)
    if limit.is_floor:
        zones = [across("green", value, None, ends_below=True), across("yellow", value - band, value, ends_below=True)]
    else:
        zones = [
            across("green", None, value, ends_below=False),
            across("yellow", value, value + band, ends_below=False),
        ]
    return zones if band else zones[:1]


def interval_zones(interval: Interval) -> list[Zone]:
    low, high = interval.low, interval.high
    zones = [across("green", low, high, ends_below=True)]
    if interval.band_below:
        zones.append(across("yellow", low - interval.band_below, low, ends_below=True))
    if interval.band_above:
        zones.append(across("yellow", high, high + interval.band_above, ends_below=False))
    return zones


def path_zones(path: ExpectedPath) -> list[Zone]:
    """The better side of the green border is green; between the borders it is yellow."""
    green = [beyond(point, path.is_rising) for point in path.ordered]
    yellow = [between(point) for point in path.ordered]
    lights = [("green", run) for run in runs(green)] + [("yellow", run) for run in runs(yellow)]
    return [Zone(light, run, ends_below=path.is_rising) for light, run in lights]


def beyond(point: PathPoint, is_rising: bool) -> Edge | None:
    if point.green is None:
        return None
    return Edge(point.position, point.green, None) if is_rising else Edge(point.position, None, point.green)


def between(point: PathPoint) -> Edge | None:
    if point.yellow is None:
        return None
    other = point.expected if point.green is None else point.green
    return Edge(point.position, min(point.yellow, other), max(point.yellow, other))


def runs(edges: Sequence[Edge | None]) -> list[tuple[Edge, ...]]:
    """The unbroken stretches of at least two edges."""
    found: list[list[Edge]] = [[]]
    for edge in edges:
        if edge is None:
            found.append([])
        else:
            found[-1].append(edge)
    return [tuple(run) for run in found if len(run) > 1]


def is_sound(expectation: Expectation | None) -> bool:
    """Whether every number in it can be drawn."""
    match expectation:
        case Limit(value=value, band=band):
            return value.is_finite() and (band is None or band.is_finite())
        case Interval(low=low, high=high, band_below=below, band_above=above):
            return (
                low.is_finite() and high.is_finite() and all(one is None or one.is_finite() for one in (below, above))
            )
        case ExpectedPath(points=points):
            return all(
                border is None or border.is_finite() for p in points for border in (p.expected, p.green, p.yellow)
            )
    return False
