"""The savings potential and the need for spending as the API tells them."""

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from api.serializers.base import Moment, Shown
from indicators.formula_words import plain_number
from indicators.models import NeedIndex

KINDS = [
    ("sector", gettext_lazy("en sektor")),
    ("other_areas", gettext_lazy("summen av andre områder")),
    ("total", gettext_lazy("summen av alle sektorer")),
]


class SavingsRowShown(Shown):
    """One service area, or a sum of several, against one region. A sum has no need index of its own."""

    kind = serializers.ChoiceField(KINDS)
    service_area = serializers.CharField()
    compared_with = serializers.CharField()
    compared_with_code = serializers.CharField()
    own = serializers.CharField(help_text=gettext_lazy("Kroner per innbygger i kommunen."))
    other = serializers.CharField(help_text=gettext_lazy("Kroner per innbygger i den det sammenlignes med."))
    need_index = serializers.CharField(allow_null=True, help_text=gettext_lazy("Utgiftsbehovet, der 1 er landet."))
    inhabitants = serializers.CharField()
    million_nok = serializers.CharField(help_text=gettext_lazy("Over 0: kommunen bruker mer enn den andre."))


class SavingsShown(Shown):
    """Teoretisk handlingsrom: what a municipality would spend less if it spent like another."""

    region = serializers.CharField(source="region.code")
    region_name = serializers.CharField(source="region.name")
    year = serializers.IntegerField(allow_null=True)
    years = serializers.ListField(
        child=serializers.IntegerField(), help_text=gettext_lazy("Årene det finnes tall for.")
    )
    explanation = serializers.CharField(help_text=gettext_lazy("Hva tallene sier, og hva de ikke sier."))
    is_provisional = serializers.BooleanField()
    rows = SavingsRowShown(many=True)
    problems = serializers.ListField(
        child=serializers.CharField(), help_text=gettext_lazy("Hvorfor det ikke er noen rader.")
    )
    notes = serializers.ListField(child=serializers.CharField())
    sources = serializers.ListField(child=serializers.CharField(), source="deliveries")


class NeedShown(Shown, serializers.ModelSerializer[NeedIndex]):
    """How much a municipality needs to spend on a sector, as the source prints it."""

    service_area = serializers.CharField(source="service_area.name")
    region = serializers.CharField(source="region.code")
    region_name = serializers.CharField(source="region.name")
    value = serializers.SerializerMethodField("in_digits")
    known_from = Moment()
    fetch = serializers.IntegerField(
        source="fetch_id", allow_null=True, help_text=gettext_lazy("Nummeret på leveransen, der det er kjent.")
    )

    class Meta:
        model = NeedIndex
        fields = (
            *("id", "service_area", "region", "region_name", "year", "value", "measure", "source", "place", "note"),
            *("known_from", "fetch"),
        )
        read_only_fields = fields

    def in_digits(self, need: NeedIndex) -> str:
        return plain_number(need.value)
