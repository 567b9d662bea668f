"""Sources by their table, and deliveries by where they came from and when."""

from django.utils.translation import gettext_lazy
from django_filters import CharFilter, ChoiceFilter, FilterSet, IsoDateTimeFilter

from api.filters.fields import YesOrNo
from indicators.models import Channel, Fetch, ProblemKind, Source, SourceProblem


class SourceFilter(FilterSet):
    q = CharFilter(field_name="name", lookup_expr="icontains", label=gettext_lazy("Del av navnet"))
    table = CharFilter(label=gettext_lazy("Tabellnummer, «12362»"))
    publisher = CharFilter(lookup_expr="iexact", label=gettext_lazy("Utgiver"))

    class Meta:
        model = Source
        fields: list[str] = []


class SourceProblemFilter(FilterSet):
    kind = ChoiceFilter(choices=ProblemKind.choices)
    is_open = YesOrNo(field_name="ended_at", is_there=False)

    class Meta:
        model = SourceProblem
        fields: list[str] = []


class DeliveryFilter(FilterSet):
    channel = ChoiceFilter(choices=Channel.choices)
    source = CharFilter(field_name="source__code", label=gettext_lazy("Koden til en kilde, «ssb-12362»"))
    checksum = CharFilter(lookup_expr="iexact", label=gettext_lazy("Sjekksum (SHA-256)"))
    received_since = IsoDateTimeFilter(
        field_name="received_at", lookup_expr="gte", label=gettext_lazy("Mottatt fra og med, ISO 8601")
    )
    received_before = IsoDateTimeFilter(
        field_name="received_at", lookup_expr="lt", label=gettext_lazy("Mottatt før, ISO 8601")
    )

    class Meta:
        model = Fetch
        fields: list[str] = []
