"""Edits of a plan: every one audited, kept so that it can be undone, and undone.

    with edited(plan=plan, action="planning.goal.changed", label=str(goal), by=by, now=now) as edit:
        edit.before(goal)
        goal.text = text
        goal.save()

An edit is one transaction. What it changes must be shown to it: `before` a row is changed or deleted, and `added` after
a row is made. What differs at the end is what happened; an edit that changed nothing leaves no trace. A deletion takes
rows with it, and links from others to the row: those must be shown too, or undoing cannot bring them back.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.admin.utils import NestedObjects
from django.core import serializers
from django.db import DEFAULT_DB_ALIAS, IntegrityError, models, transaction

from accounts.services import record_event
from accounts.snapshots import Snapshot, difference, snapshot
from planning.models import Edit, Plan

Row = models.Model
Key = tuple[str, int]
Fields = dict[str, Any] | None


class CannotUndo(Exception):
    """A row of the edit has been changed since, or is needed by something that came later; `label` names it."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.label = label


@dataclass(slots=True)
class Watched:
    """A row as it was when the edit began to look at it: None where it was not there."""

    row: Row
    stored: Fields
    told: Snapshot | None


@dataclass(slots=True)
class Editing:
    """What one edit touches, in the order in which it was shown."""

    rows: dict[Key, Watched] = field(default_factory=dict)

    def before(self, *rows: Row) -> None:
        """These are about to be changed or deleted. Showing a row twice does no harm."""
        for row in rows:
            self.rows.setdefault(key_of(row), Watched(row, stored_fields(row), snapshot(row)))

    def added(self, *rows: Row) -> None:
        """These were made by the edit."""
        for row in rows:
            self.rows.setdefault(key_of(row), Watched(row, None, None))


@contextmanager
def edited(*, plan: Plan, action: str, label: str, by: str, now: datetime, reason: str = "") -> Iterator[Editing]:
    """One edit of a plan, in one transaction, recorded when it ends well."""
    with transaction.atomic():
        editing = Editing()
        yield editing
        keep_edit(editing, plan=plan, action=action, label=label, by=by, now=now, reason=reason)


def keep_edit(
    editing: Editing, *, plan: Plan, action: str, label: str, by: str, now: datetime, reason: str
) -> Edit | None:
    """The audit trail row by row, and the edit with what undoing it needs. None when nothing differs."""
    changed = []
    for (model, pk), watched in editing.rows.items():
        after = fields_now(model, pk)
        if after != watched.stored:
            changed.append({"model": model, "pk": pk, "before": watched.stored, "after": after})
            record(watched, after, plan=plan, by=by, now=now, reason=reason)
    if not changed:
        return None
    return Edit.objects.create(plan=plan, at=now, by=by, action=action, label=label[:500], rows=changed)


def record(watched: Watched, after: Fields, *, plan: Plan, by: str, now: datetime, reason: str) -> None:
    """One row in the audit trail, with only what differs where it was there before and is there still."""
    was, became = watched.told, snapshot(watched.row) if after is not None else None
    verb = "added" if was is None else "deleted" if became is None else "changed"
    if was is not None and became is not None:
        was, became = difference(was, became)
    record_event(
        action=f"{watched.row._meta.label_lower}.{verb}",
        subject=watched.row,
        by=by,
        now=now,
        municipality_number=plan.municipality.number,
        before=was,
        after=became,
        reason=reason,
    )


def last_edit(plan: Plan, *, by: str) -> Edit | None:
    """The person's newest edit of the plan that stands. Only their own: nobody undoes what another has done."""
    return plan.edits.filter(by=by, undone_at__isnull=True).order_by("-at", "-pk").first()


@transaction.atomic
def undo(*, edit: Edit, by: str, now: datetime, derived: Collection[str] = ()) -> list[Key]:
    """Make every row of the edit what it was. Raises CannotUndo. Answers which rows those were.

    `derived` names models whose rows may go with what was added, because they are worked out from it.
    """
    rows = edit.rows
    for one in rows:
        if fields_now(one["model"], one["pk"]) != one["after"]:
            raise CannotUndo(edit.label)
    refuse_losses(edit, derived)
    for one in in_order_of_return(rows):
        put_back(one, edit, by=by, now=now)
    edit.undone_at, edit.undone_by = now, by
    edit.save(update_fields=["undone_at", "undone_by"])
    return [(one["model"], one["pk"]) for one in rows]


def refuse_losses(edit: Edit, derived: Collection[str]) -> None:
    """What others have since built on an added row must not go with it."""
    own = {(one["model"], one["pk"]) for one in edit.rows}
    going = [row for one in edit.rows if one["before"] is None and (row := row_of(one["model"], one["pk"]))]
    collector: Any = NestedObjects(using=DEFAULT_DB_ALIAS)
    for row in going:
        # One at a time: a collector takes rows of one model, and an edit adds several.
        collector.collect([row])
    for model, rows in collector.model_objs.items():
        if model._meta.auto_created or model._meta.label_lower in derived:
            continue
        if any(key_of(row) not in own for row in rows):
            raise CannotUndo(edit.label)


def in_order_of_return(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was deleted comes back first, in the order that it was shown; what was added goes last, newest first."""
    rows = list(rows)
    return [one for one in rows if one["before"] is not None] + [one for one in rows[::-1] if one["before"] is None]


def put_back(one: dict[str, Any], edit: Edit, *, by: str, now: datetime) -> None:
    model, pk = apps.get_model(one["model"]), one["pk"]
    row = row_of(one["model"], pk)
    told = snapshot(row) if row is not None else None
    try:
        row = restore(one) if one["before"] is not None else removed(model, pk)
    except (models.ProtectedError, IntegrityError) as problem:
        raise CannotUndo(edit.label) from problem
    record(Watched(row, one["after"], told), one["before"], plan=edit.plan, by=by, now=now, reason="")


def removed(model: type[Row], pk: int) -> Row:
    """The row that was deleted, with its key still on it, to be told of."""
    row = model._meta.base_manager.get(pk=pk)
    row.delete()
    row.pk = pk
    return row


def restore(one: dict[str, Any]) -> Row:
    """The row as it was, written as Django's own serialiser reads it."""
    text = json.dumps([{"model": one["model"], "pk": one["pk"], "fields": one["before"]}])
    restored = next(iter(serializers.deserialize("json", text)))
    restored.save()
    row: Row = restored.object
    return row


def key_of(row: Row) -> Key:
    return row._meta.label_lower, int(row.pk)


def fields_now(model: str, pk: int) -> Fields:
    """The row as it is stored; None where there is none."""
    row = row_of(model, pk)
    return stored_fields(row) if row is not None else None


def row_of(model: str, pk: int) -> Row | None:
    row: Row | None = apps.get_model(model)._meta.base_manager.filter(pk=pk).first()
    return row


def stored_fields(row: Row) -> dict[str, Any]:
    """The row as it is stored now, in values that JSON holds. Links in order, so that two readings never differ."""
    stored = row._meta.base_manager.get(pk=row.pk)
    fields: dict[str, Any] = json.loads(serializers.serialize("json", [stored]))[0]["fields"]
    linked = {one.name for one in row._meta.many_to_many}
    return {name: sorted(value) if name in linked else value for name, value in fields.items()}
