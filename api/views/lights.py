"""All lights of a plan as of a day. For the plan's own people, as the page of any past day is."""

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
from api.schema import described
from api.serializers.lights_then import LightThenShown
from api.views.base import Several
from api.views.certificates import DAYS
from reporting.permissions import get_plan_for
from targets.models import Target


@described(get=extend_schema(summary=_("Lysene i en plan slik de sto en dag"), parameters=DAYS))
class LightThenList(Several):
    """Judged for this answer as `assess --on --known-at` does, and kept nowhere. Without a day as of today."""

    knows = (ON, KNOWN_AT)
    queryset = Target.objects.none()
    serializer_class = LightThenShown
    filterset_class = LightThenFilter
    orders = {"plan": ("order", "code"), "code": ("code",)}

    @cached_property
    def days(self) -> DaysAsked:
        return days_asked(self.request.query_params, today=timezone.localdate())

    def get_queryset(self) -> QuerySet[Target]:
        plan, _days = get_plan_for(self.request.user, self.kwargs["plan_code"]), self.days
        return Target.objects.filter(plan=plan)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """By the light only after every target is judged."""
        rows = super().filter_queryset(queryset)
        light = self.request.query_params.get("light")
        if not light:
            return rows
        found = lights_then(list(rows), self.days)
        return rows.filter(pk__in=[one.judgement.target.pk for one in found if one.judgement.shown_light == light])

    def told(self, rows: list[Any] | None) -> Iterable[LightThen]:
        return lights_then(rows or [], self.days)
