"""Searching the list of indicators."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from indicators.models import Indicator, ServiceArea


class IndicatorFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library has no types
    """By words of the name, code, KOSTRA function or alias, and by service area."""

    tekst = django_filters.CharFilter(label=_("Søk i navn, kode eller funksjon"), method="matching")
    omrade = django_filters.ModelChoiceFilter(
        label=_("Tjenesteområde"),
        field_name="service_area",
        queryset=ServiceArea.objects.order_by("name"),
        empty_label=_("Alle områder"),
    )

    class Meta:
        model = Indicator
        fields: list[str] = []

    def matching(self, indicators: QuerySet[Indicator], _name: str, text: str) -> QuerySet[Indicator]:
        """Every word must be found somewhere."""
        for word in text.split():
            named = Q(name_nb__icontains=word) | Q(name_nn__icontains=word) | Q(name_en__icontains=word)
            found = named | Q(code__icontains=word) | Q(kostra_functions__icontains=word)
            indicators = indicators.filter(found | Q(aliases__alias__icontains=word))
        return indicators.distinct()
