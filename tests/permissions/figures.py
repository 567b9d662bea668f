"""Looking at figures: indicators, service areas, the savings potential, the population, and whom one compares with."""

from typing import Any

from tests.permissions.cases import Case, Table, members, readers, refused_by
from tests.permissions.one_plan import ADOPTED, DRAFT, OnePlan
from tests.permissions.world import World

# What a draft has brought in is not there for whoever may not read it.
OF_DRAFT = readers(200, reader=404)


def public(world: World) -> list[Any]:
    return [world.public.code]


def of_plan(of: OnePlan) -> list[Case]:
    return [Case(name, "GET", of.seen, of.indicator, of.which) for name in ("indicator-detail", "figure-quality")]


def indicators() -> list[Case]:
    return [
        Case("indicator-list", "GET", members(200)),
        *of_plan(ADOPTED),
        *of_plan(DRAFT),
        *(Case(name, "GET", members(200), public, "public") for name in ("indicator-detail", "figure-quality")),
        Case("figure-formula", "GET", members(200), lambda world: [world.derived.code], "computed"),
        Case("figure-formula", "GET", members(404), public, "not computed"),
    ]


def service_areas() -> list[Case]:
    return [
        Case("service-area-list", "GET", members(200)),
        Case("service-area-detail", "GET", members(200), lambda world: [world.area.pk], "public"),
        Case("service-area-detail", "GET", OF_DRAFT, lambda world: [world.hidden_area.pk], "of a draft"),
        Case("service-area-detail", "GET", members(404), lambda _world: [0], "missing"),
        Case("service-area-file", "GET", members(200), lambda world: [world.area.pk, "csv"], "public"),
        Case("service-area-file", "GET", OF_DRAFT, lambda world: [world.hidden_area.pk, "csv"], "draft"),
        Case("service-area-file", "GET", members(404), lambda world: [world.area.pk, "pdf"], "of no such kind"),
    ]


def peers() -> list[Case]:
    def home(world: World) -> list[Any]:
        return [world.adopted.plan.municipality.number]

    return [
        Case("peers-choose", "GET", readers(200), home, "see"),
        Case("peers-choose", "POST", readers(200), home, "search"),
        Case("peers-choose", "GET", members(404), lambda _world: ["0000"], "missing"),
    ]


TABLE = Table(
    cases=[
        *indicators(),
        *peers(),
        *service_areas(),
        Case("savings", "GET", members(200)),
        # Their municipality has no figures to make a file of; nor has anybody a file of another kind.
        Case("savings-file", "GET", members(404), lambda _world: ["csv"], "without figures"),
        Case("savings-file", "GET", members(404), lambda _world: ["pdf"], "of no such kind"),
        Case("population", "GET", members(200)),
        # Nobody has loaded any population here.
        Case("population-file", "GET", members(404), lambda _world: ["alder", "csv"]),
    ],
    wrong_method=refused_by(DELETE=["peers-choose"]),
)
