"""The plans that a plan leans on, by the chapter of the document that speaks of them."""

import re
from dataclasses import dataclass

from planning.models import FocusArea, RelatedPlan


@dataclass(frozen=True, slots=True)
class RelatedRow:
    title: str
    level: str
    period: str
    relation: str
    # What the document says of how far it has come: `høringsutkast`.
    state: str


@dataclass(frozen=True, slots=True)
class Chapters:
    """Where in which document each focus area begins, as (document, line, key)."""

    starts: tuple[tuple[str, int, int], ...]

    def holding(self, document: str, line: int | None) -> int | None:
        """The focus area whose chapter the line stands in."""
        before = [(at, key) for where, at, key in self.starts if where == document and line is not None and at <= line]
        return max(before)[1] if before else None


def related_of(area: FocusArea) -> list[RelatedRow]:
    """Those that the area's chapter speaks of. Front matter takes those too that stand in no chapter; two queries."""
    areas = area.plan.focus_areas.values_list("cited_document", "cited_line", "pk")
    placed = ((document, first_line(lines), pk) for document, lines, pk in areas)
    chapters = Chapters(tuple((document, line, pk) for document, line, pk in placed if line is not None))
    homes = {area.pk} if area.is_focus_area else {area.pk, None}
    return [
        related_row(one)
        for one in RelatedPlan.objects.filter(plan=area.plan).order_by("pk")
        if chapters.holding(one.cited_document, first_line(one.cited_line)) in homes
    ]


def first_line(text: str) -> int | None:
    found = re.match(r"\d+", text)
    return int(found[0]) if found else None


def related_row(one: RelatedPlan) -> RelatedRow:
    return RelatedRow(one.title, one.level, one.period, one.relation, str(one.extra.get("document_status", "")))
