"""Where figures come from: sources that are fetched, files, and typing."""

from typing import Any

from tests.browser.pages.figures import indicator
from tests.browser.pages.visits import TAKES_POST, Visit, Walk
from tests.browser.small_world.world import World


def source(world: World) -> list[Any]:
    return [world.source.code]


WALK = Walk(
    visits=[
        Visit("source-list"),
        Visit("source-detail", source),
        Visit("source-add", who="administrator"),
        Visit("source-edit", source, who="administrator"),
        Visit("figures-upload"),
        Visit("figures-upload", press="Se hva filen endrer"),
        Visit("upload-detail", lambda world: [world.upload.pk]),
        Visit("figure-type", indicator),
        Visit("figure-type", indicator, press="Lagre tallet"),
    ],
    left_out={
        **dict.fromkeys(("source-fetch", "source-load", "upload-confirm", "upload-drop"), TAKES_POST),
        **dict.fromkeys(
            ("source-add-table", "source-select"), "asks Statistics Norway; walked in test_source_journey.py"
        ),
    },
)
