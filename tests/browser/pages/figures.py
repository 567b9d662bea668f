"""Looking at figures: indicators, service areas, the savings potential, the population, and whom one compares with."""

from typing import Any

from tests.browser.pages.visits import A_FILE, Visit, Walk
from tests.browser.small_world.world import World


def indicator(world: World) -> list[Any]:
    return [world.indicator.code]


def service_area(world: World) -> list[Any]:
    return [world.service_area.pk]


WALK = Walk(
    visits=[
        Visit("indicator-list"),
        Visit("indicator-list", query="?tekst=finnes-ikke"),
        Visit("indicator-detail", indicator),
        Visit("indicator-detail", lambda world: [world.lonely.code]),
        Visit("figure-formula", lambda world: [world.derived.code]),
        Visit("figure-quality", indicator),
        Visit("service-area-list"),
        Visit("service-area-detail", service_area),
        Visit("service-area-detail", service_area, "?tekst=finnes-ikke"),
        Visit("service-area-detail", lambda world: [world.empty_service_area.pk]),
        Visit("savings"),
        Visit("savings", query="?ar=1999"),
        Visit("savings", who="stranger"),
        Visit("population"),
        Visit("population", query="?region=finnes-ikke"),
        Visit("peers-choose", lambda world: [world.home.number]),
    ],
    left_out=dict.fromkeys(("service-area-file", "savings-file", "population-file"), A_FILE),
)
