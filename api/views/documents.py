"""What a plan quotes, what it leans on, and what it said before."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from accounts.models import User
from api.filters.documents import DocumentFilter, EarlierWordingFilter, RelatedPlanFilter
from api.queries.plan_parts import documents_told, earlier_wordings, related_plans_told
from api.reach import is_own
from api.schema import described
from api.serializers.documents import DocumentShown, EarlierWordingShown, RelatedPlanShown
from api.views.in_plan import SeveralInPlan
from planning.models import Document, EarlierWording, Plan, RelatedPlan
from reporting.permissions import no_such_plan


@described(get=gettext_lazy("Dokumentene som planen siterer"))
class DocumentList(SeveralInPlan):
    """What `cited_document` of other things names."""

    serializer_class = DocumentShown
    filterset_class = DocumentFilter
    orders = {"code": ("code",), "title": ("by_title",), "year": ("year",)}

    def get_queryset(self) -> QuerySet[Document]:
        return documents_told(self.plan)


@described(get=gettext_lazy("Planene som planen bygger på"))
class RelatedPlanList(SeveralInPlan):
    """Whoever adopted them; they need not be in this installation."""

    serializer_class = RelatedPlanShown
    filterset_class = RelatedPlanFilter
    orders = {"code": ("code",), "title": ("by_title",)}

    def get_queryset(self) -> QuerySet[RelatedPlan]:
        return related_plans_told(self.plan)


@described(get=gettext_lazy("Det planen sa før ordlyden ble endret, for dem som leser den med en rolle"))
class EarlierWordingList(SeveralInPlan):
    """Newest first. The pages that everybody may read say nothing of it, and so it is not open here either."""

    is_open = False
    serializer_class = EarlierWordingShown
    filterset_class = EarlierWordingFilter
    orders = {"newest": ("newest_first",), "code": ("subject", "code", "field")}

    def fetched_plan(self) -> Plan:
        plan = super().fetched_plan()
        if not is_own(plan):
            raise no_such_plan()
        return plan

    def get_queryset(self) -> QuerySet[EarlierWording]:
        return earlier_wordings(self.plan)

    def with_more(self, rows: Sequence[EarlierWording]) -> None:
        people = User.objects.in_bulk({one.changed_by for one in rows}, field_name="username")
        for one in rows:
            # Never saved: whoever is gone, or is a command, is told by the name that was kept.
            one.changed_by_person = people.get(one.changed_by) or User(username=one.changed_by)  # type: ignore[attr-defined]
