"""The tables of docs/traffic-light.md on overrides and on the roll-up come out as they say."""

import re
from datetime import date

import pytest

from targets.rules import Judged, Light, Overriding, override_on, roll_up
from tests.prose import rows_of

OVERRIDES, LIGHTS = rows_of("override"), rows_of("lights")
TERMS = re.compile(r"until (?P<until>the next figure|[\d-]+)(?:, withdrawn (?P<ended>[\d-]+))?")


def judged_in(text: str) -> Judged:
    period, _colon, literal = text.partition(": ")
    return Judged(period, literal)


def overriding_in(text: str) -> Overriding:
    match = TERMS.fullmatch(text)
    assert match, text
    until = None if match["until"] == "the next figure" else date.fromisoformat(match["until"])
    ended = date.fromisoformat(match["ended"]) if match["ended"] else None
    return Overriding(1, Light.GREEN, "Grunn.", "rådet", date(2026, 11, 3), until, Judged("2025", "4.2"), ended)


def test_the_tables_are_there() -> None:
    assert (len(OVERRIDES), len(LIGHTS)) == (10, 7)


@pytest.mark.parametrize("row", OVERRIDES, ids=lambda row: f"{row['override']} on {row['as of']} by {row['figure']}")
def test_an_override_holds_as_the_prose_says(row: dict[str, str]) -> None:
    on, judged = date.fromisoformat(row["as of"]), judged_in(row["figure"])
    holds = override_on([overriding_in(row["override"])], on=on, judged=judged) is not None
    assert holds is {"yes": True, "no": False}[row["holds"]]


@pytest.mark.parametrize("row", LIGHTS, ids=lambda row: row["lights"])
def test_lights_roll_up_as_the_prose_says(row: dict[str, str]) -> None:
    pairs = [one.split(">") for one in row["lights"].split(", ")]
    calculated = [Light(pair[0]) for pair in pairs if len(pair) > 1]
    together = roll_up([Light(pair[-1]) for pair in pairs], calculated=calculated)
    counts = ", ".join(f"{getattr(together, light.value)} {light.value}" for light in Light)
    found = (counts, together.worst, str(together.overridden), together.worse_behind or "")
    assert found == (row["distribution"], row["worst"], row["overridden"], row["worse behind"])
