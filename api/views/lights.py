"""All lights of a plan as of a day. As everybody reads the history of a light, so that of a day."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema

from api.days import KNOWN_AT, ON, DaysAsked, days_asked
from api.filters.lights import LightThenFilter
from api.queries.lights_then import LightThen, lights_then
from api.reach import is_own, readable_plan
from api.schema import described
from api.serializers.lights_then import LightThenShown
from api.views.base import Several
from api.views.certificates import DAYS
from planning.models import Plan
from targets.models import Target


@described(get=extend_schema(summary=_("Lysene i en plan slik de sto en dag"), parameters=DAYS))
class LightThenList(Several):
    """Judged for this answer as `assess --on --known-at` does, and kept nowhere. Without a day as of today."""

    is_open = True
    knows = (ON, KNOWN_AT)
    queryset = Target.objects.none()
    serializer_class = LightThenShown
    filterset_class = LightThenFilter
    orders = {"plan": ("order", "code"), "code": ("code",)}

    @cached_property
    def days(self) -> DaysAsked:
        return days_asked(self.request.query_params, today=timezone.localdate())

    @cached_property
    def plan(self) -> Plan:
        return readable_plan(self.request.user, self.kwargs["plan_code"])

    def get_queryset(self) -> QuerySet[Target]:
        # A day that makes no sense is told before anything is read.
        _days = self.days
        return Target.objects.filter(plan=self.plan)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """By the light only after every target is judged."""
        rows = super().filter_queryset(queryset)
        light = self.request.query_params.get("light")
        if not light:
            return rows
        found = lights_then(list(rows), self.days, is_own=is_own(self.plan))
        return rows.filter(pk__in=[one.judgement.target.pk for one in found if one.judgement.shown_light == light])

    def told(self, rows: list[Any] | None) -> Iterable[LightThen]:
        return lights_then(rows or [], self.days, is_own=is_own(self.plan))
