"""Plans."""

from django.db.models import QuerySet

from api.filters.plans import PlanFilter
from api.queries.plans import plans_told
from api.reach import readable_plan
from api.schema import described
from api.serializers.plans import PlanShown
from api.views.base import One, Several
from planning.models import Plan


@described(get="Planer som kan leses")
class PlanList(Several):
    """Plans that everybody may read, and those that the caller's roles give."""

    is_open = True
    serializer_class = PlanShown
    filterset_class = PlanFilter
    orders = {"code": ("code",), "title": ("title",), "period_from": ("period_from",)}

    def get_queryset(self) -> QuerySet[Plan]:
        return plans_told(self.request.user)


@described(get="En plan")
class PlanOne(One):
    is_open = True
    serializer_class = PlanShown

    def get_object(self) -> Plan:
        return plans_told(self.request.user).get(pk=readable_plan(self.request.user, self.kwargs["plan_code"]).pk)
