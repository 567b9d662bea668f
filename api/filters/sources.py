"""Sources by their table, and deliveries by where they came from and when."""

from django.utils.translation import gettext_lazy
from django_filters import CharFilter, ChoiceFilter, DateFilter, FilterSet

from api.filters.answers import YesNo
from api.filters.fields import LONGEST
from indicators.models import Channel, Fetch, ProblemKind, Source, SourceProblem


class SourceFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    q = CharFilter(field_name="name", lookup_expr="icontains", max_length=LONGEST, label=gettext_lazy("Del av navnet"))
    table = CharFilter(label=gettext_lazy("Tabellnummer, «12362»"))
    publisher = CharFilter(lookup_expr="iexact", max_length=LONGEST, label=gettext_lazy("Utgiver"))

    class Meta:
        model = Source
        fields: list[str] = []


class SourceProblemFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    kind = ChoiceFilter(choices=ProblemKind.choices)
    is_open = YesNo(field_name="ended_at", lookup_expr="isnull")

    class Meta:
        model = SourceProblem
        fields: list[str] = []


class DeliveryFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    channel = ChoiceFilter(choices=Channel.choices)
    source = CharFilter(field_name="source__code", label=gettext_lazy("Koden til en kilde, «ssb-12362»"))
    checksum = CharFilter(lookup_expr="iexact", max_length=LONGEST, label=gettext_lazy("Sjekksum (SHA-256)"))
    received_since = DateFilter(
        field_name="received_at", lookup_expr="date__gte", label=gettext_lazy("Mottatt fra og med, «2026-06-15»")
    )
    received_before = DateFilter(
        field_name="received_at", lookup_expr="date__lt", label=gettext_lazy("Mottatt før, «2026-07-01»")
    )

    class Meta:
        model = Fetch
        fields: list[str] = []
