"""The slide of what cannot be judged, in columns."""

from collections.abc import Iterator

from pptx.slide import Slide as Page

from reporting.exports.slides.room import TEXT_TOP, Line
from reporting.exports.slides.shapes import MARGIN, WIDTH, put_light, put_notes, put_text, shortened
from reporting.queries.standing import colour
from reporting.slides import GreyGroup
from targets.rules import Light

LONGEST_GREY = 54
LINES_IN_A_COLUMN = 18


def write_greys(page: Page, groups: tuple[GreyGroup, ...]) -> None:
    """What lacks the same under one line, in two columns; the whole sentences are in the notes."""
    columns = in_columns([list(grey_lines(group)) for group in groups])
    width = (WIDTH - 2 * MARGIN - 1) / 2
    put_light(page, Light.GREY.value, colour(Light.GREY), left=WIDTH - MARGIN - 1.4, top=1.7, size=1.4)
    for place, column in enumerate(columns):
        put_text(page, column, left=MARGIN + place * (width + 1), top=TEXT_TOP, width=width, height=13)
    put_notes(page, [f"{row.goal or row.title} {row.explanation}" for group in groups for row in group.rows])


def grey_lines(group: GreyGroup) -> Iterator[Line]:
    yield group.said, 16, True
    yield from ((shortened(row.title, LONGEST_GREY), 14, False) for row in group.rows)


def in_columns(groups: list[list[Line]]) -> list[list[Line]]:
    """One column where there is room, else two that are as even as they can be with whole groups."""
    lines = [line for group in groups for line in group]
    if len(lines) <= LINES_IN_A_COLUMN:
        return [lines]
    ends = [sum(map(len, groups[:number])) for number in range(1, len(groups))]
    middle = min(ends, key=lambda end: abs(end - len(lines) / 2), default=0)
    if max(middle, len(lines) - middle) > LINES_IN_A_COLUMN:
        middle = -(-len(lines) // 2)
    return [lines[:middle], lines[middle:]]
