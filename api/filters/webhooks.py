"""Calls to other systems by what they are about."""

from django_filters import ChoiceFilter, FilterSet

from api.models import Delivery, EventKind


class DeliveryFilter(FilterSet):
    """By what has happened."""

    kind = ChoiceFilter(field_name="event__kind", choices=EventKind.choices)

    class Meta:
        model = Delivery
        fields: list[str] = []
