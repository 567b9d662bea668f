"""What is inside a plan: the plan is fetched and checked once, and settles what the caller is told.

    class GoalList(OfGoals, SeveralInPlan): ...

`self.plan` is the plan, or 404. Whoever reads it by a role gets `own_serializer_class` and may use `own_filters`;
everybody else is told of no person. A write answers with `self.get_serializer(self.shown(code))`.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property

from api.filters.in_plan import ByPlan
from api.reach import is_own, readable_plan
from api.views.base import Answering, One, Several
from planning.models import Plan


class InPlan(Answering):
    """`get_queryset` gives the rows of the plan; `with_more` reads what belongs to some of them, all at once."""

    is_open = True
    own_serializer_class: ClassVar[Any] = None
    # What is said where no row has the code.
    missing: ClassVar[Any] = ""

    @cached_property
    def plan(self) -> Plan:
        is_described = getattr(self, "swagger_fake_view", False)
        return plan_described() if is_described else self.fetched_plan()

    def fetched_plan(self) -> Plan:
        return readable_plan(self.request.user, self.kwargs["plan_code"])

    @cached_property
    def on(self) -> date:
        return timezone.localdate()

    def get_serializer_class(self) -> Any:
        is_wider = self.own_serializer_class is not None and is_own(self.plan)
        return self.own_serializer_class if is_wider else super().get_serializer_class()

    def get_serializer_context(self) -> dict[str, Any]:
        return super().get_serializer_context() | {"plan": self.plan, "on": self.on}

    def with_more(self, rows: Sequence[Any]) -> None:
        """Nothing, for most."""

    def shown(self, code: str) -> Any:
        """One row as the serializer takes it, or 404."""
        found = self.get_queryset().filter(code=code).first()
        if found is None:
            raise Http404(self.missing)
        self.with_more([found])
        return found


class OneInPlan(InPlan, One):
    def get_object(self) -> Any:
        return self.shown(self.kwargs["code"])


class SeveralInPlan(InPlan, Several):
    filter_backends = (ByPlan,)
    # Filters that tell of people or units.
    own_filters: ClassVar[frozenset[str]] = frozenset()

    def known_parameters(self) -> set[str]:
        known = super().known_parameters()
        return known if is_own(self.plan) else known - self.own_filters

    def told(self, rows: list[Any] | None) -> Iterable[Any]:
        found = rows or []
        self.with_more(found)
        return found


def plan_described() -> Plan:
    """Stands for any plan where the API is described; nothing is read of it."""
    plan = Plan(pk=0)
    plan.is_own = True  # type: ignore[attr-defined]
    return plan
