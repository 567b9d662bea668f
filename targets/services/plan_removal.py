"""Taking away a whole draft that was made by mistake. What was adopted, and every figure, stays."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext

from accounts.models import AuditEvent
from accounts.services import record_event
from accounts.snapshots import snapshot
from indicators.models import Indicator, IndicatorInSource, QualityRecord, Source
from planning.models import Challenge, Citation, FocusArea, Goal, Guideline, Measure, Plan, PlanStatus, Theme
from targets.models import Appraisal, Assessment, Completion, IndicatorInPlan, Override, StatedCause, Target
from targets.services.locking import take_turn

BINDING = (PlanStatus.ADOPTED.value, PlanStatus.SUPERSEDED.value)
# Before what they rest on, which they protect: targets on goals and indicators, and these on themes and areas.
IN_ORDER = (Target, IndicatorInPlan, Challenge, Measure, Goal)


class CannotDeletePlan(Exception):
    """The plan is not a draft that nothing leans on; the message says why, as it is said to a person."""


@dataclass(frozen=True, slots=True)
class Going:
    """How much goes with a plan, by what it is."""

    focus_areas: int
    themes: int
    goals: int
    targets: int
    assessments: int
    # What people have said of targets: overrides, judgements, answers and causes.
    sayings: int
    indicators_in_plan: int
    measures: int
    challenges: int
    guidelines: int


def what_goes(plan: Plan) -> Going:
    said = (Override, Appraisal, Completion, StatedCause)
    return Going(
        focus_areas=FocusArea.objects.filter(plan=plan).count(),
        themes=Theme.objects.filter(focus_area__plan=plan).count(),
        goals=Goal.objects.filter(plan=plan).count(),
        targets=Target.objects.filter(plan=plan).count(),
        assessments=Assessment.objects.filter(target__plan=plan).count(),
        sayings=sum(model._default_manager.filter(target__plan=plan).count() for model in said),
        indicators_in_plan=IndicatorInPlan.objects.filter(plan=plan).count(),
        measures=Measure.objects.filter(plan=plan).count(),
        challenges=Challenge.objects.filter(plan=plan).count(),
        guidelines=Guideline.objects.filter(plan=plan).count(),
    )


def obstacle_to_removal(plan: Plan) -> str:
    """Why the plan stays, in one sentence; nothing where it may go."""
    if plan.status != PlanStatus.DRAFT:
        return gettext("Planen er vedtatt, og en vedtatt plan kan ikke slettes.")
    if was_adopted(plan):
        return gettext("Planen har vært vedtatt, og da kan den ikke slettes.")
    if follower := Plan.objects.filter(follows=plan).first():
        return gettext("Planen kan ikke slettes, for «%(title)s» er laget av den.") % {"title": follower.title}
    if earlier := Plan.objects.filter(superseded_by=plan).first():
        return gettext("Planen kan ikke slettes, for den har avløst «%(title)s».") % {"title": earlier.title}
    return ""


def was_adopted(plan: Plan) -> bool:
    """Whether the plan ever held, also where that was undone: by its day, the trail, or words kept from then."""
    told = AuditEvent.objects.filter(object_type=plan._meta.label_lower, object_id=str(plan.pk))
    held = Q(before__status__in=BINDING) | Q(after__status__in=BINDING)
    return bool(
        plan.decided_on
        or plan.superseded_by_id
        or plan.edits.filter(action="planning.plan.adopted").exists()
        or plan.earlier_wordings.exists()
        or told.filter(held).exists()
    )


@transaction.atomic
def delete_draft(*, plan: Plan, by: str, now: datetime) -> None:
    """Raises CannotDeletePlan. There is nothing left to undo it in, so one event in the trail is all that stays.

    Figures are never deleted, nor what they are figures of.
    """
    take_turn()
    # Locked whole, so that nobody puts something into it meanwhile.
    kept = Plan.objects.select_for_update().filter(pk=plan.pk).first()
    if kept is None:
        raise CannotDeletePlan(gettext("Utkastet er slettet allerede."))
    if obstacle := obstacle_to_removal(kept):
        raise CannotDeletePlan(obstacle)
    told = snapshot(kept) | asdict(what_goes(kept))
    remove_rows(kept)
    remove_unseen(namespace=kept.code)
    number = kept.municipality.number
    # By a query, so that the row keeps the key by which the trail tells of it.
    Plan.objects.filter(pk=kept.pk).delete()
    record_event(action="planning.plan.deleted", subject=kept, by=by, now=now, municipality_number=number, before=told)


def remove_rows(plan: Plan) -> None:
    """Everything in the plan that something else in it is protected by; the rest goes with the plan."""
    for model in IN_ORDER:
        model._default_manager.filter(plan=plan).delete()
    Citation.objects.filter(guideline__plan=plan).delete()


def remove_unseen(*, namespace: str) -> None:
    """What the plan alone brought in and nobody ever had a figure of. The rest stays, and a new plan of the code that
    a file brings gets it back."""
    # The newest first: one that is worked out comes after what it is worked out from.
    for indicator in Indicator.objects.filter(namespace=namespace).order_by("-pk"):
        remove_if_free(IndicatorInSource.objects.filter(indicator=indicator), Indicator.objects.filter(pk=indicator.pk))
    QualityRecord.objects.filter(namespace=namespace, indicators__isnull=True).delete()
    linked = IndicatorInSource.objects.values("source")
    for source in Source.objects.filter(namespace=namespace).exclude(pk__in=linked):
        remove_if_free(Source.objects.filter(pk=source.pk))


def remove_if_free(*rows: "models.QuerySet[models.Model]") -> None:
    """All of the rows, or none where a figure or another plan rests on one."""
    try:
        with transaction.atomic():
            for some in rows:
                some.delete()
    except (models.ProtectedError, models.RestrictedError):
        return
