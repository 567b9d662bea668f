"""The administration of plans. Goals stand in targets/admin, because their page shows their targets."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accounts.audited_admin import AuditedAdmin, WithinReach
from planning.forms import CitationForm, FocusAreaForm, PlanForm, ThemeForm, WithinPlanForm
from planning.models import (
    Challenge,
    Citation,
    Document,
    FocusArea,
    Guideline,
    Measure,
    Plan,
    PlanStatus,
    RelatedPlan,
    Theme,
)

if TYPE_CHECKING:
    StackedInline = admin.StackedInline[Any, Any]
else:
    StackedInline = admin.StackedInline

BY_PLAN = ("plan", admin.RelatedOnlyFieldListFilter)
BY_FOCUS_AREA = ("focus_areas", admin.RelatedOnlyFieldListFilter)
CITED: tuple[Any, Any] = (
    _("Hvor det står"),
    {"fields": ["cited_document", "cited_section", "cited_line"], "classes": ["collapse"]},
)


def shortened(text: str) -> str:
    """A long text as a list shows it."""
    return Truncator(text).chars(90)


@admin.register(Plan)
class PlanAdmin(AuditedAdmin):
    form = PlanForm
    municipality_lookup = "municipality"
    list_display = ["title", "municipality", "kind", "status", "period"]
    list_filter = ["status", ("municipality", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["municipality"]
    search_fields = ["title", "code", "decision_reference"]
    autocomplete_fields = ["superseded_by"]
    ordering = ["title"]
    fieldsets = [
        (None, {"fields": ["municipality", "code", "title", "kind", "status"]}),
        (_("Periode"), {"fields": ["period_from", "period_to", "horizon_note"]}),
        (_("Vedtak"), {"fields": ["decision_reference", "decided_on", "superseded_by"]}),
        (_("Oppbygging"), {"fields": ["stated_focus_areas"]}),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The code stands in addresses and files, and says which indicators the plan owns; neither it nor whose the
        plan is can be changed."""
        return ["municipality", "code"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was adopted is not deleted; it is superseded."""
        is_draft = obj is None or obj.status == PlanStatus.DRAFT
        return super().has_delete_permission(request, obj) and is_draft

    def view_on_site(self, obj: Plan) -> str:
        return reverse("plan-detail", args=[obj.code])

    @admin.display(description=_("periode"), ordering="period_from")
    def period(self, plan: Plan) -> str:
        return f"{plan.period_from}–{plan.period_to}"


class PlanPartAdmin(AuditedAdmin):
    """A row of a plan."""

    form: Any = WithinPlanForm
    municipality_lookup = "plan__municipality"
    exclude = ["extra"]
    list_filter = [BY_PLAN]
    list_select_related = ["plan"]
    autocomplete_fields = ["plan"]
    ordering = ["plan__title", "order", "code"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A row stays in its plan; what it is tied to there could not follow."""
        return ["plan"] if obj else []

    @admin.display(description=_("tekst"), ordering="text")
    def short_text(self, row: Model) -> str:
        return shortened(str(row))


@admin.register(FocusArea)
class FocusAreaAdmin(PlanPartAdmin):
    form = FocusAreaForm
    list_display = ["title", "code", "plan", "order", "is_focus_area", "is_crosscutting"]
    list_filter = [BY_PLAN, "is_focus_area", "is_crosscutting"]
    search_fields = ["title", "code", "slogan"]
    fieldsets = [
        (None, {"fields": ["plan", "code", "title", "aliases", "slogan", "summary"]}),
        (_("Plassering"), {"fields": ["order", "is_focus_area", "is_crosscutting"]}),
        CITED,
    ]

    def view_on_site(self, obj: FocusArea) -> str:
        return reverse("focus-area-detail", args=[obj.plan.code, obj.code])


@admin.register(Theme)
class ThemeAdmin(PlanPartAdmin):
    form = ThemeForm
    municipality_lookup = "focus_area__plan__municipality"
    list_display = ["title", "code", "focus_area", "parent", "order"]
    list_filter = [("focus_area", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["focus_area", "parent"]
    search_fields = ["title", "code", "focus_area__title"]
    autocomplete_fields = ["focus_area", "parent"]
    ordering = ["focus_area__title", "order", "code"]
    fieldsets = [(None, {"fields": ["focus_area", "parent", "code", "title", "order"]}), CITED]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return []


class CitationInline(WithinReach, StackedInline):
    model = Citation
    form = CitationForm
    municipality_lookup = "guideline__plan__municipality"
    autocomplete_fields = ["focus_area"]
    exclude = ["extra"]
    extra = 0


@admin.register(Guideline)
class GuidelineAdmin(PlanPartAdmin):
    inlines = [CitationInline]
    list_display = ["short_text", "reference", "level", "kind", "plan"]
    list_filter = [BY_PLAN, "level", BY_FOCUS_AREA]
    search_fields = ["title", "reference", "code"]
    autocomplete_fields = ["plan", "focus_areas"]
    filter_horizontal = ["sdgs"]
    fieldsets = [
        (None, {"fields": ["plan", "code", "title", "level", "kind", "reference", "url"]}),
        (_("Når"), {"fields": ["years", "decided", "in_force"]}),
        (_("Innhold"), {"fields": ["gist", "sdgs"]}),
        (_("Plassering"), {"fields": ["applies_to_all", "focus_areas", "order"]}),
    ]


@admin.register(Measure)
class MeasureAdmin(PlanPartAdmin):
    list_display = ["title", "code", "status", "plan"]
    list_filter = [BY_PLAN, "status", BY_FOCUS_AREA]
    search_fields = ["title", "code", "gist"]
    autocomplete_fields = ["plan", "focus_areas", "theme", "goals"]
    fieldsets = [
        (None, {"fields": ["plan", "code", "title", "status", "gist", "goals"]}),
        (_("Plassering"), {"fields": ["focus_areas", "theme", "homonym_of", "order"]}),
        CITED,
    ]


@admin.register(Challenge)
class ChallengeAdmin(PlanPartAdmin):
    list_display = ["short_text", "code", "kind", "dimension", "plan"]
    list_filter = [BY_PLAN, "kind", "dimension", BY_FOCUS_AREA]
    search_fields = ["text", "code"]
    autocomplete_fields = ["plan", "focus_areas", "theme", "measures"]
    fieldsets = [
        (None, {"fields": ["plan", "code", "kind", "level", "text", "measures"]}),
        (_("Bærekraft"), {"fields": ["dimension", "dimension_basis"]}),
        (_("Plassering"), {"fields": ["focus_areas", "focus_basis", "theme", "order"]}),
        CITED,
    ]


@admin.register(Document)
class DocumentAdmin(PlanPartAdmin):
    list_display = ["title", "code", "publisher", "year", "plan"]
    search_fields = ["title", "code", "publisher"]
    ordering = ["plan__title", "code"]


@admin.register(RelatedPlan)
class RelatedPlanAdmin(PlanPartAdmin):
    list_display = ["title", "code", "level", "period", "plan"]
    search_fields = ["title", "code"]
    ordering = ["plan__title", "code"]
    fieldsets = [(None, {"fields": ["plan", "code", "title", "level", "period", "relation"]}), CITED]
