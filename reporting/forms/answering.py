"""The form by which somebody says why a target stands as it does, and what is done about it."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext, gettext_lazy

from planning.models import Measure
from reporting.forms.fields import day_field, text_field
from reporting.forms.measures import Boxes, choice_of, people_of, units_of
from reporting.queries.answers import Answer
from targets.models import Target
from targets.services.answering import Answered

NEW = ("title", "deadline", "unit", "owner")


class MeasureBoxes(Boxes):
    """Measures by name; two may have the same, so the code stands behind."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} ({obj.code})"


class CauseForm(forms.Form):
    """Why, and measures: some that are there already, or a new one."""

    text = text_field(
        label=gettext_lazy("Hvorfor er det slik?"),
        help_text=gettext_lazy("Skriv kort hva som er årsaken. Alle som kan lese planen, ser det."),
        lacking=gettext_lazy("Skriv årsaken."),
        rows=4,
    )
    title = forms.CharField(label=gettext_lazy("Hva skal gjøres?"), max_length=300, required=False)
    deadline = day_field(label=gettext_lazy("Frist"), required=False)

    def __init__(self, *args: Any, target: Target, answer: Answer, **kwargs: Any) -> None:
        cause = answer.cause
        kwargs["initial"] = {"text": cause.text if cause else ""} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.target, self.answer = target, answer
        if target.goal is None:
            del self.fields["title"], self.fields["deadline"]
            return
        home = target.plan.municipality
        self.fields["unit"] = choice_of(
            units_of(home), label=gettext("Ansvarlig virksomhet"), empty=gettext("Ingen ennå")
        )
        self.fields["owner"] = choice_of(
            people_of(home), label=gettext("Ansvarlig person"), empty=gettext("Ingen ennå")
        )
        others = Measure.objects.filter(plan=target.plan).filter(~Q(goals=target.goal)).order_by("order", "code")
        self.fields["linked"] = MeasureBoxes(
            others,
            label=gettext("Tiltak som allerede finnes i planen"),
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        if not given.get("title") and any(given.get(name) for name in ("deadline", "owner")):
            self.add_error("title", gettext("Skriv hva som skal gjøres, eller la frist og ansvarlig stå tomme."))
        return given

    @property
    def answered(self) -> Answered:
        """A cause that is said again for a newer figure is said anew; the same words for the same figure are not."""
        given, cause = self.cleaned_data, self.answer.cause
        is_same = cause is not None and cause.text == given["text"] and not cause.is_before_figure
        new = {name: given[name] for name in NEW} if given.get("title") else None
        return Answered(text="" if is_same else given["text"], linked=given.get("linked", ()), new=new)
