"""What a plan quotes, leans on and said before, by words and codes."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy
from django_filters import CharFilter, ChoiceFilter

from api.filters.in_plan import OfPlan
from api.queries.plan_parts import WORDED
from planning.models import Document, EarlierWording, RelatedPlan


class DocumentFilter(OfPlan):
    searched = ("code", "title", "publisher")

    class Meta:
        model = Document
        fields: list[str] = []


class RelatedPlanFilter(OfPlan):
    searched = ("code", "title", "relation")

    level = CharFilter(lookup_expr="iexact", label=gettext_lazy("Nivå, slik planen sier det"))

    class Meta:
        model = RelatedPlan
        fields: list[str] = []


class EarlierWordingFilter(OfPlan):
    searched = ("code", "text", "reason")

    kind = ChoiceFilter(
        choices=[(name, name) for name in WORDED.values()],
        method="of_kind",
        label=gettext_lazy("Hva det er som har fått ny ordlyd"),
    )
    code = CharFilter(label=gettext_lazy("Koden til det som har fått ny ordlyd"))

    class Meta:
        model = EarlierWording
        fields: list[str] = []

    def of_kind(self, rows: QuerySet[EarlierWording], _name: str, value: str) -> QuerySet[EarlierWording]:
        return rows.filter(subject__in=[subject for subject, kind in WORDED.items() if kind == value])
