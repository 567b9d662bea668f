"""The room that a slide has below its title, and how it is shared."""

from pptx.slide import Slide as Page

from reporting.exports.slides.shapes import HEIGHT, MARGIN, WIDTH, put_text

LONGEST_GOAL = 130
TEXT_TOP, BOTTOM = 4.1, HEIGHT - MARGIN
# A paragraph: text, size in points, bold.
Line = tuple[str, int, bool]


def say(page: Page, text: str) -> None:
    """The only thing on a slide that has nothing to show."""
    put_text(page, [(text, 24, False)], left=MARGIN, top=TEXT_TOP + 1, width=WIDTH - 2 * MARGIN, height=3)


def steps(count: int, *, most: float, below: float = 0) -> list[float]:
    """Where so many things stand under each other, as airy as there is room for; `below` them something else stands."""
    height = min(most, (BOTTOM - TEXT_TOP - below) / max(count, 1))
    return [TEXT_TOP + 0.4 + height * place for place in range(count)]
