"""The forms by which challenges and opportunities are written, narrowed and deleted."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from planning.models import Basis, Challenge, ChallengeKind, Dimension, Level, Plan, PlanStatus
from planning.services.challenges import ChallengeLinks
from reporting.forms.fields import text_field
from reporting.forms.measures import NOT_OURS, Boxes
from reporting.forms.plan_fields import area_choices, theme_field
from reporting.forms.wording import WordingForm
from reporting.queries.challenges import NO_DIMENSION, AskedChallenges
from reporting.quoted import Quoted

LINKS = ("focus_areas", "measures")
VALUES = ("kind", "text", "dimension", "dimension_basis", "level", "theme")
FIELD_ORDER = ("kind", "text", "dimension", "dimension_basis", "level", "focus_areas", "theme", "measures")


def said_choices(choices: Any, *, none: str | None = None) -> list[tuple[str, str]]:
    """In the language of the reader, and not of whoever loaded this file."""
    first = [] if none is None else [("", none)]
    return [*first, *((str(value), capfirst(str(label))) for value, label in choices.choices)]


def chosen_field(*, lacking: Any = "", **values: Any) -> forms.ChoiceField:
    return forms.ChoiceField(error_messages={"required": lacking, "invalid_choice": NOT_OURS}, **values)


class MeasureBoxes(Boxes):
    """Measures by code and title."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} {obj.title}"


class ChallengeForm(WordingForm):
    """What a challenge or an opportunity says, where it stands, and what answers it."""

    kind = chosen_field(
        label=gettext_lazy("Slag"), widget=forms.RadioSelect, lacking=gettext_lazy("Velg utfordring eller mulighet.")
    )
    text = text_field(
        label=gettext_lazy("Hva går den ut på?"), lacking=gettext_lazy("Skriv hva utfordringen eller muligheten er.")
    )
    dimension = chosen_field(label=gettext_lazy("Bærekraftsdimensjon"), required=False)
    dimension_basis = chosen_field(
        label=gettext_lazy("Grunnlag for dimensjonen"),
        help_text=gettext_lazy("Sier dokumentet selv hvilken dimensjon det er, eller er det lest ut av innholdet?"),
        required=False,
    )
    level = chosen_field(label=gettext_lazy("Nivå"), lacking=gettext_lazy("Velg nivå."))

    def __init__(self, *args: Any, plan: Plan, challenge: Challenge | None = None, **kwargs: Any) -> None:
        initial = written_in(challenge) | kwargs.pop("initial", {})
        super().__init__(*args, row=challenge, initial=initial, **kwargs)
        self.add_choices()
        self.add_links(plan)
        self.order_fields(FIELD_ORDER)

    def add_choices(self) -> None:
        chosen = {
            "kind": said_choices(ChallengeKind),
            "dimension": said_choices(Dimension, none=gettext("Ingen")),
            "dimension_basis": said_choices(Basis, none=gettext("Ikke oppgitt")),
            "level": said_choices(Level),
        }
        for name, choices in chosen.items():
            field: Any = self.fields[name]
            field.choices = choices

    def add_links(self, plan: Plan) -> None:
        self.fields["focus_areas"] = Boxes(area_choices(plan), label=gettext("Innsatsområder"), required=False)
        theme = theme_field(plan)
        theme.error_messages["invalid_choice"] = str(NOT_OURS)
        theme.empty_label = gettext("Ingen")
        self.fields["theme"] = theme
        measures = plan.measures.order_by("order", "code")
        self.fields["measures"] = MeasureBoxes(measures, label=gettext("Tiltak"), required=False)

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.refuse_half_a_dimension()
        self.refuse_theme_elsewhere()
        return self.cleaned_data

    def refuse_half_a_dimension(self) -> None:
        """A dimension and what it rests on are said together, or not at all."""
        if {"dimension", "dimension_basis"} & set(self.errors):
            return
        dimension, basis = self.cleaned_data.get("dimension"), self.cleaned_data.get("dimension_basis")
        if dimension and not basis:
            self.add_error("dimension_basis", gettext("Velg hva dimensjonen bygger på."))
        elif basis and not dimension:
            self.add_error("dimension_basis", gettext("Velg en dimensjon, eller la grunnlaget stå som ikke oppgitt."))

    def refuse_theme_elsewhere(self) -> None:
        """Unless a plan file has put it there, and nobody touches that."""
        if not {"theme", "focus_areas"} & {*self.changed_data}:
            return
        theme, areas = self.cleaned_data.get("theme"), self.cleaned_data.get("focus_areas")
        if theme is not None and areas and theme.focus_area not in areas:
            text = gettext("Temaet hører til «%(area)s». Velg det innsatsområdet også, eller et annet tema.")
            self.add_error("theme", text % {"area": theme.focus_area})

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values.items() if name not in LINKS}

    @property
    def links(self) -> ChallengeLinks:
        said = self.cleaned_data
        return ChallengeLinks(focus_areas=said["focus_areas"], measures=said["measures"])


def written_in(challenge: Challenge | None) -> dict[str, Any]:
    """What the form shows of a challenge that is there already, or of a new one."""
    if challenge is None:
        return {"level": Level.MUNICIPAL}
    links = {name: getattr(challenge, name).all() for name in LINKS}
    return {name: getattr(challenge, name) for name in VALUES} | links


class DeleteChallengeForm(forms.Form):
    """Why, where the plan is adopted."""

    reason = text_field(
        label=gettext_lazy("Hvorfor slettes den?"), lacking=gettext_lazy("Skriv hvorfor den slettes."), rows=2
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = plan.status != PlanStatus.DRAFT


class ChallengeFilterForm(forms.Form):
    """Choosing what to see. A choice that nobody knows chooses nothing."""

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = {area.code: area for area in area_choices(plan)}
        areas = [("", gettext("Alle områder")), *((code, Quoted(area.title)) for code, area in self.areas.items())]
        kinds = said_choices(ChallengeKind, none=gettext("Begge slag"))
        dimensions = said_choices(Dimension, none=gettext("Alle dimensjoner"))
        chosen = {
            "omrade": (gettext("Innsatsområde"), areas),
            "slag": (gettext("Slag"), kinds),
            "dimensjon": (gettext("Dimensjon"), [*dimensions, (NO_DIMENSION, gettext("Uten dimensjon"))]),
        }
        for name, (label, choices) in chosen.items():
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)

    @property
    def asked(self) -> AskedChallenges:
        self.is_valid()
        given = self.cleaned_data
        return AskedChallenges(
            area=self.areas.get(given.get("omrade", "")),
            kind=given.get("slag", ""),
            dimension=given.get("dimensjon", ""),
        )
