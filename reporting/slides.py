"""A plan shown on a wall, one thing at a time: how it stands, each focus area, what got worse, and each red target.

Every slide holds no more than can be read from the back of a room without scrolling; what is more gets another slide.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from reporting.queries.answered_rows import AnsweredRow
from reporting.queries.changed_since import ChangedSince, TargetChange
from reporting.queries.dashboard import Dashboard, FocusAreaCard
from reporting.queries.lights import LightRow
from reporting.queries.standing import Standing

T = TypeVar("T")

LIGHTS_ON_A_SLIDE = 6
CHANGES_ON_A_SLIDE = 4
WORST_FIRST = ("red", "yellow", "green", "grey")


class SlideKind(StrEnum):
    STANDING = "standing"
    AREA = "area"
    WORSE = "worse"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Slide:
    """One picture. Which of the fields are filled follows from its kind; `part` of `parts` of the same thing."""

    kind: SlideKind
    title: str = ""
    standing: Standing | None = None
    lights: tuple[LightRow, ...] = ()
    changes: tuple[TargetChange, ...] = ()
    red: AnsweredRow | None = None
    part: int = 1
    parts: int = 1


def slides_of(page: Dashboard, changed: ChangedSince) -> list[Slide]:
    """In the order in which they are shown; there are always at least two."""
    return [
        Slide(SlideKind.STANDING, standing=page.standing),
        *(slide for card in page.cards for slide in area_slides(card, page.rows)),
        *worse_slides(changed),
        *(Slide(SlideKind.RED, title=one.row.title, red=one) for one in page.red),
    ]


def area_slides(card: FocusAreaCard, rows: Sequence[LightRow]) -> Iterator[Slide]:
    """The area's own targets, the worst first; how they stand together on each of its slides."""
    own = [row for row in rows if card.code in row.focus_areas and not row.is_norm]
    parts = split(sorted(own, key=lambda row: WORST_FIRST.index(row.light)), LIGHTS_ON_A_SLIDE)
    for number, part in enumerate(parts, start=1):
        yield Slide(SlideKind.AREA, card.title, card.standing, lights=part, part=number, parts=len(parts))


def worse_slides(changed: ChangedSince) -> Iterator[Slide]:
    parts = split(changed.worse, CHANGES_ON_A_SLIDE)
    for number, part in enumerate(parts, start=1):
        yield Slide(SlideKind.WORSE, changes=part, part=number, parts=len(parts))


def split(things: Sequence[T], size: int) -> list[tuple[T, ...]]:
    """As even as they can be, so that no slide holds a single one left over; one empty part where there is nothing."""
    count = max(-(-len(things) // size), 1)
    least, more = divmod(len(things), count)
    sizes = [least + (number < more) for number in range(count)]
    starts = [sum(sizes[:number]) for number in range(count)]
    return [tuple(things[start : start + length]) for start, length in zip(starts, sizes, strict=True)]


def number_asked_for(typed: str, *, last: int) -> int:
    """The number of a slide, counted from one; what is no number is the first, and too high a number the last."""
    return min(max(int(typed), 1), last) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
