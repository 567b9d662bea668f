"""What was done to a plan: every event of its rows, those that are gone too, and the last thing a person did."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Cast

from accounts.audit_words import ToldEvent, done, told
from accounts.last_change import names_of
from accounts.models import AuditEvent
from planning.models import (
    Challenge,
    Citation,
    Document,
    Edit,
    FocusArea,
    Goal,
    Guideline,
    Measure,
    Plan,
    RelatedPlan,
    Theme,
)
from planning.services import last_edit
from reporting.models import Publication
from targets.models import Appraisal, Completion, IndicatorInPlan, Override, StatedCause, Target, TargetStep

ON_A_PAGE = 30
# How each kind of row finds its plan.
TO_PLAN: dict[type[models.Model], str] = {
    **dict.fromkeys((FocusArea, Goal, Measure, Guideline, Challenge, Document, RelatedPlan), "plan"),
    Theme: "focus_area__plan",
    Citation: "guideline__plan",
    **dict.fromkeys((Target, IndicatorInPlan, Publication), "plan"),
    **dict.fromkeys((TargetStep, Appraisal, Completion, Override, StatedCause), "target__plan"),
}


@dataclass(frozen=True, slots=True)
class Undoable:
    """The last thing that the person did to the plan, in words, with the key that the button sends."""

    pk: int
    what: str
    label: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ToldEdit:
    """What one person did at one moment."""

    at: datetime
    who: str
    reason: str
    events: list[ToldEvent]


@dataclass(frozen=True, slots=True)
class History:
    edits: list[ToldEdit]
    page: "Page[AuditEvent]"


def history_of(*, plan: Plan, page: str) -> History:
    """One page of what was done, newest first."""
    shown = Paginator(events_of(plan).order_by("-at", "-pk"), ON_A_PAGE).get_page(page)
    names = names_of({event.actor for event in shown})
    return History([told_edit(list(some), names) for some in together(shown)], shown)


def events_of(plan: Plan) -> models.QuerySet[AuditEvent]:
    """By what they are about, and by the edits that they were part of: those know of rows that are gone."""
    about = Q(object_type=Plan._meta.label_lower, object_id=str(plan.pk))
    for model, path in TO_PLAN.items():
        keys = model._default_manager.filter(**{path: plan}).annotate(key=Cast("pk", models.CharField()))
        about |= Q(object_type=model._meta.label_lower, object_id__in=keys.values("key"))
    edits = plan.edits.filter(at=OuterRef("at"), by=OuterRef("actor"))
    undone = plan.edits.filter(undone_at=OuterRef("at"), undone_by=OuterRef("actor"))
    return AuditEvent.objects.filter(about | Exists(edits) | Exists(undone))


def together(events: Iterable[AuditEvent]) -> Iterable[Iterable[AuditEvent]]:
    return (some for _key, some in groupby(events, key=lambda one: (one.at, one.actor)))


def told_edit(events: list[AuditEvent], names: dict[str, str]) -> ToldEdit:
    """The events in the order in which they came."""
    first = events[-1]
    reason = next((one.reason for one in events if one.reason), "")
    return ToldEdit(first.at, names.get(first.actor, first.actor), reason, [told(one) for one in events[::-1]])


def undoable(*, plan: Plan, by: str) -> Undoable | None:
    edit = last_edit(plan, by=by)
    return Undoable(edit.pk, what_of(edit), edit.label, edit.at) if edit else None


def words_of(edit: Edit) -> str:
    """`Mål endret: Flere skal gå til skolen`."""
    return f"{what_of(edit)}: {edit.label}"


def what_of(edit: Edit) -> str:
    return done(edit.action, edit.action.rpartition(".")[0])
