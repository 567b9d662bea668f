"""Rounds, which whoever reads drafts sees, coordinators run, and the unit's own contacts write in.

To a reader there are none; the outsider runs rounds elsewhere.
"""

from typing import Any

from tests.permissions.cases import Answers, Case, Table, members, readers, refused_by
from tests.permissions.world import World

SEEN = readers(200, reader=404)
REFUSED: Answers = {"reader": 404, "unit_contact": 403, "leader": 403}
GONE: Answers = {"reader": 404, "leader": 404, "coordinator": 404, "administrator": 404}


def asked(world: World) -> list[Any]:
    return [world.round.pk]


def unit(world: World) -> list[Any]:
    return [world.round.pk, world.commentary.unit_id]


def target(world: World) -> list[Any]:
    return [world.round.pk, "target", world.adopted.target.pk]


def words(world: World) -> list[Any]:
    return [world.commentary.pk]


def evidence(world: World) -> list[Any]:
    return [world.evidence.pk]


def opened() -> list[Case]:
    return [
        Case("round-list", "GET", members(200, reader=404)),
        *(Case(name, "GET", members(200, **REFUSED)) for name in ("round-open", "commenting-duties")),
        # Nothing was typed: the form is shown again, and nobody's duty is changed.
        Case("round-open", "POST", members(200, **REFUSED), about="sent"),
        Case("commenting-duties", "POST", members(302, **REFUSED), about="sent"),
    ]


def run() -> list[Case]:
    return [
        Case("round-detail", "GET", SEEN, asked),
        Case("round-detail", "GET", members(404), lambda _world: [0], "missing"),
        Case("round-unit", "GET", SEEN, unit),
        Case("round-unit", "GET", readers(404), lambda world: [*asked(world), 0], "missing"),
        Case("round-edit", "GET", readers(200, **REFUSED), asked),
        Case("round-edit", "POST", readers(200, **REFUSED), asked, "sent"),
        Case("round-approve", "GET", readers(200, **REFUSED), asked),
        Case("round-approve", "POST", readers(302, **REFUSED), asked, "sent"),
        *(Case(f"round-{act}", "POST", readers(302, **REFUSED), asked) for act in ("close", "reopen", "remind")),
    ]


def written() -> list[Case]:
    return [
        Case("commentary-reopen", "POST", readers(302, **REFUSED), words),
        Case("commentary-write", "GET", SEEN, target),
        # Nothing was typed, so the page is shown again.
        Case("commentary-write", "POST", readers(200, reader=404, leader=403), target, "sent"),
        Case("commentary-write", "GET", readers(404), lambda world: [*target(world)[:2], 0], "missing"),
        Case("evidence-file", "GET", SEEN, evidence),
        Case("evidence-remove", "POST", readers(302, **GONE), evidence, "gone after the first"),
    ]


TABLE = Table(
    cases=[*opened(), *run(), *written()],
    wrong_method=refused_by(
        DELETE=["round-open", "round-edit", "round-approve", "commenting-duties", "commentary-write"],
        GET=["round-close", "round-reopen", "round-remind", "commentary-reopen", "evidence-remove"],
    ),
)
