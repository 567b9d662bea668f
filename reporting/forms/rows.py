"""Tables that are written in: one form for each row, all of them checked before anything is kept."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext, gettext_lazy

from accounts.last_change import LastChange, last_changes
from accounts.models import User
from accounts.opened import OpenedForm, tell_overtaken
from planning.models import Plan
from reporting.permissions import people_of
from reporting.quoted import Quoted

NOT_CHOSEN = ("", "–")


@dataclass(frozen=True, slots=True)
class Choices:
    """What is chosen among in every row of a table, read once."""

    rows: Mapping[str, models.Model]
    offered: list[tuple[str, str]] = field(default_factory=list)

    def row(self, key: str) -> Any:
        return self.rows.get(key)


def choices_of(rows: Iterable[models.Model], *, kept: Iterable[models.Model | None] = ()) -> Choices:
    """The rows by their keys, and those that some row of the table has already and would lose."""
    by_key = {str(row.pk): row for row in rows} | {str(row.pk): row for row in kept if row is not None}
    return Choices(by_key, [NOT_CHOSEN, *((key, Quoted(str(row))) for key, row in by_key.items())])


@dataclass(frozen=True, slots=True)
class PlanChoices:
    owners: Choices
    units: Choices
    areas: Choices


def choices_in(plan: Plan, *, kept_owners: Iterable[User | None]) -> PlanChoices:
    """Three queries however many rows the table has."""
    return PlanChoices(
        owners=choices_of(people_of(plan.municipality), kept=kept_owners),
        units=choices_of(plan.municipality.units.order_by("name")),
        areas=choices_of(plan.focus_areas.order_by("order", "code")),
    )


class ChosenField(forms.ChoiceField):
    """One of the rows that the whole table chooses among."""

    def __init__(self, *, among: Choices, error: Any, **kwargs: Any) -> None:
        super().__init__(choices=among.offered, required=False, error_messages={"invalid_choice": error}, **kwargs)
        self.among = among

    def prepare_value(self, value: Any) -> Any:
        return str(value.pk) if isinstance(value, models.Model) else value

    def clean(self, value: Any) -> Any:
        return self.among.row(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (self.prepare_value(initial) or "") != (data or "")


def owner_choice(among: Choices) -> ChosenField:
    return ChosenField(
        among=among,
        label=gettext_lazy("Ansvarlig person"),
        error=gettext_lazy("Personen er ikke knyttet til kommunen."),
    )


def unit_choice(among: Choices) -> ChosenField:
    return ChosenField(
        among=among,
        label=gettext_lazy("Ansvarlig virksomhet"),
        error=gettext_lazy("Virksomheten er ikke en av kommunens."),
    )


class RowForm(OpenedForm):
    """One row of a table. `subject` is what it is about; cells carry its name for those who do not see the table."""

    def __init__(self, *args: Any, subject: Any, about: str, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "prefix": f"r{subject.pk}"})
        self.subject, self.about = subject, about

    @property
    def is_sent(self) -> bool:
        """Whether the row stood in the table that was sent; another filter may have left it out, and one that only
        somebody else has changed stays as that one left it."""
        return not self.is_untouched and any(self.add_prefix(name) in self.data for name in self.fields)

    def name_cells(self) -> None:
        """A label for every cell: the column and the row."""
        for name, one in self.fields.items():
            one.widget.attrs["aria-label"] = f"{one.label}: {self.about}"
            if self.is_bound and self[name].errors:
                one.widget.attrs |= {"aria-invalid": "true", "aria-describedby": f"{self[name].auto_id}_error"}

    @property
    def cells(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields]

    def changes(self) -> dict[str, Any]:
        """What is other than it was, by field of the row."""
        return {name: self.cleaned_data[name] for name in self.changed_data}


class ReasonForm(forms.Form):
    """Why what was adopted is changed: once for the whole table."""

    why = forms.CharField(
        label=gettext_lazy("Hvorfor endres dette?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
        help_text=gettext_lazy(
            "Planen er vedtatt. Grunnen gjelder alle endringene du gjør nå, og det som sto før, blir tatt vare på."
        ),
    )


Needs = Callable[[Any], bool]


@dataclass(slots=True)
class Table:
    """The rows that are shown, with the reason below them."""

    rows: Sequence[Any]
    reason: ReasonForm | None
    # Who changed some of the subjects last.
    changed_by: Callable[[list[Any]], dict[int, LastChange]] = last_changes

    def is_valid(self, needs_reason: Needs) -> bool:
        """Every row that was sent is checked, so that all that is wrong is said at once."""
        sent = [row for row in self.rows if row.is_sent]
        wrong = [row for row in sent if not row.is_valid()]
        if tell_overtaken(sent, self.changed_by):
            wrong = sent
        for row in self.rows:
            row.name_cells()
        if self.reason is None:
            return not wrong
        is_reasoned = self.reason.is_valid()
        if not wrong and is_reasoned and not self.why and any(needs_reason(row) for row in sent):
            self.reason.add_error("why", gettext("Planen er vedtatt. Skriv hvorfor dette endres."))
            return False
        return not wrong and is_reasoned

    @property
    def why(self) -> str:
        return self.reason.cleaned_data.get("why", "") if self.reason else ""

    def changes(self) -> dict[int, dict[str, Any]]:
        """By the key of each row that was changed: what is other."""
        told = {row.subject.pk: row.changes() for row in self.rows if row.is_sent}
        return {key: changes for key, changes in told.items() if changes}

    @property
    def wrong(self) -> list[tuple[str, str]]:
        """Everything that is wrong, as (address of the cell, words), for the list above the table."""
        cells = [(cell, row.about) for row in self.rows if row.is_bound and row.is_sent for cell in row.cells]
        found = [
            (cell.id_for_label, f"{about} – {cell.label}: {error}") for cell, about in cells for error in cell.errors
        ]
        if self.reason and self.reason.errors:
            found += [(self.reason["why"].id_for_label, str(error)) for error in self.reason["why"].errors]
        return found
