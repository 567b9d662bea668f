"""The forms by which measures are written, told of, and followed up together."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.db.models.functions import Collate
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext, gettext_lazy

from accounts.models import Municipality, Unit, User
from accounts.opened import OpenedForm
from planning.models import FocusArea, Goal, Measure, Plan, PlanStatus, Progress
from planning.services.measures import MeasureLinks
from reporting.forms.fields import day_field, text_field
from reporting.forms.wording import WordingForm
from reporting.quoted import Quoted

if TYPE_CHECKING:
    ModelMultipleChoiceField = forms.ModelMultipleChoiceField[Any]
else:
    ModelMultipleChoiceField = forms.ModelMultipleChoiceField

LONGEST_GOAL = 120
LINKS = ("goals", "focus_areas")
FIELD_ORDER = ("title", "gist", "unit", "owner", "deadline", "cost_note", "focus_areas", "goals", "continues")
NOT_OURS = gettext_lazy("Velg en fra listen.")
DEADLINE_HINT = gettext_lazy("Dagen tiltaket skal være gjort.")


def units_of(municipality: Municipality) -> QuerySet[Unit]:
    return Unit.objects.filter(municipality=municipality).order_by(Collate("name", "norwegian"), "pk")


def people_of(municipality: Municipality) -> QuerySet[User]:
    """Everybody with a role in the municipality."""
    own = User.objects.filter(is_active=True, memberships__municipality=municipality)
    return own.distinct().order_by("first_name", "last_name", "username")


def choice_of(rows: QuerySet[Any], *, label: Any, empty: Any, **values: Any) -> "forms.ModelChoiceField[Any]":
    """One row, or none."""
    errors = {"invalid_choice": NOT_OURS}
    return forms.ModelChoiceField(
        rows, label=label, empty_label=str(empty), required=False, error_messages=errors, **values
    )


def progress_choices(*, none: Any) -> list[tuple[str, str]]:
    """In the language of the reader, and not of whoever loaded this file."""
    return [("", str(none)), *((one.value, capfirst(str(one.label))) for one in Progress)]


class Boxes(ModelMultipleChoiceField):
    """Rows to tick."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = dict.fromkeys(
        ("invalid_choice", "invalid_pk_value", "invalid_list"), gettext_lazy("Velg bare fra listen.")
    )


