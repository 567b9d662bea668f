"""The form by which a coordinator sets a light beside the calculated one."""

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy

from reporting.forms.fields import day_field, person_field, text_field
from reporting.queries.standing import colour
from targets.certificates import Facts
from targets.rules import Attainment, Kind, Light, another_figure_comes
from targets.rules.duties import months_later
from targets.sentences import word_for, word_of

# Whoever still means it after this long should say so again.
MOST_MONTHS = 24
NEXT_FIGURE, DAY = "figure", "date"
UNTIL = [(NEXT_FIGURE, gettext_lazy("til neste tall")), (DAY, gettext_lazy("til og med en dato"))]


class OverrideForm(forms.Form):
    """A light, why, who has decided it, and until when. `facts` are those of the light as it is calculated."""

    light = forms.ChoiceField(
        label=gettext_lazy("Lyset som skal vises"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Velg et lys.")},
    )
    reason = text_field(
        label=gettext_lazy("Begrunnelse"),
        help_text=gettext_lazy("Alle som kan lese planen, ser begrunnelsen. Den står også i årsrapporten."),
        lacking=gettext_lazy("Skriv hvorfor lyset overstyres."),
    )
    decided_by = person_field(
        label=gettext_lazy("Bestemt av"),
        help_text=gettext_lazy("Personen eller organet som har bestemt det."),
        lacking=gettext_lazy("Skriv hvem som har bestemt det."),
    )
    until_kind = forms.ChoiceField(
        label=gettext_lazy("Hvor lenge gjelder det?"),
        widget=forms.RadioSelect,
        choices=UNTIL,
        error_messages={"required": gettext_lazy("Velg hvor lenge det gjelder.")},
    )
    until = day_field(label=gettext_lazy("Gjelder til og med"), required=False)

    def __init__(self, *args: Any, facts: Facts, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.facts, self.on = facts, on
        field: Any = self.fields["light"]
        field.choices = [(light.value, named(facts, light)) for light in Light]

    def clean_light(self) -> str:
        """The calculated light needs nobody's help."""
        light: str = self.cleaned_data["light"]
        if light == self.facts["verdict"]["light"]:
            text = gettext("Lyset er beregnet til «%(word)s» allerede. Velg et annet lys, eller la det stå som det er.")
            raise forms.ValidationError(text % {"word": word_of(self.facts)})
        return light

    def clean(self) -> dict[str, Any]:
        super().clean()
        kind, day = self.cleaned_data.get("until_kind"), self.cleaned_data.get("until")
        if kind == NEXT_FIGURE:
            self.refuse_next_figure(day)
        elif kind == DAY and "until" not in self.errors:
            self.refuse_day(day)
        return self.cleaned_data

    def refuse_next_figure(self, day: date | None) -> None:
        verdict = self.facts["verdict"]
        attainment = Attainment(verdict["attainment"]) if verdict["attainment"] else None
        if not another_figure_comes(Kind(self.facts["kind"]), attainment):
            text = gettext("Det kommer ikke flere tall som avgjør dette lyset. Velg en dato i stedet.")
            self.add_error("until_kind", text)
        elif day is not None:
            text = gettext("Du har valgt «til neste tall» og skrevet en dato. Velg ett av dem.")
            self.add_error("until", text)

    def refuse_day(self, day: date | None) -> None:
        latest = months_later(self.on, MOST_MONTHS)
        if day is None:
            self.add_error("until", gettext("Velg hvilken dato overstyringen skal gjelde til og med."))
        elif day < self.on:
            self.add_error("until", gettext("Datoen er passert. Velg i dag eller en senere dato."))
        elif day > latest:
            text = gettext("En overstyring kan gjelde i høyst %(months)d måneder, altså til og med %(latest)s.")
            self.add_error("until", text % {"months": MOST_MONTHS, "latest": date_format(latest)})

    @property
    def until_day(self) -> date | None:
        """The last day, or None for until the next figure."""
        return self.cleaned_data["until"] if self.cleaned_data["until_kind"] == DAY else None


def named(facts: Facts, light: Light) -> str:
    """`Oppfylt (grønt)`: the word that this target would have, and the colour."""
    word, name = word_for(facts, light.value), colour(light)
    return word if word == name else f"{word} ({name.lower()})"
