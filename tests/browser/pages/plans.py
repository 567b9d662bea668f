"""The plans, and what is read of one: its targets with their lights, and whether those are right."""

from typing import Any

from targets.models import Assessment
from tests.browser.pages.parts import area, empty_area, empty_plan, milestone, overridden, plan, target
from tests.browser.pages.visits import A_FILE, TAKES_POST, Visit, Walk
from tests.browser.small_world.world import World


def certificate(world: World) -> list[Any]:
    assessment = Assessment.objects.filter(target=world.target).order_by("pk").first()
    assert assessment is not None
    return [*target(world), assessment.pk]


def unit(world: World) -> list[Any]:
    return [world.plan.code, world.unit.pk]


def unit_of_nothing(world: World) -> list[Any]:
    return [world.empty_plan.code, world.unit.pk]


WALK = Walk(
    visits=[
        Visit("plan-list"),
        Visit("plan-list", who="stranger"),
        Visit("plan-detail", plan),
        Visit("plan-detail", plan, "?siden=2020-01-01"),
        Visit("plan-detail", plan, "?siden=i+går"),
        Visit("plan-detail", empty_plan),
        Visit("focus-area-detail", area),
        Visit("focus-area-detail", empty_area),
        Visit("target-detail", target),
        Visit("target-detail", milestone),
        Visit("target-detail", overridden),
        Visit("target-override", target),
        Visit("target-override", target, press="Overstyr lyset"),
        Visit("target-judge", milestone),
        Visit("target-judge", milestone, press="Lagre"),
        Visit("target-certificate", target),
        Visit("assessment-certificate", certificate),
        Visit("unit-detail", unit),
        Visit("unit-detail", unit_of_nothing),
        Visit("quality-list", plan),
        Visit("quality-list", empty_plan),
    ],
    left_out={
        "home": "leads on at once",
        "plan-presentation": "a slide on a wall, without the frame of a page",
        **dict.fromkeys(("plan-assess", "target-override-withdraw", "quality-review", "quality-reopen"), TAKES_POST),
        **dict.fromkeys(("target-certificate-file", "assessment-certificate-file", "quality-export"), A_FILE),
        **dict.fromkeys(("plan-slides", "focus-area-paper", "unit-paper"), A_FILE),
    },
)
