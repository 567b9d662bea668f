"""Who comments what: a row for every service area and every goal, with the unit that writes of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy

from accounts.models import Unit
from reporting.forms.rows import ChosenField, Choices, RowForm, Table, choices_of


class DutyRow(RowForm):
    """The unit that comments a service area or a goal; none where it stands empty."""

    def __init__(self, *args: Any, kind: str, subject: models.Model, unit: Unit | None, among: Choices, **kwargs: Any):
        super().__init__(*args, subject=subject, **kwargs)
        self.prefix, self.unit = f"{kind}{subject.pk}", unit
        self.initial = {"unit": unit}
        wrong = gettext_lazy("Virksomheten er ikke en av kommunens.")
        self.fields["unit"] = ChosenField(among=among, label=gettext_lazy("Virksomhet"), error=wrong)


def duty_table(
    kind: str, rows: Iterable[tuple[Any, str]], kept: Mapping[int, Unit], units: Iterable[Unit], data: Any
) -> Table:
    """A table of things with their names; `kept` is the unit of each by its key, `kind` tells the tables apart."""
    among = choices_of(units, kept=kept.values())
    made = [
        DutyRow(data, kind=kind, subject=subject, about=about, unit=kept.get(subject.pk), among=among)
        for subject, about in rows
    ]
    return Table(made, None)
