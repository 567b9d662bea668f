"""What is written in a target's chart. Important texts are placed first; a later one that finds no room is left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reporting.charts.inputs import ChartPoint, PointKind
from reporting.charts.marks import spot
from reporting.charts.palette import MUTED, OWN
from reporting.charts.plot import Plot, time_labels
from reporting.charts.svg import Size
from reporting.charts.target_inputs import TargetChart
from reporting.charts.text import Box, Labels, Spot, text_width
from reporting.charts.words import ChartWords, Number, apart, exactly
from reporting.charts.zones import ExpectedPath, Interval, Limit

# A number at every point only where the points are few; the table has the rest.
FEW_POINTS, FEW_POINTS_COMPACT = 10, 5


@dataclass(frozen=True, slots=True)
class Speech:
    """Puts figures and points into words."""

    chart: TargetChart
    number: Number
    words: ChartWords

    def bare(self, value: Decimal | None) -> str:
        """A figure as it was published, or a limit as it was promised."""
        return exactly(self.number, value or Decimal(0), decimals=self.chart.decimals)

    def amount(self, value: Decimal | None) -> str:
        return f"{self.bare(value)}{self.chart.unit}"

    def computed(self, value: Decimal | None) -> str:
        return f"{self.number(value or Decimal(0), decimals=self.chart.decimals)}{self.chart.unit}"

    def point(self, point: ChartPoint) -> str:
        """A point for the pointer and the description."""
        kind = self.kinds.get(point.kind, "")
        return f"{point.label}: {self.amount(point.value)}{f' ({kind.lower()})' if kind else ''}"

    def ahead_point(self, point: ChartPoint) -> str:
        """What a coming period would have at the present pace, and between what."""
        said = f"{point.label}: {self.computed(point.value)}"
        if point.low is None or point.high is None:
            return said
        ends = sorted((point.low, point.high))
        between = self.words.between % {"low": self.computed(ends[0]), "high": self.computed(ends[1])}
        return f"{said} ({between})"

    @property
    def kinds(self) -> dict[PointKind, str]:
        return {
            PointKind.PROVISIONAL: self.words.provisional,
            PointKind.CORRECTION: self.words.correction,
            PointKind.ESTIMATE: self.words.estimate,
            PointKind.PROJECTION: self.words.projection,
        }

    @property
    def limit(self) -> str:
        match self.chart.sound_expectation:
            case Limit(value=value, label=label):
                return label or f"{self.words.limit} {self.bare(value)}{self.chart.unit}"
            case Interval(low=low, high=high, label=label):
                span = self.bare(high) if low == high else f"{self.bare(low)}–{self.bare(high)}"
                return label or f"{self.words.limit} {span}{self.chart.unit}"
        return ""

    @property
    def whole_chart(self) -> str:
        """The chart in words, where the page gives no better ones."""
        target = self.chart.sound_target
        figures = "; ".join(map(self.point, self.chart.series.drawn)) or self.words.nothing
        parts = [f"{self.chart.series.name}: {figures}", self.limit]
        parts.append(f"{self.words.target} {target.label}: {self.amount(target.value)}" if target else "")
        parts += [f"{self.words.earlier} {one.label}" for one in self.chart.earlier]
        if self.chart.ahead:
            parts.append(f"{self.words.ahead}: {'; '.join(map(self.ahead_point, self.chart.ahead.points))}")
        return " ".join(f"{part.rstrip('.')}." for part in parts if part)


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one drawing, which share its free places."""

    speech: Speech
    plot: Plot
    labels: Labels
    size: Size

    @property
    def chart(self) -> TargetChart:
        return self.speech.chart

    def all(self) -> Iterator[str]:
        yield self.periods()
        yield self.judged()
        yield self.target()
        yield self.limit()
        yield self.expected()
        yield from self.other_points()

    def periods(self) -> str:
        periods = self.chart.periods
        important = [mark.position for mark in (self.chart.sound_target, self.chart.judged_point) if mark]
        important += [periods[-1][0], periods[0][0]]
        texts = time_labels(self.plot, periods, important=important, labels=self.labels, size=self.size)
        # Nothing else may stand across the foot of the drawing.
        self.labels.block(Box(0, self.plot.bottom, self.size.width, self.size.height))
        return texts

    def judged(self) -> str:
        point, size = self.chart.judged_point, self.size.text + 1
        if not point:
            return ""
        spots = around(*spot(self.plot, point), size)
        return self.labels.place(self.speech.amount(point.value), spots, size=size, font_weight=700, fill=OWN)

    def target(self) -> str:
        target = self.chart.sound_target
        if not target:
            return ""
        spots = around(self.plot.x(target.position), self.plot.y(target.value), self.size.text, reach=11)
        text = f"{self.speech.words.target} {self.speech.amount(target.value)}"
        return self.labels.place(text, spots, size=self.size.text, font_weight=600)

    def limit(self) -> str:
        """At the line where there is room: at its right end, in the middle or at its left end, above or below."""
        match self.chart.sound_expectation:
            case Limit(value=value) | Interval(high=value):
                y, size, text = self.plot.y(value), self.size.text, self.speech.limit
            case _:
                return ""
        width = text_width(text, size)
        ends = (self.plot.right - 6, (self.plot.right + self.plot.left + width) / 2, self.plot.left + width + 6)
        spots = [Spot(x, height, "end") for height in (y - 6, y + size + 3) for x in ends]
        return self.labels.place(text, spots, size=size, font_weight=600)

    def expected(self) -> str:
        """What was expected of the judged figure, said at the path."""
        point, expected = self.chart.judged_point, self.chart.judged_against
        if point is None or expected is None or not isinstance(self.chart.sound_expectation, ExpectedPath):
            return ""
        spots = around(self.plot.x(point.position), self.plot.y(expected), self.size.text, reach=6)
        told = apart(self.speech.number, expected, point.value or Decimal(0), decimals=self.chart.decimals)
        text = f"{self.speech.words.expected.lower()} {told}{self.chart.unit}"
        return self.labels.place(text, spots, size=self.size.text, fill=MUTED)

    def other_points(self) -> Iterator[str]:
        points, size = self.chart.series.drawn, self.size.text - 1
        if len(points) > (FEW_POINTS_COMPACT if self.size.is_compact else FEW_POINTS):
            return
        for point in points:
            if point != self.chart.judged_point:
                spots = (around(*spot(self.plot, point), size)[i] for i in (0, 3))
                yield self.labels.place(self.speech.bare(point.value), spots, size=size, fill=MUTED)


def around(x: float, y: float, size: float, *, reach: float = 8) -> list[Spot]:
    """Spots for the text of a point: above, below, to the sides, and then further off."""
    above, below, beside = y - reach - 4, y + reach + size + 1, y + size * 0.35
    upper = [Spot(x, above), Spot(x + 14, above, "end"), Spot(x - 14, above, "start")]
    lower = [Spot(x, below), Spot(x + 14, below, "end"), Spot(x - 14, below, "start")]
    sides = [Spot(x + reach + 2, beside, "start"), Spot(x - reach - 2, beside, "end")]
    corners = [
        Spot(x + (reach if end == "start" else -reach), y, end) for y in (above, below) for end in ("start", "end")
    ]
    return [*upper, *lower, *corners, *sides, Spot(x, above - size), Spot(x, below + size)]
