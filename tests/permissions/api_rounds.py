"""The open API on rounds, their words, and reports that are sealed. Nothing is sent, which is told (400)."""

from typing import Any

from tests.permissions.cases import Answers, Case, Table, answers, refused_by, with_words
from tests.permissions.one_plan import ADOPTED, DRAFT, OnePlan
from tests.permissions.world import World

SEEN = answers(200, anonymous=401, outsider=404, reader=404)
# To a reader there are no rounds; the others do not run them.
REFUSED: Answers = {"anonymous": 401, "outsider": 404, "reader": 404, "unit_contact": 403, "leader": 403}
RUN, TOLD, NOT_NOW = answers(200, **REFUSED), answers(400, **REFUSED), answers(409, **REFUSED)
# The unit's own contact writes too.
WRITERS_TOLD = TOLD | {"unit_contact": 400}


def asked(world: World) -> list[Any]:
    return [world.round.pk]


def words(world: World) -> list[Any]:
    return [world.commentary.pk]


def evidence(world: World) -> list[Any]:
    return [world.evidence.commentary_id, world.evidence.pk]


def rounds() -> list[Case]:
    once = RUN | {"administrator": 409}
    return [
        # A list holds what its reader may see.
        Case("api-round-list", "GET", answers(200, anonymous=401)),
        Case("api-round", "GET", SEEN, asked),
        # The outsider opens rounds elsewhere.
        Case("api-round-list", "POST", TOLD | {"outsider": 400}, about="opened"),
        Case("api-round", "PATCH", RUN, asked, "written"),
        Case("api-round-close", "POST", once, asked),
        Case("api-round-reopen", "POST", TOLD, asked),
        Case("api-round-remind", "POST", RUN, asked),
    ]


def commentaries() -> list[Case]:
    return [
        Case("api-commentary-list", "GET", SEEN, asked),
        Case("api-evidence-file", "GET", SEEN, evidence),
        Case("api-commentary-list", "POST", WRITERS_TOLD, asked, "written"),
        Case("api-commentary", "GET", SEEN, words),
        Case("api-evidence-list", "POST", WRITERS_TOLD, words),
        Case("api-commentary-submit", "POST", WRITERS_TOLD, words),
        Case("api-commentary-approve", "POST", NOT_NOW, words),
        *(Case(f"api-commentary-{act}", "POST", TOLD, words) for act in ("return", "reopen")),
    ]


def sealed(of: OnePlan) -> list[Case]:
    not_made = answers(404, anonymous=401)
    return [
        *(
            Case(name, "GET", of.told_at_home, of.sealed, of.which)
            for name in ("api-sealed-report", "api-erratum-list")
        ),
        Case("api-sealed-file", "GET", of.told_at_home, with_words(of.sealed, "html"), of.which),
        Case("api-sealed-file", "GET", not_made, with_words(of.sealed, "pdf"), f"{of.which} not made"),
    ]


TABLE = Table(
    cases=[
        *rounds(),
        *commentaries(),
        *sealed(ADOPTED),
        *sealed(DRAFT),
        # A list holds what its reader may see.
        Case("api-sealed-report-list", "GET", answers(200, anonymous=401)),
        Case("api-sealed-report-list", "POST", answers(400, anonymous=401), about="sealed"),
    ],
    wrong_method=refused_by(
        PUT=[
            *("api-round-list", "api-round", "api-round-close", "api-round-reopen", "api-round-remind"),
            *("api-commentary-list", "api-commentary-submit", "api-commentary-approve", "api-commentary-return"),
            *("api-commentary-reopen", "api-evidence-list", "api-sealed-report-list"),
        ]
    ),
)
