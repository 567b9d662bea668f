"""The administration of formulas: which indicators are computed, and from which others."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.audited_admin import AuditedAdmin, WithinReach
from indicators.formula_forms import FormulaForm, TermFormSet
from indicators.formula_words import plain_number, written
from indicators.formulas import TermRole
from indicators.models import Formula, FormulaTerm
from indicators.services.formulas import formula_has_changed, remove_formula

if TYPE_CHECKING:
    TabularInline = admin.TabularInline[Any, Any]
else:
    TabularInline = admin.TabularInline


class TermInline(WithinReach, TabularInline):
    model = FormulaTerm
    formset = TermFormSet
    fields = ["role", "indicator", "order"]
    autocomplete_fields = ["indicator"]
    ordering = ["order", "pk"]
    extra = 0


class FormulaAdmin(AuditedAdmin):
    """What is saved is computed at once, and what is deleted is computed no longer."""

    form = FormulaForm
    inlines = [TermInline]
    list_display = ["indicator", "kind", "in_words", "from_period"]
    list_filter = ["kind"]
    list_select_related = ["indicator"]
    search_fields = ["indicator__name_nb", "indicator__code", "terms__indicator__name_nb", "terms__indicator__code"]
    autocomplete_fields = ["indicator"]
    ordering = ["indicator__name_nb"]
    fields = ["indicator", "kind", "from_period", "note"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Another indicator is another formula."""
        return ["indicator"] if obj else []

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        terms = FormulaTerm.objects.select_related("indicator").order_by("order", "pk")
        return super().get_queryset(request).prefetch_related(Prefetch("terms", queryset=terms))

    @admin.display(description=_("formel"))
    def in_words(self, row: Formula) -> str:
        terms = [(TermRole(term.role), term.indicator.name_nb) for term in row.terms.all()]
        return written(terms, plain_number(row.factor))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        super().save_related(request, form, formsets, change)
        formula_has_changed(indicators={form.instance.indicator_id}, now=timezone.now())

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        remove_formula(formula=obj, now=timezone.now())

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for formula in queryset.select_related("indicator"):
            remove_formula(formula=formula, now=timezone.now())

    def view_on_site(self, obj: Any) -> str:
        return reverse("indicator-detail", args=[obj.indicator.code])
