"""What is said of a light that a person has set, beside what the rule says."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from indicators.periods import parse_period
from targets.certificates import Facts
from targets.rules import Kind, Terms
from targets.sentences import (
    both_words_of,
    explanation,
    override_said,
    sentence,
    shown_light_of,
    shown_word_of,
    summary,
    word_for,
    word_of,
)
from tests.certificates import certificate

FLOOR = Terms(Kind.STAY_ABOVE, lower=Decimal(5))


@pytest.fixture(autouse=True)
def bokmal() -> Iterator[None]:
    with translation.override("nb"):
        yield


def overridden(facts: Facts, **changes: Any) -> Facts:
    override = {
        "light": "green",
        "reason": "Tallet er ført feil.",
        "by": "kommunedirektøren",
        "on": "2026-11-03",
        "until": None,
    }
    return {**facts, "override": {**override, **changes}}


def fund(literal: str = "3.1") -> Facts:
    return certificate(FLOOR, "2025", literal, name="Fondet")


def test_the_sentence_begins_with_what_is_calculated_and_ends_with_who_set_another() -> None:
    said = sentence(overridden(fund())).replace("\u00a0", " ")
    assert said.startswith("Ikke oppfylt: Fondet er 3,1 % i 2025, 1,9 prosentpoeng under kravet på minst 5 %.")
    assert said.endswith(
        "Overstyrt til grønt av kommunedirektøren 3. november 2026, gjelder til neste tall: «Tallet er ført feil»."
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"until": "2027-01-31"}, "Overstyrt til grønt av {by} 3. november 2026, gjelder til og med 31. januar 2027:"),
        ({"light": "yellow"}, "Overstyrt til gult av {by}"),
        ({"light": "red"}, "Overstyrt til rødt av {by}"),
        ({"light": "grey"}, "Overstyrt til grått av {by}"),
        ({"reason": "To\nlinjer. "}, "«To linjer»."),
        ({"reason": "Hva nå?"}, "«Hva nå?»."),
    ],
)
def test_to_what_by_whom_until_when_and_why(changes: Facts, said: str) -> None:
    assert said.format(by="kommunedirektøren") in override_said(overridden(fund(), **changes))


def test_without_an_override_nothing_is_said_of_one() -> None:
    facts = fund()
    assert (override_said(facts), shown_word_of(facts), both_words_of(facts), shown_light_of(facts)) == (
        *("", "Ikke oppfylt", "Ikke oppfylt", "red"),
    )
    assert "verstyr" not in sentence(facts)


def test_both_words_are_there_where_somebody_has_set_another() -> None:
    facts = overridden(fund())
    assert (word_of(facts), shown_word_of(facts), shown_light_of(facts)) == ("Ikke oppfylt", "Oppfylt", "green")
    assert both_words_of(facts) == "Oppfylt (overstyrt, beregnet: Ikke oppfylt)"


def test_where_the_words_stand_beside_it_the_explanation_is_of_the_calculated_light_alone() -> None:
    facts = fund()
    assert (explanation(overridden(facts)), summary(overridden(facts))) == (explanation(facts), summary(facts))


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        (fund(), "Oppfylt"),
        (certificate(FLOOR), "Oppfylt"),
        (certificate(Terms(Kind.REACH, goal=Decimal(5))), "I rute"),
        (certificate(Terms(Kind.TREND)), "Bedre"),
        (certificate(Terms(Kind.PEER)), "Oppfylt"),
        (certificate(Terms(Kind.RECURRING, has_indicator=False)), "I rute"),
        (certificate(Terms(Kind.MILESTONE, has_indicator=False)), "Oppfylt"),
    ],
    ids=["limit", "grey limit", "grey path", "grey trend", "grey peer", "duty never done", "state never judged"],
)
def test_the_set_light_is_called_as_the_targets_own_would_be(facts: Facts, word: str) -> None:
    assert word_for(facts, "green") == word


def test_after_the_deadline_the_set_light_says_reached() -> None:
    terms = Terms(Kind.STAY_ABOVE, lower=Decimal(5), deadline=parse_period("2025"))
    facts = overridden(certificate(terms, "2025", "3.1"))
    assert (word_of(facts), shown_word_of(facts)) == ("Ikke nådd", "Nådd")
