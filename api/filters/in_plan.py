"""How what a plan is made of is narrowed: by the plan's own codes, and by words."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext, gettext_lazy
from django_filters import CharFilter, ChoiceFilter, FilterSet, ModelChoiceFilter
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from api.filters.fields import LONGEST
from planning.models import Challenge, FocusArea, Goal, Guideline, Measure, Plan, Theme
from reporting.queries.focus_content import belonging_to

# What an address says of those where nothing is said.
NONE = "none"
# What may be named by its code in a filter, and how it is found in the plan.
NAMED: Mapping[str, Callable[[Plan], QuerySet[Any]]] = {
    "focus_area": lambda plan: FocusArea.objects.filter(plan=plan),
    "goal": lambda plan: Goal.objects.filter(plan=plan),
    "parent": lambda plan: Goal.objects.filter(plan=plan),
    "measure": lambda plan: Measure.objects.filter(plan=plan),
    "guideline": lambda plan: Guideline.objects.filter(plan=plan),
    "challenge": lambda plan: Challenge.objects.filter(plan=plan),
    "unit": lambda plan: plan.municipality.units.all(),
}


class ByPlan(DjangoFilterBackend):  # type: ignore[misc]  # the library has no types
    """Tells the filters which plan is read, and which day it is."""

    def get_filterset_kwargs(self, request: Request, queryset: QuerySet[Any], view: Any) -> dict[str, Any]:
        asked: dict[str, Any] = super().get_filterset_kwargs(request, queryset, view)
        return asked | {"plan": view.plan, "on": view.on}


class OfPlan(FilterSet):  # type: ignore[misc]  # the library has no types
    """A filter called by a name in NAMED takes only what is in the plan. `q` looks in the columns of `searched`."""

    searched: ClassVar[tuple[str, ...]] = ()

    q = CharFilter(
        method="matching", max_length=LONGEST, label=gettext_lazy("Ord som skal finnes, hvert av dem ett sted")
    )

    def __init__(self, *args: Any, plan: Plan, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan, self.on = plan, on
        for name, one in self.filters.items():
            if isinstance(one, ModelChoiceFilter):
                one.queryset = NAMED[name](plan)

    def matching(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Every word must be found somewhere."""
        for word in value.split():
            rows = rows.filter(self.holding(word))
        return rows

    def holding(self, word: str) -> Q:
        return reduce(or_, (Q(**{f"{column}__icontains": word}) for column in self.searched))

    def in_area(self, rows: QuerySet[Any], _name: str, value: FocusArea) -> QuerySet[Any]:
        return among(rows, belonging_to(value))

    def or_none(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """NONE asks for those where nothing is said."""
        return rows.filter(**{name: "" if value == NONE else value})

    def in_theme(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """A code that several focus areas have used gives what stands in any of those themes."""
        if not Theme.objects.filter(focus_area__plan=self.plan, code=value).exists():
            raise ValidationError({name: [gettext("Temaet finnes ikke i planen.")]})
        return rows.filter(theme__code=value)


def among(rows: QuerySet[Any], condition: Q) -> QuerySet[Any]:
    """Those that meet it, each once however many ways it does."""
    return rows.filter(pk__in=rows.model._default_manager.filter(condition).values("pk"))


def coded(model: type[Model], label: Any, **kwargs: Any) -> ModelChoiceFilter:
    """By the code of something in the plan."""
    there = {"queryset": model._default_manager.all(), "to_field_name": "code", "label": label}
    return ModelChoiceFilter(**there | kwargs)


def area_filter() -> ModelChoiceFilter:
    return coded(FocusArea, gettext_lazy("Innsatsområde, med koden"), method="in_area")


def theme_filter() -> CharFilter:
    return CharFilter(method="in_theme", label=gettext_lazy("Tema, med koden"))


def choice_or_none(choices: Sequence[tuple[Any, Any]], label: Any) -> ChoiceFilter:
    return ChoiceFilter(choices=[*choices, (NONE, gettext_lazy("ikke oppgitt"))], method="or_none", label=label)


# Choices that are asked for when they are needed are described as what they mean, and not as a list of texts.


def sdg_filter() -> ChoiceFilter:
    return ChoiceFilter(
        field_name="sdgs",
        choices=lambda: [(str(number), str(number)) for number in range(1, 18)],
        label=gettext_lazy("Bærekraftsmål, 1 til 17"),
    )
