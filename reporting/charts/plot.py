"""The frame that the charts share: where a value and a time lie in the drawing, the grid and the axes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reporting.charts.axis import Axis
from reporting.charts.palette import AXIS, FOOT, GRID, MUTED
from reporting.charts.svg import Attribute, Size, element
from reporting.charts.text import Box, Labels, Spot, fitted, text_width
from reporting.charts.words import Number

QUIET: dict[str, Attribute] = {"fill": MUTED, "stroke": "none"}
# Between the frame and the outermost points.
INSET = 14


@dataclass(frozen=True, slots=True)
class Plot:
    """The rectangle of the lines. `first` and `last` are months."""

    left: float
    top: float
    right: float
    bottom: float
    axis: Axis
    first: int
    last: int

    def x(self, position: int) -> float:
        if self.first == self.last:
            return (self.left + self.right) / 2
        share = (min(max(position, self.first), self.last) - self.first) / (self.last - self.first)
        return self.left + INSET + share * (self.right - self.left - 2 * INSET)

    def y(self, value: Decimal) -> float:
        return self.bottom - self.axis.share(value) * (self.bottom - self.top)

    @property
    def box(self) -> Box:
        return Box(self.left, self.top, self.right, self.bottom)


def tick_labels(axis: Axis, number: Number, size: Size) -> list[tuple[Decimal, str]]:
    """Each tick with its text, never wider than a third of the drawing."""
    return [(tick, fitted(axis.label(tick, number), size.width / 3, size.text)) for tick in axis.ticks]


def margin_for(labels: Iterable[tuple[Decimal, str]], size: Size) -> float:
    return max(text_width(text, size.text) for _, text in labels) + 10


def grid(plot: Plot, labels: Sequence[tuple[Decimal, str]], size: Size) -> str:
    """A thin line and a number for each tick; the zero line and the foot of the drawing stand out."""
    foot = element("line", x1=plot.left, y1=plot.bottom, x2=plot.right, y2=plot.bottom, stroke=FOOT, stroke_width=1)
    lines = [foot]
    for tick, text in labels:
        y = plot.y(tick)
        colour = AXIS if tick == 0 else GRID
        lines.append(element("line", x1=plot.left, y1=y, x2=plot.right, y2=y, stroke=colour, stroke_width=1))
        lines.append(element("text", text, x=plot.left - 8, y=y + size.text * 0.35, text_anchor="end", fill=MUTED))
    return element("g", *lines)


def time_labels(
    plot: Plot, periods: Sequence[tuple[int, str]], *, important: Sequence[int], labels: Labels, size: Size
) -> str:
    """Names of periods under the drawing: the important ones, then every second, third or so, as there is room."""
    names = {position: fitted(name, size.width / 4, size.text) for position, name in reversed(periods)}
    wanted = [*(position for position in important if position in names), *evenly_chosen(plot, names, size)]
    y = plot.bottom + size.text * 1.5
    texts = [
        labels.place(
            names[position], [kept_inside(plot.x(position), y, names[position], size)], size=size.text, **QUIET
        )
        for position in dict.fromkeys(wanted)
    ]
    marks = [
        element("line", x1=plot.x(p), y1=plot.bottom, x2=plot.x(p), y2=plot.bottom + 4, stroke=AXIS, stroke_width=1)
        for p in sorted(names)
    ]
    return element("g", *marks, *texts)


def evenly_chosen(plot: Plot, names: dict[int, str], size: Size) -> list[int]:
    """Every first, second or third position, counted from the latest, so that the widest name has room."""
    widest = max(text_width(name, size.text) for name in names.values()) + 10
    room = max(int((plot.right - plot.left) / widest), 1)
    return sorted(names)[:: -max(-(-len(names) // room), 1)]


def kept_inside(x: float, y: float, text: str, size: Size) -> Spot:
    """Under its point, but never across the edge of the drawing."""
    half = text_width(text, size.text) / 2
    return Spot(min(max(x, half), size.width - half), y)
