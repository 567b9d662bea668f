"""The population as the API tells it."""

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from api.queries.population import PopulationTold
from api.serializers.base import Moment, Shown
from api.serializers.observations import WORDS, NullWhereEmpty


class PopulationShown(Shown):
    """How many there are of an age group in a place: as published, since when it is known, and where it is from."""

    id = serializers.IntegerField(source="figure.pk")
    region = serializers.CharField(source="figure.region.code")
    region_name = serializers.CharField(source="figure.region.name")
    year = serializers.IntegerField(help_text=gettext_lazy("Tallet leses som folketallet 1. januar dette året."))
    date = serializers.DateField(help_text=gettext_lazy("Dagen som kilden teller på."))
    age = serializers.CharField(
        source="meaning.group.code", help_text=gettext_lazy("Aldersgruppen: «0», «6-15» eller «80+»; «0+» er alle.")
    )
    age_from = serializers.IntegerField(source="meaning.group.first")
    age_to = serializers.IntegerField(
        source="meaning.group.last",
        allow_null=True,
        help_text=gettext_lazy("Med dette året; null er uten øvre grense."),
    )
    persons = NullWhereEmpty(source="figure.literal", help_text=gettext_lazy("Tallet slik kilden skrev det."))
    missing = NullWhereEmpty(
        source="figure.missing", help_text=gettext_lazy("Tegnet som står der tallet mangler: «.», «..», «:» eller «-».")
    )
    kind = serializers.CharField(
        source="figure.kind", help_text=gettext_lazy("actual, provisional, projection og så videre.")
    )
    projected_from = NullWhereEmpty(
        source="figure.projected_from", help_text=gettext_lazy("Året en framskriving går ut fra.")
    )
    scenario = NullWhereEmpty(source="figure.scenario", help_text=gettext_lazy("Alternativet i en framskriving."))
    standing = serializers.SerializerMethodField(
        help_text=gettext_lazy("official, computed, cited, correction eller shown; den første av disse gjelder.")
    )
    known_from = Moment(source="figure.known_from")
    superseded_at = Moment(
        source="figure.superseded_at",
        allow_null=True,
        help_text=gettext_lazy("Når et nyere tall av samme rang tok plassen. Står bare der alle årganger er bedt om."),
    )
    indicator = serializers.CharField(source="figure.indicator.code")
    source = serializers.SerializerMethodField(  # type: ignore[assignment]  # a field of the answer, not of the class
        help_text=gettext_lazy("Koden til kilden tallet er hentet fra.")
    )
    source_table = NullWhereEmpty(source="figure.table_told")
    fetch = serializers.IntegerField(source="figure.fetch_id", help_text=gettext_lazy("Nummeret på leveransen."))
    note = NullWhereEmpty(source="figure.note_told")

    def get_standing(self, told: PopulationTold) -> str:
        return WORDS[told.figure.standing]

    def get_source(self, told: PopulationTold) -> str | None:
        source = told.figure.fetch.source
        return source.code if source and not source.namespace else None
