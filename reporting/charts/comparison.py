"""Regions against each other over time: own line strong, the others thin, each with its name where it ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from reporting.charts.axis import Axis, axis_for
from reporting.charts.empty import empty_chart
from reporting.charts.inputs import ChartPoint, ChartSeries, Emphasis, PointKind, point_values
from reporting.charts.legend import Entry, legend_for
from reporting.charts.marks import break_marks, break_sample, marker, point_marks, series_line, spot
from reporting.charts.palette import COUNTRY, GROUP, INK, MUTED, OWN, PEER
from reporting.charts.plot import Plot, grid, margin_for, tick_labels, time_labels
from reporting.charts.svg import WIDE, Attribute, Size, Svg, document, element, titled
from reporting.charts.text import Box, Labels, Spot, fitted, spread, text_width, written
from reporting.charts.words import ChartWords, Number, exactly

# Group and country are told apart by their dashes too. The last in the list lies on top.
LOOKS: dict[Emphasis, dict[str, Attribute]] = {
    Emphasis.PEER: {"stroke": PEER, "stroke_width": 1.5},
    Emphasis.COUNTRY: {"stroke": COUNTRY, "stroke_width": 2, "stroke_dasharray": "9 4 2 4", "stroke_linecap": "butt"},
    Emphasis.GROUP: {"stroke": GROUP, "stroke_width": 2.2, "stroke_dasharray": "6 4", "stroke_linecap": "butt"},
    Emphasis.OWN: {"stroke": OWN, "stroke_width": 3.5},
}
NAME_COLOUR = {Emphasis.PEER: MUTED, Emphasis.COUNTRY: COUNTRY, Emphasis.GROUP: GROUP, Emphasis.OWN: OWN}
ORDER = list(LOOKS)
LEADER = 22


@dataclass(frozen=True, slots=True)
class ComparisonChart:
    """`key` is unique on the page. `unit` is printed after a number as it stands, with its own space."""

    key: str
    title: str
    series: tuple[ChartSeries, ...]
    description: str = ""
    unit: str = ""
    decimals: int = 0


def comparison_chart(
    chart: ComparisonChart, *, number: Number, words: ChartWords | None = None, size: Size = WIDE
) -> Svg:
    """All regions on one axis, the own one in front."""
    drawing = Comparison(chart, number, words or ChartWords(), size)
    if not drawing.shown:
        return empty_chart(chart.key, chart.title, drawing.words.nothing, size)
    return drawing.markup()


class Comparison:
    """One comparison chart in the making."""

    def __init__(self, chart: ComparisonChart, number: Number, words: ChartWords, size: Size) -> None:
        self.chart, self.number, self.words, self.size = chart, number, words, size
        self.shown = [series for series in chart.series if series.latest]

    def markup(self) -> Svg:
        axis = axis_for([value for series in self.shown for value in point_values(series.drawn)])
        legend = legend_for(list(self.legend_entries(axis)), self.size)
        names = {id(series): self.name_of(series) for series in self.shown}
        width = max(text_width(name, self.size.text) * 1.06 for name in names.values())
        plot, ticks = self.frame(axis, self.size.width - width - LEADER - 4)
        top = plot.bottom + self.size.text * 2.2
        labels = Labels(Box(0, 0, self.size.width, top))
        periods = sorted({(p.position, p.label) for series in self.chart.series for p in series.points})
        return document(
            grid(plot, ticks, self.size),
            break_marks(plot, self.shown),
            *self.lines(plot),
            *self.names(plot, names),
            time_labels(plot, periods, important=[plot.last], labels=labels, size=self.size),
            legend.markup(top),
            key=self.chart.key,
            title=self.chart.title,
            description=self.chart.description or self.spoken(),
            size=self.size,
            height=top + legend.height,
        )

    def frame(self, axis: Axis, right: float) -> tuple[Plot, list[tuple[Decimal, str]]]:
        """High enough for every name to have a line of its own."""
        ticks = tick_labels(axis, self.number, self.size)
        positions = [point.position for series in self.chart.series for point in series.points]
        height = max(self.size.height - self.size.text * 2.2 - 16, len(self.shown) * self.gap)
        return Plot(margin_for(ticks, self.size), 16, right, 16 + height, axis, min(positions), max(positions)), ticks

    @property
    def gap(self) -> float:
        return self.size.text * 1.35

    def lines(self, plot: Plot) -> Iterator[str]:
        for series in sorted(self.shown, key=lambda series: ORDER.index(series.emphasis)):
            drawn = series_line(plot, series, **LOOKS[series.emphasis])
            if series.emphasis is Emphasis.OWN:
                yield element("g", drawn, point_marks(plot, series, partial(self.says, series), colour=OWN))
            else:
                yield element("g", drawn, *self.unseen_points(plot, series), class_="pp-svg-peer")

    def unseen_points(self, plot: Plot, series: ChartSeries) -> Iterator[str]:
        """The other regions' figures, found with the pointer."""
        for point in series.drawn:
            x, y = spot(plot, point)
            yield titled(self.says(series, point), element("circle", cx=x, cy=y, r=7, fill=INK, fill_opacity=0))

    def names(self, plot: Plot, names: dict[int, str]) -> Iterator[str]:
        """Each name at the height of its line's end, moved apart where two would touch, with a line leading to it."""
        ends = sorted(((*self.end_of(plot, series), series) for series in self.shown), key=lambda end: end[1])
        bottom = plot.bottom - self.size.text * 0.3
        heights = spread([y for _, y, _ in ends], gap=self.gap, top=plot.top, bottom=bottom)
        for (x, y, series), height in zip(ends, heights, strict=True):
            own = series.emphasis is Emphasis.OWN
            d = f"M{x + 6:.2f} {y:.2f} L{plot.right + 4:.2f} {y:.2f} L{plot.right + LEADER - 4:.2f} {height:.2f}"
            yield element(
                "path", d=d, fill="none", stroke=NAME_COLOUR[series.emphasis], stroke_width=0.7, stroke_opacity=0.7
            )
            yield written(
                names[id(series)],
                Spot(plot.right + LEADER, height + self.size.text * 0.35, "start"),
                size=self.size.text,
                fill=NAME_COLOUR[series.emphasis],
                font_weight=700 if own else 600 if series.emphasis is not Emphasis.PEER else None,
                stroke="none",
            )

    def end_of(self, plot: Plot, series: ChartSeries) -> tuple[float, float]:
        return spot(plot, series.latest) if series.latest else (plot.right, plot.bottom)

    def name_of(self, series: ChartSeries) -> str:
        """The name with its newest figure, where there is room for both."""
        room = self.size.width * (0.42 if self.size.is_compact else 0.3)
        latest = series.latest
        if self.size.is_compact or latest is None:
            return fitted(series.name, room, self.size.text)
        figure = exactly(self.number, latest.value or Decimal(0), decimals=self.chart.decimals)
        figure = fitted(figure, room / 2, self.size.text)
        return f"{fitted(series.name, room - text_width(f'  {figure}', self.size.text), self.size.text)}\u00a0 {figure}"

    def says(self, series: ChartSeries, point: ChartPoint) -> str:
        figure = f"{exactly(self.number, point.value or Decimal(0), decimals=self.chart.decimals)}{self.chart.unit}"
        kind = self.kinds.get(point.kind, "")
        return f"{series.name} {point.label}: {figure}{f' ({kind.lower()})' if kind else ''}"

    @property
    def kinds(self) -> dict[PointKind, str]:
        """The kinds that have a mark of their own."""
        return {PointKind.PROVISIONAL: self.words.provisional, PointKind.CORRECTION: self.words.correction}

    def spoken(self) -> str:
        """The newest figure of each region, where the page gives no better words."""
        return ". ".join(self.says(series, series.latest) for series in self.shown if series.latest) + "."

    def legend_entries(self, axis: Axis) -> Iterator[Entry]:
        """Names stand at the lines; the key only explains marks, breaks, a cut axis and who is left out."""
        own = [point for series in self.shown if series.emphasis is Emphasis.OWN for point in series.drawn]
        for kind, word in self.kinds.items():
            if any(point.kind is kind for point in own):
                yield Entry(word, marker(kind, 6, 0, colour=OWN), 12)
        if any(series.breaks for series in self.shown):
            yield Entry(self.words.series_break, break_sample(), 12)
        absent = [series.name for series in self.chart.series if series not in self.shown]
        if absent:
            yield Entry(f"{self.words.without_figures} {', '.join(absent)}")
        if axis.is_cut:
            yield Entry(self.words.cut_axis)
