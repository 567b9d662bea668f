"""Focus areas and their themes: adding, changing and moving them. Taking them out needs to know of targets."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from planning.codes import free_code
from planning.models import FocusArea, Plan, Theme
from planning.services.editing import edited
from planning.services.ordering import Way, move_row
from planning.services.wording import change_words, plan_of

LONGEST_CODE = 50


def add_focus_area(*, plan: Plan, values: Mapping[str, Any], by: str, now: datetime) -> FocusArea:
    """A focus area at the end of the plan, with a code made from its title."""
    code = free_code(values["title"], taken=codes_of(plan, FocusArea), longest=LONGEST_CODE, otherwise="omrade")
    latest = plan.focus_areas.aggregate(latest=Max("order"))["latest"] or 0
    with edited(plan=plan, action="planning.focusarea.added", label=values["title"], by=by, now=now) as edit:
        area = FocusArea.objects.create(plan=plan, code=code, order=latest + 1, **values)
        edit.added(area)
    return area


def add_theme(*, area: FocusArea, values: Mapping[str, Any], by: str, now: datetime) -> Theme:
    """A theme at the end of its focus area. Its code is its own in the whole plan, as those of plan files are."""
    code = free_code(values["title"], taken=codes_of(area.plan, Theme), longest=LONGEST_CODE, otherwise="tema")
    latest = area.themes.aggregate(latest=Max("order"))["latest"] or 0
    with edited(plan=area.plan, action="planning.theme.added", label=values["title"], by=by, now=now) as edit:
        theme = Theme.objects.create(focus_area=area, code=code, order=latest + 1, **values)
        edit.added(theme)
    return theme


def codes_of(plan: Plan, model: type[FocusArea] | type[Theme]) -> set[str]:
    """The codes that are given, and those of rows that are gone and whose earlier words are kept."""
    owner = "plan" if model is FocusArea else "focus_area__plan"
    given = model._default_manager.filter(**{owner: plan}).values_list("code", flat=True)
    kept = plan.earlier_wordings.filter(subject=model._meta.label_lower).values_list("code", flat=True)
    return {*given, *kept}


def change_part(
    *,
    part: FocusArea | Theme,
    values: Mapping[str, Any],
    reason: str,
    by: str,
    on: date,
    now: datetime,
    decision_reference: str = "",
) -> None:
    """Give a focus area or a theme other words or another place. Raises WordsNeedReason."""
    action = f"{part._meta.label_lower}.changed"
    # By what it was called: that is what whoever undoes it looks for.
    label = type(part)._meta.base_manager.get(pk=part.pk).title
    with edited(plan=plan_of(part), action=action, label=label, by=by, now=now, reason=reason.strip()) as edit:
        change_words(
            edit=edit,
            row=part,
            values=values,
            reason=reason,
            decision_reference=decision_reference,
            by=by,
            on=on,
            now=now,
        )


def move_focus_area(*, area: FocusArea, way: Way, by: str, now: datetime) -> bool:
    """Whether it moved among the focus areas of its plan."""
    among = list(area.plan.focus_areas.order_by("order", "code"))
    return move_row(row=area, among=among, way=way, plan=area.plan, by=by, now=now)


def move_theme(*, theme: Theme, way: Way, by: str, now: datetime) -> bool:
    """Whether it moved among the themes beside it: those under the same theme, or under none."""
    beside = theme.focus_area.themes.filter(parent=theme.parent_id)
    among = list(beside.order_by("order", "code"))
    return move_row(row=theme, among=among, way=way, plan=theme.focus_area.plan, by=by, now=now)
