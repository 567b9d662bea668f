"""Changing what a plan says. What an adopted plan said before is kept, with who changed it, when and why.

    with edited(plan=plan, action="planning.goal.changed", label=str(goal), by=by, now=now, reason=reason) as edit:
        change_words(edit=edit, row=goal, values={"text": text, "unit": unit}, reason=reason, by=by, on=on, now=now)

A draft may be written anew as often as one likes. An adopted plan's words need a reason: `needs_reason` tells a form
whether, and `WordsNeedReason` is raised where there is none.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models

from planning.models import Challenge, EarlierWording, FocusArea, Goal, Guideline, Measure, Plan, PlanStatus, Theme
from planning.services.editing import Editing

Worded = Plan | FocusArea | Theme | Goal | Measure | Challenge | Guideline
# What somebody adopted, and others quote. The rest of a row says how it is followed up.
WORDS: Mapping[type[models.Model], tuple[str, ...]] = {
    Plan: ("title",),
    FocusArea: ("title", "slogan", "summary"),
    Theme: ("title",),
    Goal: ("text",),
    Measure: ("title", "gist"),
    Challenge: ("text",),
    Guideline: ("title", "gist"),
}


class WordsNeedReason(Exception):
    """The plan is adopted, and nobody has said why its words are changed."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one row says, as it is stored."""

    row: Worded
    words: Mapping[str, str]


def change_words(
    *,
    edit: Editing,
    row: Worded,
    values: Mapping[str, Any],
    reason: str,
    by: str,
    on: date,
    now: datetime,
    decision_reference: str = "",
) -> list[EarlierWording]:
    """Give a row other values, words among them, as part of an edit. Raises WordsNeedReason. Returns what was kept."""
    edit.before(row)
    before = said_by([row])
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    return keep_earlier_words(before, reason=reason, decision_reference=decision_reference, by=by, on=on, now=now)


def needs_reason(row: Worded, values: Mapping[str, Any]) -> bool:
    """Whether the values change words that were adopted. Asks the store, for a form fills its row."""
    return is_binding(row) and any(
        name in values and values[name] != text for one in said_by([row]) for name, text in one.words.items()
    )


def is_binding(row: Worded) -> bool:
    return plan_of(row).status != PlanStatus.DRAFT


def said_by(rows: Iterable[Worded]) -> list[Said]:
    """What is stored of each row now. A row without words of its own says nothing."""
    return [Said(row, words_of(row)) for row in rows if type(row) in WORDS]


def words_of(row: Worded) -> dict[str, str]:
    names = WORDS[type(row)]
    found = type(row)._meta.base_manager.filter(pk=row.pk).values(*names).first()
    return dict(found or {})


def keep_earlier_words(
    before: Collection[Said], *, reason: str, by: str, on: date, now: datetime, decision_reference: str = ""
) -> list[EarlierWording]:
    """Keep the words of adopted plans that are others now. Raises WordsNeedReason where there is no reason."""
    changed = [(said.row, name, text) for said in before if is_binding(said.row) for name, text in other_now(said)]
    if changed and not reason.strip():
        raise WordsNeedReason(str(changed[0][0]))
    return EarlierWording.objects.bulk_create(
        EarlierWording(
            plan=plan_of(row),
            subject=row._meta.label_lower,
            code=code_of(row),
            field=name,
            text=text,
            decision_reference=decision_reference.strip(),
            changed_on=on,
            changed_at=now,
            changed_by=by,
            reason=reason.strip(),
        )
        for row, name, text in changed
    )


def other_now(said: Said) -> list[tuple[str, str]]:
    """The words that the row no longer has; what is gone altogether stands in the audit trail."""
    now = words_of(said.row)
    return [(name, text) for name, text in said.words.items() if now and now[name] != text]


def earlier_words_of(row: Worded) -> "models.QuerySet[EarlierWording]":
    """What the row has said before, newest first."""
    found = plan_of(row).earlier_wordings.filter(subject=row._meta.label_lower, code=code_of(row))
    return found.order_by("-changed_at", "-pk")


def plan_of(row: Worded) -> Plan:
    match row:
        case Plan():
            return row
        case Theme():
            return row.focus_area.plan
        case _:
            return row.plan


def code_of(row: Worded) -> str:
    """The row's code within its plan. The plan itself needs none there."""
    return "" if isinstance(row, Plan) else row.code
