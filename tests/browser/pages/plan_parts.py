"""What a plan has besides goals and targets: guidelines, measures, challenges, and what hangs loose between them."""

from typing import Any

from tests.browser.pages.parts import empty_plan, plan, target
from tests.browser.pages.visits import TAKES_POST, Visit, Walk
from tests.browser.small_world.world import World


def measure(world: World) -> list[Any]:
    return [world.plan.code, "TILTAK"]


def challenge(world: World) -> list[Any]:
    return [world.plan.code, "UTFORDRING"]


def guideline(world: World) -> list[Any]:
    return [world.plan.code, "FORING"]


WALK = Walk(
    visits=[
        Visit("guideline-list", plan),
        Visit("guideline-list", empty_plan),
        Visit("guideline-create", plan),
        Visit("guideline-create", plan, press="Legg til føringen"),
        Visit("guideline-edit", guideline),
        Visit("red-thread", plan),
        Visit("red-thread", empty_plan),
        Visit("measure-list", plan),
        Visit("measure-list", empty_plan),
        Visit("measure-create", plan),
        Visit("measure-create", plan, press="Legg til tiltaket"),
        Visit("measures-edit", plan),
        Visit("measure-detail", measure),
        Visit("measure-edit", measure),
        Visit("measure-progress", measure),
        Visit("target-cause", target),
        Visit("challenge-list", plan),
        Visit("challenge-list", plan, "?dimensjon=social"),
        Visit("challenge-list", empty_plan),
        Visit("challenge-create", plan),
        Visit("challenge-create", plan, press="Legg til i planen"),
        Visit("challenge-edit", challenge),
    ],
    left_out=dict.fromkeys(
        ("measure-delete", "guideline-delete", "challenge-delete", "red-thread-set-aside", "red-thread-reopen"),
        TAKES_POST,
    ),
)
