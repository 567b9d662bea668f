"""Undoing the last thing that a person did to a plan, and judging again what that touched."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from planning.models import Edit
from planning.services import undo
from planning.services.editing import Key
from targets.models import Assessment, IndicatorInPlan, LightChange, Seen, Target, TargetStep, Touched
from targets.services.assessment import judge_again
from targets.services.promises import keep_earlier_promises, promises_of

# Worked out from a target and from figures, so they may go with a target that was never meant.
DERIVED = frozenset(model._meta.label_lower for model in (Assessment, LightChange, Touched, Seen))


@transaction.atomic
def undo_edit(*, edit: Edit, by: str, on: date, now: datetime) -> None:
    """Raises CannotUndo. What an adopted plan promised in between is kept, with that it was undone as the reason."""
    touched = targets_in(edit.rows)
    before = promises_of(touched)
    undo(edit=edit, by=by, now=now, derived=DERIVED)
    left = Target.objects.filter(pk__in=touched)
    kept = {target.pk: before[target.pk] for target in left if target.pk in before}
    keep_earlier_promises(kept, reasons=dict.fromkeys(kept, gettext("Endringen ble angret.")), by=by, on=on, now=now)
    judge_again(targets=list(left), on=on, now=now)


def targets_in(rows: Iterable[dict[str, object]]) -> set[int]:
    """The targets that the rows of an edit are, belong to, or are measured by."""
    keys = [(str(one["model"]), int(str(one["pk"]))) for one in rows]
    steps = of_model(TargetStep._meta.label_lower, keys)
    uses = of_model(IndicatorInPlan._meta.label_lower, keys)
    found = set(of_model(Target._meta.label_lower, keys))
    found.update(int(str(one["target"])) for one in fields_of(TargetStep._meta.label_lower, rows) if one)
    found.update(TargetStep.objects.filter(pk__in=steps).values_list("target_id", flat=True))
    found.update(Target.objects.filter(used_indicator__in=uses).values_list("pk", flat=True))
    return found


def of_model(model: str, keys: Iterable[Key]) -> list[int]:
    return [pk for name, pk in keys if name == model]


def fields_of(model: str, rows: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    """What the rows of one model said, before and after."""
    both = [one[side] for one in rows if one["model"] == model for side in ("before", "after")]
    return [fields for fields in both if isinstance(fields, dict)]
