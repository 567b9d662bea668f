"""A plan shown on a wall or in a file, one thing at a time: how it stands, each focus area, what got worse, each red
target, and last what cannot be judged.

Every slide holds no more than can be read from the back of a room without scrolling; what is more gets another slide.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from reporting.grey_words import overridden_to_grey, reason_words
from reporting.queries.answered_rows import AnsweredRow
from reporting.queries.dashboard import FocusAreaCard
from reporting.queries.lights import LightRow
from reporting.queries.standing import Standing
from targets.rules import Light

T = TypeVar("T")

LIGHTS_ON_A_SLIDE = 6
CHANGES_ON_A_SLIDE = 4
GREY_ON_A_SLIDE = 28
WORST_FIRST = ("red", "yellow", "green")


class SlideKind(StrEnum):
    STANDING = "standing"
    AREA = "area"
    WORSE = "worse"
    RED = "red"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class ShownChange:
    """From which light to which, and why."""

    title: str
    from_light: str
    from_word: str
    to_light: str
    to_word: str
    sentence: str


@dataclass(frozen=True, slots=True)
class GreyGroup:
    """Targets that lack the same; `said` counts them."""

    said: str
    rows: tuple[LightRow, ...]

    @property
    def titles(self) -> str:
        return "; ".join(row.title.rstrip(".") for row in self.rows)


@dataclass(frozen=True, slots=True)
class Slide:
    """One picture. Which of the fields are filled follows from its kind; `part` of `parts` of the same thing."""

    kind: SlideKind
    title: str = ""
    standing: Standing | None = None
    lights: tuple[LightRow, ...] = ()
    changes: tuple[ShownChange, ...] = ()
    red: AnsweredRow | None = None
    greys: tuple[GreyGroup, ...] = ()
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Shown:
    """What there is to show: of a plan as it stands, or of a year as its report judges it."""

    standing: Standing
    cards: Sequence[FocusAreaCard]
    rows: Sequence[LightRow]
    worse: Sequence[ShownChange]
    red: Sequence[AnsweredRow]


def slides_from(shown: Shown) -> list[Slide]:
    """In the order in which they are shown; there are always at least two."""
    return [
        Slide(SlideKind.STANDING, standing=shown.standing),
        *(slide for card in shown.cards for slide in area_slides(card, shown.rows)),
        *worse_slides(shown.worse),
        *(Slide(SlideKind.RED, title=one.row.title, red=one) for one in shown.red),
        *grey_slides(shown.rows),
    ]


def area_slides(card: FocusAreaCard, rows: Sequence[LightRow]) -> Iterator[Slide]:
    """The area's own targets that have a colour, the worst first; how all stand together on each of its slides."""
    own = [row for row in rows if card.code in row.focus_areas and not row.is_norm and row.light != Light.GREY]
    parts = split(sorted(own, key=lambda row: WORST_FIRST.index(row.light)), LIGHTS_ON_A_SLIDE)
    for number, part in enumerate(parts, start=1):
        yield Slide(SlideKind.AREA, card.title, card.standing, lights=part, part=number, parts=len(parts))


def worse_slides(changes: Sequence[ShownChange]) -> Iterator[Slide]:
    parts = split(changes, CHANGES_ON_A_SLIDE)
    for number, part in enumerate(parts, start=1):
        yield Slide(SlideKind.WORSE, changes=part, part=number, parts=len(parts))


def grey_slides(rows: Sequence[LightRow]) -> Iterator[Slide]:
    """What cannot be judged, by what it lacks, each target once; no slide where everything can."""
    grey = [row for row in rows if row.light == Light.GREY and not row.is_norm]
    by_reason = [row for rows_alike in alike(grey) for row in rows_alike]
    parts = split(by_reason, GREY_ON_A_SLIDE) if grey else []
    for number, part in enumerate(parts, start=1):
        groups = tuple(GreyGroup(lacking(group), tuple(group)) for group in alike(part))
        yield Slide(SlideKind.GREY, greys=groups, part=number, parts=len(parts))


def alike(rows: Sequence[LightRow]) -> list[list[LightRow]]:
    """Those that lack the same together, the most common first."""
    groups: dict[str, list[LightRow]] = {}
    for row in rows:
        groups.setdefault("" if row.override else row.reason, []).append(row)
    return sorted(groups.values(), key=len, reverse=True)


def lacking(group: Sequence[LightRow]) -> str:
    reason = "" if group[0].override else group[0].reason
    return reason_words(reason, len(group)) if reason else overridden_to_grey(len(group))


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
