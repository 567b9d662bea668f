"""Slides of many lights: how many there are of each, those of a focus area, and those that became worse."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from pptx.slide import Slide as Page

from reporting.exports.slides.room import BOTTOM, LONGEST_GOAL, Line, say, steps
from reporting.exports.slides.shapes import MARGIN, WIDTH, put_light, put_notes, put_text, shortened
from reporting.queries.lights import LightRow
from reporting.queries.standing import Standing, colour
from reporting.slides import ShownChange, Slide
from targets.rules import Light

LONGEST_CHANGE = 190
# So many lights on a slide have room for larger letters, and goals on one line for the largest.
AIRY, ONE_LINE, SMALLEST = 4, 84, 14


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
