"""What a target's chart is drawn from, cleaned of numbers that cannot be drawn."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reporting.charts.inputs import LINE_KINDS, ChartPoint, ChartSeries, figures, point_values
from reporting.charts.zones import Expectation, ExpectedPath, expectation_values, is_sound


@dataclass(frozen=True, slots=True)
class Judged:
    """Which figure gave the light, and what was expected of it."""

    position: int
    expected: Decimal | None = None
    # A limit whose deadline has passed is reached or missed, and its zones are called so.
    is_final_limit: bool = False


@dataclass(frozen=True, slots=True)
class TargetMark:
    """Where it is to end: the deadline's period and the value to be reached."""

    position: int
    label: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Ahead:
    """Where it goes at the present pace: from the newest figure to the last of the points, which are in time order.

    Each point says between which values the pace puts it.
    """

    position: int
    value: Decimal
    points: tuple[ChartPoint, ...]

    @property
    def end(self) -> ChartPoint:
        return self.points[-1]


@dataclass(frozen=True, slots=True)
class EarlierPromise:
    """What was promised before: the lines of it as (position, value), up to when it was changed, and its name."""

    lines: tuple[tuple[tuple[int, Decimal], ...], ...]
    label: str
    is_path: bool = False


@dataclass(frozen=True, slots=True)
class TargetChart:
    """`key` is unique on the page. `unit` is printed after a number as it stands, with its own space: `\u00a0%`."""

    key: str
    title: str
    series: ChartSeries
    expectation: Expectation | None = None
    target: TargetMark | None = None
    judged: Judged | None = None
    ahead: Ahead | None = None
    earlier: tuple[EarlierPromise, ...] = ()
    description: str = ""
    unit: str = ""
    decimals: int = 0

    @property
    def sound_expectation(self) -> Expectation | None:
        return self.expectation if is_sound(self.expectation) else None

    @property
    def sound_target(self) -> TargetMark | None:
        return self.target if self.target and self.target.value.is_finite() else None

    @property
    def judged_point(self) -> ChartPoint | None:
        """The figure behind the light; the newest one where none is named."""
        if not self.judged:
            return self.series.latest
        own = [point for point in self.series.drawn if point.position == self.judged.position]
        return next((point for point in own if point.kind in LINE_KINDS), own[0] if own else None)

    @property
    def judged_against(self) -> Decimal | None:
        """What was expected of the judged figure, where that can be shown."""
        known = figures(self.judged.expected) if self.judged and self.judged_point else []
        return known[0] if known else None

    @property
    def values(self) -> list[Decimal]:
        """Everything that the value axis must hold."""
        target = self.sound_target
        expected = self.judged_against
        known = [
            *point_values(self.series.drawn),
            *expectation_values(self.sound_expectation),
            *([target.value] if target else []),
            *([expected] if expected is not None else []),
            *(value for one in self.earlier for line in one.lines for _position, value in line),
        ]
        return [*known, *self.values_ahead(known)]

    def values_ahead(self, known: list[Decimal]) -> list[Decimal]:
        """Where the pace leads, with as much of its interval as does not make everything else small."""
        if not self.ahead or not known:
            return []
        centre = [*known, *figures(self.ahead.end.value)]
        low, high = min(centre), max(centre)
        air = (high - low) / 4
        ends = figures(self.ahead.end.low, self.ahead.end.high)
        return [*centre, *(min(max(end, low - air), high + air) for end in ends)]

    @property
    def periods(self) -> list[tuple[int, str]]:
        """Everything that the time axis must hold."""
        return sorted(self.named_periods())

    @property
    def span(self) -> tuple[int, int]:
        """From the first position that is drawn to the last; the end of an earlier promise has no name of its own."""
        ends = [line[-1][0] for one in self.earlier for line in one.lines]
        return self.periods[0][0], max(self.periods[-1][0], *ends, 0)

    def named_periods(self) -> Iterator[tuple[int, str]]:
        yield from ((point.position, point.label) for point in self.series.points)
        if isinstance(self.sound_expectation, ExpectedPath):
            yield from ((point.position, point.label) for point in self.sound_expectation.ordered)
        if self.ahead:
            yield from ((point.position, point.label) for point in self.ahead.points)
        if self.sound_target:
            yield self.sound_target.position, self.sound_target.label
