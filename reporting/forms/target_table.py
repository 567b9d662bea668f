"""All targets of a plan in one table that is written in: when, how much, and who."""

from collections.abc import Iterable
from copy import copy
from typing import Any

from django.utils.translation import gettext_lazy

from indicators.fields import PeriodField
from indicators.formats import plain
from planning.models import Plan, PlanStatus
from reporting.forms.plan_fields import AmountField
from reporting.forms.rows import PlanChoices, ReasonForm, RowForm, Table, choices_in, owner_choice, unit_choice
from reporting.queries.lights import quoted_title
from reporting.quoted import Quoted
from targets.forms import advice_on, field_of, terms_as_typed
from targets.models import Target
from targets.queries import terms_of
from targets.rules import Kind, problems_of

# The columns that hold numbers, by the kind of the target.
NUMBER_FIELDS: dict[str, tuple[str, ...]] = {
    Kind.STAY_ABOVE: ("lower",),
    Kind.STAY_BELOW: ("upper",),
    Kind.STAY_WITHIN: ("lower", "upper"),
    Kind.REACH: ("goal_value",),
    Kind.CHANGE_BY: ("change",),
}
LABELS = {
    "lower": gettext_lazy("Minst"),
    "upper": gettext_lazy("Høyst"),
    "goal_value": gettext_lazy("Verdien som skal nås"),
    "change": gettext_lazy("Endring"),
}
# Kinds that have no deadline.
WITHOUT_DEADLINE = frozenset({Kind.TREND, Kind.PEER})
PROMISED = frozenset({"lower", "upper", "goal_value", "change", "deadline"})


class TargetRowForm(RowForm):
    def __init__(self, *args: Any, subject: Target, choices: PlanChoices, **kwargs: Any) -> None:
        numbers = NUMBER_FIELDS.get(subject.kind, ())
        names = [*numbers, "deadline", "unit_in_charge", "owner"]
        title = quoted_title(subject)
        about = Quoted(f"{subject.code} {title}", title.language)
        super().__init__(*args, subject=subject, about=about, **kwargs)
        self.initial = {name: kept(getattr(subject, name)) for name in names}
        for name in numbers:
            number = AmountField(label=LABELS[name], required=False)
            number.widget.attrs["size"] = "8"
            self.fields[name] = number
        if subject.kind not in WITHOUT_DEADLINE:
            self.fields["deadline"] = PeriodField(label=gettext_lazy("Frist"), required=False, max_length=20)
            self.fields["deadline"].widget.attrs["size"] = "7"
        self.fields["unit_in_charge"] = unit_choice(choices.units)
        self.fields["owner"] = owner_choice(choices.owners)

    @property
    def numbers(self) -> list[Any]:
        return [self[name] for name in NUMBER_FIELDS.get(self.subject.kind, ())]

    def clean(self) -> dict[str, Any]:
        """The same advice as on the page of the target, at the cell, where the promise of the row is changed."""
        super().clean()
        if not self.errors and PROMISED & {*self.changed_data}:
            draft = copy(self.subject)
            for name in PROMISED & {*self.cleaned_data}:
                setattr(draft, name, self.cleaned_data[name])
            terms = terms_as_typed(draft, terms_of(self.subject).steps)
            for problem in problems_of(terms):
                name = field_of(problem, terms)
                self.add_error(name if name in self.fields else next(iter(self.fields)), advice_on(problem, terms))
        return self.cleaned_data


def kept(value: Any) -> Any:
    """A number without the zeros that storage added."""
    return plain(value) if hasattr(value, "as_tuple") else value


def target_table(plan: Plan, targets: Iterable[Target], data: Any) -> Table:
    """The targets as rows; with the reason where the plan is adopted."""
    shown = list(targets)
    choices = choices_in(plan, kept_owners=[one.owner for one in shown])
    rows = [TargetRowForm(data, subject=one, choices=choices) for one in shown]
    return Table(rows, ReasonForm(data) if plan.status != PlanStatus.DRAFT else None)


def changes_promise(row: TargetRowForm) -> bool:
    return bool(PROMISED & {*row.changed_data})
