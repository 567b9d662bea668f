"""Writing a plan: itself, its focus areas, goals and targets; and what was changed."""

from typing import Any

from tests.browser.pages.parts import area, empty_area, empty_plan, plan, target
from tests.browser.pages.visits import TAKES_POST, Visit, Walk
from tests.browser.small_world.world import World


def theme(world: World) -> list[Any]:
    return [*area(world), "TEMA"]


def goal(world: World) -> list[Any]:
    assert world.target.goal is not None
    return [world.plan.code, world.target.goal.code]


WALK = Walk(
    visits=[
        Visit("plan-create"),
        Visit("plan-edit", plan),
        Visit("plan-edit", empty_plan),
        Visit("plan-settings", plan),
        Visit("plan-adopt", empty_plan),
        Visit("plan-delete", empty_plan),
        Visit("plan-delete", empty_plan, press="Slett utkastet"),
        Visit("focus-area-create", plan),
        Visit("focus-area-edit", area),
        Visit("focus-area-delete", empty_area),
        Visit("theme-create", area),
        Visit("theme-edit", theme),
        Visit("theme-delete", theme),
        Visit("edit-list", plan),
        Visit("wording-list", plan),
        Visit("goals-edit", plan),
        Visit("targets-edit", plan),
        Visit("goal-create", plan),
        Visit("goal-create", plan, press="Lagre målet"),
        Visit("goal-edit", goal),
        Visit("goal-delete", goal),
        Visit("indicator-search", plan, "?tekst=fond"),
        Visit("target-create", goal),
        Visit("target-edit", target),
        Visit("target-delete", target),
    ],
    left_out={
        **dict.fromkeys(("focus-area-move", "theme-move", "edit-undo", "target-preview"), TAKES_POST),
        "wording-of": "one of wording-list, and only when something has been changed",
    },
)
