"""Targets that words are asked for and that nobody can write of, by the goal for which a unit is lacking."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Unit
from planning.models import Goal
from reporting.queries.rounds.duties import DutyRow
from reporting.queries.rounds.items import RoundItem
from reporting.queries.rounds.progress import RoundProgress
from targets.models import Target


@dataclass(frozen=True, slots=True)
class Nobodys:
    """Each of the targets has a goal: a norm that nobody comments is not in a round."""

    goals: tuple[DutyRow, ...]
    # Those that the round asks; another one would not be asked.
    units: tuple[Unit, ...]


def nobodys_in(page: RoundProgress) -> Nobodys:
    """Two queries, and none where every target is somebody's."""
    if not page.nobodys:
        return Nobodys((), ())
    counted = Counter(Target.objects.filter(pk__in=keys(page.nobodys)).values_list("goal", flat=True))
    goals = Goal.objects.filter(pk__in=counted).order_by("plan__title", "plan", "order", "code")
    return Nobodys(
        goals=tuple(DutyRow(goal, goal.text, None, None, counted[goal.pk]) for goal in goals),
        units=tuple(one.unit for one in page.units),
    )


def keys(items: Sequence[RoundItem]) -> list[int]:
    return [one.pk for one in items if one.is_target]
