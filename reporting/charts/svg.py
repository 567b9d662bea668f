"""Writing SVG: elements with escaped text, and the accessible frame around a drawing."""

import re
from dataclasses import dataclass
from functools import cache
from html import escape, unescape

from reporting.charts.palette import FONT, INK

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DESCRIPTION = re.compile(r"<desc\b[^>]*>(.*?)</desc>", re.DOTALL)
UNSEEN = re.compile(r'<g><title>[^<]*</title><circle [^>]*fill-opacity="0"/></g>')
NOT_IN_ID = re.compile(r"[^A-Za-z0-9_-]+")

Attribute = str | float | None


class Svg(str):
    """A finished drawing. A template prints it as it is, because every text in it has been escaped."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True)
class Size:
    """A shape to draw in. Lengths are pixels at full width, so `text` is the size of the letters there."""

    name: str
    width: int
    height: int
    text: int

    @property
    def is_compact(self) -> bool:
        return self.width < 500


WIDE = Size("wide", width=720, height=350, text=14)
# Where a table of the same figures stands below, so that two charts with their tables fill a page of paper.
LOW = Size("wide", width=720, height=200, text=14)
# For zones with their words, beside which a few figures stand.
MEDIUM = Size("wide", width=720, height=250, text=14)
# As wide as the text of a page on a 360 pixel phone.
COMPACT = Size("compact", width=328, height=280, text=13)
# For half a wall, read from the back of the room.
WALL = Size("wall", width=860, height=470, text=24)


def escaped(text: str) -> str:
    """Text for an element or an attribute, without the characters that XML cannot hold."""
    return escape(NOT_XML.sub("", text))


def attribute(value: str | float) -> str:
    if isinstance(value, str):
        return escaped(value)
    return f"{value:.2f}".rstrip("0").rstrip(".")


@cache
def name_of(keyword: str) -> str:
    """`stroke_width` as `stroke-width`, `class_` as `class`."""
    return keyword.rstrip("_").replace("_", "-")


def element(tag: str, *children: str, **attributes: Attribute) -> str:
    """`stroke_width=2` becomes `stroke-width="2"`; None leaves an attribute out. Children are finished markup."""
    written = "".join(
        [f' {name_of(name)}="{attribute(value)}"' for name, value in attributes.items() if value is not None]
    )
    return f"<{tag}{written}>{''.join(children)}</{tag}>" if children else f"<{tag}{written}/>"


def titled(title: str, *children: str, **attributes: Attribute) -> str:
    """A group that tells what it is when the pointer rests on it."""
    return element("g", element("title", escaped(title)), *children, **attributes)


def path_data(points: list[tuple[float, float]], *, closed: bool = False) -> str:
    """A line through the points."""
    steps = " L".join(f"{attribute(x)} {attribute(y)}" for x, y in points)
    return f"M{steps}{'Z' if closed else ''}"


def chart_id(key: str, size: Size) -> str:
    return f"chart-{NOT_IN_ID.sub('-', key)}-{size.name}"


def document(*layers: str, key: str, title: str, description: str, size: Size, height: float) -> Svg:
    """The drawing with its name and description, which a screen reader reads instead of the lines."""
    name = chart_id(key, size)
    head = (
        element("title", escaped(title), id=f"{name}-title"),
        element("desc", escaped(description), id=f"{name}-desc"),
    )
    markup = element(
        "svg",
        *head,
        *layers,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {size.width} {attribute(height)}",
        width=size.width,
        height=height,
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        class_=f"pp-svg pp-svg-{size.name}",
        font_family=FONT,
        font_size=size.text,
        fill=INK,
    )
    return Svg(markup)


def on_paper(drawing: str) -> str:
    """Without what only a pointer finds, which is a third of a drawing of many regions."""
    return UNSEEN.sub("", drawing)


def description_in(drawing: str) -> str:
    """What a finished drawing says of itself in words."""
    found = DESCRIPTION.search(drawing)
    return unescape(found[1]) if found else ""
