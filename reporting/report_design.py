"""What a municipality has chosen for a kind of report: title, front text, look, and which sections in what order."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from reporting.documents import NO_LOOK, Look

# Where the year of the report is to stand in a text, in any of the languages.
PLACE = re.compile(r"\{(år|year|periode|period)\}", re.IGNORECASE)
SPAN = re.compile(r"\d+\s?[–-]\s?\d+")
ANY_PLACE = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class SectionChoice:
    """One section as it was chosen. An empty title is the report's own; `introduction` stands first in the section."""

    code: str
    is_shown: bool = True
    title: str = ""
    introduction: str = ""


@dataclass(frozen=True, slots=True)
class ReportDesign:
    """Without any choice a report has its own title, all its sections in its own order, and the product's colours."""

    title: str = ""
    front: tuple[str, ...] = ()
    look: Look = NO_LOOK
    sections: Sequence[SectionChoice] = field(default=())
    # Told of every chapter when its turn has come; it may raise to have the writing stopped.
    on_chapter: Callable[[str], None] | None = field(default=None, compare=False)

    def arranged(self, codes: Sequence[str]) -> list[SectionChoice]:
        """Every section that the report has, the chosen ones first and in their order."""
        chosen = [one for one in self.sections if one.code in codes]
        named = {one.code for one in chosen}
        return [*chosen, *(SectionChoice(code) for code in codes if code not in named)]


PLAIN = ReportDesign()


def paragraphs_of(text: str) -> list[str]:
    """What a person typed, parted at empty lines."""
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def with_period(design: ReportDesign, period: str) -> ReportDesign:
    """The design with the period of the report in its places; a title of its own tells it, with a place or without."""

    def filled(text: str) -> str:
        return PLACE.sub(period, text)

    sections = tuple(
        replace(one, title=filled(one.title), introduction=filled(one.introduction)) for one in design.sections
    )
    return replace(
        design,
        title=dated(filled(design.title), period),
        front=tuple(filled(text) for text in design.front),
        sections=sections,
    )


def dated(title: str, period: str) -> str:
    """The title with the period in it, because front page, properties and slides have nothing else that tells it.

    A year in a span is another thing: `Samfunnsdelen 2024–2040` says nothing of which year is reported.
    """
    if not title or not period:
        return title
    is_told = re.search(rf"\b{re.escape(period)}\b", SPAN.sub("", title))
    return title if is_told else f"{title} {period}"


def unknown_places(text: str) -> list[str]:
    """What is written as a place and is none."""
    return [place for place in ANY_PLACE.findall(text) if not PLACE.fullmatch(place)]
