"""Readers speak the language of whoever reads, without knowing how that is found out."""

import pytest
from django.utils import translation

from accounts.wording import Language, say, sentence


def test_a_sentence_has_its_facts_filled_in() -> None:
    assert say("raden har {cells} celler", cells=3) == "raden har 3 celler"


def test_a_fact_with_braces_is_shown_as_it_stands() -> None:
    assert say("{text} er ikke et tall", text="{0}") == "{0} er ikke et tall"


def test_a_pattern_is_kept_as_it_is_until_it_is_said() -> None:
    assert say(sentence("fra {first}"), first=1) == "fra 1"


def test_a_sentence_is_said_in_another_language_where_somebody_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Language, "translate", {"raden har {cells} celler": "the row has {cells} cells"}.get)
    assert say("raden har {cells} celler", cells=3) == "the row has 3 cells"


def test_django_tells_the_language_of_the_reader() -> None:
    with translation.override("en"):
        assert say("Planer") == translation.gettext("Planer") != "Planer"
