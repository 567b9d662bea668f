"""The open API on figures: what they are about, themselves, and how programs bring them.

It is 401 where a key is what is lacking, and 404 for what is not theirs.
"""

from typing import Any

from tests.permissions.cases import Answers, Case, Table, answers, of_nothing, readers, refused_by
from tests.permissions.one_plan import ADOPTED, DRAFT
from tests.permissions.world import World

LISTS = ("indicator-list", "derived-list", "service-area-list", "source-list", "fetch-list", "region-list")
# Strangers and outsiders get the one figure that the published plan's page shows.
FIGURES = ("observation-list", "observations-csv", "observations-jsonstat", "population-list", "dcat")
# Whoever does not load figures, in whichever municipality.
REFUSED: Answers = {"anonymous": 401, "reader": 403, "unit_contact": 403, "leader": 403}


def source(world: World) -> list[Any]:
    return [world.source.code]


def fetching(world: World) -> list[Any]:
    return [world.fetch_job.pk]


def home(_world: World) -> list[Any]:
    return ["3909"]


def indicators() -> list[Case]:
    return [
        *(Case(f"api-{name}", "GET", answers(200)) for name in LISTS),
        Case("api-indicator", "GET", answers(200), ADOPTED.indicator, "of a published plan"),
        Case("api-indicator", "GET", readers(200, anonymous=404, reader=404), DRAFT.indicator, "of a draft"),
        # No region is named.
        Case("api-indicator-derivation", "GET", answers(400), lambda world: [world.derived.code]),
        *(Case(name, "GET", answers(400)) for name in ("api-comparison", "api-savings")),
        Case("api-need-list", "GET", answers(200)),
    ]


def sources_and_regions() -> list[Case]:
    return [
        Case("api-source", "GET", answers(200), source),
        Case("api-source-problem-list", "GET", answers(200, anonymous=401), source),
        *(Case(name, "GET", answers(404), of_nothing, "missing") for name in ("api-region", "api-region-lineage")),
        Case("api-region-peers", "GET", readers(200, anonymous=401), home),
    ]


def brought() -> list[Case]:
    return [
        Case("api-typed-figures", "POST", answers(400, **REFUSED)),
        Case("api-source-fetch", "POST", answers(202, **REFUSED), source),
    ]


def jobs() -> list[Case]:
    of_own_plan: Answers = {"anonymous": 401, "outsider": 404, "reader": 403, "unit_contact": 403}
    of_file = answers(404, anonymous=401, coordinator=200)
    return [
        Case("api-job", "GET", answers(200, anonymous=401), fetching, "of a source"),
        Case("api-job", "GET", answers(200, anonymous=401, outsider=404), ADOPTED.job, "of a plan"),
        Case("api-job", "GET", of_file, lambda world: [world.report_job], "file"),
        Case("api-job-cancel", "POST", answers(200, **REFUSED), fetching, "of a source"),
        Case("api-job-cancel", "POST", answers(200, **of_own_plan), ADOPTED.job, "of a plan"),
    ]


TABLE = Table(
    cases=[
        *indicators(),
        *sources_and_regions(),
        *(Case(f"api-{name}", "GET", answers(200)) for name in FIGURES),
        *brought(),
        *jobs(),
    ],
    wrong_method=refused_by(PUT=["api-typed-figures", "api-source-fetch", "api-job-cancel"]),
)
