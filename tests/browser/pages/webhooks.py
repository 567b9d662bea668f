"""Calls to other systems."""

from typing import Any

from tests.browser.pages.visits import TAKES_POST, Visit, Walk
from tests.browser.small_world.world import World

# An address that nobody is called at.
AT_HOME = {"Navn": "Arkivet", "Adresse": "http://127.0.0.1/"}


def webhook(world: World) -> list[Any]:
    return [world.webhook.pk]


WALK = Walk(
    visits=[
        Visit("webhook-list"),
        Visit("webhook-create"),
        Visit("webhook-create", fill=AT_HOME, press="Sett opp varslingen"),
        Visit("webhook-detail", webhook),
        Visit("webhook-detail", lambda world: [world.paused_webhook.pk]),
        Visit("webhook-edit", webhook),
    ],
    left_out={
        **dict.fromkeys(("webhook-test", "webhook-pause", "webhook-resume", "webhook-send-again"), TAKES_POST),
        "webhook-delete": TAKES_POST,
        "webhook-secret": "takes only POST; the page that shows a secret is walked in test_webhook_journey.py",
    },
)
