"""One whole parted into classes from worst to best: a single bar, every class named with its share under it.

The classes tell themselves apart by their order and by how dark they are, so the bar is read without colours too: grey
before the cut, blue from it on. What the parts leave of a hundred percent, or is of no class, stands hollow at the end.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reporting.charts.axis import EXACT
from reporting.charts.empty import empty_chart
from reporting.charts.inputs import is_figure
from reporting.charts.legend import Entry, legend_for
from reporting.charts.ordinal_inputs import OrdinalChart, OrdinalClass, Piece
from reporting.charts.palette import AXIS, INK, PAPER
from reporting.charts.svg import WIDE, Attribute, Size, Svg, document, element, titled
from reporting.charts.text import Spot, fitted, text_width, written
from reporting.charts.words import ChartWords, Number

BAR_HEIGHT, BETWEEN, APART = 44, 12, 6
# Towards the cut lighter, from it on darker.
BELOW = ("#5b5d60", "#8b8d90", "#b4b6b9", "#d5d6d8")
ABOVE = ("#8fb1d1", "#3d6c9b", "#1c4a78", "#002c54")
HOLLOW: dict[str, Attribute] = {"fill": PAPER, "stroke": AXIS, "stroke_width": 1, "stroke_dasharray": "4 3"}
PLAIN: dict[str, Attribute] = {"stroke": "none", "fill": INK}


def ordinal_chart(chart: OrdinalChart, *, number: Number, words: ChartWords | None = None, size: Size = WIDE) -> Svg:
    """The bar with its classes; without any figure a quiet frame that says so."""
    words = words or ChartWords()
    if not chart.drawn:
        return empty_chart(chart.key, chart.title, words.nothing, size)
    return OrdinalBar(chart, number, words, size).markup()


class OrdinalBar:
    """One such bar in the making."""

    def __init__(self, chart: OrdinalChart, number: Number, words: ChartWords, size: Size) -> None:
        self.chart, self.number, self.words, self.size = chart, number, words, size
        self.pieces = list(self.placed())

    def markup(self) -> Svg:
        head = self.size.text * 2.1 if self.chart.cut_said else 0.0
        foot = head + BAR_HEIGHT
        names, height = self.names(foot) if self.names_fit else self.listed(foot)
        remarks = legend_for([Entry(text) for text in self.remarks()], self.size)
        return document(
            *(self.part(piece, head) for piece in self.pieces),
            self.cut(head),
            names,
            remarks.markup(foot + height + APART),
            key=self.chart.key,
            title=self.chart.title,
            description=self.says(),
            size=self.size,
            height=foot + height + APART + remarks.height,
        )

    # Where things lie ---------------------------------------------------------------------------------------------

    def placed(self) -> Iterator[Piece]:
        """Every class that has a share, in order; what is outside of the scale comes last, a little apart."""
        drawn, outside = self.chart.drawn, self.chart.outside(self.words)
        room = Decimal(self.size.width - 2 - (APART if outside else 0))
        left = 1.0
        for one in (*drawn, *outside):
            is_outside = one in outside
            left += APART if is_outside and one is outside[0] else 0
            width = float(EXACT.divide(EXACT.multiply(one.share or Decimal(0), room), self.chart.whole(outside)))
            yield Piece(one, left, width, "" if is_outside else self.colour_of(one))
            left += width

    def colour_of(self, one: OrdinalClass) -> str:
        """By its place in the scale, whether or not its neighbours have figures."""
        place, first = self.chart.classes.index(one), self.chart.good_from or 0
        if place < first:
            return shade(BELOW, place, first)
        return shade(ABOVE, place - first, len(self.chart.classes) - first)

    # What is drawn ------------------------------------------------------------------------------------------------

    def part(self, piece: Piece, top: float) -> str:
        """A class of the bar. Thin white keeps two alike apart."""
        look: dict[str, Attribute] = {"fill": piece.colour, "stroke": PAPER, "stroke_width": 1.5}
        look = look if piece.colour else HOLLOW
        rect = element("rect", x=piece.left, y=top, width=max(piece.width, 1), height=BAR_HEIGHT, **look)
        return titled(self.said(piece.one), rect)

    def cut(self, top: float) -> str:
        """Where it begins to be good enough: a line across the bar, and what lies beyond it added up."""
        if not self.chart.cut_said:
            return ""
        within = [piece for piece in self.pieces if piece.colour]
        end = within[-1].left + within[-1].width
        x = min((one.left for one in within if one.one in self.chart.good_ones), default=end)
        text = fitted(self.cut_text, self.size.width - 4, self.size.text)
        half, y = text_width(text, self.size.text) / 2, self.size.text
        centre = min(max((x + end) / 2, half + 2), self.size.width - half - 2)
        bracket = f"M{x:.2f} {top + BAR_HEIGHT + 4:.2f} V{top - 8:.2f} H{max(end, x + 1):.2f} v6"
        return element("path", d=bracket, fill="none", stroke=INK, stroke_width=2) + written(
            text, Spot(centre, y), size=self.size.text, font_weight=600, **PLAIN
        )

    @property
    def cut_text(self) -> str:
        return f"{self.chart.cut_said} {self.amount(self.chart.good_share)}"

    # Their names --------------------------------------------------------------------------------------------------

    def lines_of(self, one: OrdinalClass) -> tuple[str, str]:
        return one.name, self.amount(one.share or Decimal(0))

    def width_of(self, one: OrdinalClass) -> float:
        return max(text_width(line, self.size.text) for line in self.lines_of(one))

    @property
    def names_fit(self) -> bool:
        room = sum(self.width_of(piece.one) + BETWEEN for piece in self.pieces) - BETWEEN
        return room <= self.size.width

    def names(self, foot: float) -> tuple[str, float]:
        """Under each class its name and share, with a thin line up to it where the name had to give way."""
        text, drawn = self.size.text, []
        widths = [self.width_of(piece.one) for piece in self.pieces]
        places = beside_each_other([piece.middle for piece in self.pieces], widths, self.size.width)
        for piece, x in zip(self.pieces, places, strict=True):
            y = foot + 16 + text
            bend = f"M{piece.middle:.2f} {foot + 2:.2f} v4 L{x:.2f} {foot + 14:.2f}"
            drawn.append(element("path", d=bend, fill="none", stroke=AXIS, stroke_width=1))
            name, share = self.lines_of(piece.one)
            drawn.append(written(name, Spot(x, y), size=text, **PLAIN))
            drawn.append(written(share, Spot(x, y + text * 1.3), size=text, font_weight=600, **PLAIN))
        return "".join(drawn), 16 + text * 2.8

    def listed(self, foot: float) -> tuple[str, float]:
        """Where there is no room side by side: one line for each class, in the order of the bar."""
        rows = self.size.text * 1.6
        drawn = []
        for place, piece in enumerate(self.pieces):
            y = foot + 10 + rows * (place + 0.7)
            look = {"fill": piece.colour} if piece.colour else HOLLOW
            sample = element("rect", x=1, y=y - 11, width=14, height=12, **look)
            name, share = self.lines_of(piece.one)
            amount = written(share, Spot(self.size.width, y, "end"), size=self.size.text, font_weight=600, **PLAIN)
            room = self.size.width - 30 - text_width(share, self.size.text)
            text = written(fitted(name, room, self.size.text), Spot(22, y, "start"), size=self.size.text, **PLAIN)
            drawn.append(sample + text + amount)
        return "".join(drawn), 10 + rows * len(self.pieces)

    # What is said -------------------------------------------------------------------------------------------------

    def amount(self, share: Decimal) -> str:
        return f"{self.number(share, decimals=self.chart.decimals)}{self.chart.unit}"

    def said(self, one: OrdinalClass) -> str:
        return f"{one.name}: {self.amount(one.share or Decimal(0))}"

    def says(self) -> str:
        """The whole drawing in words, for whoever does not see it."""
        told = [*(self.said(piece.one) for piece in self.pieces), *self.remarks()]
        if self.chart.cut_said:
            told.append(f"{self.chart.cut_said}: {self.amount(self.chart.good_share)}")
        return ". ".join(told) + "."

    def remarks(self) -> Iterator[str]:
        """The classes that take no room: nothing lies in them, or nobody has said how much."""
        yield from (self.said(one) for one in self.chart.classes if one.share == 0)
        if absent := [one.name for one in self.chart.classes if not is_figure(one.share)]:
            yield f"{self.words.without_figures} {', '.join(absent)}"


def shade(shades: Sequence[str], place: int, count: int) -> str:
    """One of the shades for a place among so many, the whole range used."""
    return shades[round(place * (len(shades) - 1) / (count - 1))] if count > 1 else shades[-1]


def beside_each_other(wanted: Sequence[float], widths: Sequence[float], room: float) -> list[float]:
    """Centres of texts that are so wide, in order, as near as may be to the wanted ones and never over each other."""
    centres: list[float] = []
    at = 0.0
    for centre, width in zip(wanted, widths, strict=True):
        centres.append(max(centre, at + width / 2))
        at = centres[-1] + width / 2 + BETWEEN
    at = room
    for place in reversed(range(len(centres))):
        centres[place] = min(centres[place], at - widths[place] / 2)
        at = centres[place] - widths[place] / 2 - BETWEEN
    return centres
