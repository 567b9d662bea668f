"""Changes of lights by when, to what and why."""

from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet

from api.filters.answers import Day
from targets.models import Cause, LightChange
from targets.models.light_choices import LightChoice


class ChangeFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    since = Day(field_name="changed_on", lookup_expr="gte", label=_("Endret denne dagen eller senere"))
    until = Day(field_name="changed_on", lookup_expr="lte", label=_("Endret denne dagen eller før"))
    to_light = ChoiceFilter(choices=LightChoice.choices, label=_("Lyset som ble vist"))
    cause = ChoiceFilter(choices=Cause.choices, label=_("Hvorfor det ble endret"))

    class Meta:
        model = LightChange
        fields: list[str] = []


class ChangeAmongPlansFilter(ChangeFilter):
    plan = CharFilter(field_name="target__plan__code", label=_("Planens kode"))
    municipality = CharFilter(field_name="target__plan__municipality__number", label=_("Kommunenummer, «3909»"))
