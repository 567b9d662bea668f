"""The form of a goal on the plan's own page."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext, gettext_lazy

from planning.forms import WithinPlanForm
from planning.models import SDG, Goal, Level, Plan, PlanStatus
from planning.services.goals import MEASURES
from planning.services.wording import needs_reason
from reporting.forms.fields import WrittenField
from reporting.forms.picking import Picking, picking
from reporting.forms.plan_fields import area_choices, order_field, owner_field, theme_field, unit_field
from reporting.forms.sdg_names import named

LONGEST_TEXT = 2000
WHY = "why"
LINKS = ("focus_areas", "guidelines", "sdgs", MEASURES)
# Lists that are long enough to be looked through.
LONG = ("guidelines", MEASURES)


class GoalForm(WithinPlanForm):
    """What the plan wants, where it belongs, who answers for it, and what it leans on."""

    text = WrittenField(
        label=gettext_lazy("Målet"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy("Med planens egne ord."),
        error_messages={
            "required": gettext_lazy("Skriv målet."),
            "max_length": gettext_lazy("Målet er for langt. Skriv det på høyst 2000 tegn."),
        },
    )
    measures: "forms.ModelMultipleChoiceField[Any]" = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Tiltak"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    order = order_field(
        label=gettext_lazy("Plass i planen"), required=False, help_text=gettext_lazy("Lave tall kommer først.")
    )
    why = forms.CharField(
        label=gettext_lazy("Hvorfor endres ordlyden?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST_TEXT,
        required=False,
        help_text=gettext_lazy(
            "Planen er vedtatt. Den tidligere ordlyden blir tatt vare på. Trengs bare når målet får andre ord."
        ),
    )

    class Meta:
        model = Goal
        fields = (
            *("text", "primary_focus_area", "focus_areas", "theme", "parent", "level", "unit", "owner", "order"),
            *("guidelines", "sdgs"),
        )
        labels = {
            "primary_focus_area": gettext_lazy("Hovedinnsatsområde"),
            "focus_areas": gettext_lazy("Andre innsatsområder"),
            "level": gettext_lazy("Hvem har satt målet?"),
        }
        widgets = dict.fromkeys(("focus_areas", "guidelines", "sdgs"), forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        goal: Goal = self.instance
        plan, fields = goal.plan, self.fields
        chosen: dict[str, Any] = fields
        chosen["owner"], chosen["unit"] = owner_field(plan, goal.owner), unit_field(plan)
        chosen["theme"] = theme_field(plan)
        for name, rows in rows_of(plan, goal).items():
            chosen[name].queryset = rows
        chosen["sdgs"].label_from_instance = lambda one: named(one.number)
        chosen["level"].choices = [(one.value, str(one.label).capitalize()) for one in Level]
        if goal.pk:
            self.initial["focus_areas"] = [one for one in goal.focus_areas.all() if one != goal.primary_focus_area]
            self.initial[MEASURES] = list(goal.measures.all())
        if not (goal.pk and plan.status != PlanStatus.DRAFT):
            del fields[WHY]

    def clean_order(self) -> int:
        order: int | None = self.cleaned_data["order"]
        return order or 0

    def clean(self) -> dict[str, Any]:
        super().clean()
        texts = {"text": self.cleaned_data["text"]} if "text" in self.cleaned_data else {}
        if needs_reason(self.instance, texts) and not self.cleaned_data.get(WHY):
            self.add_error(WHY, gettext("Planen er vedtatt. Skriv hvorfor målet får andre ord."))
        self.refuse_theme_elsewhere()
        return self.cleaned_data

    def refuse_theme_elsewhere(self) -> None:
        """A theme is a chapter of a focus area, and the goal stands there: unless a plan file has put it elsewhere, and
        nobody touches that."""
        if not {"theme", "primary_focus_area", "focus_areas"} & {*self.changed_data}:
            return
        theme, areas = self.cleaned_data.get("theme"), self.areas()
        if theme is not None and areas and theme.focus_area not in areas:
            text = gettext("Temaet hører til «%(area)s». Velg det innsatsområdet også, eller et annet tema.")
            self.add_error("theme", text % {"area": theme.focus_area})

    def areas(self) -> list[Any]:
        """Every focus area of the goal, the main one first."""
        main, others = self.cleaned_data.get("primary_focus_area"), self.cleaned_data.get("focus_areas") or ()
        return list(dict.fromkeys([*([main] if main else []), *others]))

    @property
    def values(self) -> dict[str, Any]:
        """Fields of the goal for the service."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name not in LINKS}

    @property
    def links(self) -> dict[str, Any]:
        """What it is linked to, for the service."""
        return {name: list(self.cleaned_data[name]) for name in LINKS} | {"focus_areas": self.areas()}

    def long_lists(self, sought: dict[str, str]) -> list[Picking]:
        """Guidelines and measures, looked through by the words sought in each."""
        fields: dict[str, Any] = self.fields
        told = {name: fields[name].queryset for name in LONG}
        return [picking(self[name], boxes_of(told[name]), sought=sought.get(name, "")) for name in LONG]


def rows_of(plan: Plan, goal: Goal) -> dict[str, QuerySet[Any]]:
    """Which rows each field chooses among: the plan's own."""
    return {
        "primary_focus_area": area_choices(plan),
        "focus_areas": area_choices(plan),
        "parent": plan.goals.exclude(pk=goal.pk).order_by("order", "code"),
        "guidelines": plan.guidelines.order_by("order", "code"),
        "sdgs": SDG.objects.order_by("number"),
        MEASURES: plan.measures.order_by("order", "code"),
    }


def boxes_of(rows: QuerySet[Any]) -> list[tuple[str, str, str]]:
    """Guidelines under the level that they come from; measures under none."""
    boxes = [(str(row.pk), str(row), level_of(row)) for row in rows]
    return sorted(boxes, key=lambda one: list(dict.fromkeys(box[2] for box in boxes)).index(one[2]))


def level_of(row: Any) -> str:
    return str(row.get_level_display()).capitalize() if hasattr(row, "get_level_display") else ""
