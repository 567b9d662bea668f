"""What people have said, by which target it is of."""

from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet

from api.filters.answers import YesNo
from targets.models import Appraisal, Completion, Override, StatedCause
from targets.models.light_choices import LightChoice


class OfTargetFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    target = CharFilter(field_name="target__code", label=_("Måltallets kode"))


class OverrideFilter(OfTargetFilter):
    light = ChoiceFilter(choices=LightChoice.choices, label=_("Lyset som er satt"))
    open = YesNo(field_name="ended_at", lookup_expr="isnull", label=_("Ingen og ingenting har avsluttet den"))

    class Meta:
        model = Override
        fields: list[str] = []


class AppraisalFilter(OfTargetFilter):
    class Meta:
        model = Appraisal
        fields: list[str] = []


class CompletionFilter(OfTargetFilter):
    class Meta:
        model = Completion
        fields: list[str] = []


class CauseFilter(OfTargetFilter):
    class Meta:
        model = StatedCause
        fields: list[str] = []
