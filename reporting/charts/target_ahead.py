"""What lies ahead at the present pace, and what was promised before: drawn lightly, beside what counts."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from reporting.charts.axis import EXACT
from reporting.charts.inputs import ChartPoint, PointKind
from reporting.charts.marks import line, marker, spot
from reporting.charts.palette import AXIS, OWN
from reporting.charts.plot import Plot
from reporting.charts.svg import Attribute, element, path_data, titled
from reporting.charts.target_inputs import Ahead, EarlierPromise, TargetChart
from reporting.charts.text import Labels

# The band is cut straight where it leaves the drawing, so its edges are drawn in so many pieces.
PIECES = 24
DOTTED: dict[str, Attribute] = {"stroke": OWN, "stroke_width": 2, "stroke_dasharray": "0.1 6"}
BAND: dict[str, Attribute] = {"fill": OWN, "fill_opacity": 0.1}
EARLIER: dict[str, Attribute] = {"stroke": AXIS, "stroke_width": 1.2, "stroke_linecap": "butt"}


def ahead_marks(chart: TargetChart, plot: Plot, says: Callable[[ChartPoint], str]) -> str:
    """A dotted line from the newest figure on, in the band that the interval of the pace gives."""
    if not chart.ahead:
        return ""
    ahead = chart.ahead
    start = (plot.x(ahead.position), plot.y(ahead.value))
    dotted = line([start, spot(plot, ahead.end)], **DOTTED)
    points = [titled(says(one), marker(PointKind.PROJECTION, *spot(plot, one), colour=OWN)) for one in ahead.points]
    return band(ahead, plot) + dotted + "".join(points)


def band(ahead: Ahead, plot: Plot) -> str:
    low, high = ahead.end.low, ahead.end.high
    if low is None or high is None:
        return ""
    outline = [*edge(ahead, high, plot), *reversed(edge(ahead, low, plot))]
    return element("path", d=path_data(outline, closed=True), **BAND)


def edge(ahead: Ahead, end: Decimal, plot: Plot) -> list[tuple[float, float]]:
    """One side of the band, from the newest figure to its end."""
    left, right = plot.x(ahead.position), plot.x(ahead.end.position)
    rise = EXACT.divide(EXACT.subtract(end, ahead.value), Decimal(PIECES))
    return [
        (left + (right - left) * piece / PIECES, plot.y(EXACT.add(ahead.value, EXACT.multiply(rise, Decimal(piece)))))
        for piece in range(PIECES + 1)
    ]


def earlier_lines(chart: TargetChart, plot: Plot) -> str:
    """Thin and grey, up to when it was changed."""
    return "".join(
        line(places(one, plot), **earlier_look(promise)) for promise in chart.earlier for one in promise.lines
    )


def earlier_look(promise: EarlierPromise) -> dict[str, Attribute]:
    """A path is dashed, as the one that counts is."""
    return EARLIER | ({"stroke_dasharray": "4 4"} if promise.is_path else {})


def places(points: Sequence[tuple[int, Decimal]], plot: Plot) -> list[tuple[float, float]]:
    return [(plot.x(position), plot.y(value)) for position, value in points]


def ahead_sample() -> str:
    """As the legend shows it."""
    return element("rect", x=0, y=-6, width=26, height=12, **BAND) + line([(1, 0), (25, 0)], **DOTTED)


def earlier_sample(promise: EarlierPromise) -> str:
    return line([(0, 0), (26, 0)], **earlier_look(promise))


def block_light_marks(chart: TargetChart, plot: Plot, labels: Labels) -> None:
    """Texts keep off these lines too."""
    for promise in chart.earlier:
        for one in promise.lines:
            labels.block_line(places(one, plot), reach=1)
    if chart.ahead:
        start = (plot.x(chart.ahead.position), plot.y(chart.ahead.value))
        labels.block_line([start, spot(plot, chart.ahead.end)], reach=1)
