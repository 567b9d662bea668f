"""How much room words take, and where they can stand without touching each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from reporting.charts.palette import INK, PAPER
from reporting.charts.svg import Attribute, element, escaped

# Widths in parts of the letter size, a little generous, so that a substitute font still fits.
NARROW, SLIM, WIDE_LETTERS = frozenset("iljI|.,:;'! \u00a0\u202f"), frozenset("ftr()[]/-J"), frozenset("mwMWÆæ%@…—")
NARROW_EM, SLIM_EM, NORMAL_EM, DIGIT_EM, CAPITAL_EM, WIDE_EM = 0.31, 0.44, 0.62, 0.66, 0.74, 0.98
ASCENT, DESCENT = 0.8, 0.25

HALO: dict[str, Attribute] = {
    "fill": INK,
    "stroke": PAPER,
    "stroke_width": 3,
    "stroke_linejoin": "round",
    "paint_order": "stroke",
}


def letter_width(letter: str) -> float:
    if letter in NARROW:
        return NARROW_EM
    if letter in SLIM:
        return SLIM_EM
    if letter in WIDE_LETTERS or ord(letter) > 0x2FF:
        return NORMAL_EM + 0.1 if letter in "−–·" else WIDE_EM
    if letter.isdigit():
        return DIGIT_EM
    return CAPITAL_EM if letter.isupper() else NORMAL_EM


def text_width(text: str, size: float) -> float:
    """How wide the text will be, with a little to spare."""
    return size * ems(text)


@lru_cache(maxsize=8_192)
def ems(text: str) -> float:
    """The same in parts of the letter size. Names and years come again in chart after chart."""
    return sum(letter_width(letter) for letter in text)


def fitted(text: str, width: float, size: float) -> str:
    """The text, cut with an ellipsis where it is too long for the width."""
    if text_width(text, size) <= width:
        return text
    room = width - text_width("…", size)
    kept = ""
    for letter in text:
        room -= letter_width(letter) * size
        if room < 0:
            break
        kept += letter
    return f"{kept.rstrip()}…"


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for a text: where its baseline begins, is centred or ends."""

    x: float
    y: float
    anchor: str = "middle"

    def box(self, text: str, size: float) -> Box:
        width = text_width(text, size)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return Box(left, self.y - ASCENT * size, left + width, self.y + DESCENT * size)


@dataclass(slots=True)
class Labels:
    """Places texts one by one, the important ones first. One that finds no free spot is left out."""

    area: Box
    taken: list[Box] = field(default_factory=list)

    def is_free(self, box: Box) -> bool:
        return self.area.holds(box) and not any(box.touches(other) for other in self.taken)

    def block(self, box: Box) -> None:
        self.taken.append(box)

    def block_line(self, points: Sequence[tuple[float, float]], *, reach: float = 2.5) -> None:
        """Keeps texts off a line, by small boxes along it."""
        for (x1, y1), (x2, y2) in pairwise(points):
            steps = max(int(max(abs(x2 - x1), abs(y2 - y1)) / (2 * reach)), 1)
            for step in range(steps + 1):
                x, y = x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps
                self.taken.append(Box(x - reach, y - reach, x + reach, y + reach))

    def place(self, text: str, spots: Iterable[Spot], *, size: float, **attributes: Attribute) -> str:
        """The text at the first spot that is free, or nothing."""
        for spot in spots:
            box = spot.box(text, size)
            if self.is_free(box):
                self.block(replace(box, left=box.left - 4, right=box.right + 4))
                return written(text, spot, size=size, **attributes)
        return ""


def written(text: str, spot: Spot, *, size: float, **attributes: Attribute) -> str:
    """A text with a white edge, so that it can be read across lines and zones."""
    place: dict[str, Attribute] = {"x": spot.x, "y": spot.y, "text_anchor": spot.anchor, "font_size": size}
    return element("text", escaped(text), **{**place, **HALO, **attributes})


def spread(wanted: Sequence[float], *, gap: float, top: float, bottom: float) -> list[float]:
    """Heights at least a gap apart and as near as may be to the wanted ones, which come sorted from the top."""
    groups: list[tuple[float, int]] = []
    for height in wanted:
        groups.append((height, 1))
        while len(groups) > 1 and groups[-1][0] - groups[-2][0] < gap * (groups[-1][1] + groups[-2][1]) / 2:
            (lower, below), (upper, above) = groups.pop(), groups.pop()
            groups.append(((upper * above + lower * below) / (above + below), above + below))
        groups[-1] = (within(groups[-1], gap, top, bottom), groups[-1][1])
    return settled([centre + (i - (n - 1) / 2) * gap for centre, n in groups for i in range(n)], gap, top, bottom)


def within(group: tuple[float, int], gap: float, top: float, bottom: float) -> float:
    """The centre of a group, moved so that the whole group lies between top and bottom."""
    half = gap * (group[1] - 1) / 2
    return max(top + half, min(group[0], bottom - half))


def settled(heights: list[float], gap: float, top: float, bottom: float) -> list[float]:
    """Pushes what was moved at the edges apart again: down from the top, then up from the bottom."""
    for i in range(len(heights)):
        heights[i] = max(heights[i], top if i == 0 else heights[i - 1] + gap)
    for i in reversed(range(len(heights))):
        heights[i] = min(heights[i], bottom if i == len(heights) - 1 else heights[i + 1] - gap)
    return heights
