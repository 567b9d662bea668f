"""What a reader must know about some figures: one remark, the figures that it is about, and how a plan's words of a
figure are said."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from indicators.formats import number
from indicators.periods import Period
from indicators.rules import SeriesBreak
from reporting.remark_kinds import as_written, kind_in_words


@dataclass(frozen=True, slots=True)
class Place:
    """The figures that a remark is about: those of one region or all, from one period to another, or without bounds."""

    region: int | None = None
    first: Period | None = None
    last: Period | None = None

    @property
    def is_everywhere(self) -> bool:
        return self.region is None and self.first is None and self.last is None

    def holds(self, region: int, period: Period) -> bool:
        return self.region in {None, region} and period.overlaps(self.first, self.last)


@dataclass(frozen=True, slots=True)
class Link:
    """Another indicator, by the code that its page has and the name that it is called."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: of what kind, in which words, and who says so. With `is_break` the series breaks where it begins."""

    text: str
    place: Place = Place()
    heading: str = ""
    source: str = ""
    is_break: bool = False
    # Other indicators that the same is true of.
    others: tuple[Link, ...] = ()
    # The table that the figures are fetched from says it of itself: as public as they are.
    is_of_source: bool = False

    @property
    def series_break(self) -> SeriesBreak | None:
        """The break as rules and charts take it."""
        first = self.place.first
        return SeriesBreak(first.start, first.label, self.text) if self.is_break and first else None

    @property
    def said(self) -> str:
        """Everything in one line, where there is no room for more."""
        parts = (self.heading and f"{self.heading}:", self.text, self.source and f"({self.source})")
        # A note of a table may have lines of its own.
        return " ".join(line for part in parts for line in part.splitlines() if line)


def heading_of(kind: str, place: Place, region: str) -> str:
    """`Definisjonsbrudd fra 2024`, `Verdi over 100 %, Larvik 2024`; the kind alone where it is everywhere."""
    span, said = span_in_words(place), capfirst(kind_in_words(kind))
    return f"{said}, {region} {span}".rstrip() if region else f"{said} {span}".rstrip()


def span_in_words(place: Place) -> str:
    first, last = place.first, place.last
    if first and last:
        return first.label if first == last else f"{first.label}–{last.label}"
    if first:
        return gettext("fra %(period)s") % {"period": first.label}
    return gettext("til og med %(period)s") % {"period": last.label} if last else ""


# A plan's words of a figure --------------------------------------------------------------------------------------

# Where in the document it stands is for checking; on screen a source is a title and a chapter.
NOT_SAID = frozenset({"at", "relative_unit", "region", "part", "period"})
# Whose sentences quote what is said in every language.
QUOTED = frozenset({"bound", "stated_as", "status"})
# What has no sentence here is told as it is named.
SENTENCES: Mapping[str, str | Promise] = {
    "approx": gettext_lazy("Omtrentlig tall."),
    "bound": gettext_lazy("Oppgitt som «%(value)s»."),
    "stated_as": gettext_lazy("Omtalt som «%(value)s» i dokumentet."),
    "printed": gettext_lazy("Trykt som %(value)s, men betyr at tallet mangler."),
    "ref_date": gettext_lazy("Dato: %(value)s."),
    "horizon": gettext_lazy("Tidshorisont: %(value)s."),
    "projected_from": gettext_lazy("Framskrevet fra %(raw)s."),
    "scenario": gettext_lazy("Alternativ: %(value)s."),
    "assumption": gettext_lazy("Forutsetning: %(value)s."),
    "perspective": gettext_lazy("Perspektiv: %(value)s."),
    "basis": gettext_lazy("Grunnlag: %(value)s."),
    "period_note": gettext_lazy("Om perioden: %(value)s."),
    "unit_note": gettext_lazy("Om måleenheten: %(value)s."),
    "share": gettext_lazy("Andel: %(value)s."),
    "relative": gettext_lazy("Det tilsvarer %(value)s %(unit)s."),
    "replaced_by": gettext_lazy("Erstattet av %(value)s."),
    "conflict_with": gettext_lazy("Samme dokument oppgir også %(value)s."),
    "alt_value_in_overview": gettext_lazy("Oversikten i dokumentet oppgir %(value)s."),
    "ocr_corrected": gettext_lazy("Rettet ved innlesing: %(value)s."),
    "corrected_for": gettext_lazy("Korrigert for %(value)s."),
    "price_year": gettext_lazy("Prisår: %(raw)s."),
    "status": gettext_lazy("Kilden har merket tallet «%(value)s»."),
    "quality": "%(value)s.",
    "note": "%(value)s.",
}


def qualifiers_in_words(said: Mapping[str, Any]) -> str:
    """What a plan says of a figure besides its value: how exactly, as of when, on what assumptions."""
    sentences = (qualifier(key, said) for key in said if key not in NOT_SAID)
    return " ".join(sentence for sentence in sentences if sentence)


def qualifier(key: str, said: Mapping[str, Any]) -> str:
    """One of them as a sentence of its own; nothing where a truth is false."""
    value = value_in_words(said[key])
    if not value:
        return ""
    # A year is not grouped by thousands, and what nobody knows may be a year.
    raw = str(said[key]) if isinstance(said[key], (int, float)) else value
    quoted = value.rstrip(".") if key in QUOTED else as_written(value.rstrip("."))
    words = {"value": quoted, "raw": raw, "unit": said.get("relative_unit", "")}
    if key not in SENTENCES:
        return f"{capfirst(key.replace('_', ' '))}: {raw}."
    return capfirst(str(SENTENCES[key]) % words)


def value_in_words(value: Any) -> str:
    """A number as people read it, a list with commas; a truth says only that it is true."""
    if isinstance(value, bool) or value is None:
        return gettext("ja") if value else ""
    if isinstance(value, (list, tuple)):
        return "; ".join(value_in_words(one) for one in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {value_in_words(one)}" for key, one in value.items())
    return value if isinstance(value, str) else number_in_words(str(value))


def number_in_words(literal: str) -> str:
    try:
        return number(Decimal(literal))
    except InvalidOperation:
        return literal
