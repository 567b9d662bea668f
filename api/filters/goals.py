"""Goals by where they stand, whose they are, and what they answer."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy
from django_filters import CharFilter, ChoiceFilter, ModelChoiceFilter

from accounts.models import Unit
from api.filters.answers import YesNo
from api.filters.in_plan import OfPlan, among, area_filter, coded, sdg_filter, theme_filter
from planning.models import FocusArea, Goal, Guideline, Level
from reporting.queries.focus_content import belonging_to
from targets.models import Target


class GoalFilter(OfPlan):
    searched = ("code", "text", "kind", "scope")

    focus_area = area_filter()
    theme = theme_filter()
    level = ChoiceFilter(choices=Level.choices)
    scope = CharFilter(lookup_expr="iexact", label=gettext_lazy("Hva målet gjelder, slik planen sier det"))
    kind = CharFilter(lookup_expr="iexact", label=gettext_lazy("Slag mål, slik planen sier det"))
    sdg = sdg_filter()
    parent = coded(Goal, gettext_lazy("Overordnet mål, med koden"))
    guideline = coded(Guideline, gettext_lazy("Føring som målet svarer på, med koden"), field_name="guidelines")
    unit = ModelChoiceFilter(
        queryset=Unit.objects.all(), label=gettext_lazy("Ansvarlig virksomhet, for dem som leser planen med en rolle")
    )
    has_targets = YesNo(label=gettext_lazy("Om målet har måltall"), method="with_targets")

    class Meta:
        model = Goal
        fields: list[str] = []

    def in_area(self, rows: QuerySet[Goal], _name: str, value: FocusArea) -> QuerySet[Goal]:
        return among(rows, belonging_to(value) | Q(primary_focus_area=value))

    def with_targets(self, rows: QuerySet[Goal], _name: str, value: bool) -> QuerySet[Goal]:
        has = Exists(Target.objects.filter(goal=OuterRef("pk")))
        return rows.filter(has if value else ~has)
