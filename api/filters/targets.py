"""Targets by how they stand, what they are and whose they are."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet

from api.filters.answers import YesNo
from api.queries.targets import in_focus_area
from targets.models import Target, TargetKind
from targets.models.light_choices import LightChoice


class TargetFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    """By light and what is special about it, by kind, and by where the target belongs."""

    light = ChoiceFilter(choices=LightChoice.choices, label=_("Lyset som vises"))
    kind = ChoiceFilter(choices=TargetKind.choices, label=_("Slag måltall"))
    focus_area = CharFilter(method="filter_focus_area", label=_("Kode for innsatsområdet"))
    norm = YesNo(field_name="goal", lookup_expr="isnull", label=_("Er en norm som planen bare viser til"))
    goal = CharFilter(field_name="goal__code", label=_("Målets kode"))
    unit = CharFilter(field_name="answering", label=_("Navnet på virksomheten som har ansvaret"))
    indicator = CharFilter(field_name="used_indicator__indicator__code", label=_("Indikatorens kode"))
    overridden = YesNo(field_name="is_overridden", label=_("Noen har satt et annet lys"))
    stale = YesNo(field_name="is_stale", label=_("Tallet er gammelt"))
    provisional = YesNo(field_name="is_provisional", label=_("Tallet er foreløpig"))
    warning = YesNo(field_name="is_warned", label=_("Kan bli brutt ved neste tall"))

    class Meta:
        model = Target
        fields: list[str] = []

    def filter_focus_area(self, targets: QuerySet[Target], _name: str, code: str) -> QuerySet[Target]:
        return in_focus_area(targets, code)


class TargetAmongPlansFilter(TargetFilter):
    plan = CharFilter(field_name="plan__code", label=_("Planens kode"))
    municipality = CharFilter(field_name="plan__municipality__number", label=_("Kommunenummer, «3909»"))
