"""What was done to a plan, for those who may know how it came about."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from api.filters.edits import EditFilter
from api.queries.edits import add_people, edits_told
from api.schema import changed, described
from api.serializers.edits import EditShown
from api.views.in_plan import InPlan, SeveralInPlan
from api.views.writing.edits import Undoes, UndoTaken
from planning.models import Edit, Plan
from reporting.permissions import get_plan_with_history_for


class OfEdits(InPlan):
    is_open = False
    serializer_class = EditShown

    def fetched_plan(self) -> Plan:
        get_plan_with_history_for(self.request.user, self.kwargs["plan_code"])
        return super().fetched_plan()

    def get_queryset(self) -> QuerySet[Edit]:
        return edits_told(self.plan)

    def with_more(self, rows: Sequence[Edit]) -> None:
        add_people(rows, plan=self.plan, person=self.request.user)

    def shown(self, code: str) -> Any:
        """By its key, for it has no code."""
        found = self.get_queryset().get(pk=code)
        self.with_more([found])
        return found


@described(get=gettext_lazy("Endringene i planen, de nyeste først"))
class EditList(OfEdits, SeveralInPlan):
    """Each thing that a person did; what a file brought in is not among them."""

    filterset_class = EditFilter
    orders = {"newest": ("newest_first",)}


@described(post=changed(gettext_lazy("Angre den siste endringen din"), UndoTaken, EditShown))
class EditUndo(Undoes, OfEdits):
    """What rests on it must be as it was."""
