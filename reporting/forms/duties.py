"""Who comments what: a row for every service area and every goal, with the unit that writes of it."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from accounts.models import Unit
from reporting.forms.rows import Choices, ChosenField, RowForm, Table, choices_of
from reporting.queries.last_change import duty_changes
from reporting.queries.rounds import DutyRow


class DutyForm(RowForm):
    """The unit that comments a service area or a goal. Where it stands empty, the goal's own unit does, or nobody."""

    def __init__(self, *args: Any, kind: str, row: DutyRow, among: Choices, **kwargs: Any) -> None:
        super().__init__(*args, subject=row.subject, about=row.name, **kwargs)
        # Keys of areas and of goals may be the same number.
        self.prefix, self.row = f"{kind}{row.subject.pk}", row
        self.initial = {"unit": row.unit}
        wrong = gettext_lazy("Virksomheten er ikke en av kommunens.")
        self.fields["unit"] = ChosenField(among=among, label=gettext_lazy("Virksomhet"), error=wrong)
        field: Any = self.fields["unit"]
        field.choices = [("", said_of_nothing(row)), *among.offered[1:]]


def said_of_nothing(row: DutyRow) -> str:
    """Who comments it where nothing is chosen."""
    return gettext("%(unit)s (svarer for målet)") % {"unit": row.otherwise.name} if row.otherwise else gettext("Ingen")


def duty_rows(kind: str, rows: Iterable[DutyRow], units: Iterable[Unit], data: Any) -> Table:
    """A table that is written in; `kind` tells the tables of a page apart."""
    rows = list(rows)
    among = choices_of(units, kept=[row.unit for row in rows])
    return Table([DutyForm(data, kind=kind, row=row, among=among) for row in rows], None, duty_changes)


def said_in(table: Table) -> dict[Any, Unit | None]:
    """The unit of every row that was changed, by what it comments."""
    return {row.subject: row.cleaned_data["unit"] for row in table.rows if row.is_sent and row.changed_data}
