"""What was done to a plan, one edit at a time, with who did it and whether they can take it back."""

from collections.abc import Sequence

from django.db.models import BigIntegerField, ExpressionWrapper, F, QuerySet

from accounts.models import User
from planning.models import Edit, Plan
from planning.services import last_edit
from reporting.permissions import Person, may_edit_plan
from reporting.queries.edits import words_of


def edits_told(plan: Plan) -> QuerySet[Edit]:
    """With what puts the newest first; without the rows that undoing needs."""
    newest_first = ExpressionWrapper(F("pk") * -1, BigIntegerField())
    return Edit.objects.filter(plan=plan).defer("rows").annotate(newest_first=newest_first)


def add_people(edits: Sequence[Edit], *, plan: Plan, person: Person) -> None:
    """Who did each and who undid it, and whether the person may undo it; as many queries however many there are."""
    names = {name for one in edits for name in (one.by, one.undone_by) if name}
    people = User.objects.in_bulk(names, field_name="username")
    last = last_edit(plan, by=person.get_username()) if may_edit_plan(person, plan) else None
    for one in edits:
        # Never saved: whoever is gone, or is a command, is told by the name that was kept.
        one.by_person = people.get(one.by) or User(username=one.by)  # type: ignore[attr-defined]
        undone = people.get(one.undone_by) or User(username=one.undone_by)
        one.undone_by_person = undone if one.undone_by else None  # type: ignore[attr-defined]
        one.words = words_of(one)  # type: ignore[attr-defined]
        one.is_undoable = last is not None and last.pk == one.pk  # type: ignore[attr-defined]
