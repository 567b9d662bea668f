"""Undoing the last thing that a person did to a plan, and judging again what that touched."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from planning.models import Edit
from planning.services import undo
from planning.services.editing import Key, row_of
from planning.services.wording import keep_earlier_words, said_by
from targets.models import Assessment, IndicatorInPlan, LightChange, Seen, Target, TargetStep, Touched
from targets.services.assessment import judge_again
from targets.services.promises import keep_earlier_promises, promises_of

# Worked out from a target and from figures, so they may go with a target that was never meant.
DERIVED = frozenset(model._meta.label_lower for model in (Assessment, LightChange, Touched, Seen))


@transaction.atomic
def undo_edit(*, edit: Edit, by: str, on: date, now: datetime) -> None:
    """Raises CannotUndo. What an adopted plan promised and said in between is kept, with undoing as the reason."""
    touched = targets_in(edit.rows)
    before, said = promises_of(touched), said_by(rows_of(edit))
    undo(edit=edit, by=by, now=now, derived=DERIVED)
    left = Target.objects.filter(pk__in=touched)
    kept = {target.pk: before[target.pk] for target in left if target.pk in before}
    why = gettext("Endringen ble angret.")
    keep_earlier_promises(kept, reasons=dict.fromkeys(kept, why), by=by, on=on, now=now)
    keep_earlier_words(said, reason=why, by=by, on=on, now=now)
    judge_again(targets=list(left), on=on, now=now)


def rows_of(edit: Edit) -> list[Any]:
    """The rows of an edit that are there now."""
    return [row for one in edit.rows if (row := row_of(one["model"], one["pk"])) is not None]


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
