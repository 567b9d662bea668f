"""All goals of a plan in one table that is written in."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from planning.models import Goal, Plan, PlanStatus
from reporting.forms.fields import WrittenField
from reporting.forms.goal import LONGEST_TEXT
from reporting.forms.plan_fields import order_field
from reporting.forms.rows import (
    ChosenField,
    PlanChoices,
    ReasonForm,
    RowForm,
    Table,
    choices_in,
    owner_choice,
    unit_choice,
)


class GoalRowForm(RowForm):
    text = WrittenField(
        label=gettext_lazy("Mål"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_TEXT,
        error_messages={
            "required": gettext_lazy("Skriv målet."),
            "max_length": gettext_lazy("Målet er for langt. Skriv det på høyst 2000 tegn."),
        },
    )
    order = order_field(label=gettext_lazy("Plass"))

    def __init__(self, *args: Any, subject: Goal, choices: PlanChoices, **kwargs: Any) -> None:
        names = ("text", "primary_focus_area", "unit", "owner", "order")
        initial = {name: getattr(subject, name) for name in names}
        super().__init__(*args, subject=subject, about=subject.code, initial=initial, **kwargs)
        self.fields["primary_focus_area"] = ChosenField(
            among=choices.areas,
            label=gettext_lazy("Hovedinnsatsområde"),
            error=gettext_lazy("Innsatsområdet er ikke et av planens."),
        )
        self.fields["unit"], self.fields["owner"] = unit_choice(choices.units), owner_choice(choices.owners)
        self.order_fields(names)


def goal_table(plan: Plan, goals: Iterable[Goal], data: Any) -> Table:
    """The goals as rows; with the reason where the plan is adopted."""
    shown = list(goals)
    choices = choices_in(plan, kept_owners=[one.owner for one in shown])
    rows = [GoalRowForm(data, subject=one, choices=choices) for one in shown]
    return Table(rows, ReasonForm(data) if plan.status != PlanStatus.DRAFT else None)


def changes_words(row: GoalRowForm) -> bool:
    return "text" in row.changed_data
