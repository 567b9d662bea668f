"""Writing measures on a plan's pages: made, changed one by one or many at once, told of, and taken away.

Every write is one edit of the plan, so that it can be undone. Files know a measure by its code; here it gets the next.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from planning.models import Challenge, FocusArea, Goal, Measure, Plan
from planning.services.editing import Editing, edited
from planning.services.numbering import next_code
from planning.services.wording import WordsNeedReason, change_words, is_binding


@dataclass(frozen=True, slots=True)
class MeasureLinks:
    """What a measure is for, and where in the plan it stands."""

    goals: Collection[Goal] = ()
    focus_areas: Collection[FocusArea] = ()
    # None where nothing is said of them.
    challenges: Collection[Challenge] | None = None


def add_measure(*, plan: Plan, values: Mapping[str, Any], links: MeasureLinks, by: str, now: datetime) -> Measure:
    with edited(plan=plan, action="planning.measure.added", label=values["title"], by=by, now=now) as edit:
        return put_measure(edit, plan=plan, values=values, links=links)


def put_measure(edit: Editing, *, plan: Plan, values: Mapping[str, Any], links: MeasureLinks) -> Measure:
    """A measure as a part of a larger edit, last in the plan."""
    # Two people may add one at the same time; the second waits here, and gets the next code.
    Plan.objects.select_for_update().get(pk=plan.pk)
    last = plan.measures.aggregate(last=Max("order"))["last"]
    order = 0 if last is None else min(last + 1, 32_767)
    code = next_code(plan.measures.values_list("code", flat=True), otherwise="TI-")
    measure = Measure.objects.create(**{"plan": plan, "code": code, "order": order} | dict(values))
    link(edit, measure, links)
    edit.added(measure)
    return measure


def change_measure(
    *,
    measure: Measure,
    values: Mapping[str, Any],
    links: MeasureLinks,
    reason: str,
    by: str,
    on: date,
    now: datetime,
    decision_reference: str = "",
) -> None:
    """Raises WordsNeedReason where other words than those that were adopted have none."""
    label = str(values.get("title", measure.title))
    action = "planning.measure.changed"
    with edited(plan=measure.plan, action=action, label=label, by=by, now=now, reason=reason) as edit:
        why = {"reason": reason, "decision_reference": decision_reference}
        change_words(edit=edit, row=measure, values=values, **why, by=by, on=on, now=now)
        link(edit, measure, links)


def link(edit: Editing, measure: Measure, links: MeasureLinks) -> None:
    """Links to challenges are kept with those."""
    measure.goals.set(links.goals)
    measure.focus_areas.set(links.focus_areas)
    if links.challenges is not None:
        edit.before(*measure.challenges.all(), *links.challenges)
        measure.challenges.set(links.challenges)


def tell_progress(
    *, measure: Measure, progress: str, percent: int | None, note: str, told_on: date, by: str, now: datetime
) -> None:
    """How far the measure has come on a day. What was told before stands in the audit trail."""
    values = {"progress": progress, "percent_done": percent, "progress_note": note, "progress_on": told_on}
    with edited(plan=measure.plan, action="planning.measure.told", label=measure.title, by=by, now=now) as edit:
        set_values(edit, measure, values)


def change_measures(*, plan: Plan, changes: Mapping[Measure, Mapping[str, Any]], by: str, now: datetime) -> int:
    """Other values for several measures at once, as one edit. Returns how many were changed."""
    differing = {row: values for row, values in changes.items() if differs(row, values)}
    label = ", ".join(row.code for row in differing)
    with edited(plan=plan, action="planning.measures.changed", label=label, by=by, now=now) as edit:
        for measure, values in differing.items():
            set_values(edit, measure, values)
    return len(differing)


def differs(measure: Measure, values: Mapping[str, Any]) -> bool:
    return any(getattr(measure, name) != value for name, value in values.items())


def set_values(edit: Editing, measure: Measure, values: Mapping[str, Any]) -> None:
    edit.before(measure)
    for name, value in values.items():
        setattr(measure, name, value)
    measure.save(update_fields=list(values))


def delete_measure(*, measure: Measure, reason: str, by: str, now: datetime) -> None:
    """Raises WordsNeedReason where the plan is adopted and nobody has said why."""
    if is_binding(measure) and not reason.strip():
        raise WordsNeedReason(measure.title)
    plan, pk = measure.plan, measure.pk
    action = "planning.measure.deleted"
    with edited(plan=plan, action=action, label=measure.title, by=by, now=now, reason=reason.strip()) as edit:
        edit.before(measure)
        # What leads to it loses its link, and gets it back when the deletion is undone.
        edit.before(*Challenge.objects.filter(measures=measure), *Measure.objects.filter(continues=measure))
        Measure.objects.filter(pk=pk).delete()
