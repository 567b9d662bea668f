"""Indicators, sources and figures: the public ones, and those that one's own plans brought in."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from accounts.audited_admin import AuditedAdmin, administered
from accounts.models import Municipality
from indicators.admin import FetchAdmin, IndicatorAdmin, ObservationAdmin, QualityRecordAdmin, SourceAdmin
from indicators.models import Channel, Fetch, Indicator, Observation, QualityRecord, Source
from planning.admin import BY_PLAN, PlanPartAdmin
from planning.models import Plan
from targets.admin.judging import JudgedAgain
from targets.models import IndicatorInPlan, Target


def own_codes(request: HttpRequest) -> QuerySet[Plan, Any]:
    """The codes of the plans that the person administers, which are the namespaces of what those brought in."""
    return Plan.objects.of(administered(request)).values("code")


class OwnedByPlan(AuditedAdmin):
    """Rows with a namespace: empty for the public ones, else the code of the plan that they belong to."""

    namespace_lookup = "namespace"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        if request.user.is_superuser:
            return rows
        public = Q(**{self.namespace_lookup: ""})
        return rows.filter(public | Q(**{f"{self.namespace_lookup}__in": own_codes(request)}))

    def municipality_of(self, row: Any) -> Municipality | None:
        plan = Plan.objects.select_related("municipality").filter(code=row.namespace).first()
        return plan.municipality if plan else None


@admin.register(Indicator)
class OwnIndicatorAdmin(OwnedByPlan, JudgedAgain, IndicatorAdmin):
    def targets_of(self, row: Indicator) -> QuerySet[Target]:
        return Target.objects.filter(used_indicator__indicator=row)


@admin.register(Source)
class OwnSourceAdmin(OwnedByPlan, JudgedAgain, SourceAdmin):
    def targets_of(self, row: Source) -> QuerySet[Target]:
        """Whose certificates name it."""
        return Target.objects.filter(used_indicator__indicator__sources=row)


@admin.register(QualityRecord)
class OwnQualityRecordAdmin(OwnedByPlan, JudgedAgain, QualityRecordAdmin):
    def targets_of(self, row: QualityRecord) -> QuerySet[Target]:
        return Target.objects.filter(used_indicator__indicator__quality_records=row)


@admin.register(Observation)
class OwnObservationAdmin(OwnedByPlan, ObservationAdmin):
    namespace_lookup = "indicator__namespace"


@admin.register(Fetch)
class OwnFetchAdmin(FetchAdmin):
    def get_queryset(self, request: HttpRequest) -> QuerySet[Fetch]:
        """A plan file is its municipality's; it is known by the indicators that it brought in."""
        fetches = super().get_queryset(request)
        if request.user.is_superuser:
            return fetches
        own = Observation.objects.filter(fetch=OuterRef("pk"), indicator__namespace__in=own_codes(request))
        return fetches.filter(~Q(channel=Channel.PLAN) | Exists(own))


@admin.register(IndicatorInPlan)
class IndicatorInPlanAdmin(JudgedAgain, PlanPartAdmin):
    list_display = ["indicator", "code", "region", "theme", "plan"]
    list_filter = [BY_PLAN, ("theme", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["indicator", "region", "theme", "plan"]
    search_fields = ["code", "indicator__name_nb", "indicator__code"]
    autocomplete_fields = ["plan", "indicator", "region", "focus_areas", "theme"]

    def targets_of(self, row: IndicatorInPlan) -> QuerySet[Target]:
        return Target.objects.filter(used_indicator=row)
