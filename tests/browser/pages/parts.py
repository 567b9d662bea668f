"""Where the parts of the small municipality's plans are found: the words of their pages' addresses."""

from typing import Any

from tests.browser.small_world.world import World


def plan(world: World) -> list[Any]:
    return [world.plan.code]


def empty_plan(world: World) -> list[Any]:
    return [world.empty_plan.code]


def area(world: World) -> list[Any]:
    return [world.plan.code, world.area.code]


def empty_area(world: World) -> list[Any]:
    return [world.empty_plan.code, world.empty_area.code]


def target(world: World) -> list[Any]:
    return [world.plan.code, world.target.code]


def milestone(world: World) -> list[Any]:
    return [world.plan.code, world.milestone.code]


def overridden(world: World) -> list[Any]:
    return [world.plan.code, world.overridden.code]
