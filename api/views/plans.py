"""Plans."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from api.filters.plans import PlanFilter
from api.queries.plans import plans_told, with_lights_counted
from api.schema import changed, described, made
from api.serializers.plans import PlanShown
from api.views.base import One, Several
from api.views.in_plan import InPlan
from api.views.writing.plans import (
    AdoptionTaken,
    AdoptsPlan,
    ChangesPlan,
    MakesPlan,
    PlanSettingsTaken,
    PlanTaken,
    PublishesPlan,
    TakesPlanDown,
)
from planning.models import Plan
from reporting.permissions import no_such_plan


@described(
    get=gettext_lazy("Planer som kan leses"),
    post=made(gettext_lazy("Nytt utkast til en plan"), PlanTaken, PlanShown),
)
class PlanList(MakesPlan, Several):
    """Plans that everybody may read, and those that the caller's roles give."""

    is_open = True
    serializer_class = PlanShown
    filterset_class = PlanFilter
    orders = {"code": ("code",), "title": ("title",), "period_from": ("period_from",)}

    def get_queryset(self) -> QuerySet[Plan]:
        return plans_told(self.request.user)

    def told(self, rows: list[Any] | None) -> Iterable[Plan]:
        return with_lights_counted(rows or [])


class OfPlans(InPlan):
    """The plan itself is the row that is asked for."""

    serializer_class = PlanShown

    def get_queryset(self) -> QuerySet[Plan]:
        return plans_told(self.request.user)

    def shown(self, code: str) -> Plan:
        if found := self.get_queryset().filter(code=code).first():
            return with_lights_counted([found])[0]
        raise no_such_plan()


@described(
    get=gettext_lazy("En plan"),
    patch=changed(gettext_lazy("Endre hva planen heter og gjelder"), PlanSettingsTaken, PlanShown),
    delete=gettext_lazy("Slett et utkast"),
)
class PlanOne(ChangesPlan, OfPlans, One):
    def get_object(self) -> Any:
        return self.shown(self.kwargs["plan_code"])


@described(post=changed(gettext_lazy("Meld at planen er vedtatt"), AdoptionTaken, PlanShown))
class PlanAdoption(AdoptsPlan, OfPlans):
    """From then on its words need a reason to change."""


@described(post=changed(gettext_lazy("La alle lese planen"), None, PlanShown))
class PlanPublishing(PublishesPlan, OfPlans):
    """Nothing happens where everybody reads it already."""


@described(post=changed(gettext_lazy("Ta planen ned, så bare de som logger inn, kan lese den"), None, PlanShown))
class PlanUnpublishing(TakesPlanDown, OfPlans):
    """Nothing happens where it is so already."""
