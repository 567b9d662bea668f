"""What belongs to a focus area: what is laid in it, and what stands under one of its themes.

Front matter is no focus area and has nothing laid in it; what it owns stands under its themes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q

from planning.models import Document, FocusArea, Plan, Theme


def belonging_to(area: FocusArea) -> Q:
    """For goals, measures, challenges and used indicators; what is chosen by it must be made `distinct()`."""
    return Q(focus_areas=area) | Q(theme__focus_area=area)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A theme in the order of the document, with how deep it lies and what stands under it: `2 mål`, `1 indikator`."""

    title: str
    depth: int
    holds: tuple[str, ...] = ()


def themes_in_order(area: FocusArea) -> list[tuple[Theme, int]]:
    """The themes of the area, each under the one that it lies in, with how deep; one query."""
    themes = list(area.themes.order_by("order", "code"))
    known = {theme.pk for theme in themes}
    found = list(below(None, themes, known, 0))
    # Themes that lie in each other lie in none: they come last, rather than not at all.
    met = {theme.pk for theme, _depth in found}
    return found + [(theme, 0) for theme in themes if theme.pk not in met]


def below(parent: int | None, themes: Iterable[Theme], known: set[int], depth: int) -> Iterator[tuple[Theme, int]]:
    for theme in themes:
        above = theme.parent_id if theme.parent_id in known else None
        if above == parent:
            yield theme, depth
            yield from below(theme.pk, themes, known, depth + 1)


def titles_of_documents(plan: Plan) -> dict[str, str]:
    """What the documents that the plan quotes are called, by code; one query."""
    return dict(Document.objects.filter(plan=plan).values_list("code", "title"))
