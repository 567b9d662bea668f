"""Regions beside each other in one period: a bar for each, with its name before it and its figure after it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reporting.charts.axis import EXACT
from reporting.charts.empty import empty_chart
from reporting.charts.inputs import Emphasis, is_figure
from reporting.charts.legend import Entry, legend_for
from reporting.charts.palette import AXIS, COUNTRY, GROUP, INK, MUTED, OWN, PAPER, PEER
from reporting.charts.svg import WIDE, Attribute, Size, Svg, document, element, titled
from reporting.charts.text import Spot, fitted, text_width, written
from reporting.charts.words import ChartWords, Number, exactly

COLOURS = {Emphasis.PEER: PEER, Emphasis.GROUP: GROUP, Emphasis.COUNTRY: COUNTRY, Emphasis.OWN: OWN}
GAP = 10
# A bar of nothing is still a line to be seen.
LEAST = 1.5


@dataclass(frozen=True, slots=True)
class Bar:
    """The figure of one region; without a value the region is only named."""

    name: str
    value: Decimal | None
    emphasis: Emphasis = Emphasis.PEER
    is_provisional: bool = False


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars in the order given. `key` is unique on the page; `unit` is printed after a number with its own space."""

    key: str
    title: str
    bars: tuple[Bar, ...]
    unit: str = ""
    decimals: int = 0

    @property
    def drawn(self) -> list[Bar]:
        return [bar for bar in self.bars if is_figure(bar.value)]


def bar_chart(chart: BarChart, *, number: Number, words: ChartWords | None = None, size: Size = WIDE) -> Svg:
    """All bars from one zero line, the own one dark."""
    drawing = Bars(chart, number, words or ChartWords(), size)
    if not chart.drawn:
        return empty_chart(chart.key, chart.title, drawing.words.nothing, size)
    return drawing.markup()


class Bars:
    """One bar chart in the making."""

    def __init__(self, chart: BarChart, number: Number, words: ChartWords, size: Size) -> None:
        self.chart, self.number, self.words, self.size = chart, number, words, size
        self.drawn = chart.drawn

    def markup(self) -> Svg:
        legend = legend_for(list(self.legend_entries()), self.size)
        bottom = self.row * len(self.drawn) + 4
        zero = self.x(Decimal(0))
        foot = element("line", x1=zero, y1=0, x2=zero, y2=bottom, stroke=AXIS, stroke_width=1)
        return document(
            *(self.row_of(number, bar) for number, bar in enumerate(self.drawn)),
            foot,
            legend.markup(bottom),
            key=self.chart.key,
            title=self.chart.title,
            description=". ".join(self.says(bar) for bar in self.drawn) + ".",
            size=self.size,
            height=bottom + legend.height,
        )

    @property
    def row(self) -> float:
        return self.size.text * 1.9

    @property
    def left(self) -> float:
        """Where the bars begin: after the longest name, which gets at most two fifths."""
        longest = max(text_width(bar.name, self.size.text) * 1.06 for bar in self.drawn)
        return min(longest, self.size.width * 0.4) + GAP

    @property
    def right(self) -> float:
        return self.size.width - max(text_width(self.figure(bar), self.size.text) for bar in self.drawn) - GAP

    def x(self, value: Decimal) -> float:
        """Where a value lies between the lowest and the highest, zero among them."""
        values = [Decimal(0), *(bar.value for bar in self.drawn if bar.value is not None)]
        low, high = min(values), max(values)
        span = EXACT.subtract(high, low)
        share = float(EXACT.divide(EXACT.subtract(value, low), span)) if span else 0.0
        return self.left + share * (self.right - self.left)

    def row_of(self, number: int, bar: Bar) -> str:
        middle = self.row * (number + 0.5)
        base = middle + self.size.text * 0.35
        strong: dict[str, Attribute] = {"font_weight": self.weight(bar), "stroke": "none"}
        name = fitted(bar.name, self.left - GAP, self.size.text)
        return titled(
            self.says(bar),
            element("rect", x=0, y=middle - self.row / 2, width=self.size.width, height=self.row, fill_opacity=0),
            written(name, Spot(self.left - GAP, base, "end"), size=self.size.text, fill=INK, **strong),
            self.bar_of(bar, middle),
            written(self.figure(bar), Spot(self.size.width, base, "end"), size=self.size.text, fill=INK, **strong),
        )

    def bar_of(self, bar: Bar, middle: float) -> str:
        """Filled is final, hollow is provisional."""
        ends = sorted((self.x(Decimal(0)), self.x(bar.value or Decimal(0))))
        width, height = max(ends[1] - ends[0], LEAST), self.row * 0.62
        colour = COLOURS[bar.emphasis]
        look: dict[str, Attribute] = {"fill": colour}
        if bar.is_provisional:
            look = {"fill": PAPER, "stroke": colour, "stroke_width": 2}
        return element("rect", x=ends[0], y=middle - height / 2, width=width, height=height, **look)

    def weight(self, bar: Bar) -> int | None:
        if bar.emphasis is Emphasis.OWN:
            return 700
        return None if bar.emphasis is Emphasis.PEER else 600

    def figure(self, bar: Bar) -> str:
        return exactly(self.number, bar.value or Decimal(0), decimals=self.chart.decimals)

    def says(self, bar: Bar) -> str:
        kind = f" ({self.words.provisional.lower()})" if bar.is_provisional else ""
        return f"{bar.name}: {self.figure(bar)}{self.chart.unit}{kind}"

    def legend_entries(self) -> Iterator[Entry]:
        if any(bar.is_provisional for bar in self.drawn):
            sample = element("rect", x=0, y=-5, width=12, height=10, fill=PAPER, stroke=MUTED, stroke_width=2)
            yield Entry(self.words.provisional, sample, 12)
        absent = [bar.name for bar in self.chart.bars if bar not in self.drawn]
        if absent:
            yield Entry(f"{self.words.without_figures} {', '.join(absent)}")
