"""Fields in which a row of a plan, a person or a unit is chosen."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from accounts.models import Unit, User
from indicators.fields import NorwegianDecimalField
from indicators.models import Region, RegionKind
from planning.models import FocusArea, Plan, Theme
from reporting.permissions import people_of

if TYPE_CHECKING:
    ChoiceOfTheme = forms.ModelChoiceField[Theme]
else:
    ChoiceOfTheme = forms.ModelChoiceField


MOST_ORDER = 32767
PEERS = (RegionKind.KOSTRA_GROUP, RegionKind.COUNTRY, RegionKind.MUNICIPALITY)


class AmountField(NorwegianDecimalField):
    """What is promised: a number of up to fifteen digits on each side of the comma, which every database keeps."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "max_digits": 30, "decimal_places": 15})


def order_field(**values: Any) -> forms.IntegerField:
    """Where a row stands among others."""
    errors = {
        "required": gettext_lazy("Skriv et tall."),
        "invalid": gettext_lazy("Skriv et helt tall."),
        "min_value": gettext_lazy("Skriv 0 eller mer."),
        "max_value": gettext_lazy("Tallet er for stort."),
    }
    widget = forms.TextInput(attrs={"inputmode": "numeric", "size": "4"})
    return forms.IntegerField(min_value=0, max_value=MOST_ORDER, widget=widget, error_messages=errors, **values)


class ThemeField(ChoiceOfTheme):
    """A theme, told with the focus area that it is a chapter of."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.focus_area.title}: {obj.title}"


def area_choices(plan: Plan) -> QuerySet[FocusArea]:
    return plan.focus_areas.order_by("order", "code")


def theme_field(plan: Plan) -> ThemeField:
    themes = Theme.objects.filter(focus_area__plan=plan).select_related("focus_area")
    return ThemeField(
        label=gettext_lazy("Tema"), queryset=themes.order_by("focus_area__order", "order", "code"), required=False
    )


def people_to_choose(plan: Plan, kept: User | None) -> QuerySet[User]:
    """Whoever has a role in the municipality, and whoever answers for the row already."""
    people = people_of(plan.municipality)
    if kept is None:
        return people
    return User.objects.filter(Q(pk=kept.pk) | Q(pk__in=people.order_by().values("pk"))).order_by(
        "first_name", "last_name", "username"
    )


def owner_field(plan: Plan, kept: User | None) -> "forms.ModelChoiceField[User]":
    return forms.ModelChoiceField(
        label=gettext_lazy("Ansvarlig person"),
        queryset=people_to_choose(plan, kept),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Personen er ikke knyttet til kommunen. Velg en fra lista.")},
    )


def unit_field(plan: Plan) -> "forms.ModelChoiceField[Unit]":
    return forms.ModelChoiceField(
        label=gettext_lazy("Ansvarlig virksomhet"),
        queryset=plan.municipality.units.order_by("name"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Virksomheten er ikke en av kommunens. Velg en fra lista.")},
    )


def peers_of(own: Region | None, kept: Region | None) -> QuerySet[Region]:
    """Groups, the country and other municipalities: groups first."""
    chosen = Q(kind__in=PEERS) | (Q(pk=kept.pk) if kept else Q())
    regions = Region.objects.filter(chosen).order_by("kind", "name")
    return regions.exclude(pk=own.pk) if own else regions
