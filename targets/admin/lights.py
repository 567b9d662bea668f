"""Lights and their history, to look at."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.audited_admin import ViewOnlyAdmin
from targets.models import Assessment, LightChange
from targets.sentences import sentence

BY_PLAN = ("target__plan", admin.RelatedOnlyFieldListFilter)


@admin.register(Assessment)
class AssessmentAdmin(ViewOnlyAdmin):
    municipality_lookup = "target__plan__municipality"
    list_display = ["target", "light", "told", "assessed_on", "is_current"]
    list_filter = ["is_current", "light", "is_stale", BY_PLAN]
    list_select_related = ["target"]
    search_fields = ["target__code", "target__used_indicator__indicator__name_nb"]
    ordering = ["-assessed_on", "-pk"]
    fields = [
        *("target", "light", "told", "is_stale", "is_current", "assessed_on", "assessed_at", "confirmed_on"),
        *("observation", "rule_version"),
    ]

    @admin.display(description=_("begrunnelse"))
    def told(self, assessment: Assessment) -> str:
        return sentence(assessment.facts)


@admin.register(LightChange)
class LightChangeAdmin(ViewOnlyAdmin):
    municipality_lookup = "target__plan__municipality"
    list_display = ["target", "from_light", "to_light", "changed_on"]
    list_display_links = ["target", "to_light"]
    list_filter = ["to_light", "changed_on", BY_PLAN]
    list_select_related = ["target"]
    search_fields = ["target__code", "target__used_indicator__indicator__name_nb"]
    ordering = ["-changed_on", "-pk"]
    fields = ["target", "from_light", "to_light", "changed_on", "assessment"]
