"""Codes made of words, and one step up or down."""

import pytest

from planning.codes import code_from, free_code
from planning.services.ordering import Way, moved


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Oppvekst og læring", "oppvekst-og-laering"),
        ("  Vann, avløp & renovasjon! ", "vann-avlop-renovasjon"),
        ("ÅPENHET / TILLIT", "apenhet-tillit"),
        ("Crème brûlée", "creme-brulee"),
        ("2030-målene", "2030-malene"),
        ("日本", ""),
    ],
)
def test_a_code_can_stand_in_an_address(words: str, code: str) -> None:
    assert code_from(words, longest=50) == code


def test_a_code_is_never_longer_than_its_column() -> None:
    taken = {"a" * 10, *(f"{'a' * 8}-{number}" for number in range(2, 10))}
    found = free_code("a" * 40, taken=taken, longest=10, otherwise="x")
    assert found == "aaaaaaa-10"


def test_case_makes_no_other_code() -> None:
    assert free_code("Klima", taken={"KLIMA"}, longest=50, otherwise="x") == "klima-2"


def test_words_without_letters_get_what_is_said_otherwise() -> None:
    assert free_code("!!!", taken=set(), longest=50, otherwise="tema") == "tema"


@pytest.mark.parametrize(
    ("key", "way", "expected"),
    [
        (2, Way.UP, [2, 1, 3]),
        (2, Way.DOWN, [1, 3, 2]),
        (1, Way.UP, [1, 2, 3]),
        (3, Way.DOWN, [1, 2, 3]),
    ],
)
def test_one_step_and_never_past_the_end(key: int, way: Way, expected: list[int]) -> None:
    assert moved([1, 2, 3], key, way) == expected
