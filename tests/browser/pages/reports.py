"""Reports: made, looked at, sealed and read, and how a municipality wants them to look."""

from typing import Any

from tests.browser.pages.visits import A_FILE, TAKES_POST, Arguments, Visit, Walk
from tests.browser.small_world.world import World

REPORT = "?rapport=annual/KPS&ar=2025&sprak=nb"
ANALYSIS = "?rapport=status/3909&ar=2025&sprak=en"
# Nothing is made of the year before, and no round is in its way.
YEAR_BEFORE = REPORT.replace("2025", "2024")


def sealed(world: World) -> list[Any]:
    return [world.sealed.pk]


def sealed_analysis(world: World) -> list[Any]:
    return [world.sealed_analysis.pk]


def template(kind: str) -> Arguments:
    return lambda world: [world.home.number, kind]


WALK = Walk(
    visits=[
        Visit("report-list"),
        Visit("report-list", fill={"År": "1"}, press="Lag fil"),
        Visit("report-list", who="stranger"),
        Visit("report-detail", sealed),
        Visit("report-detail", sealed_analysis),
        Visit("report-read", sealed),
        Visit("report-read", sealed_analysis),
        *(Visit("report-preview", query=query) for query in (REPORT, ANALYSIS, YEAR_BEFORE)),
        *(Visit("report-seal", query=query) for query in (REPORT, YEAR_BEFORE)),
        *(
            Visit("report-template", template(kind), query)
            for kind in ("annual", "status")
            for query in ("", "?sprak=nn", "?sprak=en")
        ),
        Visit("report-template", template("annual"), fill={"Kommunens farge": "#ffee88"}, press="Lagre malen"),
    ],
    left_out={
        "sealed-files": TAKES_POST,
        **dict.fromkeys(("report-file", "sealed-file", "report-logo"), A_FILE),
    },
)
