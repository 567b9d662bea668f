"""Lines, points and the small shapes of the lights."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from reporting.charts.inputs import LINE_KINDS, ChartPoint, ChartSeries, PointKind
from reporting.charts.palette import AXIS, GREEN, GREEN_EDGE, PAPER, RED, RED_EDGE, YELLOW, YELLOW_EDGE
from reporting.charts.plot import Plot
from reporting.charts.svg import Attribute, element, path_data, titled


def spot(plot: Plot, point: ChartPoint) -> tuple[float, float]:
    """Where a point that has a value lies."""
    return plot.x(point.position), plot.y(point.value or Decimal(0))


def line(points: Sequence[tuple[float, float]], **look: Attribute) -> str:
    """An open line; a single point gives none."""
    if len(points) < 2:
        return ""
    steady: dict[str, Attribute] = {"fill": "none", "stroke_linejoin": "round", "stroke_linecap": "round"}
    return element("path", d=path_data(list(points)), **(steady | look))


def series_line(plot: Plot, series: ChartSeries, **look: Attribute) -> str:
    """The line of a series, open where figures are missing. A figure alone between two gaps becomes a dot."""
    width = look.get("stroke_width")
    radius = float(width) + 0.8 if isinstance(width, (int, float)) else 2
    drawn = []
    for segment in series.segments():
        places = [spot(plot, point) for point in segment]
        drawn.append(line(places, **look))
        if len(places) == 1:
            drawn.append(element("circle", cx=places[0][0], cy=places[0][1], r=radius, fill=look.get("stroke")))
    return "".join(drawn)


BREAK_LOOK: dict[str, Attribute] = {
    "stroke": AXIS,
    "stroke_width": 1.5,
    "stroke_dasharray": "3 4",
    "stroke_linecap": "butt",
}


def break_marks(plot: Plot, series: Iterable[ChartSeries]) -> str:
    """A dashed upright between the periods on both sides of a break, where the line is open."""
    between = {(plot.x(before) + plot.x(after)) / 2 for one in series for before, after in one.breaks}
    return "".join(line([(x, plot.top), (x, plot.bottom)], **BREAK_LOOK) for x in sorted(between))


def break_sample() -> str:
    """A break as the legend shows it."""
    return line([(6, -7), (6, 7)], **BREAK_LOOK)


def marker(kind: PointKind, x: float, y: float, *, colour: str, radius: float = 4.5) -> str:
    """Filled is final, hollow is provisional, a square is an estimate, a cross is the municipality's own correction."""
    hollow: dict[str, Attribute] = {"fill": PAPER, "stroke": colour, "stroke_width": 2}
    match kind:
        case PointKind.ACTUAL:
            return element("circle", cx=x, cy=y, r=radius, fill=colour, stroke=PAPER, stroke_width=1.5)
        case PointKind.CORRECTION:
            arms = f"M{x - 4:.2f} {y - 4:.2f} l8 8 m0 -8 l-8 8"
            return element("path", d=arms, stroke=colour, stroke_width=2.2, stroke_linecap="round", fill="none")
        case PointKind.ESTIMATE:
            return element("rect", x=x - 4, y=y - 4, width=8, height=8, **hollow)
        case PointKind.PROJECTION:
            return element("circle", cx=x, cy=y, r=2.5, **(hollow | {"stroke_width": 1.5}))
    return element("circle", cx=x, cy=y, r=radius, **hollow)


def point_marks(
    plot: Plot, series: ChartSeries, says: Callable[[ChartPoint], str], *, colour: str, radius: float = 4.5
) -> str:
    """Every point with what it says when the pointer rests on it; the unseen circle makes it easy to hit."""
    marks = []
    for point in series.drawn:
        x, y = spot(plot, point)
        reach = element("circle", cx=x, cy=y, r=11, fill=colour, fill_opacity=0)
        marks.append(titled(says(point), marker(point.kind, x, y, colour=colour, radius=radius), reach))
    return "".join(marks)


def projection(plot: Plot, series: ChartSeries, *, colour: str) -> str:
    """Dotted from the last figure on, with the cone of what is likely around it."""
    ahead = [point for point in series.drawn if point.kind is PointKind.PROJECTION]
    known = [p for p in series.drawn if p.kind in LINE_KINDS and ahead and p.position <= ahead[0].position]
    start = [spot(plot, known[-1])] if known else []
    dotted = line([*start, *(spot(plot, p) for p in ahead)], stroke=colour, stroke_width=2, stroke_dasharray="0.1 6")
    return cone(plot, start, ahead, colour=colour) + dotted


def cone(plot: Plot, start: list[tuple[float, float]], ahead: list[ChartPoint], *, colour: str) -> str:
    upper = [(plot.x(p.position), plot.y(p.high)) for p in ahead if p.high is not None and p.high.is_finite()]
    lower = [(plot.x(p.position), plot.y(p.low)) for p in ahead if p.low is not None and p.low.is_finite()]
    if not upper or not lower:
        return ""
    outline = path_data([*start, *upper, *reversed(lower)], closed=True)
    return element("path", d=outline, fill=colour, fill_opacity=0.1)


def light_shape(light: str, x: float, y: float, *, size: float = 10) -> str:
    """The same shapes as the lights on the page: disc, triangle, diamond."""
    r = size / 2
    match light:
        case "green":
            return element("circle", cx=x, cy=y, r=r * 0.9, fill=GREEN, stroke=GREEN_EDGE, stroke_width=1)
        case "yellow":
            corners = [(x, y - r * 0.95), (x + r * 1.05, y + r * 0.85), (x - r * 1.05, y + r * 0.85)]
            return shape(corners, fill=YELLOW, stroke=YELLOW_EDGE)
    return shape([(x, y - r * 1.1), (x + r * 1.1, y), (x, y + r * 1.1), (x - r * 1.1, y)], fill=RED, stroke=RED_EDGE)


def shape(corners: list[tuple[float, float]], *, fill: str, stroke: str) -> str:
    return element(
        "path", d=path_data(corners, closed=True), fill=fill, stroke=stroke, stroke_width=1, stroke_linejoin="round"
    )
