"""Figures as the API tells them."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.exports.figure_columns import plain_number
from api.queries.observations import STANDINGS
from api.serializers.base import Moment, Shown
from indicators.models import Observation

WORDS = {number: word for word, number in STANDINGS.items()}


class NullWhereEmpty(serializers.CharField):
    """A text; null where there is none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"read_only": True, "allow_null": True} | kwargs)

    def to_representation(self, value: Any) -> Any:
        return super().to_representation(value) if value else None


@extend_schema_field(OpenApiTypes.STR)
class PlainNumber(serializers.Field[Decimal, str, str, Decimal]):
    """A number as text, without the zeros that storage added."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"read_only": True, "allow_null": True} | kwargs)

    def to_representation(self, value: Decimal) -> str:
        return plain_number(value)


class ObservationShown(Shown, serializers.ModelSerializer[Observation]):
    """A figure as it was published, since when it is known, and where it is from."""

    indicator = serializers.CharField(source="indicator.code")
    region = serializers.CharField(source="region.code")
    period = NullWhereEmpty()
    part = NullWhereEmpty(help_text=gettext_lazy("Klassen i en fordeling eller delen av et hele."))
    value = NullWhereEmpty(source="literal", help_text=gettext_lazy("Tallet slik kilden skrev det."))
    value_min = PlainNumber()
    value_max = PlainNumber()
    missing = NullWhereEmpty(help_text=gettext_lazy("Tegnet som står der tallet mangler: «.», «..», «:» eller «-»."))
    standing = serializers.SerializerMethodField(
        help_text=gettext_lazy("official, computed, cited, correction eller shown; den første av disse gjelder.")
    )
    known_from = Moment()
    superseded_at = Moment(
        allow_null=True,
        help_text=gettext_lazy("Når et nyere tall av samme rang tok plassen. Står bare der alle årganger er bedt om."),
    )
    source = serializers.SerializerMethodField(  # type: ignore[assignment]  # a field of the answer, not of the class
        help_text=gettext_lazy("Koden til kilden tallet er hentet fra.")
    )
    source_table = NullWhereEmpty(source="table_told")
    fetch = serializers.IntegerField(source="fetch_id", help_text=gettext_lazy("Nummeret på leveransen."))
    note = NullWhereEmpty(source="note_told")

    class Meta:
        model = Observation
        fields = (
            *("id", "indicator", "region", "period", "part", "value", "value_min", "value_max", "missing", "kind"),
            *("standing", "known_from", "superseded_at", "source", "source_table", "fetch", "note"),
        )
        read_only_fields = fields

    def get_standing(self, figure: Observation) -> str:
        return WORDS[figure.standing]

    def get_source(self, figure: Observation) -> str | None:
        source = figure.fetch.source
        return source.code if source and not source.namespace else None
