"""Goals with their targets, and targets with their steps."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.audited_admin import WithinReach
from indicators.admin import NORWEGIAN_NUMBERS
from indicators.fields import PeriodField
from indicators.formats import unit_title
from planning.admin import BY_PLAN, CITED, PlanPartAdmin
from planning.models import Goal, PlanStatus
from targets.admin.judging import JudgedAgain
from targets.admin.people import SAID, inlines_for, write_down
from targets.forms import WHY, StepFormSet, TargetForm, TargetWithStepsForm
from targets.models import (
    Assessment,
    EarlierPromise,
    LightChange,
    LightChoice,
    Override,
    Target,
    TargetStep,
)
from targets.queries import unit_fits
from targets.services.promises import is_binding, keep_earlier_promises, promises_of

if TYPE_CHECKING:
    InlineFormSet = BaseInlineFormSet[Any, Any, Any]
    StackedInline = admin.StackedInline[Any, Any]
    TabularInline = admin.TabularInline[Any, Any]
else:
    InlineFormSet, StackedInline, TabularInline = BaseInlineFormSet, admin.StackedInline, admin.TabularInline

NUMBERS: tuple[Any, Any] = (
    _("Måltallet"),
    {"fields": ["lower", "upper", "goal_value", "change", "change_is_percent", "unit"]},
)
WHEN: tuple[Any, Any] = (
    _("Utgangspunkt og frist"),
    {"fields": ["baseline_period", "baseline_value", "deadline", "deadline_phrase"]},
)
REASON: tuple[Any, Any] = (_("Endring av et vedtatt måltall"), {"fields": [WHY]})


class TargetFormSet(InlineFormSet):
    @classmethod
    def get_default_prefix(cls) -> str:
        """Django would name it after the way back from the goal, which there is not."""
        return "targets"

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        """The targets of a goal are of its plan, and are checked as such before they are saved."""
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        form.instance.plan_id = self.instance.plan_id
        return form


class TargetInline(WithinReach, StackedInline):
    model = Target
    form = TargetForm
    formset = TargetFormSet
    formfield_overrides = NORWEGIAN_NUMBERS
    municipality_lookup = "plan__municipality"
    autocomplete_fields = ["used_indicator"]
    ordering = ["order", "code"]
    show_change_link = True
    extra = 0
    fieldsets = [(None, {"fields": ["code", "kind", "used_indicator"]}), NUMBERS, WHEN]

    def get_fieldsets(self, request: HttpRequest, obj: Goal | None = None) -> Any:
        """What an adopted plan promises is changed with a reason."""
        fieldsets = [*super().get_fieldsets(request, obj)]
        return [*fieldsets, REASON] if obj and obj.plan.status != PlanStatus.DRAFT else fieldsets


@admin.register(Goal)
class GoalAdmin(JudgedAgain, PlanPartAdmin):
    inlines = [TargetInline]
    list_display = ["short_text", "code", "target_count", "level", "primary_focus_area", "plan"]
    list_filter = [BY_PLAN, ("primary_focus_area", admin.RelatedOnlyFieldListFilter), "level"]
    list_select_related = ["plan", "primary_focus_area"]
    search_fields = ["text", "code"]
    autocomplete_fields = [
        *("plan", "parent", "focus_areas", "primary_focus_area", "theme", "guidelines", "unit", "owner"),
    ]
    filter_horizontal = ["sdgs"]
    fieldsets = [
        (None, {"fields": ["plan", "code", "text", "parent", "level", "kind", "scope", "measurability"]}),
        (_("Plassering"), {"fields": ["primary_focus_area", "focus_areas", "theme", "order"]}),
        (_("Ansvar"), {"fields": ["unit", "owner"]}),
        (_("Føringer"), {"fields": ["guidelines", "sdgs"], "classes": ["collapse"]}),
        (_("I dokumentet"), {"fields": ["number_in_source", "status_in_document"], "classes": ["collapse"]}),
        CITED,
    ]

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:
        before = promises_of(one.instance.pk for one in formset.initial_forms if one.has_changed())
        super().save_formset(request, form, formset, change)
        keep_earlier_promises(
            before,
            reasons={one.instance.pk: one.cleaned_data.get(WHY, "") for one in formset.initial_forms},
            by=request.user.get_username(),
            on=timezone.localdate(),
            now=timezone.now(),
        )

    def targets_of(self, row: Goal) -> QuerySet[Target]:
        """None for being of this goal: no light rests on its words."""
        return Target.objects.none()

    def targets_edited(self, form: Any, formsets: Any) -> set[int]:
        """Those that were typed on the page of their goal."""
        own = [one for one in formsets if one.model is Target]
        rows = [
            row for one in own for row in (*one.new_objects, *(changed for changed, _fields in one.changed_objects))
        ]
        return {row.pk for row in rows}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        own = Target.objects.filter(goal=OuterRef("pk")).order_by().values("goal").annotate(number=Count("pk"))
        goals: QuerySet[Any] = super().get_queryset(request)
        counted: QuerySet[Any] = goals.annotate(target_count=Coalesce(Subquery(own.values("number")), 0))
        return counted

    @admin.display(description=_("måltall"), ordering="target_count")
    def target_count(self, goal: Any) -> int:
        return int(goal.target_count)


class StepInline(WithinReach, TabularInline):
    model = TargetStep
    formset = StepFormSet
    formfield_overrides = NORWEGIAN_NUMBERS
    municipality_lookup = "target__plan__municipality"
    ordering = ["period"]
    extra = 0

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "period":
            kwargs["form_class"] = PeriodField
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class LightFilter(admin.SimpleListFilter):
    """How the target stands now."""

    title = _("trafikklys")
    parameter_name = "light"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*LightChoice.choices, ("none", _("ikke vurdert")), ("overridden", _("overstyrt"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "none":
            return queryset.filter(light__isnull=True)
        if self.value() == "overridden":
            return queryset.filter(override__isnull=False)
        return queryset.filter(light=self.value()) if self.value() else queryset


@admin.register(Target)
class TargetAdmin(JudgedAgain, PlanPartAdmin):
    form = TargetWithStepsForm
    formfield_overrides = NORWEGIAN_NUMBERS
    inlines = [StepInline]
    list_display = ["code", "subject", "kind", "deadline", "light_now", "plan"]
    list_filter = [BY_PLAN, LightFilter, "kind", ("primary_focus_area", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["plan", "goal", "used_indicator__indicator"]
    search_fields = ["code", "goal__text", "used_indicator__indicator__name_nb", "state", "note"]
    autocomplete_fields = [
        *("plan", "goal", "used_indicator", "peer", "coupled_with", "primary_focus_area", "secondary_focus_areas"),
        *("unit_in_charge", "owner"),
    ]
    fieldsets = [
        (None, {"fields": ["plan", "code", "goal", "used_indicator", "kind"]}),
        NUMBERS,
        WHEN,
        (_("Ansvar"), {"fields": ["unit_in_charge", "owner"]}),
        (_("Grenser mellom fargene"), {"fields": ["tolerance", "green_from", "yellow_from"]}),
        (
            _("Andre slag måltall"),
            {"fields": ["direction", "peer", "recurs_every", "recurs_unit", "state"], "classes": ["collapse"]},
        ),
        (_("Lovet sammen med"), {"fields": ["coupled_with", "coupling"], "classes": ["collapse"]}),
        (_("Plassering"), {"fields": ["primary_focus_area", "secondary_focus_areas", "order"]}),
        (
            _("I dokumentet"),
            {
                "fields": ["bound", "condition", "authority", "instrument", "binding", "status_in_document", "note"],
                "classes": ["collapse"],
            },
        ),
        CITED,
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        current = Assessment.objects.current().filter(target=OuterRef("pk"))
        targets: QuerySet[Any] = super().get_queryset(request)
        kept = {"light": "shown_light", "calculated": "light", "override": "override"}
        lit: QuerySet[Any] = targets.annotate(
            **{name: Subquery(current.values(field)[:1]) for name, field in kept.items()}
        )
        return lit

    def get_fieldsets(self, request: HttpRequest, obj: Target | None = None) -> Any:
        """What an adopted plan promises is changed with a reason."""
        fieldsets = [*super().get_fieldsets(request, obj)]
        return [*fieldsets[:1], REASON, *fieldsets[1:]] if obj and is_binding(obj) else fieldsets

    def targets_of(self, row: Target) -> QuerySet[Target]:
        return Target.objects.filter(pk=row.pk)

    def get_inlines(self, request: HttpRequest, obj: Target | None) -> list[Any]:
        """Steps, and what people can say of a target of this kind."""
        return [*super().get_inlines(request, obj), *inlines_for(obj)]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        form.promised = promises_of([obj.pk]) if change else {}
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:
        if formset.model in SAID:
            write_down(formset, by=request.user.get_username())
        else:
            super().save_formset(request, form, formset, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        super().save_related(request, form, formsets, change)
        keep_earlier_promises(
            form.promised,
            reasons={form.instance.pk: form.cleaned_data.get(WHY, "")},
            by=request.user.get_username(),
            on=timezone.localdate(),
            now=timezone.now(),
        )
        used = form.instance.used_indicator
        if used and not unit_fits(form.instance, used.indicator):
            text = gettext("Måltallet blir grått: det er i «%(own)s», og indikatoren er i «%(other)s».")
            units = {"own": unit_title(form.instance.unit), "other": unit_title(used.indicator.unit)}
            self.message_user(request, text % units, messages.WARNING)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """A target takes its lights with it, which nobody may delete by themselves. The audit trail keeps them."""
        listed, counts, lacking, protected = super().get_deleted_objects(objs, request)
        kept = (Assessment, LightChange, Override, EarlierPromise, *SAID)
        taken_along = {str(model._meta.verbose_name) for model in kept}
        return listed, counts, {one for one in lacking if str(one) not in taken_along}, protected

    def view_on_site(self, obj: Target) -> str:
        return reverse("target-detail", args=[obj.plan.code, obj.code])

    @admin.display(description=_("gjelder"))
    def subject(self, target: Target) -> str:
        return str(target.used_indicator or target.goal or target.state or target.note)

    @admin.display(description=_("lys"), ordering="light")
    def light_now(self, target: Any) -> str:
        """As it is shown, and what is calculated where a person has set another."""
        if not target.light:
            return gettext("ikke vurdert")
        light = str(LightChoice(target.light).label)
        if not target.override:
            return light
        words = {"light": light, "calculated": LightChoice(target.calculated).label}
        return gettext("%(light)s (overstyrt, beregnet %(calculated)s)") % words
