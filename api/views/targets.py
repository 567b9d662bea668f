"""Targets with their lights: of one plan, and of every plan that the caller may read."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from api.filters.targets import TargetAmongPlansFilter, TargetFilter
from api.queries.targets import TargetTold, readable_target, readable_targets, targets_told
from api.reach import readable_plan
from api.schema import described
from api.serializers.targets import TargetShown
from api.views.base import One, Several
from targets.models import Target


class Targets(Several):
    """As everybody may read them; more of the plans in which the caller has a role."""

    is_open = True
    queryset = Target.objects.none()
    serializer_class = TargetShown
    orders = {
        "plan": ("plan__code", "order", "code"),
        "code": ("code",),
        # The worst first.
        "light": ("place_of_light",),
        "since": ("changed_on",),
        "kind": ("kind",),
        "deadline": ("deadline",),
    }

    def told(self, rows: list[Any] | None) -> Iterable[TargetTold]:
        return targets_told(rows or [])


@described(get=_("Måltall i alle planer som kan leses"))
class TargetAmongPlansList(Targets):
    filterset_class = TargetAmongPlansFilter

    def get_queryset(self) -> QuerySet[Target]:
        return readable_targets(self.request.user)


@described(get=_("Måltall i en plan, med lys"))
class TargetList(Targets):
    filterset_class = TargetFilter

    def get_queryset(self) -> QuerySet[Target]:
        plan = readable_plan(self.request.user, self.kwargs["plan_code"])
        return readable_targets(self.request.user).filter(plan=plan)


@described(get=_("Et måltall, med lys"))
class TargetOne(One):
    """The promise, the light, and why it is so."""

    is_open = True
    queryset = Target.objects.none()
    serializer_class = TargetShown

    def get_object(self) -> TargetTold:
        target = readable_target(self.request.user, self.kwargs["plan_code"], self.kwargs["code"])
        (told,) = targets_told([target])
        return told
