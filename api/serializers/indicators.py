"""Indicators and service areas as the API tells them."""

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from api.queries.indicators import IndicatorTold
from api.serializers.base import Moment, Shown, Unsaid
from api.serializers.formulas import FormulaShown
from indicators.formula_words import plain_number
from indicators.models import FREQUENCIES, Direction, GroupValue, QualityRecord, Scope, Source


class SourceNamed(Shown, serializers.ModelSerializer[Source]):
    """Where the figures come from."""

    class Meta:
        model = Source
        fields = ("code", "name", "publisher", "table", "url")
        read_only_fields = fields


class RecordShown(Shown, serializers.ModelSerializer[QualityRecord]):
    """One thing that a reader of the figures must know, of all of them or of some periods."""

    region = serializers.CharField(source="region.code", allow_null=True, default=None)

    class Meta:
        model = QualityRecord
        fields = ("code", "kind", "text", "region", "from_period", "to_period", "is_break", "cited_at")
        read_only_fields = fields


class SourceNoteShown(Shown):
    """What a table that is fetched says of its own figures: of all, of one region or of one period."""

    text = serializers.CharField()
    region = serializers.CharField()
    period = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]  # a field called so


class NewestShown(Shown):
    """The newest period that any place has a number for, and since when the newest of them is known."""

    period = serializers.CharField()
    known_from = Moment()


class IndicatorShown(Shown):
    """An indicator with all that is known of it besides its figures."""

    code = serializers.CharField()
    plan = serializers.CharField(
        source="indicator.namespace",
        help_text=gettext_lazy("Planen som eier indikatoren. Tom for indikatorene i katalogen."),
    )
    name_nb = serializers.CharField(source="indicator.name_nb")
    name_nn = serializers.CharField(source="indicator.name_nn")
    name_en = serializers.CharField(source="indicator.name_en")
    definition = serializers.CharField(source="indicator.definition")
    unit = serializers.CharField(source="indicator.unit")
    unit_note = serializers.CharField(source="indicator.unit_note")
    decimals = serializers.IntegerField(source="indicator.decimals", allow_null=True)
    direction = serializers.ChoiceField(
        Direction.choices,
        source="indicator.direction",
        allow_null=True,
        help_text=gettext_lazy("Ønsket retning. Null der ingen har sagt noe om den."),
    )
    direction_basis = serializers.CharField(source="indicator.direction_basis")
    category = serializers.CharField(source="indicator.category")
    service_area = serializers.CharField(source="indicator.service_area.name", allow_null=True, default=None)
    kostra_functions = serializers.SerializerMethodField()
    scope = Unsaid(Scope.choices, source="indicator.scope")
    is_need_adjusted = serializers.BooleanField(source="indicator.is_need_adjusted")
    is_calculated = serializers.BooleanField(source="indicator.is_calculated")
    group_value = Unsaid(
        GroupValue.choices,
        source="indicator.group_value",
        allow_blank=True,
        help_text=gettext_lazy("Hvordan tallet til en KOSTRA-gruppe er laget av medlemmenes."),
    )
    frequency = serializers.ChoiceField(FREQUENCIES, source="indicator.frequency")
    base_period = serializers.CharField(
        source="indicator.base_period", help_text=gettext_lazy("Tallene er endringer siden slutten av denne perioden.")
    )
    classes = serializers.ListField(
        child=serializers.CharField(),
        source="indicator.ordinal_scale",
        help_text=gettext_lazy("Klassene fra dårligst til best, der tallene er en fordeling."),
    )
    artefact_above = serializers.SerializerMethodField(
        help_text=gettext_lazy("Tall over denne grensen er ikke troverdige og vurderes ikke.")
    )
    quality_note = serializers.CharField(source="indicator.quality_note")
    note = serializers.CharField(source="indicator.note")
    quality_records = RecordShown(source="records", many=True)
    breaks = RecordShown(many=True, help_text=gettext_lazy("Brudd i serien: merknadene som sier fra når."))
    source_notes = SourceNoteShown(many=True)
    sources = SourceNamed(source="indicator.sources", many=True)
    replaced_by = serializers.ListField(child=serializers.CharField())
    replaces = serializers.ListField(child=serializers.CharField())
    aliases = serializers.ListField(
        child=serializers.CharField(), help_text=gettext_lazy("Andre navn på den i planer du kan lese.")
    )
    formula = FormulaShown(allow_null=True, help_text=gettext_lazy("Bare for indikatorer som Planpuls regner ut."))
    newest = NewestShown(allow_null=True, help_text=gettext_lazy("Null der ingen har tall."))
    url = serializers.HyperlinkedIdentityField("api-indicator", lookup_field="code", lookup_url_kwarg="code")

    def get_kostra_functions(self, one: IndicatorTold) -> list[str]:
        return [part.strip() for part in one.indicator.kostra_functions.replace(",", ";").split(";") if part.strip()]

    def get_artefact_above(self, one: IndicatorTold) -> str | None:
        limit = one.indicator.artefact_above
        return None if limit is None else plain_number(limit)


class ServiceAreaShown(Shown):
    """A KOSTRA service area, and how many indicators the caller reads in it."""

    name = serializers.CharField()
    indicators = serializers.IntegerField(source="counted")
