"""Moving a row among its neighbours: one place up or down."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from planning.models import FocusArea, Goal, Measure, Plan, Theme
from planning.services.editing import edited

Ordered = FocusArea | Theme | Goal | Measure


class Way(StrEnum):
    UP = "opp"
    DOWN = "ned"


def moved(keys: Sequence[int], key: int, way: Way) -> list[int]:
    """The keys with one of them a place up or down. What is first or last already stays there."""
    others = list(keys)
    at = others.index(key)
    to = min(max(at + (-1 if way is Way.UP else 1), 0), len(others) - 1)
    others.insert(to, others.pop(at))
    return others


def move_row(*, row: Ordered, among: Sequence[Ordered], way: Way, plan: Plan, by: str, now: datetime) -> bool:
    """Change places with the neighbour; orders that several rows share are told apart on the way.

    Answers whether anything moved: at the end there is nowhere to go.
    """
    keys = [one.pk for one in among]
    wanted = moved(keys, row.pk, way)
    if wanted == keys:
        return False
    rows = {one.pk: one for one in among}
    action = f"{row._meta.label_lower}.moved"
    with edited(plan=plan, action=action, label=str(row), by=by, now=now) as edit:
        for order, key in enumerate(wanted, start=1):
            if rows[key].order != order:
                edit.before(rows[key])
                rows[key].order = order
                rows[key].save(update_fields=["order"])
    return True
