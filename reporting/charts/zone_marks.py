"""The zones as light areas, each with its light's shape beside it: colour never stands alone."""

from dataclasses import replace

from reporting.charts.marks import light_shape, line
from reporting.charts.palette import GREEN_ZONE, YELLOW_EDGE, YELLOW_ZONE
from reporting.charts.plot import INSET, Plot
from reporting.charts.svg import element, path_data
from reporting.charts.text import Box, Labels
from reporting.charts.zones import Edge, Zone

FILL = {"green": GREEN_ZONE, "yellow": YELLOW_ZONE}
SIGN = 12


def zone_marks(plot: Plot, zones: list[Zone]) -> str:
    return element("g", *(zone_area(plot, zone) for zone in zones)) if zones else ""


def zone_area(plot: Plot, zone: Zone) -> str:
    lower, upper = outline(plot, zone)
    area = element("path", d=path_data([*upper, *reversed(lower)], closed=True), fill=FILL[zone.light])
    return area + (yellow_edge(lower if zone.ends_below else upper) if zone.light == "yellow" else "")


def yellow_edge(side: list[tuple[float, float]]) -> str:
    """A fine line where yellow ends, for eyes and printers that do not see the tint."""
    return line(side, stroke=YELLOW_EDGE, stroke_width=1, stroke_dasharray="2 3", stroke_linecap="butt")


def outline(plot: Plot, zone: Zone) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """The lower and the upper side from left to right."""
    if zone.edges[0].position is None:
        corners = [(plot.left, zone.edges[0]), (plot.right, zone.edges[0])]
    else:
        corners = [(plot.x(edge.position), edge) for edge in zone.edges if edge.position is not None]
    return [(x, low_side(plot, edge)) for x, edge in corners], [(x, high_side(plot, edge)) for x, edge in corners]


def low_side(plot: Plot, edge: Edge) -> float:
    return plot.bottom if edge.low is None else plot.y(edge.low)


def high_side(plot: Plot, edge: Edge) -> float:
    return plot.top if edge.high is None else plot.y(edge.high)


def zone_signs(plot: Plot, zones: list[Zone], labels: Labels) -> str:
    """Disc, triangle and diamond to the right of the frame, in the middle of the zone that each stands for."""
    if not zones:
        return ""
    bands = right_ends(plot, zones)
    signs = [*bands, *(("red", top, bottom) for top, bottom in left_over(plot, bands))]
    return element("g", *(sign(plot, light, top, bottom, labels) for light, top, bottom in signs))


def right_ends(plot: Plot, zones: list[Zone]) -> list[tuple[str, float, float]]:
    """How high each zone is where it meets the right side of the frame."""
    reached = [
        zone
        for zone in zones
        if zone.edges[-1].position is None or plot.x(zone.edges[-1].position) >= plot.right - INSET - 1
    ]
    return [(zone.light, high_side(plot, zone.edges[-1]), low_side(plot, zone.edges[-1])) for zone in reached]


def left_over(plot: Plot, bands: list[tuple[str, float, float]]) -> list[tuple[float, float]]:
    """What no zone covers is red."""
    gaps, top = [], plot.top
    for _, start, end in sorted(bands, key=lambda band: band[1]):
        gaps.append((top, start))
        top = max(top, end)
    return [(start, end) for start, end in [*gaps, (top, plot.bottom)] if bands]


def sign(plot: Plot, light: str, top: float, bottom: float, labels: Labels) -> str:
    """Left out where the zone is too thin to hold it; the legend has it still."""
    x, y = plot.right + 12, (top + bottom) / 2
    box = Box(x - SIGN / 2, y - SIGN / 2, x + SIGN / 2, y + SIGN / 2)
    if bottom - top < SIGN * 0.6 or not labels.is_free(box):
        return ""
    labels.block(replace(box, left=box.left - 4, top=box.top - 3, bottom=box.bottom + 3))
    return light_shape(light, x, y, size=SIGN)
