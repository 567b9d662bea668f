"""A chart without figures says so."""

from reporting.charts.palette import GRID, MUTED
from reporting.charts.svg import Size, Svg, document, element
from reporting.charts.text import Spot, fitted, written


def empty_chart(key: str, title: str, text: str, size: Size) -> Svg:
    """A quiet frame with one sentence in it."""
    height = size.height / 2
    frame = element("rect", x=1, y=1, width=size.width - 2, height=height - 2, rx=4, fill="none", stroke=GRID)
    words = fitted(text, size.width - 20, size.text)
    sentence = written(
        words, Spot(size.width / 2, height / 2 + size.text * 0.35), size=size.text, fill=MUTED, stroke="none"
    )
    return document(frame, sentence, key=key, title=title, description=text, size=size, height=height)
