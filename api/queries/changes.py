"""Changes of lights in words: with persons to a plan's own people, without them to everybody else."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from api.reach import readable_plans
from reporting.nameless import nameless
from reporting.permissions import Person, visible_plans
from reporting.queries.light_history import ChangeRow, as_kept, change_rows
from targets.models import LightChange


@dataclass(frozen=True, slots=True)
class ChangeTold:
    change: LightChange
    row: ChangeRow
    is_own: bool


def readable_changes(person: Person) -> QuerySet[LightChange]:
    """Of every plan that the caller may read."""
    plans = readable_plans(person).values("pk")
    own = visible_plans(person).filter(pk=OuterRef("target__plan"))
    return LightChange.objects.filter(target__plan__in=plans).annotate(is_own=Exists(own))


def changes_told(found: Sequence[LightChange]) -> list[ChangeTold]:
    """In their order; four queries at most however many there are. They come from `readable_changes`."""
    own = [one.pk for one in found if one.is_own]  # type: ignore[attr-defined]
    others = [one.pk for one in found if not one.is_own]  # type: ignore[attr-defined]
    rows = [
        *(change_rows(LightChange.objects.filter(pk__in=own), told=as_kept) if own else ()),
        *(change_rows(LightChange.objects.filter(pk__in=others), told=nameless) if others else ()),
    ]
    # A change comes with an assessment of its own.
    by_assessment = {row.assessment: row for row in rows}
    return [
        ChangeTold(one, by_assessment[one.assessment_id], one.is_own)  # type: ignore[attr-defined]
        for one in found
        if one.assessment_id in by_assessment
    ]
