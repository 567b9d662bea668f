"""The slides of a plan, one after the other, as they are shown on a wall too."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from io import BytesIO

import pptx
from django.utils import translation
from django.utils.translation import gettext
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from pptx.opc.package import Part
from pptx.presentation import Presentation
from pptx.slide import Slide as Page
from pptx.util import Cm

from reporting.charts.palette import OWN
from reporting.documents import NO_LOOK, Look
from reporting.exports.languages import language_tag
from reporting.exports.packing import without_time
from reporting.exports.slides.greys import write_greys
from reporting.exports.slides.lights import write_changes, write_lights, write_standing
from reporting.exports.slides.red import SlideChart, write_red
from reporting.exports.slides.shapes import (
    HEIGHT,
    MARGIN,
    WIDTH,
    clean,
    put_number,
    put_picture,
    put_text,
    put_title,
    set_language,
)
from reporting.slides import Slide, SlideKind

# The layout of the library's own presentation that has a title and nothing else.
TITLE_ONLY = 5
TYPEFACE = "Arial"


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
