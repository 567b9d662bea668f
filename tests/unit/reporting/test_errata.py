"""What is an erratum and what is not: each row a thing that happens to a figure after a report was sealed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from reporting.errata import Correction, Erratum, LightTurn, Printed, Turn, light_turn, same_periods, turn_of
from reporting.errata_words import erratum_said
from targets.rules import Judged, Kind, Light, Overriding, Terms
from tests.judged_certificates import judged

TURNS = [
    ("another number", Printed("6.1"), Printed("5.4"), Turn.REVISED),
    ("the same number with a zero more", Printed("6.1"), Printed("6.10"), None),
    ("from something to nothing is a correction too", Printed("6.1"), Printed("0"), Turn.REVISED),
    ("taken back by its source", Printed("6.1"), Printed("", ".."), Turn.WITHDRAWN),
    ("no longer in use under this code", Printed("6.1"), Printed("", "."), Turn.WITHDRAWN),
    ("hidden because few are behind it", Printed("6.1"), Printed("", ":"), Turn.HIDDEN),
    ("there after all", Printed("", ".."), Printed("6.1"), Turn.APPEARED),
    ("shown again after having been hidden", Printed("", ":"), Printed("6.1"), Turn.APPEARED),
    ("missing as before, by another sign", Printed("", ".."), Printed("", ":"), None),
]


@pytest.mark.parametrize(("what", "then", "now", "turn"), TURNS, ids=[row[0] for row in TURNS])
def test_what_became_of_a_figure(what: str, then: Printed, now: Printed, turn: Turn | None) -> None:
    assert turn_of(then, now) == turn, what


REVISED = Correction("2024", Printed("6.1"), Printed("5.4"), Turn.REVISED)
OLDER = Correction("2023", Printed("7"), Printed("", ":"), Turn.HIDDEN)
SENTENCES = [
    (Erratum("Fond", (REVISED,)), "Fond: 2024 var 6,1, nå 5,4."),
    (
        Erratum("Fond", (REVISED,), LightTurn("green", "yellow"), judged="2024"),
        "Fond: 2024 var 6,1, nå 5,4; lyset var grønt, er gult.",
    ),
    (
        Erratum("Fond", (REVISED, OLDER), LightTurn("green", "red"), judged="2024"),
        (
            "Fond: 2023 var 7, men kilden skjuler nå tallet av hensyn til personvern; "
            "2024 var 6,1, nå 5,4; lyset var grønt, er rødt."
        ),
    ),
    (
        Erratum("Fond", (REVISED,), LightTurn("green", "red", is_shown=False), judged="2024"),
        "Fond: 2024 var 6,1, nå 5,4; det beregnede lyset var grønt, er rødt.",
    ),
    (
        Erratum("Fond", (), LightTurn("green", "grey")),
        "Fond: eldre tall i serien er rettet; lyset var grønt, er grått.",
    ),
    (
        Erratum("Fond", (Correction("2024", Printed("6.1"), Printed("", ".."), Turn.WITHDRAWN),)),
        "Fond: 2024 var 6,1, men tallet er trukket tilbake.",
    ),
    (
        Erratum("Fond", (Correction("2024", Printed("", ".."), Printed("6.1"), Turn.APPEARED),), decimals=2),
        "Fond: 2024 manglet, nå 6,10.",
    ),
    (
        Erratum("Utgiftsbehov, Skole, Larvik", (replace(REVISED, known_on=date(2026, 6, 1), says_since=True),)),
        "Utgiftsbehov, Skole, Larvik: 2024 var 6,1, nå 5,4, kjent fra 1. juni 2026.",
    ),
]


@pytest.mark.parametrize(("erratum", "sentence"), SENTENCES, ids=[row[1] for row in SENTENCES])
def test_errata_in_one_sentence(erratum: Erratum, sentence: str) -> None:
    assert erratum_said(erratum) == sentence


def test_a_period_that_came_later_corrects_nothing_and_one_that_is_not_told_of_stands() -> None:
    then = [["2023", "7", "", "actual"], ["2024", "6.1", "", "actual"]]
    now = [["2024", "5.4", "", "actual"], ["2025", "1", "", "actual"]]
    assert same_periods(then, now) == [["2023", "7", "", "actual"], ["2024", "5.4", "", "actual"]]


ON = date(2025, 1, 1)
FLOOR = Terms(kind=Kind.STAY_ABOVE, lower=Decimal(5))
PEER = Terms(kind=Kind.PEER, tolerance=Decimal(1), direction=1, has_peer=True)


def rows(**figures: str) -> list[list[str]]:
    """As a certificate writes them: `y2024="5.1"`."""
    return [[period[1:], literal, "", "actual"] for period, literal in figures.items()]


LIGHTS = [
    ("the figure is as it was", rows(y2024="6.1"), None),
    ("corrected on the right side of the limit", rows(y2024="5.4"), None),
    ("corrected to just below the limit", rows(y2024="4.9"), LightTurn("green", "yellow")),
    ("corrected to far below it", rows(y2024="1"), LightTurn("green", "red")),
    ("a later figure is no correction", [*rows(y2024="6.1"), *rows(y2025="1")], None),
    ("taken back, so that nothing can be judged", [["2024", "", "..", "actual"]], LightTurn("green", "grey")),
]


@pytest.mark.parametrize(("what", "figures", "turn"), LIGHTS, ids=[row[0] for row in LIGHTS])
def test_the_light_is_judged_again_as_it_was_promised(what: str, figures: list[list[str]], turn: object) -> None:
    facts = judged(FLOOR, {"2024": "6.1"}, on=ON.isoformat())
    assert light_turn(facts, on=ON, figures=figures, peer=()) == turn, what


def test_a_corrected_figure_of_the_peer_turns_the_light_too() -> None:
    facts = judged(PEER, {"2024": "6"}, on=ON.isoformat(), peer={"2024": "6"})
    assert light_turn(facts, on=ON, figures=rows(y2024="6"), peer=rows(y2024="9")) == LightTurn("green", "red")


def test_behind_the_light_of_a_person_only_the_calculated_one_turns() -> None:
    mine = Overriding(key=1, light=Light.YELLOW, reason="Usikkert", by="Kari", on=ON, until=None, figure=Judged())
    facts = judged(FLOOR, {"2024": "6.1"}, on=ON.isoformat(), override=mine)
    turn = light_turn(facts, on=ON, figures=rows(y2024="1"), peer=())
    assert turn == LightTurn("green", "red", is_shown=False)


def test_where_the_rule_itself_has_changed_nothing_is_said_of_the_light() -> None:
    facts = judged(FLOOR, {"2024": "6.1"}, on=ON.isoformat())
    facts["verdict"] = facts["verdict"] | {"light": "red"}
    assert light_turn(facts, on=ON, figures=rows(y2024="1"), peer=()) is None
    assert light_turn(facts | {"terms": {}}, on=ON, figures=rows(y2024="1"), peer=()) is None
