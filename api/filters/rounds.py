"""Rounds, and what is written in one."""

from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet

from api.filters.answers import YesNo
from reporting.models import Commentary, CommentaryState, ReportingRound
from reporting.models.rounds import RoundKind


class RoundFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    municipality = CharFilter(field_name="municipality__number", label=_("Kommunenummer, «3909»"))
    plan = CharFilter(field_name="plans__code", label=_("Planens kode"))
    kind = ChoiceFilter(choices=RoundKind.choices, label=_("Slag periode"))
    period = CharFilter(field_name="period", label=_("Perioden, «2025» eller «2025T1»"))
    open = YesNo(field_name="closed_at", lookup_expr="isnull", label=_("Det kan skrives i runden"))

    class Meta:
        model = ReportingRound
        fields: list[str] = []


class CommentaryFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    unit = CharFilter(field_name="unit__name", label=_("Navnet på virksomheten"))
    plan = CharFilter(field_name="target__plan__code", label=_("Planens kode"))
    target = CharFilter(field_name="target__code", label=_("Måltallets kode"))
    indicator = CharFilter(field_name="indicator__code", label=_("Indikatorens kode"))
    state = ChoiceFilter(choices=CommentaryState.choices, label=_("Hvor langt den er kommet"))

    class Meta:
        model = Commentary
        fields: list[str] = []
