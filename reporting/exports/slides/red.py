"""The slide of one red target: why it is red, what is done, and its chart."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext
from pptx.slide import Slide as Page

from reporting.documents import Picture
from reporting.exports.slides.room import BOTTOM, LONGEST_GOAL, TEXT_TOP, Line
from reporting.exports.slides.shapes import MARGIN, WIDTH, put_light, put_notes, put_picture, put_text, shortened
from reporting.queries.answered_rows import AnsweredRow

MEASURES_SHOWN = 2
# Where a chart stands, with its title above and its source below.
CHART_LEFT = 13.8
CHART_WIDTH, CHART_TOP, CHART_BOTTOM = WIDTH - MARGIN - CHART_LEFT, TEXT_TOP + 1.5, BOTTOM - 1.5


@dataclass(frozen=True, slots=True)
class Sizes:
    """Letters in points of what is told of a red target, and of how many letters a text of it may have."""

    statement: int
    people: int
    answer: int
    longest: int


# From the largest on. So many letters have room beside a chart in the largest.
SIZES = (Sizes(24, 16, 20, 330), Sizes(20, 14, 16, 330), Sizes(16, 12, 13, 240))
LETTERS_BESIDE = 200
# With the whole width.
WIDE = (Sizes(32, 20, 26, 330), *SIZES)
LETTERS_ACROSS = 320


@dataclass(frozen=True, slots=True)
class SlideChart:
    """A finished chart, what it is of and in which unit, and where its figures are from."""

    picture: Picture
    title: str
    source: str = ""


def write_red(page: Page, red: AnsweredRow, chart: SlideChart | None) -> None:
    """Why it is red, what is done, and the chart beside; without one the words have the whole width and are larger."""
    row, width = red.row, CHART_LEFT - MARGIN - 0.8 if chart else WIDTH - 2 * MARGIN
    put_light(page, row.light, row.word, left=MARGIN, top=TEXT_TOP + 0.1, size=1.3)
    put_text(page, [(row.word, 26, True)], left=MARGIN + 1.8, top=TEXT_TOP, width=width - 1.8, height=1.6)
    lines = list(told(red, sizes_for(red, is_beside_chart=chart is not None)))
    put_text(page, lines, left=MARGIN, top=TEXT_TOP + 2.0, width=width, height=BOTTOM - TEXT_TOP - 2.0)
    if chart:
        write_chart(page, chart)
    measures = (one.title for one in red.answer.measures)
    put_notes(page, [row.explanation, row.source, *cause_of(red), *measures, red.lacking])


def write_chart(page: Page, chart: SlideChart) -> None:
    """As large as there is room for, with its title and unit above it and its source below."""
    title, source = shortened(chart.title, LONGEST_GOAL), shortened(chart.source, LONGEST_GOAL)
    put_text(page, [(title, 14, True)], left=CHART_LEFT, top=TEXT_TOP, width=CHART_WIDTH, height=1.4)
    picture = chart.picture
    height = CHART_BOTTOM - CHART_TOP
    put_picture(page, picture.content, picture.alt, left=CHART_LEFT, top=CHART_TOP, width=CHART_WIDTH, height=height)
    if source:
        put_text(page, [(source, 12, False)], left=CHART_LEFT, top=CHART_BOTTOM + 0.1, width=CHART_WIDTH, height=1.3)


def sizes_for(red: AnsweredRow, *, is_beside_chart: bool) -> Sizes:
    """The largest letters with which everything that is told has room."""
    letters = sum(len(text) for text, _size, _bold in told(red, SIZES[0]))
    choices, room = (SIZES, LETTERS_BESIDE) if is_beside_chart else (WIDE, LETTERS_ACROSS)
    return next((sizes for place, sizes in enumerate(choices, start=1) if letters <= room * place), choices[-1])


def told(red: AnsweredRow, sizes: Sizes) -> Iterator[Line]:
    row = red.row
    yield shortened(row.summary or row.explanation, sizes.longest), sizes.statement, False
    if row.unit or row.owner:
        yield ", ".join(str(part) for part in (row.unit, row.owner) if part), sizes.people, False
    yield from ((shortened(text, sizes.longest), sizes.answer, False) for text in cause_of(red))
    for measure in red.answer.measures[:MEASURES_SHOWN]:
        late = f" ({measure.late_word})" if measure.late_word else ""
        yield shortened(gettext("Tiltak: %(title)s") % {"title": measure.title + late}, 140), sizes.answer, False
    if red.lacking:
        yield red.lacking, sizes.answer, True


def cause_of(red: AnsweredRow) -> Iterator[str]:
    if red.answer.cause:
        yield gettext("Årsak: %(text)s") % {"text": red.answer.cause.text}
    if red.words:
        yield red.words
