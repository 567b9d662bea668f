"""The slides of a plan, one after the other, as they are shown on a wall too."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from io import BytesIO

import pptx
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from pptx.presentation import Presentation
from pptx.slide import Slide as Page
from pptx.util import Cm

from reporting.charts.palette import OWN
from reporting.documents import NO_LOOK, Look, Picture
from reporting.exports.packing import without_time
from reporting.exports.slides.shapes import (
    HEIGHT,
    MARGIN,
    WIDTH,
    clean,
    put_light,
    put_notes,
    put_picture,
    put_text,
    put_title,
    shortened,
)
from reporting.queries.answered_rows import AnsweredRow
from reporting.queries.changed_since import TargetChange
from reporting.queries.lights import LightRow
from reporting.queries.standing import Standing, colour
from reporting.slides import Slide, SlideKind
from targets.rules import Light

# The layout of the library's own presentation that has a title and nothing else.
TITLE_ONLY = 5
LONGEST_GOAL, LONGEST_CHANGE, LONGEST_CAUSE, MEASURES_SHOWN = 130, 190, 330, 2
TEXT_TOP = 4.1


@dataclass(frozen=True, slots=True)
class Deck:
    """What the slides are made of; `charts` are pictures by the keys of the red targets."""

    language: str
    publisher: str
    title: str
    made_on: date
    slides: tuple[Slide, ...]
    since: date
    charts: Mapping[int, Picture] = field(default_factory=dict)
    look: Look = NO_LOOK

    @property
    def colour(self) -> str:
        return self.look.colour or OWN


def as_pptx(deck: Deck) -> bytes:
    """The whole deck as a .pptx file. The same deck gives the same bytes."""
    show = pptx.Presentation()
    show.slide_width, show.slide_height = Cm(WIDTH), Cm(HEIGHT)
    with translation.override(deck.language):
        set_properties(show, deck)
        write_front(new_page(show), deck)
        for slide in deck.slides:
            write_slide(new_page(show), slide, deck)
    content = BytesIO()
    show.save(content)
    return without_time(content.getvalue())


def set_properties(show: Presentation, deck: Deck) -> None:
    properties = show.core_properties
    properties.title, properties.author = clean(deck.title)[:255], clean(deck.publisher)[:255]
    properties.last_modified_by, properties.language = properties.author, deck.language
    properties.created = properties.modified = datetime.combine(deck.made_on, time(), tzinfo=UTC)
    properties.revision = 1


def new_page(show: Presentation) -> Page:
    page: Page = show.slides.add_slide(show.slide_layouts[TITLE_ONLY])
    return page


def write_front(page: Page, deck: Deck) -> None:
    """Whose plan it is and the day that the lights are from."""
    put_title(page, deck.title, colour=deck.colour, top=6.2)
    day = gettext("Slik står planen %(day)s") % {"day": date_format(deck.made_on)}
    put_text(page, [(deck.publisher, 20, False)], left=MARGIN, top=5.0, width=WIDTH - 2 * MARGIN, height=1.2)
    put_text(page, [(day, 20, False)], left=MARGIN, top=9.2, width=WIDTH - 2 * MARGIN, height=1.5)
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
            write_lights(page, slide.lights)
        case SlideKind.WORSE:
            write_changes(page, slide.changes, since=deck.since)
        case SlideKind.RED:
            assert slide.red is not None
            write_red(page, slide.red, deck.charts.get(slide.red.row.pk))


def titled(slide: Slide) -> str:
    names = {
        SlideKind.STANDING: gettext("Hvordan står det til?"),
        SlideKind.WORSE: gettext("Hva ble verre?"),
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
        put_text(page, lines, left=left - 0.25, top=8.4, width=room - 0.5, height=5)
    targets = ngettext("%(n)d måltall i planen.", "%(n)d måltall i planen.", standing.total) % {"n": standing.total}
    put_text(page, [(targets, 18, False)], left=MARGIN, top=15.5, width=WIDTH - 2 * MARGIN, height=1.5)
    put_notes(page, [targets, *standing.calculated])


def write_lights(page: Page, rows: tuple[LightRow, ...]) -> None:
    """Goals with their lights, the worst first; the whole sentences are in the notes."""
    if not rows:
        say(page, gettext("Området har ingen måltall."))
    for top, row in zip(steps(len(rows), most=2.3), rows, strict=True):
        put_light(page, row.light, row.word, left=MARGIN, top=top + 0.15, size=1.0)
        goal = shortened(row.goal or row.title, LONGEST_GOAL - len(row.word))
        beside = "" if row.goal in {"", row.title} else row.title
        lines = [(f"{row.word}: {goal}", 16, True), *([(shortened(beside, LONGEST_GOAL), 13, False)] if beside else [])]
        put_text(page, lines, left=MARGIN + 1.5, top=top - 0.2, width=WIDTH - 2 * MARGIN - 1.5, height=2.2)
    put_notes(page, [f"{row.word}: {row.goal or row.title} {row.explanation}" for row in rows])


def write_changes(page: Page, changes: tuple[TargetChange, ...], *, since: date) -> None:
    """From which light to which, and why."""
    if not changes:
        say(page, gettext("Ingen lys er blitt verre siden %(day)s.") % {"day": date_format(since)})
    for top, change in zip(steps(len(changes), most=3.4), changes, strict=True):
        put_light(page, change.first.from_light, change.first.from_word, left=MARGIN, top=top, size=1.0)
        put_light(page, change.last.to_light, change.last.to_word, left=MARGIN + 1.9, top=top, size=1.0)
        words = f"{change.first.from_word} → {change.last.to_word}: {change.title}"
        lines = [
            (shortened(words, LONGEST_GOAL), 18, True),
            (shortened(change.last.sentence, LONGEST_CHANGE), 14, False),
        ]
        put_text(page, lines, left=MARGIN + 3.4, top=top - 0.3, width=WIDTH - 2 * MARGIN - 3.4, height=3)
    put_notes(page, [f"{change.title}: {change.last.sentence}" for change in changes])


def write_red(page: Page, red: AnsweredRow, chart: Picture | None) -> None:
    """Why it is red, what is done, and the chart beside; without one the words have the whole width."""
    row, width = red.row, 14.6 if chart else WIDTH - 2 * MARGIN
    put_light(page, row.light, row.word, left=MARGIN, top=TEXT_TOP + 0.1, size=1.2)
    put_text(page, [(row.word, 22, True)], left=MARGIN + 1.6, top=TEXT_TOP, width=width - 1.6, height=1.4)
    put_text(page, list(told(red)), left=MARGIN - 0.25, top=TEXT_TOP + 1.7, width=width, height=12)
    if chart:
        put_picture(page, chart.content, chart.alt, left=MARGIN + 15.4, top=TEXT_TOP, width=15.2, height=12.5)
    put_notes(page, [row.explanation, row.source, *cause_of(red), *(one.title for one in red.answer.measures)])


def told(red: AnsweredRow) -> Iterator[tuple[str, int, bool]]:
    row = red.row
    yield shortened(row.summary or row.explanation, LONGEST_CAUSE), 20, False
    if row.unit or row.owner:
        yield ", ".join(str(part) for part in (row.unit, row.owner) if part), 14, False
    yield from ((shortened(text, LONGEST_CAUSE), 16, False) for text in cause_of(red))
    for measure in red.answer.measures[:MEASURES_SHOWN]:
        late = f" ({measure.late_word})" if measure.late_word else ""
        yield shortened(gettext("Tiltak: %(title)s") % {"title": measure.title + late}, LONGEST_CHANGE), 16, False
    if red.lacking:
        yield red.lacking, 16, True


def cause_of(red: AnsweredRow) -> Iterator[str]:
    if red.answer.cause:
        yield gettext("Årsak: %(text)s") % {"text": red.answer.cause.text}


def say(page: Page, text: str) -> None:
    """The only thing on a slide that has nothing to show."""
    put_text(page, [(text, 24, False)], left=MARGIN - 0.25, top=TEXT_TOP + 1, width=WIDTH - 2 * MARGIN, height=3)


def steps(count: int, *, most: float) -> list[float]:
    """Where so many things stand under each other, as airy as there is room for."""
    height = min(most, (HEIGHT - TEXT_TOP - MARGIN) / max(count, 1))
    return [TEXT_TOP + 0.4 + height * place for place in range(count)]
