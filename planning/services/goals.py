"""Writing a plan's goals on its pages: one by one, many in a table, and away again."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from planning.models import Goal, Measure, Plan, PlanStatus
from planning.services.editing import Editing, edited
from planning.services.numbering import next_code
from planning.services.wording import change_words

# Where a link is kept on the other side: a measure knows its goals.
MEASURES = "measures"
Links = Mapping[str, Iterable[models.Model]]


class CannotDelete(Exception):
    """Something rests on the row, or it was adopted; `because` says which: adopted, targets or goals."""

    def __init__(self, because: str, count: int = 0) -> None:
        super().__init__(because)
        self.because, self.count = because, count


@transaction.atomic
def create_goal(*, plan: Plan, values: Mapping[str, Any], links: Links, by: str, now: datetime) -> Goal:
    """A goal with the next free code of its plan."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    code = next_code(plan.goals.values_list("code", flat=True), otherwise="M-")
    goal = Goal(plan=plan, code=code, **values)
    with edited(plan=plan, action="planning.goal.added", label=goal.text, by=by, now=now) as edit:
        goal.save()
        edit.added(goal)
        link(edit, goal, links)
    return goal


@transaction.atomic
def change_goal(
    *, goal: Goal, values: Mapping[str, Any], links: Links, reason: str, by: str, on: date, now: datetime
) -> None:
    """Raises WordsNeedReason where an adopted plan would say something else."""
    told: dict[str, Any] = {"label": goal.text, "by": by, "now": now, "reason": reason}
    with edited(plan=goal.plan, action="planning.goal.changed", **told) as edit:
        change_words(edit=edit, row=goal, values=values, reason=reason, by=by, on=on, now=now)
        link(edit, goal, links)


@transaction.atomic
def change_goals(
    *, plan: Plan, changes: Mapping[int, Mapping[str, Any]], label: str, reason: str, by: str, on: date, now: datetime
) -> int:
    """Several goals in one edit, undone in one. Raises WordsNeedReason. Answers how many were others."""
    goals = Goal.objects.filter(plan=plan).select_related("plan").in_bulk(changes)
    told: dict[str, Any] = {"label": label, "by": by, "now": now, "reason": reason}
    with edited(plan=plan, action="planning.goal.changed", **told) as edit:
        for key, goal in goals.items():
            change_words(edit=edit, row=goal, values=changes[key], reason=reason, by=by, on=on, now=now)
            if area := changes[key].get("primary_focus_area"):
                goal.focus_areas.add(area)
    return len(goals)


@transaction.atomic
def delete_goal(*, goal: Goal, by: str, now: datetime) -> None:
    """Away from a draft. Raises CannotDelete where it was adopted, or goals or targets rest on it."""
    if goal.plan.status != PlanStatus.DRAFT:
        raise CannotDelete("adopted")
    if below := goal.children.count():
        raise CannotDelete("goals", below)
    with edited(plan=goal.plan, action="planning.goal.deleted", label=goal.text, by=by, now=now) as edit:
        edit.before(goal, *goal.measures.all(), *goal.continued_by.all())
        # By a query, so that the row keeps the key by which the trail tells of it.
        remove(goal)


def remove(goal: Goal) -> None:
    try:
        Goal.objects.filter(pk=goal.pk).delete()
    except models.ProtectedError as problem:
        raise CannotDelete("targets", len(problem.protected_objects)) from problem


def link(edit: Editing, goal: Goal, links: Links) -> None:
    for name, rows in links.items():
        if name == MEASURES:
            link_measures(edit, goal, rows)
        else:
            getattr(goal, name).set(rows)


def link_measures(edit: Editing, goal: Goal, rows: Iterable[models.Model]) -> None:
    """A measure keeps its goals itself, so it is the measure that changes."""
    before, after = set(goal.measures.all()), {one for one in rows if isinstance(one, Measure)}
    edit.before(*sorted(before ^ after, key=lambda one: one.pk))
    goal.measures.set(after)
