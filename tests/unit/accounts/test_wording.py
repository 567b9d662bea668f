"""Readers speak the language of whoever reads, without knowing how that is found out."""

from collections.abc import Sequence

import pytest
from django.utils import translation

from accounts.imports import at_line, at_sign, quoted
from accounts.wording import Language, either, say, sentence


def test_a_sentence_has_its_facts_filled_in() -> None:
    assert say("raden har {cells} celler", cells=3) == "raden har 3 celler"


def test_a_fact_with_braces_is_shown_as_it_stands() -> None:
    assert say("{text} er ikke et tall", text="{0}") == "{0} er ikke et tall"


def test_a_pattern_is_kept_as_it_is_until_it_is_said() -> None:
    assert say(sentence("fra {first}"), first=1) == "fra 1"


@pytest.mark.parametrize(
    ("texts", "told"), [([], ""), (["år"], "år"), (["år", "uke"], "år eller uke"), ("abc", "a eller b eller c")]
)
def test_alternatives_are_told_as_such(texts: Sequence[str], told: str) -> None:
    assert either(texts) == told


def test_a_place_in_a_file_is_told_by_line_and_column_or_sign() -> None:
    assert (at_line(3), at_line(3, "value")) == ("linje 3", "linje 3, kolonne value")
    assert at_sign(3, 14) == "linje 3, tegn 14"


def test_a_text_from_a_file_is_quoted_as_the_language_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Language, "translate", {"«{text}»": "“{text}”"}.get)
    assert quoted("{mye}") == "“{mye}”"


def test_a_sentence_is_said_in_another_language_where_somebody_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Language, "translate", {"raden har {cells} celler": "the row has {cells} cells"}.get)
    assert say("raden har {cells} celler", cells=3) == "the row has 3 cells"


def test_django_tells_the_language_of_the_reader() -> None:
    with translation.override("en"):
        assert say("Planer") == translation.gettext("Planer") != "Planer"
