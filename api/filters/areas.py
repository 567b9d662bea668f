"""Focus areas and themes by what they are."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from api.filters.answers import YesNo
from api.filters.in_plan import OfPlan, area_filter
from planning.models import FocusArea, Theme


class FocusAreaFilter(OfPlan):
    searched = ("code", "title", "slogan", "summary")

    is_focus_area = YesNo(label=gettext_lazy("Om det er et innsatsområde, og ikke rammer for planen"))
    is_crosscutting = YesNo(label=gettext_lazy("Om det går på tvers av de andre"))

    class Meta:
        model = FocusArea
        fields: list[str] = []


class ThemeFilter(OfPlan):
    searched = ("code", "title")

    focus_area = area_filter()

    class Meta:
        model = Theme
        fields: list[str] = []

    def in_area(self, rows: QuerySet[Theme], _name: str, value: FocusArea) -> QuerySet[Theme]:
        return rows.filter(focus_area=value)
