"""Guidelines by level, where they are cited, and whether a goal answers them."""

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy
from django_filters import CharFilter, ChoiceFilter

from api.filters.answers import YesNo
from api.filters.in_plan import OfPlan, among, area_filter, coded, sdg_filter
from planning.models import Citation, FocusArea, Goal, Guideline, Level

CITED_BY = ("cited_section", "angle", "note", "focus_area__title")


class GuidelineFilter(OfPlan):
    searched = (*("code", "reference", "title", "kind", "gist", "years", "decided", "in_force", "extra__note"),)

    level = ChoiceFilter(choices=Level.choices)
    kind = CharFilter(lookup_expr="iexact", label=gettext_lazy("Slag føring, slik planen sier det"))
    focus_area = area_filter()
    sdg = sdg_filter()
    goal = coded(Goal, gettext_lazy("Mål som svarer på føringen, med koden"), field_name="goals")
    is_answered = YesNo(label=gettext_lazy("Om noe mål svarer på føringen"), method="answered")

    class Meta:
        model = Guideline
        fields: list[str] = []

    def holding(self, word: str) -> Q:
        """In the guideline, or in a place that cites it: not by joins, of which a long question would need too many."""
        places = reduce(or_, (Q(**{f"{column}__icontains": word}) for column in CITED_BY))
        cited = Citation.objects.filter(places, guideline__plan=self.plan)
        return super().holding(word) | Q(pk__in=cited.values("guideline"))

    def in_area(self, rows: QuerySet[Guideline], _name: str, value: FocusArea) -> QuerySet[Guideline]:
        """Those that are for the area, and those that it cites."""
        return among(rows, Q(focus_areas=value) | Q(citations__focus_area=value))

    def answered(self, rows: QuerySet[Guideline], _name: str, value: bool) -> QuerySet[Guideline]:
        met = among(rows, Q(goals__isnull=False))
        return met if value else rows.exclude(pk__in=met.values("pk"))
