"""The form of a goal with what plan files say of it besides, which the page does not show."""

from typing import Any

from planning.models import Goal, Plan
from reporting.forms.goal import GoalForm
from reporting.forms.measures import choice_of

CONTINUES = "continues"


class WholeGoalForm(GoalForm):
    """As on the page, with which kind of goal it is, what it is for, and which goal it carries on."""

    class Meta(GoalForm.Meta):
        fields = (*GoalForm.Meta.fields, "kind", "scope", CONTINUES)  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        earlier = Goal.objects.filter(plan=self.instance.plan.follows_id)
        self.fields[CONTINUES] = choice_of(earlier, label="", empty="")

    def refuse_strangers(self, plan: Plan) -> None:
        """What is carried on is in the plan before."""
        carried_on = self.cleaned_data.pop(CONTINUES, None)
        super().refuse_strangers(plan)
        if CONTINUES not in self.errors:
            self.cleaned_data[CONTINUES] = carried_on
