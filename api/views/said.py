"""What people have said of a plan's targets, for those who read it by a role; to others it is not there."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from api.filters.said import AppraisalFilter, CauseFilter, CompletionFilter, OverrideFilter
from api.queries.said import OverrideTold, appraisals_in, causes_in, completions_in, overrides_in, overrides_told
from api.schema import described
from api.serializers.said import AppraisalShown, CauseShown, CompletionShown, OverrideShown
from api.views.base import Several
from planning.models import Plan
from reporting.permissions import get_plan_for
from targets.models import Appraisal, Completion, Override, StatedCause


class Said(Several):
    @property
    def plan(self) -> Plan:
        return get_plan_for(self.request.user, self.kwargs["plan_code"])


@described(get=_("Lys som noen har satt ved siden av de beregnede"))
class OverrideList(Said):
    queryset = Override.objects.none()
    serializer_class = OverrideShown
    filterset_class = OverrideFilter
    orders = {"decided_on": ("decided_on", "recorded_at"), "target": ("target__order",)}

    def get_queryset(self) -> QuerySet[Override]:
        return overrides_in(self.plan)

    def told(self, rows: list[Any] | None) -> Iterable[OverrideTold]:
        return overrides_told(rows or [])


@described(get=_("Tilstander som noen har vurdert"))
class AppraisalList(Said):
    queryset = Appraisal.objects.none()
    serializer_class = AppraisalShown
    filterset_class = AppraisalFilter
    orders = {"judged_on": ("judged_on", "recorded_at"), "target": ("target__order",)}

    def get_queryset(self) -> QuerySet[Appraisal]:
        return appraisals_in(self.plan)


@described(get=_("Oppgaver som er gjort"))
class CompletionList(Said):
    queryset = Completion.objects.none()
    serializer_class = CompletionShown
    filterset_class = CompletionFilter
    orders = {"done_on": ("done_on",), "target": ("target__order",)}

    def get_queryset(self) -> QuerySet[Completion]:
        return completions_in(self.plan)


@described(get=_("Årsaker som er oppgitt"))
class CauseList(Said):
    queryset = StatedCause.objects.none()
    serializer_class = CauseShown
    filterset_class = CauseFilter
    orders = {"said_on": ("said_at",), "target": ("target__order",)}

    def get_queryset(self) -> QuerySet[StatedCause]:
        return causes_in(self.plan)
