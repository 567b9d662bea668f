"""Comparisons as the API tells them."""

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from api.queries.comparison import ComparedRegion, ComparisonTold
from api.serializers.base import Moment, Shown
from indicators.models import RegionKind
from indicators.queries.peers import ChosenBy
from reporting.queries.indicator_compared import Told
from targets.sentences import name_of_indicator

CHOSEN_BY = [
    (ChosenBy.PERSON.value, gettext_lazy("den som spør")),
    (ChosenBy.MUNICIPALITY.value, gettext_lazy("kommunen")),
    (ChosenBy.GROUP.value, gettext_lazy("de andre i KOSTRA-gruppen")),
    (ChosenBy.NOBODY.value, gettext_lazy("ingen")),
]


class ComparedFigureShown(Shown):
    """One figure as published, or the symbol that stands instead of it."""

    period = serializers.CharField(source="reading.period")
    value = serializers.CharField(allow_null=True)
    missing = serializers.CharField(source="reading.missing")
    kind = serializers.CharField(source="reading.kind")
    known_from = Moment(source="reading.known_from")
    came_from = serializers.ListField(child=serializers.CharField(), source="reading.came_from")
    correction = serializers.CharField(
        allow_null=True, help_text=gettext_lazy("Kommunens eget tall ved siden av det publiserte.")
    )
    breaks_before = serializers.BooleanField(
        help_text=gettext_lazy("Om serien brytes mellom dette tallet og det forrige.")
    )


class FigureChangeShown(Shown):
    """How much more the newest figure is, in the unit and in percent where that means something."""

    amount = serializers.SerializerMethodField()
    percent = serializers.SerializerMethodField()
    is_broken = serializers.BooleanField(help_text=gettext_lazy("Serien brytes på veien, og endringen sies ikke."))

    def get_amount(self, told: Told) -> str | None:
        return None if told.number is None else f"{told.number:f}"

    def get_percent(self, told: Told) -> str | None:
        return None if told.share is None else f"{told.share:f}"


class PlaceShown(Shown):
    """A place in the KOSTRA group. Equal ones share the best place."""

    place = serializers.IntegerField()
    shared_with = serializers.IntegerField()
    ranked = serializers.IntegerField()


class ComparedRegionShown(Shown):
    """One region: its figures, and how it stands beside the others in the newest period."""

    code = serializers.CharField(source="region.code")
    name = serializers.CharField(source="region.name")
    kind = serializers.ChoiceField(RegionKind.choices, source="region.kind")
    is_own = serializers.BooleanField()
    figures = ComparedFigureShown(many=True)
    change = FigureChangeShown(source="compared.change", allow_null=True, default=None)
    change_from_mean = FigureChangeShown(source="compared.from_mean", allow_null=True, default=None)
    rank = PlaceShown(source="compared.place", allow_null=True, default=None)
    is_outside_group = serializers.SerializerMethodField()

    def get_is_outside_group(self, row: ComparedRegion) -> bool:
        return bool(row.compared and row.compared.is_outside)


class RemarkShown(Shown):
    """What must be known of some of the figures."""

    heading = serializers.CharField(source="remark.heading")
    text = serializers.CharField(source="remark.text")
    source = serializers.CharField()  # type: ignore[assignment]  # a field called so
    region = serializers.CharField(allow_null=True)
    from_period = serializers.CharField()
    to_period = serializers.CharField()
    is_break = serializers.BooleanField(source="remark.is_break")


class ComparisonShown(Shown):
    """An indicator in a municipality beside its neighbours, its KOSTRA group and the country.

    One indicator at a time: what is adjusted for need is never mixed with what is not.
    """

    indicator = serializers.CharField(source="indicator.code")
    name = serializers.SerializerMethodField()
    unit = serializers.CharField(source="indicator.unit")
    is_need_adjusted = serializers.BooleanField(source="indicator.is_need_adjusted")
    direction = serializers.CharField(source="indicator.direction", allow_null=True)
    region = serializers.CharField(source="own.code")
    chosen_by = serializers.ChoiceField(CHOSEN_BY, help_text=gettext_lazy("Hvem som har valgt naboene."))
    period = serializers.CharField(
        source="newest", allow_null=True, help_text=gettext_lazy("Perioden alle sammenlignes i.")
    )
    compared_with = serializers.CharField(
        source="comparison.before", default="", help_text=gettext_lazy("Det som endringen er regnet fra.")
    )
    mean_of = serializers.CharField(
        source="comparison.mean_of", default="", help_text=gettext_lazy("De tre årene som snittet er av.")
    )
    group = serializers.CharField(source="group.code", allow_null=True, default=None)
    group_members = serializers.IntegerField(source="comparison.member_count", default=0)
    ranked = serializers.IntegerField(
        source="comparison.ranked", default=0, help_text=gettext_lazy("Medlemmene av gruppen som har tall.")
    )
    lowest_first = serializers.BooleanField(source="comparison.lowest_first", default=False)
    left_out = serializers.IntegerField(
        help_text=gettext_lazy("Kommuner som har tall og ikke er med, der ingen har valgt.")
    )
    rows = ComparedRegionShown(many=True)
    remarks = RemarkShown(many=True)

    def get_name(self, told: ComparisonTold) -> str:
        return name_of_indicator(told.indicator)
