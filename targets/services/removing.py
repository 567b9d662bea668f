"""Taking a target out of a plan. What an adopted plan was judged by stays."""

from datetime import datetime
from typing import Any

from django.contrib.admin.utils import NestedObjects
from django.db import DEFAULT_DB_ALIAS, models, transaction

from planning.models import PlanStatus
from planning.services import Editing, edited
from targets.models import LightChange, Target
from targets.rules import Light
from targets.services.undoing import DERIVED


class IsJudged(Exception):
    """An adopted plan's target that has had a light: its history is the plan's."""


def may_be_deleted(target: Target) -> bool:
    """A draft's may always; an adopted plan's only while it has been nothing but grey."""
    if target.plan.status == PlanStatus.DRAFT:
        return True
    grey = Light.GREY.value
    return not LightChange.objects.filter(target=target).exclude(to_light=grey, to_calculated=grey).exists()


@transaction.atomic
def delete_target(*, target: Target, label: str, by: str, now: datetime) -> None:
    """Raises IsJudged. What people have said of it goes with it, and comes back when the edit is undone."""
    if not may_be_deleted(target):
        raise IsJudged(target.code)
    with edited(plan=target.plan, action="targets.target.deleted", label=label, by=by, now=now) as edit:
        edit.before(target)
        show_what_follows(edit, target)
        edit.before(*Target.objects.filter(coupled_with=target))
        # By a query, so that the row keeps the key by which the trail tells of it.
        Target.objects.filter(pk=target.pk).delete()


def show_what_follows(edit: Editing, target: Target) -> None:
    """Steps, and what people have said; not what is worked out again from these and from figures."""
    collector: Any = NestedObjects(using=DEFAULT_DB_ALIAS)
    collector.collect([target])
    for model, rows in collector.model_objs.items():
        if not is_left_out(model):
            edit.before(*sorted(rows, key=lambda row: row.pk))


def is_left_out(model: type[models.Model]) -> bool:
    return bool(model._meta.auto_created) or model._meta.label_lower in DERIVED
