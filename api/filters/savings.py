"""Need indices by what they are of."""

from django.utils.translation import gettext_lazy
from django_filters import CharFilter, FilterSet, NumberFilter

from indicators.models import NeedIndex


class NeedFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    """By region, year, service area and measure."""

    region = CharFilter(field_name="region__code", label=gettext_lazy("Kommunenummer, «3909»"))
    year = NumberFilter(min_value=1000, max_value=2999, decimal_places=0, label=gettext_lazy("År, «2024»"))
    service_area = CharFilter(field_name="service_area__name", label=gettext_lazy("Tjenesteområde, «Barnevern»"))
    measure = CharFilter(label=gettext_lazy("Mål, slik kilden skriver det"))

    class Meta:
        model = NeedIndex
        fields: list[str] = []
