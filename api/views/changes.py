"""Changes of lights: of one target, and of every plan that the caller may read, for those who follow along."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from api.filters.changes import ChangeAmongPlansFilter, ChangeFilter
from api.paging import Marks
from api.queries.changes import ChangeTold, changes_told, readable_changes
from api.queries.targets import readable_target
from api.schema import described
from api.serializers.changes import LightChangeShown
from api.views.base import InMarks
from targets.models import LightChange


class Fewer(Marks):
    """Each comes with two certificates that its sentence is told from, so a page is shorter than of plain rows."""

    page_size = 100
    most = 500


class Changes(InMarks):
    """The newest first, where nothing else is asked for."""

    is_open = True
    queryset = LightChange.objects.none()
    serializer_class = LightChangeShown
    pagination_class = Fewer
    orders = {"seen_at": ("pk",), "changed_on": ("changed_on",)}
    usual_order = "-seen_at"

    def told(self, rows: list[Any] | None) -> Iterable[ChangeTold]:
        return changes_told(rows or [])


@described(get=_("Endrede lys i alle planer som kan leses, de nyeste først"))
class LightChangeList(Changes):
    filterset_class = ChangeAmongPlansFilter

    def get_queryset(self) -> QuerySet[LightChange]:
        return readable_changes(self.request.user)


@described(get=_("Endringer i lyset for et måltall, de nyeste først"))
class TargetChangeList(Changes):
    filterset_class = ChangeFilter

    def get_queryset(self) -> QuerySet[LightChange]:
        target = readable_target(self.request.user, self.kwargs["plan_code"], self.kwargs["code"])
        return readable_changes(self.request.user).filter(target=target)
