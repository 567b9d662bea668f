"""A new plan from that of the period before: everything it says is carried over, to be written on from there.

What only holds for the earlier document is left behind: where in it a thing stands, and its word for how far a measure
had come. Where a plan leans on a guideline is kept, for that is looked up in the new text and mended.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from accounts.copying import Copied, copy_links, copy_rows, point_within
from planning.models import (
    Challenge,
    Citation,
    Goal,
    Guideline,
    Measure,
    Plan,
    Theme,
)
from planning.rules import OVER

NOWHERE = {"cited_document": "", "cited_section": "", "cited_line": ""}


@dataclass(frozen=True, slots=True)
class Carried:
    """The rows of the earlier plan and their copies, by key."""

    focus_areas: Copied = field(default_factory=dict)
    themes: Copied = field(default_factory=dict)
    guidelines: Copied = field(default_factory=dict)
    goals: Copied = field(default_factory=dict)
    measures: Copied = field(default_factory=dict)


def carry_content(*, earlier: Plan, plan: Plan) -> Carried:
    """Fill a plan that has nothing in it yet. The caller keeps the transaction and the audit trail."""
    copy_rows(earlier.documents.order_by("pk"), of(plan))
    copy_rows(earlier.related_plans.order_by("pk"), of(plan, NOWHERE))
    areas = copy_rows(earlier.focus_areas.order_by("pk"), of(plan, NOWHERE))
    themes = carry_themes(earlier, areas)
    guidelines = carry_guidelines(earlier, plan, areas)
    goals = carry_goals(earlier, plan, areas, themes, guidelines)
    measures = carry_measures(earlier, plan, areas, themes, goals)
    carry_challenges(earlier, plan, areas, themes, measures)
    return Carried(areas, themes, guidelines, goals, measures)


def of(plan: Plan, values: Mapping[str, Any] = {}) -> Callable[[models.Model], Mapping[str, Any]]:
    return lambda _row: {"plan_id": plan.pk, **values}


def carry_themes(earlier: Plan, areas: Copied) -> Copied:
    themes = Theme.objects.filter(focus_area__plan=earlier).order_by("pk")
    copied = copy_rows(themes, lambda row: {**NOWHERE, "focus_area_id": areas[row.focus_area_id]})
    point_within(Theme, "parent", copied)
    return copied


def carry_guidelines(earlier: Plan, plan: Plan, areas: Copied) -> Copied:
    copied = copy_rows(earlier.guidelines.order_by("pk"), of(plan))
    copy_links(Guideline, "focus_areas", copied, areas)
    copy_links(Guideline, "sdgs", copied)
    citations = Citation.objects.filter(guideline__plan=earlier).order_by("pk")
    copy_rows(citations, lambda row: cited_in(row, copied, areas))
    return copied


def cited_in(row: Citation, guidelines: Copied, areas: Copied) -> dict[str, Any]:
    area = areas.get(row.focus_area_id) if row.focus_area_id else None
    return {"guideline_id": guidelines[row.guideline_id], "focus_area_id": area, "cited_line": ""}


def carry_goals(earlier: Plan, plan: Plan, areas: Copied, themes: Copied, guidelines: Copied) -> Copied:
    def values(row: Goal) -> dict[str, Any]:
        area = areas.get(row.primary_focus_area_id) if row.primary_focus_area_id else None
        return {
            **NOWHERE,
            "plan_id": plan.pk,
            "continues_id": row.pk,
            "primary_focus_area_id": area,
            "theme_id": themes.get(row.theme_id) if row.theme_id else None,
        }

    copied = copy_rows(earlier.goals.order_by("pk"), values)
    point_within(Goal, "parent", copied)
    copy_links(Goal, "focus_areas", copied, areas)
    copy_links(Goal, "guidelines", copied, guidelines)
    copy_links(Goal, "sdgs", copied)
    return copied


def carry_measures(earlier: Plan, plan: Plan, areas: Copied, themes: Copied, goals: Copied) -> Copied:
    """Measures that are done or stopped have no place in the new plan."""

    def values(row: Measure) -> dict[str, Any]:
        theme = themes.get(row.theme_id) if row.theme_id else None
        return {**NOWHERE, "plan_id": plan.pk, "continues_id": row.pk, "theme_id": theme, "status": ""}

    copied = copy_rows(earlier.measures.exclude(progress__in=OVER).order_by("pk"), values)
    copy_links(Measure, "focus_areas", copied, areas)
    copy_links(Measure, "goals", copied, goals)
    return copied


def carry_challenges(earlier: Plan, plan: Plan, areas: Copied, themes: Copied, measures: Copied) -> None:
    def values(row: Challenge) -> dict[str, Any]:
        theme = themes.get(row.theme_id) if row.theme_id else None
        return {**NOWHERE, "plan_id": plan.pk, "theme_id": theme}

    copied = copy_rows(earlier.challenges.order_by("pk"), values)
    copy_links(Challenge, "focus_areas", copied, areas)
    copy_links(Challenge, "measures", copied, measures)
