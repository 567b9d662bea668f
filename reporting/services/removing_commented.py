"""Taking away goals and targets that units comment. Where words have been written, the thing stays."""

from datetime import datetime

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext

from planning.models import Goal, Plan
from planning.services import goals
from reporting.models import Commentary, CommentaryState, CommentingDuty, ReportingRound
from targets.models import Target
from targets.services import removing


class TargetStays(Exception):
    """The message says why, as it is said to a person."""


def with_words(commentaries: "models.QuerySet[Commentary]") -> "models.QuerySet[Commentary]":
    """Those in which somebody has said something, or laid a file by."""
    said = ~Q(text="") | ~Q(state=CommentaryState.DRAFT) | Q(evidence__isnull=False)
    return commentaries.filter(said).distinct()


def why_target_stays(target: Target) -> str:
    """In one sentence; nothing where nobody has written of it."""
    written = with_words(Commentary.objects.filter(target=target)).select_related("round").first()
    if written is None:
        return ""
    words = {"round": written.round.period}
    return (
        gettext("Det er skrevet en faglig vurdering av måltallet i runden for %(round)s, så det må bli stående.")
        % words
    )


@transaction.atomic
def delete_target(*, target: Target, label: str, by: str, now: datetime) -> None:
    """Raises TargetStays where words have been written, and IsJudged as `removing` does. What was begun and left empty
    goes with it."""
    if why := why_target_stays(target):
        raise TargetStays(why)
    Commentary.objects.filter(target=target).delete()
    removing.delete_target(target=target, label=label, by=by, now=now)


@transaction.atomic
def delete_goal(*, goal: Goal, by: str, now: datetime) -> None:
    """Raises CannotDelete, and then who comments it stands as it was; else that goes with it and is not undone."""
    CommentingDuty.objects.filter(goal=goal).delete()
    goals.delete_goal(goal=goal, by=by, now=now)


def has_words(plan: Plan) -> bool:
    """Whether somebody has written of one of the plan's targets."""
    return with_words(Commentary.objects.filter(target__plan=plan)).exists()


def remove_from_rounds(plan: Plan) -> None:
    """Who comments its goals, that rounds ask of it, and words that were begun and left empty."""
    Commentary.objects.filter(target__plan=plan).delete()
    CommentingDuty.objects.filter(goal__plan=plan).delete()
    ReportingRound.plans.through.objects.filter(plan=plan).delete()
