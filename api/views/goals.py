"""Goals of a plan."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from api.filters.goals import GoalFilter
from api.queries.plan_parts import goals_told, target_codes
from api.schema import changed, described, made
from api.serializers.goals import GoalShown, OwnGoalShown
from api.views.in_plan import InPlan, OneInPlan, SeveralInPlan
from api.views.writing.goals import ChangesGoal, GoalTaken, MakesGoal
from planning.models import Goal


class OfGoals(InPlan):
    serializer_class = GoalShown
    own_serializer_class = OwnGoalShown
    missing = gettext_lazy("Målet finnes ikke i planen.")

    def get_queryset(self) -> QuerySet[Goal]:
        return goals_told(self.plan, self.request.user)

    def with_more(self, rows: Sequence[Goal]) -> None:
        codes = target_codes(rows)
        for goal in rows:
            goal.target_codes = codes.get(goal.pk, [])  # type: ignore[attr-defined]


@described(
    get=gettext_lazy("Målene i planen"),
    post=made(gettext_lazy("Nytt mål"), GoalTaken, OwnGoalShown),
)
class GoalList(MakesGoal, OfGoals, SeveralInPlan):
    """Goals with what they belong to and what is done for them. `focus_area` takes those under its themes too."""

    filterset_class = GoalFilter
    own_filters = frozenset({"unit"})
    orders = {"order": ("order", "code"), "code": ("code",), "text": ("by_text",), "level": ("level",)}


@described(
    get=gettext_lazy("Et mål"),
    patch=changed(gettext_lazy("Endre et mål"), GoalTaken, OwnGoalShown),
    delete=gettext_lazy("Slett et mål i et utkast"),
)
class GoalOne(ChangesGoal, OfGoals, OneInPlan):
    """One goal."""
