"""A word is translated by itself: a report asks for tens of thousands, and a list of every word costs every word."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.utils import translation

from indicators.formats import number, unit_suffix, unit_title
from targets.sentences import light_word

SAID: dict[str, tuple[Callable[[], str], dict[str, str]]] = {
    "unit_title": (lambda: unit_title("kr"), {"nb": "kroner", "nn": "kroner", "en": "NOK"}),
    "unit_suffix": (lambda: unit_suffix("tonn"), {"nb": "tonn", "nn": "tonn", "en": "tonnes"}),
    "light_word": (
        lambda: light_word(light="yellow", family="milestone", attainment=None),
        {"nb": "Delvis", "nn": "Delvis", "en": "Partly met"},
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_one_word_asks_for_one_translation(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    say, _expected = SAID[name]
    asked: list[str] = []

    def gettext(message: str) -> str:
        asked.append(message)
        return message

    monkeypatch.setattr("django.utils.translation._trans.gettext", gettext)
    assert asked == [say()]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("name", SAID)
def test_it_is_said_in_the_language_of_whoever_reads(name: str, language: str) -> None:
    say, expected = SAID[name]
    with translation.override(language):
        assert say() == expected[language]


@pytest.mark.parametrize(("value", "written"), [(1, "dag"), (-1, "dag"), (2, "dager"), (None, "dager")])
def test_of_one_it_is_said_otherwise(value: int | None, written: str) -> None:
    assert unit_suffix("dager", None if value is None else Decimal(value)) == written


def test_a_number_that_was_written_before_is_written_in_the_language_of_now() -> None:
    """Numbers are kept as they were written: by digits and language, for 5.0 and 5 are equal."""
    said = []
    for language in ("nb", "en", "nb"):
        with translation.override(language):
            said.append(number(Decimal("1234.50")))
    with translation.override("nb"):
        said += [number(Decimal("5.0")), number(Decimal(5)), number(Decimal(-5)), number(Decimal("5.04"), 1)]
    assert [one.replace("\u00a0", " ") for one in said] == ["1 234,50", "1,234.50", "1 234,50", "5,0", "5", "−5", "5,0"]