class GoalBoxes(Boxes):
    """Goals by code and the beginning of what they say."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} {Truncator(obj.text).chars(LONGEST_GOAL)}"


class MeasureForm(WordingForm):
    """What a measure is, who does it and until when. How far it has come is told on a page of its own."""

    title = forms.CharField(
        label=gettext_lazy("Hva skal gjøres?"),
        max_length=300,
        error_messages={"required": gettext_lazy("Skriv hva som skal gjøres.")},
    )
    gist = text_field(label=gettext_lazy("Mer om tiltaket"), lacking="", required=False)
    deadline = day_field(label=gettext_lazy("Frist"), help_text=DEADLINE_HINT, required=False)
    cost_note = forms.CharField(label=gettext_lazy("Kostnad"), max_length=300, required=False)

    def __init__(self, *args: Any, plan: Plan, measure: Measure | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=measure, **{"initial": written_in(measure)} | kwargs)
        self.add_people(plan)
        self.add_links(plan)
        self.order_fields(FIELD_ORDER)

    def add_people(self, plan: Plan) -> None:
        home, none = plan.municipality, gettext("Ingen ennå")
        self.fields["unit"] = choice_of(units_of(home), label=gettext("Ansvarlig virksomhet"), empty=none)
        self.fields["owner"] = choice_of(people_of(home), label=gettext("Ansvarlig person"), empty=none)

    def add_links(self, plan: Plan) -> None:
        areas = FocusArea.objects.filter(plan=plan).order_by("order", "code")
        goals = Goal.objects.filter(plan=plan).order_by("order", "code")
        self.fields["focus_areas"] = Boxes(areas, label=gettext("Innsatsområder"), required=False)
        self.fields["goals"] = GoalBoxes(goals, label=gettext("Mål"), required=False)
        if plan.follows_id:
            earlier = Measure.objects.filter(plan=plan.follows_id).order_by("order", "code")
            label = gettext("Fortsetter tiltaket i forrige plan")
            self.fields["continues"] = choice_of(earlier, label=label, empty=gettext("Ingen"))

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values.items() if name not in LINKS}

    @property
    def links(self) -> MeasureLinks:
        return MeasureLinks(goals=self.cleaned_data["goals"], focus_areas=self.cleaned_data["focus_areas"])


def written_in(measure: Measure | None) -> dict[str, Any]:
    """What the form shows of a measure that is there already."""
    if measure is None:
        return {}
    names = ("title", "gist", "unit", "owner", "deadline", "cost_note", "continues")
    links = {"goals": measure.goals.all(), "focus_areas": measure.focus_areas.all()}
    return {name: getattr(measure, name) for name in names} | links


class DeleteMeasureForm(forms.Form):
    """Why, where the plan is adopted."""

    reason = text_field(
        label=gettext_lazy("Hvorfor slettes tiltaket?"), lacking=gettext_lazy("Skriv hvorfor tiltaket slettes."), rows=2
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = plan.status != PlanStatus.DRAFT


class ProgressForm(forms.Form):
    """How far a measure has come on a day that is not still to come."""

    progress = forms.ChoiceField(
        label=gettext_lazy("Hvor langt er tiltaket kommet?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Velg hvor langt tiltaket er kommet.")},
    )
    percent = forms.IntegerField(
        label=gettext_lazy("Prosent utført"),
        required=False,
        min_value=0,
        max_value=100,
        error_messages={
            "invalid": gettext_lazy("Skriv et helt tall fra 0 til 100."),
            "min_value": gettext_lazy("Skriv et helt tall fra 0 til 100."),
            "max_value": gettext_lazy("Skriv et helt tall fra 0 til 100."),
        },
    )
    note = text_field(label=gettext_lazy("Merknad"), lacking="", required=False)
    told_on = day_field(label=gettext_lazy("Gjelder dato"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        field: Any = self.fields["progress"]
        field.choices = progress_choices(none="")[1:]

    def clean(self) -> dict[str, Any]:
        super().clean()
        day = self.cleaned_data.get("told_on")
        if day is not None and day > self.on:
            self.add_error("told_on", gettext("Datoen kan ikke være etter i dag."))
        if self.cleaned_data.get("progress") == Progress.DONE and self.cleaned_data.get("percent") not in {None, 100}:
            self.add_error(
                "percent", gettext("Et fullført tiltak er 100 prosent utført. Rett tallet, eller la det stå tomt.")
            )
        return self.cleaned_data


class FollowUpRow(OpenedForm):
    """Who does one measure, until when, and how far it has come: a row of the form for them all."""

    def __init__(self, *args: Any, measure: Measure, choices: Mapping[str, list[Any]], **kwargs: Any) -> None:
        names = {"unit": "unit_id", "owner": "owner_id", "deadline": "deadline", "progress": "progress"}
        initial = {name: getattr(measure, attribute) for name, attribute in names.items()}
        super().__init__(*args, **{"initial": initial, "prefix": f"t{measure.pk}"} | kwargs)
        self.measure = self.subject = measure
        self.choices = choices
        named = {"unit": gettext("Virksomhet"), "owner": gettext("Ansvarlig"), "progress": gettext("Framdrift")}
        for name, label in named.items():
            self.fields[name] = forms.ChoiceField(
                choices=choices[name], label=label, required=False, error_messages={"invalid_choice": NOT_OURS}
            )
        self.fields["deadline"] = day_field(label=gettext("Frist"), required=False)

    @property
    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        unit, owner = given["unit"], given["owner"]
        return {
            "unit_id": int(unit) if unit else None,
            "owner_id": int(owner) if owner else None,
            "deadline": given["deadline"],
            "progress": given["progress"],
        }


def follow_up_choices(plan: Plan) -> dict[str, list[Any]]:
    """Read once for all the rows."""
    home, none = plan.municipality, gettext("Ingen")
    return {
        "unit": [("", none), *((str(one.pk), Quoted(one.name)) for one in units_of(home))],
        "owner": [("", none), *((str(one.pk), str(one)) for one in people_of(home))],
        "progress": progress_choices(none=gettext("Ikke oppgitt")),
    }


def follow_up_rows(measures: Iterable[Measure], plan: Plan, sent: Any = None) -> list[FollowUpRow]:
    choices = follow_up_choices(plan)
    given = () if sent is None else (sent,)
    return [FollowUpRow(*given, measure=one, choices=choices) for one in measures]
