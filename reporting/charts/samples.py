"""Every mark of the charts by itself, as the page that explains them shows it."""

from enum import StrEnum

from reporting.charts.comparison import LOOKS
from reporting.charts.inputs import Emphasis, PointKind
from reporting.charts.marks import break_sample, line, marker
from reporting.charts.palette import GREEN_ZONE, INK, OWN, YELLOW_EDGE, YELLOW_ZONE
from reporting.charts.svg import Svg, element
from reporting.charts.target_ahead import EARLIER, ahead_sample
from reporting.charts.target_marks import LIMIT_LOOK, line_sample, path_sample, ring

WIDTH, HEIGHT = 34, 24


class Mark(StrEnum):
    OWN = "own"
    PEER = "peer"
    GROUP = "group"
    COUNTRY = "country"
    PATH = "path"
    LIMIT = "limit"
    ZONES = "zones"
    TARGET = "target"
    PROVISIONAL = "provisional"
    ESTIMATE = "estimate"
    CORRECTION = "correction"
    AHEAD = "ahead"
    BREAK = "break"
    EARLIER = "earlier"


def sample(mark: Mark) -> Svg:
    """A small picture beside which its words stand."""
    drawn = element("g", drawing_of(mark), transform=f"translate(4 {HEIGHT // 2})")
    markup = element(
        "svg",
        drawn,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        width=WIDTH,
        height=HEIGHT,
        aria_hidden="true",
        focusable="false",
        class_="pp-sample",
        fill=INK,
    )
    return Svg(markup)


def drawing_of(mark: Mark) -> str:
    """Around y = 0, from 0 to 26."""
    across = [(0.0, 0.0), (26.0, 0.0)]
    drawings = {
        Mark.OWN: line_sample(),
        Mark.PEER: line(across, **LOOKS[Emphasis.PEER]),
        Mark.GROUP: line(across, **LOOKS[Emphasis.GROUP]),
        Mark.COUNTRY: line(across, **LOOKS[Emphasis.COUNTRY]),
        Mark.PATH: path_sample(),
        Mark.LIMIT: line(across, **LIMIT_LOOK),
        Mark.ZONES: zones_sample(),
        Mark.TARGET: ring(13, 0),
        Mark.PROVISIONAL: marker(PointKind.PROVISIONAL, 13, 0, colour=OWN),
        Mark.ESTIMATE: marker(PointKind.ESTIMATE, 13, 0, colour=OWN),
        Mark.CORRECTION: marker(PointKind.CORRECTION, 13, 0, colour=OWN),
        Mark.AHEAD: ahead_sample(),
        Mark.BREAK: element("g", break_sample(), transform="translate(7 0)"),
        Mark.EARLIER: line(across, **EARLIER),
    }
    return drawings[mark]


def zones_sample() -> str:
    """The green zone over the yellow one, which ends in a fine line."""
    green = element("rect", x=0, y=-10, width=26, height=10, fill=GREEN_ZONE)
    yellow = element("rect", x=0, y=0, width=26, height=9, fill=YELLOW_ZONE)
    edge = line([(0, 9), (26, 9)], stroke=YELLOW_EDGE, stroke_width=1, stroke_dasharray="2 3", stroke_linecap="butt")
    return green + yellow + edge
