"""Edits of a plan by when, by whom, and what was done."""

from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter

from api.filters.answers import YesNo
from api.filters.figure_fields import MomentFilter
from api.filters.in_plan import OfPlan
from api.filters.moments import SinceFilter
from planning.models import Edit


class EditFilter(OfPlan):
    searched = ("label",)

    since = SinceFilter(
        field_name="at", lookup_expr="gte", label=_("Gjort da eller senere: en dato (fra og med) eller et tidspunkt")
    )
    until = MomentFilter(
        field_name="at", lookup_expr="lte", label=_("Gjort da eller før: en dato (til og med) eller et tidspunkt")
    )
    by = CharFilter(max_length=150, label=_("Brukernavnet til den som gjorde det"))
    action = CharFilter(max_length=100, label=_("Hva som ble gjort, «planning.goal.changed»"))
    undone = YesNo(field_name="undone_at", lookup_expr="isnull", exclude=True, label=_("Er angret"))

    class Meta:
        model = Edit
        fields: list[str] = []
