"""The lines and marks of a target's chart."""

from decimal import Decimal

from reporting.charts.inputs import PointKind
from reporting.charts.marks import line, marker, spot
from reporting.charts.palette import EXPECTED, INK, OWN, PAPER
from reporting.charts.plot import Plot
from reporting.charts.svg import Attribute, element
from reporting.charts.target_inputs import TargetChart
from reporting.charts.text import Box, Labels
from reporting.charts.zones import ExpectedPath, Interval, Limit

# A path is only thought of, and dashed; a limit is a hard line.
PATH_LOOK: dict[str, Attribute] = {
    "stroke": EXPECTED,
    "stroke_width": 1.8,
    "stroke_dasharray": "7 5",
    "stroke_linecap": "butt",
}
LIMIT_LOOK: dict[str, Attribute] = {"stroke": EXPECTED, "stroke_width": 1.8, "stroke_linecap": "butt"}


def expected_points(chart: TargetChart, plot: Plot) -> list[list[tuple[float, float]]]:
    """The path, the limit or both ends of the interval, as points in the drawing."""
    match chart.sound_expectation:
        case ExpectedPath() as path:
            return [[(plot.x(point.position), plot.y(point.expected)) for point in path.ordered]]
        case Limit(value=value):
            return [level(plot, value)]
        case Interval(low=low, high=high):
            return [level(plot, low), level(plot, high)]
    return []


def level(plot: Plot, value: Decimal) -> list[tuple[float, float]]:
    return [(plot.left, plot.y(value)), (plot.right, plot.y(value))]


def expected_line(chart: TargetChart, plot: Plot) -> str:
    look = PATH_LOOK if isinstance(chart.sound_expectation, ExpectedPath) else LIMIT_LOOK
    return "".join(line(points, **look) for points in expected_points(chart, plot))


def gap_to_expected(chart: TargetChart, plot: Plot) -> str:
    """A thin upright from the judged figure to what was expected of it."""
    points = gap_points(chart, plot)
    if not points:
        return ""
    return upright(points)


def upright(points: list[tuple[float, float]]) -> str:
    """Ends in a small ring."""
    x, y = points[1]
    drawn = line(points, stroke=INK, stroke_width=1.2, stroke_dasharray="1.5 2.5", stroke_linecap="butt")
    return drawn + element("circle", cx=x, cy=y, r=3, fill=PAPER, stroke=EXPECTED, stroke_width=1.5)


def gap_sample() -> str:
    return upright([(6, 8), (6, -4)])


def gap_points(chart: TargetChart, plot: Plot) -> list[tuple[float, float]]:
    """The judged figure and, straight above or below it, what was expected."""
    point, expected = chart.judged_point, chart.judged_against
    if point is None or expected is None:
        return []
    x, y = spot(plot, point)
    return [(x, y), (x, plot.y(expected))]


def target_mark(chart: TargetChart, plot: Plot) -> str:
    """A ring with a dot at the deadline."""
    if not chart.sound_target:
        return ""
    return ring(plot.x(chart.sound_target.position), plot.y(chart.sound_target.value))


def ring(x: float, y: float) -> str:
    outer = element("circle", cx=x, cy=y, r=7, fill=PAPER, stroke=INK, stroke_width=2)
    return outer + element("circle", cx=x, cy=y, r=3, fill=INK)


def line_sample() -> str:
    """Own line as the legend shows it."""
    return line([(1, 0), (25, 0)], stroke=OWN, stroke_width=3) + marker(PointKind.ACTUAL, 13, 0, colour=OWN)


def path_sample() -> str:
    return line([(0, 0), (26, 0)], **PATH_LOOK)


def block_marks(chart: TargetChart, plot: Plot, labels: Labels) -> None:
    """Texts keep off lines, points and the target."""
    for segment in chart.series.segments():
        labels.block_line([spot(plot, point) for point in segment])
    for points in expected_points(chart, plot):
        labels.block_line(points, reach=1)
    labels.block_line(gap_points(chart, plot), reach=1)
    for point in chart.series.drawn:
        labels.block(square(*spot(plot, point), 6))
    if chart.sound_target:
        labels.block(square(plot.x(chart.sound_target.position), plot.y(chart.sound_target.value), 8))


def square(x: float, y: float, reach: float) -> Box:
    return Box(x - reach, y - reach, x + reach, y + reach)
