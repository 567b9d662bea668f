"""What a plan's rows say and said before, for the page that shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from accounts.last_change import names_of
from planning.models import Challenge, EarlierWording, FocusArea, Goal, Guideline, Measure, Plan, Theme
from planning.services.wording import Worded

# As addresses have it → what it is, and how it finds its plan.
KINDS: dict[str, tuple[type[models.Model], str]] = {
    "plan": (Plan, ""),
    "omrade": (FocusArea, "plan"),
    "tema": (Theme, "focus_area__plan"),
    "mal": (Goal, "plan"),
    "tiltak": (Measure, "plan"),
    "utfordring": (Challenge, "plan"),
    "foring": (Guideline, "plan"),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that were adopted once."""

    text: str
    changed_on: date
    who: str
    reason: str
    decision_reference: str


@dataclass(frozen=True, slots=True)
class WordedField:
    """One field of one row: what it says now (None where the row is gone), and what it said before, newest first."""

    kind: str
    name: str
    now: str | None
    earlier: list[Wording]


@dataclass(frozen=True, slots=True)
class WordedRow:
    kind: str
    code: str
    fields: list[WordedField]


def worded_row(*, plan: Plan, kind: str, code: str) -> WordedRow | None:
    """One row of the plan, or None where nothing of that code was ever there."""
    found = worded_rows(plan=plan, only=(kind, "" if kind == "plan" else code))
    return found[0] if found else None


def worded_rows(*, plan: Plan, only: tuple[str, str] | None = None) -> list[WordedRow]:
    """Every row of the plan whose words were others before, the one changed last first."""
    kept = plan.earlier_wordings.order_by("-changed_at", "-pk")
    if only:
        kept = kept.filter(subject=label_of(only[0]), code=only[1])
    names = names_of({one.changed_by for one in kept})
    by_row: dict[tuple[str, str], dict[str, list[EarlierWording]]] = {}
    for one in kept:
        by_row.setdefault((one.subject, one.code), {}).setdefault(one.field, []).append(one)
    rows = rows_now(plan, {subject for subject, _code in by_row})
    return [
        WordedRow(
            kind_of(subject),
            code,
            [field_told(subject, name, rows.get((subject, code)), some, names) for name, some in fields.items()],
        )
        for (subject, code), fields in by_row.items()
    ]


def field_told(
    subject: str, name: str, row: Worded | None, kept: list[EarlierWording], names: dict[str, str]
) -> WordedField:
    model = KINDS[kind_of(subject)][0]
    field = model._meta.get_field(name)
    return WordedField(
        kind=str(model._meta.verbose_name),
        name=str(getattr(field, "verbose_name", name)),
        now=str(getattr(row, name)) if row is not None else None,
        earlier=[
            Wording(
                one.text, one.changed_on, names.get(one.changed_by, one.changed_by), one.reason, one.decision_reference
            )
            for one in kept
        ],
    )


def rows_now(plan: Plan, subjects: set[str]) -> dict[tuple[str, str], Worded]:
    """The rows that are there, one query for each kind."""
    found: dict[tuple[str, str], Worded] = {}
    for model, path in KINDS.values():
        label = model._meta.label_lower
        if label not in subjects:
            continue
        rows: Iterable[Any] = model._default_manager.filter(**{path: plan}) if path else [plan]
        found |= {(label, row.code if path else ""): row for row in rows}
    return found


def label_of(kind: str) -> str:
    return KINDS[kind][0]._meta.label_lower


def kind_of(subject: str) -> str:
    return next(kind for kind, (model, _path) in KINDS.items() if model._meta.label_lower == subject)
