"""Measures as the API tells them."""

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from api.serializers.base import Moment, Shown
from api.serializers.in_plan import CITED, OWN, Address, CarriesOn, Chosen, Code, PersonNamed, ThemeNamed, UnitNamed
from planning.models import Measure, Progress


class MeasureShown(Shown, CarriesOn, serializers.ModelSerializer[Measure]):
    """What is done to reach the goals, how far it has come and by when.

    `status` is the document's own word; `progress` is what somebody has said since. By whom it is done, what it costs,
    and what is noted of its progress is told to those who read the plan by a role. How far it has come is written at
    `progress/`; everything else that can be written has the name that it is read by.
    """

    progress = Chosen(
        Progress.choices, help_text=gettext_lazy("Ingenting når ingen har sagt noe siden planen ble skrevet.")
    )
    focus_areas = Code(many=True)
    theme = ThemeNamed(read_only=True, allow_null=True)
    goals = Code(many=True)
    challenges = Code(many=True)
    modified_at = Moment(
        allow_null=True,
        help_text=gettext_lazy("Når tiltaket, eller planen som helhet, sist ble skrevet. Kan bare leses."),
    )
    url = Address("api-measure")

    class Meta:
        model = Measure
        fields: tuple[str, ...] = (
            *("code", "title", "gist", "status", "progress", "percent_done", "progress_on", "deadline"),
            *("focus_areas", "theme", "goals", "challenges", "homonym_of", "continues", "order", *CITED),
            *("modified_at", "url"),
        )
        read_only_fields = fields
        extra_kwargs = {
            "homonym_of": {"help_text": gettext_lazy("Koden til et annet tiltak med samme navn.")},
            "external_id": {"help_text": gettext_lazy("Hva et annet system kaller tiltaket. Én gang i planen.")},
        }


class OwnMeasureShown(MeasureShown):
    __doc__ = MeasureShown.__doc__

    computed = ("is_late", "days_late")

    unit = UnitNamed(**OWN, allow_null=True)
    owner = PersonNamed(**OWN, allow_null=True)
    progress_note = serializers.CharField(**OWN)
    cost_note = serializers.CharField(**OWN)
    is_late = serializers.BooleanField(
        **OWN, help_text=gettext_lazy("Fristen er gått, og tiltaket er verken fullført eller stanset.")
    )
    days_late = serializers.IntegerField(**OWN, allow_null=True)
    has_earlier_words = serializers.BooleanField(**OWN)

    class Meta(MeasureShown.Meta):
        fields = (
            *MeasureShown.Meta.fields,
            *(
                "external_id",
                "unit",
                "owner",
                "progress_note",
                "cost_note",
                "is_late",
                "days_late",
                "has_earlier_words",
            ),
        )
