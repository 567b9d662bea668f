"""Calls to other systems by what they are about."""

from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter, FilterSet

from api.models import Delivery, EventKind


class DeliveryFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    """By what has happened."""

    kind = ChoiceFilter(field_name="event__kind", choices=EventKind.choices, label=gettext_lazy("Hva som har skjedd"))

    class Meta:
        model = Delivery
        fields: list[str] = []
