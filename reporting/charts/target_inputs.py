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


@dataclass(frozen=True, slots=True)
class TargetMark:
    """Where it is to end: the deadline's period and the value to be reached."""

    position: int
    label: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class TargetChart:
    """`key` is unique on the page. `unit` is printed after a number as it stands, with its own space: `\u00a0%`."""

    key: str
    title: str
    series: ChartSeries
    expectation: Expectation | None = None
    target: TargetMark | None = None
    judged: Judged | None = None
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
        return [
            *point_values(self.series.drawn),
            *expectation_values(self.sound_expectation),
            *([target.value] if target else []),
            *([expected] if expected is not None else []),
        ]

    @property
    def periods(self) -> list[tuple[int, str]]:
        """Everything that the time axis must hold."""
        return sorted(self.named_periods())

    def named_periods(self) -> Iterator[tuple[int, str]]:
        yield from ((point.position, point.label) for point in self.series.points)
        if isinstance(self.sound_expectation, ExpectedPath):
            yield from ((point.position, point.label) for point in self.sound_expectation.ordered)
        if self.sound_target:
            yield self.sound_target.position, self.sound_target.label
