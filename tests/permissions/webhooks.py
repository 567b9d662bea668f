"""Calls to other systems, for those who connect them; to everybody else they are not there."""

from typing import Any

from tests.permissions.cases import Answers, Case, Table, members, readers, refused_by
from tests.permissions.world import World

HIDDEN: Answers = {"reader": 404, "unit_contact": 404, "leader": 404}
SHOWN, DONE = readers(200, **HIDDEN), readers(302, **HIDDEN)
TOLD, ASKED = readers(200, **HIDDEN, anonymous=401), readers(202, **HIDDEN, anonymous=401)
# Programs are told that they may not list or make any.
REFUSED: Answers = {"reader": 403, "unit_contact": 403, "leader": 403, "anonymous": 401}


def webhook(world: World) -> list[Any]:
    return [world.webhook]


def call(world: World) -> list[Any]:
    return [world.webhook, world.call]


def pages() -> list[Case]:
    return [
        # An outsider connects the systems of another municipality.
        *(Case(name, "GET", members(200, **HIDDEN)) for name in ("webhook-list", "webhook-create")),
        # Nothing was typed, so the form is shown again.
        Case("webhook-create", "POST", members(200, **HIDDEN), about="sent"),
        *(Case(name, "GET", SHOWN, webhook) for name in ("webhook-detail", "webhook-edit")),
        Case("webhook-detail", "GET", members(404), lambda _world: [0], "missing"),
        Case("webhook-edit", "POST", SHOWN, webhook, "sent"),
        Case("webhook-secret", "POST", SHOWN, webhook),
        # A call would be sent after the transaction, which ends here without being committed.
        *(Case(name, "POST", DONE, webhook) for name in ("webhook-test", "webhook-pause", "webhook-resume")),
        Case("webhook-send-again", "POST", DONE, call),
        Case("webhook-send-again", "POST", members(404), lambda world: [world.webhook, 0], "missing"),
        # It goes with the first who may.
        Case("webhook-delete", "POST", readers(302, **HIDDEN, administrator=404), webhook),
    ]


def by_programs() -> list[Case]:
    return [
        Case("api-webhook-list", "GET", members(200, **REFUSED)),
        *(Case(name, "GET", TOLD, webhook) for name in ("api-webhook", "api-webhook-delivery-list")),
        # Nothing was said, so nothing is written.
        Case("api-webhook-list", "POST", members(400, **REFUSED), about="sent"),
        Case("api-webhook", "PATCH", TOLD, webhook, "sent"),
        Case("api-webhook-delivery", "GET", TOLD, call),
        *(Case(f"api-webhook-{name}", "POST", TOLD, webhook) for name in ("pause", "resume", "secret")),
        Case("api-webhook-test", "POST", ASKED, webhook),
        Case("api-webhook-send-again", "POST", ASKED, call),
        # It goes with the first who may.
        Case("api-webhook", "DELETE", readers(204, **HIDDEN, anonymous=401, administrator=404), webhook, "deleted"),
    ]


TABLE = Table(
    cases=[*pages(), *by_programs()],
    wrong_method=refused_by(
        DELETE=["webhook-create", "webhook-edit", "api-webhook-list"],
        GET=[
            *("webhook-test", "webhook-pause", "webhook-resume", "webhook-secret"),
            *("webhook-send-again", "webhook-delete"),
        ],
        PUT=[f"api-webhook-{name}" for name in ("pause", "resume", "secret", "test", "send-again")],
    ),
)
