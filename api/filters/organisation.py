"""Municipalities and units by name."""

from django.utils.translation import gettext_lazy
from django_filters import CharFilter, FilterSet

from accounts.models import Municipality, Unit


class MunicipalityFilter(FilterSet):  # type: ignore[misc]  # the library has no types
    q = CharFilter(field_name="name", lookup_expr="icontains", max_length=100, label=gettext_lazy("Del av navnet"))
    county = CharFilter(lookup_expr="iexact", label=gettext_lazy("Fylke"))

    class Meta:
        model = Municipality
        fields: list[str] = []


class UnitFilter(FilterSet):  # type: ignore[misc]  # the library has no types
    q = CharFilter(field_name="name", lookup_expr="icontains", max_length=100, label=gettext_lazy("Del av navnet"))
    municipality = CharFilter(field_name="municipality__number", label=gettext_lazy("Kommunenummer, «3909»"))

    class Meta:
        model = Unit
        fields: list[str] = []
