"""The slides of a plan, one after the other, as they are shown on a wall too."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from io import BytesIO

import pptx
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from pptx.opc.package import Part
from pptx.presentation import Presentation
from pptx.slide import Slide as Page
from pptx.util import Cm

from reporting.charts.palette import OWN
from reporting.documents import NO_LOOK, Look, Picture
from reporting.exports.languages import language_tag
from reporting.exports.packing import without_time
from reporting.exports.slides.shapes import (
    HEIGHT,
    MARGIN,
    WIDTH,
    clean,
    put_light,
    put_notes,
    put_number,
    put_picture,
    put_text,
    put_title,
    set_language,
    shortened,
)
from reporting.queries.answered_rows import AnsweredRow
from reporting.queries.lights import LightRow
from reporting.queries.standing import Standing, colour
from reporting.slides import GreyGroup, ShownChange, Slide, SlideKind
from targets.rules import Light

# The layout of the library's own presentation that has a title and nothing else.
TITLE_ONLY = 5
TYPEFACE = "Arial"
LONGEST_GOAL, LONGEST_CHANGE, LONGEST_GREY, MEASURES_SHOWN = 130, 190, 54, 2
TEXT_TOP, BOTTOM = 4.1, HEIGHT - MARGIN
LINES_IN_A_COLUMN = 18
# So many lights on a slide have room for larger letters, and goals on one line for the largest.
AIRY, ONE_LINE, SMALLEST = 4, 84, 14
# Where a chart stands, with its title above and its source below.
CHART_LEFT = 13.8
CHART_WIDTH, CHART_TOP, CHART_BOTTOM = WIDTH - MARGIN - CHART_LEFT, TEXT_TOP + 1.5, BOTTOM - 1.5


# A paragraph: text, size in points, bold.
Line = tuple[str, int, bool]


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


@dataclass(frozen=True, slots=True)
class Deck:
    """What the slides are made of; `front` stands under the title, `charts` go by the keys of the red targets."""

    language: str
    publisher: str
    title: str
    front: tuple[str, ...]
    made_on: date
    slides: tuple[Slide, ...]
    since: date
    charts: Mapping[int, SlideChart] = field(default_factory=dict)
    look: Look = NO_LOOK

    @property
    def colour(self) -> str:
        return self.look.colour or OWN


def as_pptx(deck: Deck) -> bytes:
    """The whole deck as a .pptx file. The same deck gives the same bytes."""
    show = pptx.Presentation()
    set_typeface(show)
    show.slide_width, show.slide_height = Cm(WIDTH), Cm(HEIGHT)
    with translation.override(deck.language):
        set_properties(show, deck)
        write_front(new_page(show), deck)
        for number, slide in enumerate(deck.slides, start=2):
            page = new_page(show)
            write_slide(page, slide, deck)
            put_number(page, number)
    for page in show.slides:
        set_language(page, language_tag(deck.language))
    content = BytesIO()
    show.save(content)
    return without_time(content.getvalue())


def set_properties(show: Presentation, deck: Deck) -> None:
    properties = show.core_properties
    # Of which year or day the slides are stands in one or the other.
    title = " – ".join((deck.title, *deck.front[:1]))
    properties.title, properties.author = clean(title)[:255], clean(deck.publisher)[:255]
    properties.last_modified_by, properties.language = properties.author, language_tag(deck.language)
    properties.created = properties.modified = datetime.combine(deck.made_on, time(), tzinfo=UTC)
    properties.revision = 1


def set_typeface(show: Presentation) -> None:
    """One that every machine has, so that lines break where they were meant to."""
    (theme,) = (one.target_part for one in show.slide_master.part.rels.values() if one.reltype == RELATIONSHIP.THEME)
    assert isinstance(theme, Part)
    theme.blob = theme.blob.replace(b'latin typeface="Calibri"', f'latin typeface="{TYPEFACE}"'.encode())


def new_page(show: Presentation) -> Page:
    page: Page = show.slides.add_slide(show.slide_layouts[TITLE_ONLY])
    return page


def write_front(page: Page, deck: Deck) -> None:
    """What it is of, and the day that the lights are from."""
    put_title(page, deck.title, colour=deck.colour, top=6.2)
    whole = WIDTH - 2 * MARGIN
    put_text(page, [(deck.publisher, 20, False)], left=MARGIN, top=5.0, width=whole, height=1.2)
    put_text(page, [(line, 20, False) for line in deck.front], left=MARGIN, top=9.2, width=whole, height=3)
    if deck.look.logo:
        logo = deck.look.logo
        put_picture(page, logo.content, logo.alt, left=MARGIN, top=1.4, width=6, height=3)


def write_slide(page: Page, slide: Slide, deck: Deck) -> None:
    put_title(page, titled(slide), colour=deck.colour)
    match slide.kind:
        case SlideKind.STANDING:
            assert slide.standing is not None
            write_standing(page, slide.standing)
        case SlideKind.AREA:
            write_lights(page, slide)
        case SlideKind.WORSE:
            write_changes(page, slide.changes, since=deck.since)
        case SlideKind.RED:
            assert slide.red is not None
            write_red(page, slide.red, deck.charts.get(slide.red.row.pk))
        case SlideKind.GREY:
            write_greys(page, slide.greys)


def titled(slide: Slide) -> str:
    names = {
        SlideKind.STANDING: gettext("Hvordan står det til?"),
        SlideKind.WORSE: gettext("Hva ble verre?"),
        SlideKind.GREY: gettext("Hva kan ikke vurderes?"),
    }
    title = names.get(slide.kind, slide.title)
    part = {"title": title, "part": slide.part, "parts": slide.parts}
    return gettext("%(title)s (%(part)d av %(parts)d)") % part if slide.parts > 1 else title


def write_standing(page: Page, standing: Standing) -> None:
    """How many of each light, side by side; in the notes what is overridden."""
    if not standing.total:
        say(page, gettext("Planen har ingen måltall ennå."))
        return
    counts = [
        (light, getattr(standing.lights, light.value)) for light in (Light.RED, Light.YELLOW, Light.GREEN, Light.GREY)
    ]
    room = (WIDTH - 2 * MARGIN) / len(counts)
    for place, (light, count) in enumerate(counts):
        left = MARGIN + place * room
        put_light(page, light.value, colour(light), left=left, top=5.6, size=2.6)
        lines = [(str(count), 60, True), (colour(light), 20, False)]
        put_text(page, lines, left=left, top=8.4, width=room - 0.5, height=5)
    targets = ngettext("%(n)d måltall i planen.", "%(n)d måltall i planen.", standing.total) % {"n": standing.total}
    put_text(page, [(targets, 18, False)], left=MARGIN, top=15.5, width=WIDTH - 2 * MARGIN, height=1.5)
    put_notes(page, [targets, *standing.calculated])


def write_lights(page: Page, slide: Slide) -> None:
    """Goals with their lights, the worst first; the whole sentences are in the notes."""
    rows, grey = slide.lights, slide.standing.lights.grey if slide.standing else 0
    if not rows:
        say(page, gettext("Ingen av måltallene kan vurderes.") if grey else gettext("Området har ingen måltall."))
    size = size_of_lights(rows)
    for top, row in zip(steps(len(rows), most=2.6, below=1.0 if grey else 0), rows, strict=True):
        put_light(page, row.light, row.word, left=MARGIN, top=top + 0.15, size=1.0)
        put_text(
            page,
            light_lines(row, size=size),
            left=MARGIN + 1.5,
            top=top - 0.2,
            width=WIDTH - 2 * MARGIN - 1.5,
            height=2,
        )
    if grey and rows:
        beside = ngettext("%(n)d til kan ikke vurderes.", "%(n)d til kan ikke vurderes.", grey) % {"n": grey}
        put_text(page, [(beside, 16, False)], left=MARGIN, top=BOTTOM - 0.9, width=WIDTH - 2 * MARGIN, height=0.9)
    put_notes(page, [f"{row.word}: {row.goal or row.title} {row.explanation}" for row in rows])


def size_of_lights(rows: Sequence[LightRow]) -> int:
    """The same for all on a slide, to be read from the back of the room."""
    if all(len(light_lines(row, size=0)[0][0]) <= ONE_LINE for row in rows):
        return 20
    return 18 if len(rows) <= AIRY else 16


def light_lines(row: LightRow, *, size: int) -> list[Line]:
    """The goal after the word of its light, and the indicator under it where that is called something else."""
    goal = shortened(row.goal or row.title, LONGEST_GOAL - len(row.word))
    beside = "" if row.goal in {"", row.title} else shortened(row.title, LONGEST_GOAL)
    return [(f"{row.word}: {goal}", size, True), *([(beside, max(size - 4, SMALLEST), False)] if beside else [])]


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


def write_changes(page: Page, changes: tuple[ShownChange, ...], *, since: date) -> None:
    """From which light to which, and why; and by which figures both days are judged."""
    if not changes:
        say(page, gettext("Ingen lys er blitt verre siden %(day)s.") % {"day": date_format(since)})
    for top, change in zip(steps(len(changes), most=3.2, below=1.2), changes, strict=True):
        put_light(page, change.from_light, change.from_word, left=MARGIN, top=top, size=1.0)
        put_light(page, change.to_light, change.to_word, left=MARGIN + 1.9, top=top, size=1.0)
        words = f"{change.from_word} → {change.to_word}: {change.title}"
        lines = [(shortened(words, LONGEST_GOAL), 20, True), (shortened(change.sentence, LONGEST_CHANGE), 16, False)]
        put_text(page, lines, left=MARGIN + 3.4, top=top - 0.3, width=WIDTH - 2 * MARGIN - 3.4, height=3)
    again = gettext("Lysene er vurdert på nytt for %(day)s med tallene som er kjent nå.") % {"day": date_format(since)}
    put_text(page, [(again, 14, False)], left=MARGIN, top=BOTTOM - 0.9, width=WIDTH - 2 * MARGIN, height=0.9)
    put_notes(page, [again, *(f"{change.title}: {change.sentence}" for change in changes)])


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


def say(page: Page, text: str) -> None:
    """The only thing on a slide that has nothing to show."""
    put_text(page, [(text, 24, False)], left=MARGIN, top=TEXT_TOP + 1, width=WIDTH - 2 * MARGIN, height=3)


def steps(count: int, *, most: float, below: float = 0) -> list[float]:
    """Where so many things stand under each other, as airy as there is room for; `below` them something else stands."""
    height = min(most, (BOTTOM - TEXT_TOP - below) / max(count, 1))
    return [TEXT_TOP + 0.4 + height * place for place in range(count)]
