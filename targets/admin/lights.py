"""Lights and their history, to look at."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.audited_admin import ViewOnlyAdmin
from targets.models import Assessment, LightChange, Override
from targets.sentences import sentence, until_said

BY_PLAN = ("target__plan", admin.RelatedOnlyFieldListFilter)
OVERRIDDEN = ("override", admin.EmptyFieldListFilter)


@admin.register(Assessment)
class AssessmentAdmin(ViewOnlyAdmin):
    municipality_lookup = "target__plan__municipality"
    list_display = ["target", "shown_light", "light", "told", "assessed_on", "is_current"]
    list_filter = ["is_current", "shown_light", "light", OVERRIDDEN, "is_stale", BY_PLAN]
    list_select_related = ["target"]
    search_fields = ["target__code", "target__used_indicator__indicator__name_nb"]
    ordering = ["-assessed_on", "-pk"]
    fields = [
        *(
            "target",
            "shown_light",
            "light",
            "override",
            "told",
            "is_stale",
            "is_current",
            "assessed_on",
            "assessed_at",
            "confirmed_on",
        ),
        *("observation", "rule_version"),
    ]

    @admin.display(description=_("begrunnelse"))
    def told(self, assessment: Assessment) -> str:
        return sentence(assessment.facts)


@admin.register(LightChange)
class LightChangeAdmin(ViewOnlyAdmin):
    municipality_lookup = "target__plan__municipality"
    list_display = ["target", "from_light", "to_light", "to_calculated", "changed_on"]
    list_display_links = ["target", "to_light"]
    list_filter = ["to_light", "changed_on", BY_PLAN]
    list_select_related = ["target"]
    search_fields = ["target__code", "target__used_indicator__indicator__name_nb"]
    ordering = ["-changed_on", "-pk"]
    fields = [
        *("target", "from_light", "to_light", "from_calculated", "to_calculated", "changed_on", "assessment"),
    ]


@admin.register(Override)
class OverrideAdmin(ViewOnlyAdmin):
    """To look at: lights are set and taken back on the page of the target."""

    municipality_lookup = "target__plan__municipality"
    list_display = ["target", "light", "reason", "decided_by", "decided_on", "lasts", "ended_because"]
    list_filter = ["ended_because", "light", "decided_on", BY_PLAN]
    list_select_related = ["target"]
    search_fields = ["target__code", "reason", "decided_by"]
    ordering = ["-decided_on", "-pk"]
    fields = [
        *("target", "light", "reason", "decided_by", "decided_on", "lasts", "figure_period", "figure_literal"),
        *("recorded_by", "recorded_at", "ended_on", "ended_because", "ended_by"),
    ]

    @admin.display(description=_("gjelder"), ordering="until")
    def lasts(self, override: Override) -> str:
        return until_said(override.until.isoformat() if override.until else None)
