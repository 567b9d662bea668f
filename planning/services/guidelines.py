"""Writing guidelines on a plan's pages, with the places where the plan leans on each.

Every write is one edit of the plan, with each citation shown to it, so that undoing brings all of it back.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from planning.models import Citation, FocusArea, Guideline, Plan
from planning.services.editing import Editing, edited
from planning.services.goals import CannotDelete
from planning.services.numbering import next_code
from planning.services.plans import locked
from planning.services.wording import WordsNeedReason, change_words, is_binding

MOST_ORDER = 32_767


@dataclass(frozen=True, slots=True)
class Places:
    """What becomes of the places that cite a guideline: those that are new, are said otherwise, or are gone."""

    added: Collection[Mapping[str, Any]] = ()
    changed: Mapping[Citation, Mapping[str, Any]] = field(default_factory=dict)
    removed: Collection[Citation] = ()


@transaction.atomic
def add_guideline(
    *,
    plan: Plan,
    values: Mapping[str, Any],
    focus_areas: Collection[FocusArea],
    places: Places,
    by: str,
    now: datetime,
) -> Guideline:
    """A guideline at the end of the plan, with the next free code."""
    # Two people who add at once would else be given the same code.
    plan = locked(plan)
    order = after(plan.guidelines.aggregate(last=Max("order"))["last"])
    with edited(plan=plan, action="planning.guideline.added", label=values["title"], by=by, now=now) as edit:
        guideline = Guideline.objects.create(plan=plan, code=free_code(plan), order=order, **values)
        guideline.focus_areas.set(focus_areas)
        edit.added(guideline)
        put_places(edit, guideline, places)
    return guideline


@transaction.atomic
def change_guideline(
    *,
    guideline: Guideline,
    values: Mapping[str, Any],
    focus_areas: Collection[FocusArea],
    places: Places,
    reason: str,
    by: str,
    on: date,
    now: datetime,
    decision_reference: str = "",
) -> None:
    """Raises WordsNeedReason where an adopted plan would say something else of it."""
    # By what it was called: that is what whoever undoes it looks for.
    told: dict[str, Any] = {"label": guideline.title, "by": by, "now": now, "reason": reason.strip()}
    with edited(plan=guideline.plan, action="planning.guideline.changed", **told) as edit:
        why = {"reason": reason, "decision_reference": decision_reference}
        change_words(edit=edit, row=guideline, values=values, **why, by=by, on=on, now=now)
        guideline.focus_areas.set(focus_areas)
        put_places(edit, guideline, places)


@transaction.atomic
def delete_guideline(*, guideline: Guideline, reason: str, by: str, now: datetime) -> None:
    """Raises CannotDelete where goals answer it, WordsNeedReason where an adopted plan's goes without a reason."""
    if goals := guideline.goals.count():
        raise CannotDelete("goals", goals)
    if is_binding(guideline) and not reason.strip():
        raise WordsNeedReason(guideline.title)
    told: dict[str, Any] = {"label": guideline.title, "by": by, "now": now, "reason": reason.strip()}
    with edited(plan=guideline.plan, action="planning.guideline.deleted", **told) as edit:
        edit.before(guideline, *guideline.citations.order_by("pk"))
        # By a query, so that the row keeps the key by which the trail tells of it.
        Guideline.objects.filter(pk=guideline.pk).delete()


def put_places(edit: Editing, guideline: Guideline, places: Places) -> None:
    edit.before(*places.removed, *places.changed)
    Citation.objects.filter(pk__in=[one.pk for one in places.removed]).delete()
    for citation, values in places.changed.items():
        if values["cited_section"] != citation.cited_section:
            # The line was that of the other chapter.
            citation.cited_line = ""
        set_values(citation, values)
        citation.save()
    for values in places.added:
        order = after(guideline.citations.aggregate(last=Max("order"))["last"])
        edit.added(Citation.objects.create(guideline=guideline, order=order, **values))


def set_values(citation: Citation, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(citation, name, value)


def after(last: int | None) -> int:
    return 0 if last is None else min(last + 1, MOST_ORDER)


def free_code(plan: Plan) -> str:
    """The next after the codes that are given, and those of guidelines that are gone and whose words are kept."""
    kept = plan.earlier_wordings.filter(subject=Guideline._meta.label_lower).values_list("code", flat=True)
    return next_code([*plan.guidelines.values_list("code", flat=True), *kept], otherwise="F-")


def same_reference(plan: Plan, reference: str, *, besides: Guideline | None) -> Guideline | None:
    """Another guideline of the plan that goes by the reference, however it is typed."""
    others = plan.guidelines.exclude(reference="").order_by("order", "code")
    return next((one for one in others if one != besides and typed(one.reference) == typed(reference)), None)


def typed(reference: str) -> str:
    """`Meld. St. 9 (2024–2025)` whatever its spaces, dashes and capitals."""
    return " ".join(reference.casefold().replace("–", "-").split())
