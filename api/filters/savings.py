"""Need indices by what they are of."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy
from django_filters import CharFilter, ChoiceFilter, FilterSet, NumberFilter

from api.filters.figure_fields import MomentFilter
from api.queries.observations import Vintages
from indicators.models import NeedIndex, NeedIndexQuerySet


class NeedFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    """By region, year, service area and measure, and by when they were known."""

    region = CharFilter(field_name="region__code", label=gettext_lazy("Kommunenummer, «3909»"))
    year = NumberFilter(min_value=1000, max_value=2999, decimal_places=0, label=gettext_lazy("År, «2024»"))
    service_area = CharFilter(field_name="service_area__name", label=gettext_lazy("Tjenesteområde, «Barnevern»"))
    measure = CharFilter(label=gettext_lazy("Mål, slik kilden skriver det"))

    known_at = MomentFilter(
        method="asked_for_at_once", label=gettext_lazy("Det som var kjent da: en dato (til og med) eller et tidspunkt")
    )
    vintages = ChoiceFilter(
        choices=[
            (Vintages.CURRENT.value, gettext_lazy("Indeksen som gjelder")),
            (Vintages.ALL.value, gettext_lazy("Alt som noen gang er sagt")),
        ],
        method="asked_for_at_once",
        label=gettext_lazy("current: indeksen som gjelder; all: alle årganger"),
    )

    def asked_for_at_once(self, rows: QuerySet[NeedIndex], _name: str, _value: Any) -> QuerySet[NeedIndex]:
        """Which index counts depends on what was known, so both are asked for together."""
        return rows

    def filter_queryset(self, queryset: NeedIndexQuerySet) -> QuerySet[NeedIndex]:
        said = self.form.cleaned_data
        known = queryset.known_at(said["known_at"])
        is_whole = said["vintages"] == Vintages.ALL
        found: QuerySet[NeedIndex] = super().filter_queryset(known if is_whole else known.newest())
        return found

    class Meta:
        model = NeedIndex
        fields: list[str] = []
