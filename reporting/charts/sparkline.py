"""A series as a word-sized line, for a table cell."""

from decimal import Decimal

from reporting.charts.axis import axis_for
from reporting.charts.inputs import ChartSeries, figures, point_values
from reporting.charts.marks import line, series_line, spot
from reporting.charts.palette import EXPECTED, OWN
from reporting.charts.plot import INSET, Plot
from reporting.charts.svg import Svg, element, escaped

WIDTH, HEIGHT, MARGIN = 104, 28, 5


def sparkline(series: ChartSeries, *, title: str, limit: Decimal | None = None) -> Svg:
    """The line with a dot at its newest figure; a limit is a thin dashed level. `title` says in words what it shows."""
    points = series.drawn
    markup = element(
        "svg",
        element("title", escaped(title)),
        *(spark_layers(series, limit) if points else ()),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        width=WIDTH,
        height=HEIGHT,
        role="img",
        aria_label=title,
        class_="pp-sparkline",
    )
    return Svg(markup)


def spark_layers(series: ChartSeries, limit: Decimal | None) -> list[str]:
    plot = spark_plot(series, limit)
    level = [(x, plot.y(value)) for value in figures(limit) for x in (MARGIN, WIDTH - MARGIN)]
    dashed = line(level, stroke=EXPECTED, stroke_width=1, stroke_dasharray="3 3", stroke_linecap="butt")
    drawn = series_line(plot, series, stroke=OWN, stroke_width=1.8)
    newest = series.latest
    x, y = spot(plot, newest) if newest else (0.0, 0.0)
    return [dashed, drawn, element("circle", cx=x, cy=y, r=3, fill=OWN) if newest else ""]


def spark_plot(series: ChartSeries, limit: Decimal | None) -> Plot:
    points = series.drawn
    axis = axis_for([*point_values(points), *figures(limit)])
    first, last = points[0].position, points[-1].position
    return Plot(MARGIN - INSET, MARGIN, WIDTH - MARGIN + INSET, HEIGHT - MARGIN, axis, first, last)
