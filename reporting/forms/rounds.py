"""The form by which a coordinator opens a round, and changes one that is open."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext, gettext_lazy

from accounts.models import Municipality, Unit
from indicators.periods import parse_period
from planning.models import Plan, PlanStatus
from reporting.forms.fields import day_field, text_field
from reporting.forms.measures import Boxes, units_of
from reporting.models import ReportingRound, RoundKind
from reporting.round_periods import first_suggested
from reporting.round_words import period_title
from reporting.rounds import kind_of, periods_to_choose, suggested_deadline
from reporting.services.rounds import RoundTerms

LONGEST_REMINDER = 60
FIELD_ORDER = ("period", "plans", "units", "deadline", "remind_before", "remind_after", "message")


def days_field(*, label: Any, help_text: Any) -> forms.IntegerField:
    """A number of days that is not silly."""
    wrong = gettext_lazy("Skriv et antall dager fra 0 til 60.")
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=0,
        max_value=LONGEST_REMINDER,
        widget=forms.NumberInput(attrs={"size": 4}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
    )


class RoundForm(forms.Form):
    """What is asked for, of whom, and until when. The period of a round that is opened stands."""

    deadline = day_field(label=gettext_lazy("Frist"), help_text=gettext_lazy("Dagen alt skal være sendt inn."))
    remind_before = days_field(
        label=gettext_lazy("Påminnelse før fristen"),
        help_text=gettext_lazy("Antall dager før fristen. De som har noe igjen, får e-post."),
    )
    remind_after = days_field(
        label=gettext_lazy("Påminnelse etter fristen"),
        help_text=gettext_lazy("Antall dager etter fristen. De som fortsatt har noe igjen, får e-post."),
    )
    message = text_field(
        label=gettext_lazy("Beskjed til virksomhetene"),
        help_text=gettext_lazy("Står øverst på lista til hver virksomhet og i e-posten når runden åpnes."),
        lacking="",
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        municipality: Municipality,
        plans: QuerySet[Plan],
        on: date,
        opened: ReportingRound | None = None,
        **kwargs: Any,
    ) -> None:
        self.municipality, self.on, self.opened = municipality, on, opened
        units = units_of(municipality)
        kwargs["initial"] = as_it_is(opened) if opened else self.suggested(plans, units)
        super().__init__(*args, **kwargs)
        if opened is None:
            self.add_period()
        lacking = {"required": gettext("Velg minst én plan.")}
        self.fields["plans"] = Boxes(plans, label=gettext("Planer"), error_messages=lacking)
        lacking = {"required": gettext("Velg minst én virksomhet.")}
        self.fields["units"] = Boxes(units, label=gettext("Virksomheter"), error_messages=lacking)
        self.order_fields(FIELD_ORDER)

    @property
    def taken(self) -> set[str]:
        """The periods that have a round already."""
        return set(ReportingRound.objects.filter(municipality=self.municipality).values_list("period", flat=True))

    def suggested(self, plans: QuerySet[Plan], units: QuerySet[Unit]) -> dict[str, Any]:
        period = first_suggested(self.on, taken=self.taken)
        return {
            "period": period,
            "plans": plans.filter(status=PlanStatus.ADOPTED),
            "units": units,
            "deadline": suggested_deadline(parse_period(period), on=self.on) if period else None,
            "remind_before": 7,
            "remind_after": 1,
        }

    def add_period(self) -> None:
        names = {
            RoundKind.YEAR: gettext("År"),
            RoundKind.TERTIAL: gettext("Tertial"),
            RoundKind.MONTH: gettext("Måned"),
        }
        choices = [
            (name, [(code, period_title(code)) for code in periods_to_choose(kind, on=self.on)])
            for kind, name in names.items()
        ]
        wrong = gettext("Velg en periode fra listen.")
        errors = {"required": wrong, "invalid_choice": wrong}
        help_text = gettext("Det runden handler om. Hver periode kan ha én runde.")
        self.fields["period"] = forms.ChoiceField(
            label=gettext("Periode"), choices=choices, help_text=help_text, error_messages=errors
        )

    def clean_period(self) -> str:
        period: str = self.cleaned_data["period"]
        if period in self.taken:
            raise ValidationError(gettext("Det er alt åpnet en runde for denne perioden."), code="taken")
        return period

    def clean_deadline(self) -> date:
        """A new deadline is in front of us; one that stands may have passed."""
        deadline: date = self.cleaned_data["deadline"]
        is_kept = self.opened is not None and self.opened.deadline == deadline
        if deadline < self.on and not is_kept:
            raise ValidationError(gettext("Fristen har alt vært. Velg en dag fra i dag av."), code="past")
        return deadline

    @property
    def kind(self) -> str:
        return kind_of(parse_period(self.cleaned_data["period"]))

    @property
    def terms(self) -> RoundTerms:
        """Everything but the period."""
        return RoundTerms(**{name: value for name, value in self.cleaned_data.items() if name != "period"})


def as_it_is(opened: ReportingRound) -> dict[str, Any]:
    kept = {name: getattr(opened, name) for name in ("deadline", "remind_before", "remind_after", "message")}
    return kept | {"plans": opened.plans.all(), "units": opened.units.all()}
