"""The administration of the catalogue: what all municipalities share.

Indicators, sources and figures may also belong to one plan. Who may see those is known one layer up, so their pages are
described here and registered in targets/admin.
"""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.audited_admin import AuditedAdmin, ViewOnlyAdmin, WithinReach
from indicators.fields import NorwegianDecimalField
from indicators.formats import number, plain, unit_title
from indicators.forms import IndicatorForm, QualityRecordForm, SourceForm
from indicators.formula_admin import FormulaAdmin
from indicators.models import Fetch, Formula, IndicatorAlias, NeedIndex, Observation, Region, ServiceArea
from indicators.region_inlines import IN_TIME

if TYPE_CHECKING:
    from django.contrib.admin.options import InlineModelAdmin

    TabularInline = admin.TabularInline[Any, Any]
else:
    TabularInline = admin.TabularInline

NORWEGIAN_NUMBERS: dict[Any, Any] = {models.DecimalField: {"form_class": NorwegianDecimalField}}


@admin.register(Region)
class RegionAdmin(AuditedAdmin):
    list_display = ["name", "code", "kind"]
    list_filter = ["kind"]
    search_fields = ["name", "code"]
    ordering = ["name", "code"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["code"] if obj else []

    def get_inlines(self, request: HttpRequest, obj: Any) -> "tuple[type[InlineModelAdmin[Any, Any]], ...]":
        """A group has members, a municipality a past. Other areas have neither, nor has a new one."""
        return IN_TIME.get(obj.kind, ()) if obj else ()


@admin.register(ServiceArea)
class ServiceAreaAdmin(AuditedAdmin):
    list_display = ["name"]
    search_fields = ["name"]
    ordering = ["name"]


@admin.register(NeedIndex)
class NeedIndexAdmin(ViewOnlyAdmin):
    """Every vintage of every index, those of one together and the newest first."""

    list_display = ["service_area", "region", "year", "shown_value", "measure", "source", "known_from"]
    list_filter = ["year", "source"]
    list_select_related = ["service_area", "region"]
    search_fields = ["service_area__name", "region__name", "source"]
    ordering = ["service_area__name", "region__name", "-year", "source", "measure", "-known_from", "-id"]
    fields = [
        *("service_area", "region", "year", "shown_value", "measure", "source", "place", "note"),
        *("known_from", "fetch"),
    ]

    @admin.display(description=_("verdi"), ordering="value")
    def shown_value(self, row: NeedIndex) -> str:
        return number(plain(row.value))


admin.site.register(Formula, FormulaAdmin)


def owner_of(row: Any) -> str:
    """The plan that brought the row in, or everybody."""
    return str(row.namespace or gettext("alle kommuner"))


# Registered in targets/admin ----------------------------------------------------------------------------------------


class AliasInline(WithinReach, TabularInline):
    model = IndicatorAlias
    extra = 0


class IndicatorAdmin(AuditedAdmin):
    form = IndicatorForm
    formfield_overrides = NORWEGIAN_NUMBERS
    inlines = [AliasInline]
    list_display = ["name_nb", "unit_in_words", "direction", "category", "service_area", "belongs_to"]
    list_filter = ["category", "direction", "frequency", "is_need_adjusted", "service_area"]
    list_select_related = ["service_area"]
    search_fields = ["name_nb", "code", "aliases__alias", "definition"]
    autocomplete_fields = ["service_area", "sources", "replaced_by"]
    ordering = ["name_nb"]
    fieldsets = [
        (None, {"fields": ["code", "belongs_to", "name_nb", "name_nn", "name_en", "definition"]}),
        (_("Måling"), {"fields": ["unit", "unit_note", "decimals", "frequency", "base_period", "ordinal_scale"]}),
        (_("Retning"), {"fields": ["direction", "direction_basis"]}),
        (_("Plassering"), {"fields": ["category", "service_area", "kostra_functions", "scope"]}),
        (_("Beregning"), {"fields": ["is_need_adjusted", "is_calculated", "group_value"]}),
        (_("Kvalitet"), {"fields": ["artefact_above", "quality_note", "note", "sources", "replaced_by"]}),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The code is stable, and whose the indicator is follows from the file that brought it in."""
        return ["code", "belongs_to"] if obj else ["belongs_to"]

    @admin.display(description=_("måleenhet"), ordering="unit")
    def unit_in_words(self, row: Any) -> str:
        return unit_title(row.unit)

    @admin.display(description=_("tilhører"), ordering="namespace")
    def belongs_to(self, row: Any) -> str:
        return owner_of(row)

    def view_on_site(self, obj: Any) -> str:
        return reverse("indicator-detail", args=[obj.code])


class SourceAdmin(AuditedAdmin):
    """What is fetched from a source, and how, is set up on the product's own pages, where the table is at hand."""

    form = SourceForm
    list_display = ["name", "publisher", "kind", "table", "is_fetched", "belongs_to"]
    list_filter = ["is_fetched", "kind"]
    search_fields = ["name", "publisher", "table", "code"]
    fields = ["code", "belongs_to", "name", "publisher", "kind", "table", "url", "cited_at"]
    ordering = ["name"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A source that is fetched keeps its table: another table is another source."""
        if obj is None:
            return ["belongs_to"]
        return ["code", "belongs_to", "table"] if hasattr(obj, "status") else ["code", "belongs_to"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A source that indicators cite, or that figures came from, is not taken from them."""
        in_use = obj and (obj.indicators.exists() or obj.fetches.exists() or hasattr(obj, "status"))
        return super().has_delete_permission(request, obj) and not in_use

    def view_on_site(self, obj: Any) -> str | None:
        return reverse("source-detail", args=[obj.code]) if hasattr(obj, "status") else None

    @admin.display(description=_("tilhører"), ordering="namespace")
    def belongs_to(self, row: Any) -> str:
        return owner_of(row)


class QualityRecordAdmin(AuditedAdmin):
    form = QualityRecordForm
    list_display = ["text", "kind", "from_period", "to_period", "is_break", "region", "belongs_to"]
    list_filter = ["is_break", "kind"]
    list_select_related = ["region"]
    search_fields = ["text", "kind", "code", "indicators__name_nb", "indicators__code"]
    autocomplete_fields = ["indicators", "region"]
    ordering = ["namespace", "order", "code"]
    fieldsets = [
        (None, {"fields": ["code", "belongs_to", "kind", "text", "cited_at"]}),
        (_("Gjelder"), {"fields": ["indicators", "region", "from_period", "to_period", "is_break", "order"]}),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["code", "belongs_to"] if obj else ["belongs_to"]

    @admin.display(description=_("tilhører"), ordering="namespace")
    def belongs_to(self, row: Any) -> str:
        return owner_of(row)


class ObservationAdmin(ViewOnlyAdmin):
    list_display = ["indicator", "region", "period", "shown_value", "kind", "standing", "known_from"]
    list_filter = ["kind", "standing", "fetch__channel"]
    list_select_related = ["indicator", "region"]
    search_fields = ["indicator__name_nb", "indicator__code", "region__name", "period"]
    search_help_text = _("Søk etter indikator, sted og periode, for eksempel «fri andel Larvik 2024».")
    ordering = ["-id"]
    fields = [
        *("indicator", "region", "period", "part", "shown_value", "literal", "missing", "kind", "standing"),
        *("source_table", "known_from", "fetch", "note"),
    ]

    @admin.display(description=_("verdi"), empty_value="–")
    def shown_value(self, row: Observation) -> str:
        """A number, the ends of a range, or the symbol that the source prints instead."""
        ends = [one for one in (row.value_min, row.value_max) if one is not None]
        if row.value is not None:
            return number(plain(row.value))
        return "–".join(number(plain(end)) for end in ends) or row.missing


class FetchAdmin(ViewOnlyAdmin):
    list_display = ["name", "channel", "received_at", "received_from", "created_count", "updated_count"]
    list_filter = ["channel", "received_at"]
    search_fields = ["name", "received_from", "checksum"]
    ordering = ["-received_at"]
    fields = [
        *("name", "channel", "source", "address", "received_from", "received_at", "updated_upstream", "known_from"),
        *("note", "created_count", "updated_count", "unchanged_count", "checksum"),
    ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Fetch]:
        """Without the files themselves, which are large."""
        return super().get_queryset(request).defer("body")
