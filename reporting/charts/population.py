"""The population over time: what was as a strong line, each round of a projection dotted, named where it ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from reporting.charts.axis import Axis, axis_for
from reporting.charts.empty import empty_chart
from reporting.charts.inputs import ChartPoint, ChartSeries, PointKind, point_values
from reporting.charts.legend import Entry, legend_for
from reporting.charts.marks import line, marker, point_marks, series_line, spot
from reporting.charts.palette import COUNTRY, EXPECTED, GROUP, MUTED, OWN
from reporting.charts.plot import Plot, grid, margin_for, tick_labels, time_labels
from reporting.charts.svg import WIDE, Attribute, Size, Svg, document, element, titled
from reporting.charts.text import Box, Labels, Spot, fitted, spread, text_width, written
from reporting.charts.words import ChartWords, Number

# The rounds have dots of their own as well as colours; the newest comes first.
DOTS = ("0.1 6", "5 5", "9 4 2 4", "2 3")
COLOURS = (GROUP, COUNTRY, EXPECTED, MUTED)
LEADER, SAMPLE = 22, 24
MONTHS_APART, ROOM_FOR_MARK = 12, 14


@dataclass(frozen=True, slots=True)
class PopulationChart:
    """`rounds` have the newest first. `unit` is printed after a number as it stands, with its own space."""

    key: str
    title: str
    actual: ChartSeries
    rounds: tuple[ChartSeries, ...]
    description: str = ""
    unit: str = ""
    decimals: int = 0


def population_chart(
    chart: PopulationChart, *, number: Number, words: ChartWords | None = None, size: Size = WIDE
) -> Svg:
    """Actual figures in front of what was projected."""
    drawing = Population(chart, number, words or ChartWords(), size)
    if not drawing.lines:
        return empty_chart(chart.key, chart.title, drawing.words.nothing, size)
    return drawing.markup()


class Population:
    """One chart in the making."""

    def __init__(self, chart: PopulationChart, number: Number, words: ChartWords, size: Size) -> None:
        self.chart, self.number, self.words, self.size = chart, number, words, size
        self.rounds = [series for series in chart.rounds if series.drawn]
        self.lines = [*([chart.actual] if chart.actual.drawn else []), *self.rounds]

    def markup(self) -> Svg:
        axis = axis_for([value for series in self.lines for value in point_values(series.drawn)])
        legend = legend_for(list(self.legend_entries(axis)), self.size)
        plot, ticks = self.frame(axis)
        top = plot.bottom + self.size.text * 2.2
        labels = Labels(Box(0, 0, self.size.width, top))
        periods = sorted({(p.position, p.label) for series in self.lines for p in series.drawn})
        return document(
            grid(plot, ticks, self.size),
            *(self.dotted(plot, number, series) for number, series in reversed(list(enumerate(self.rounds)))),
            self.strong(plot),
            *self.names(plot),
            time_labels(plot, periods, important=[plot.last], labels=labels, size=self.size),
            legend.markup(top),
            key=self.chart.key,
            title=self.chart.title,
            description=self.chart.description or self.spoken(),
            size=self.size,
            height=top + legend.height,
        )

    def frame(self, axis: Axis) -> tuple[Plot, list[tuple[Decimal, str]]]:
        ticks = tick_labels(axis, self.number, self.size)
        positions = [point.position for series in self.lines for point in series.drawn]
        widest = max((text_width(self.name_of(series), self.size.text) * 1.06 for series in self.rounds), default=0)
        right = self.size.width - (widest + LEADER + 4 if widest else 8)
        height = max(self.size.height - self.size.text * 2.2 - 16, len(self.rounds) * self.gap)
        return Plot(margin_for(ticks, self.size), 16, right, 16 + height, axis, min(positions), max(positions)), ticks

    @property
    def gap(self) -> float:
        return self.size.text * 1.35

    def look(self, number: int) -> dict[str, Attribute]:
        """How the round is drawn; after four of them the looks come again, and the names tell them apart."""
        dots = DOTS[number % len(DOTS)]
        cap = "round" if dots == DOTS[0] else "butt"
        return {
            "stroke": COLOURS[number % len(COLOURS)],
            "stroke_width": 2.2,
            "stroke_dasharray": dots,
            "stroke_linecap": cap,
        }

    def dotted(self, plot: Plot, number: int, series: ChartSeries) -> str:
        look = self.look(number)
        drawn = line([spot(plot, point) for point in series.drawn], **look)
        return element("g", drawn, self.points(plot, series, colour=str(look["stroke"]), radius=4.5))

    def strong(self, plot: Plot) -> str:
        actual = self.chart.actual
        drawn = series_line(plot, actual, stroke=OWN, stroke_width=3.5)
        return element("g", drawn, self.points(plot, actual, colour=OWN, radius=3.5))

    def points(self, plot: Plot, series: ChartSeries, *, colour: str, radius: float) -> str:
        """A mark for each figure where they do not hide the line; else they are found with the pointer only."""
        years = (plot.last - plot.first) // MONTHS_APART or 1
        if (plot.right - plot.left) / years >= ROOM_FOR_MARK or len(series.drawn) == 1:
            return point_marks(plot, series, partial(self.says, series), colour=colour, radius=radius)
        return "".join(
            titled(self.says(series, point), element("circle", cx=x, cy=y, r=7, fill=colour, fill_opacity=0))
            for point in series.drawn
            for x, y in (spot(plot, point),)
        )

    def names(self, plot: Plot) -> Iterator[str]:
        """Each round's name at the height of its line's end, moved apart where two would touch."""
        ends = sorted(
            ((*spot(plot, series.drawn[-1]), number, series) for number, series in enumerate(self.rounds)),
            key=lambda end: end[1],
        )
        bottom = plot.bottom - self.size.text * 0.3
        heights = spread([y for _, y, _, _ in ends], gap=self.gap, top=plot.top, bottom=bottom)
        for (x, y, number, series), height in zip(ends, heights, strict=True):
            colour = str(self.look(number)["stroke"])
            d = f"M{x + 6:.2f} {y:.2f} L{plot.right + 4:.2f} {y:.2f} L{plot.right + LEADER - 4:.2f} {height:.2f}"
            yield element("path", d=d, fill="none", stroke=colour, stroke_width=0.7, stroke_opacity=0.7)
            place = Spot(plot.right + LEADER, height + self.size.text * 0.35, "start")
            name = self.name_of(series)
            yield written(name, place, size=self.size.text, fill=colour, font_weight=600, stroke="none")

    def name_of(self, series: ChartSeries) -> str:
        return fitted(series.name, self.size.width * 0.3, self.size.text)

    def says(self, series: ChartSeries, point: ChartPoint) -> str:
        figure = f"{self.number(point.value or Decimal(0), decimals=self.chart.decimals)}{self.chart.unit}"
        return f"{series.name} {point.label}: {figure}"

    def spoken(self) -> str:
        """Where every line ends, where the page gives no better words."""
        return ". ".join(self.says(series, series.drawn[-1]) for series in self.lines) + "."

    def legend_entries(self, axis: Axis) -> Iterator[Entry]:
        if self.chart.actual.drawn:
            strong = line([(0, 0), (SAMPLE, 0)], stroke=OWN, stroke_width=3.5)
            yield Entry(self.chart.actual.name, strong, SAMPLE)
        if any(point.kind is PointKind.PROVISIONAL for point in self.chart.actual.drawn):
            yield Entry(self.words.provisional, marker(PointKind.PROVISIONAL, 6, 0, colour=OWN), 12)
        for number, series in enumerate(self.rounds):
            yield Entry(
                f"{self.words.projection} {series.name}", line([(0, 0), (SAMPLE, 0)], **self.look(number)), SAMPLE
            )
        if axis.is_cut:
            yield Entry(self.words.cut_axis)
