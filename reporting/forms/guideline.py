"""The form by which a guideline is written, and the one by which it is taken away."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from planning.models import FocusArea, Guideline, Level, Plan, PlanStatus
from planning.services.guidelines import Places, same_reference
from reporting.forms.citations import place_rows, places_of
from reporting.forms.fields import text_field
from reporting.forms.measures import Boxes
from reporting.forms.wording import WordingForm

NAMES = ("title", "reference", "level", "kind", "years", "in_force", "gist", "url", "applies_to_all")
NOT_A_LEVEL = gettext_lazy("Velg hvem som har bestemt dette.")


class WebAddressField(forms.URLField):
    """A page on the web, and nothing else that a link could do."""

    default_validators = [URLValidator(schemes=["http", "https"])]
    default_error_messages = {
        "invalid": gettext_lazy("Skriv adressen til en nettside, for eksempel https://www.regjeringen.no.")
    }

    def __init__(self, **values: Any) -> None:
        super().__init__(assume_scheme="https", **values)


class WrittenGuidelineForm(WordingForm):
    """What others have decided, and `places`: rows for where the plan leans on it."""

    level = forms.ChoiceField(
        label=gettext_lazy("Nivå"), error_messages={"required": NOT_A_LEVEL, "invalid_choice": NOT_A_LEVEL}
    )
    kind = forms.CharField(
        label=gettext_lazy("Slag"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Som lov, melding eller plan."),
    )
    reference = forms.CharField(
        label=gettext_lazy("Referanse"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Det føringen siteres som, med årene: Meld. St. 9 (2024–2025)."),
    )
    title = forms.CharField(
        label=gettext_lazy("Tittel"), max_length=500, error_messages={"required": gettext_lazy("Skriv tittelen.")}
    )
    years = forms.CharField(label=gettext_lazy("År"), required=False, max_length=50)
    in_force = forms.CharField(label=gettext_lazy("I kraft"), required=False, max_length=50)
    gist = text_field(label=gettext_lazy("Hva den sier"), lacking="", required=False)
    url = WebAddressField(label=gettext_lazy("Nettadresse"), required=False, max_length=500)
    applies_to_all = forms.BooleanField(label=gettext_lazy("Gjelder alle innsatsområder"), required=False)

    def __init__(self, *args: Any, plan: Plan, guideline: Guideline | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=guideline, **{"initial": written_in(guideline)} | kwargs)
        self.plan, self.guideline = plan, guideline
        self.places = place_rows(plan, guideline, *args)
        level: Any = self.fields["level"]
        # In the language of the reader, and not of whoever loaded this file.
        level.choices = [("", gettext("Velg nivå")), *((one.value, capfirst(str(one.label))) for one in Level)]
        areas = FocusArea.objects.filter(plan=plan).order_by("order", "code")
        self.fields["focus_areas"] = Boxes(areas, label=gettext("Innsatsområder"), required=False)
        # As the page shows them, so that errors are told in that order.
        self.order_fields([*NAMES, "focus_areas"])

    @property
    def has_areas(self) -> bool:
        """Whether the plan has focus areas to choose among, besides none."""
        row: Any = self.places[0].fields["area"]
        return len(row.choices) > 1

    @property
    def has_errors(self) -> bool:
        return bool(self.errors) or any(row.errors for row in self.places)

    def is_valid(self) -> bool:
        # Every row is looked at, so that every error is told at once.
        found = [super().is_valid(), *(row.is_valid() for row in self.places if row.is_bound)]
        return all(found)

    def clean_reference(self) -> str:
        """One guideline for each reference. One that is unchanged may stay: it came so with the plan."""
        reference = " ".join(self.cleaned_data["reference"].split())
        is_new = self.guideline is None or self.guideline.reference != reference
        if reference and is_new and (other := same_reference(self.plan, reference, besides=self.guideline)):
            words = {"reference": other.reference, "title": other.title}
            raise forms.ValidationError(gettext("%(reference)s finnes fra før: %(title)s") % words)
        return reference

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values.items() if name in NAMES}

    @property
    def links(self) -> dict[str, Any]:
        """Where in the plan it belongs and is cited, for the service."""
        places: Places = places_of(self.places)
        return {"focus_areas": self.cleaned_data["focus_areas"], "places": places}


def written_in(guideline: Guideline | None) -> dict[str, Any]:
    """What the form shows of a guideline that is there already."""
    if guideline is None:
        return {}
    return {name: getattr(guideline, name) for name in NAMES} | {"focus_areas": guideline.focus_areas.all()}


class DeleteGuidelineForm(forms.Form):
    """Why, where the plan is adopted."""

    reason = text_field(
        label=gettext_lazy("Hvorfor slettes føringen?"), lacking=gettext_lazy("Skriv hvorfor føringen slettes."), rows=2
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = plan.status != PlanStatus.DRAFT
