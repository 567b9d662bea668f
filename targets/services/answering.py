"""Answering for a target that does not stand as promised: why, and what is done about it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from planning.models import Goal, Measure
from planning.services.editing import Editing, edited
from planning.services.measures import MeasureLinks, put_measure
from targets.models import StatedCause, Target


@dataclass(frozen=True, slots=True)
class Answered:
    """Why, where there is something new to say; the measures that are meant to mend it; the values of a new one."""

    text: str = ""
    linked: Collection[Measure] = ()
    new: Mapping[str, Any] | None = None


def answer_for(*, target: Target, answered: Answered, said_by: str, by: str, on: date, now: datetime) -> None:
    """One edit of the plan: the cause, links to measures, and the measure that is made.

    Earlier causes stay as they were said. A norm has no goal that a measure could be for, so none is linked to it.
    """
    label = answered.text or target.code
    with edited(plan=target.plan, action="targets.target.answered", label=label, by=by, now=now) as edit:
        if answered.text:
            edit.added(state(target, answered.text, said_by=said_by, on=on, now=now))
        if target.goal is not None:
            answer_with_measures(edit, target, target.goal, answered)


def answer_with_measures(edit: Editing, target: Target, goal: Goal, answered: Answered) -> None:
    for measure in answered.linked:
        edit.before(measure)
        measure.goals.add(goal)
    if answered.new is not None:
        links = MeasureLinks([goal], goal.focus_areas.all())
        put_measure(edit, plan=target.plan, values=answered.new, links=links)


def state(target: Target, text: str, *, said_by: str, on: date, now: datetime) -> StatedCause:
    # The column is shorter than two long names may be.
    return StatedCause.objects.create(target=target, text=text, said_on=on, said_by=said_by[:150], said_at=now)
