"""Reporting rounds: what units are asked for, and what they write of their figures."""

from typing import Any

from tests.browser.pages.visits import A_FILE, TAKES_POST, Visit, Walk
from tests.browser.small_world.world import World


def asked(world: World) -> list[Any]:
    return [world.round.pk]


def asked_nothing(world: World) -> list[Any]:
    return [world.empty_round.pk]


def words(world: World) -> list[Any]:
    return [world.round.pk, "target", world.target.pk]


def returned_words(world: World) -> list[Any]:
    return [world.round.pk, "target", world.overridden.pk]


WALK = Walk(
    visits=[
        Visit("round-list"),
        Visit("round-open"),
        Visit("round-open", fill={"Påminnelse før fristen": "99"}, press="Åpne runden"),
        Visit("round-edit", asked),
        Visit("commenting-duties"),
        Visit("round-detail", asked),
        Visit("round-detail", asked_nothing),
        Visit("round-unit", lambda world: [world.round.pk, world.unit.pk]),
        Visit("round-approve", asked),
        Visit("round-approve", asked_nothing),
        Visit("commentary-write", words),
        Visit("commentary-write", returned_words),
        Visit("commentary-write", returned_words, fill={"Teksten": ""}, press="Send inn"),
    ],
    left_out={
        **dict.fromkeys(("round-close", "round-reopen", "round-remind", "commentary-reopen"), TAKES_POST),
        "evidence-remove": TAKES_POST,
        "evidence-file": A_FILE,
    },
)
