"""What people write when they look for an indicator, and what they are shown first."""

import pytest

from indicators.matching import Findable, found, words_asked

SCHOOLS = ("Netto driftsutgifter til grunnskole", "", "Net expenditure on schools")
HEALTH = ("Årsverk i helse og omsorg", "Årsverk i helse og omsorg", "FTEs in health")
CATALOGUE = [
    Findable(1, "netto-drift-grunnskole", SCHOOLS, ("202", "215")),
    Findable(2, "netto-driftsresultat", ("Netto driftsresultat",), (), "Økonomi"),
    Findable(3, "arsverk-helse", HEALTH, ("241",), "Kommunehelse"),
    Findable(4, "direkte-klimagassutslipp", ("Direkte klimagassutslipp",), (), "", ("utslipp av CO2",)),
    Findable(5, "energi", ("Energibruk og klima i bygg",), ("121",)),
    Findable(6, "elever-202", ("Elever per lærer",), ("202",), "Grunnskole"),
    Findable(7, "fond", ("Disposisjonsfond i prosent av brutto driftsinntekter",), (), "Økonomi"),
]

SOUGHT = {
    "the shortest name that begins so comes first": ("netto drift", [2, 1]),
    "words in any order": ("resultat netto", [2]),
    "the beginning of a word": ("klima", [4, 5]),
    "the middle of a word": ("gassutsl", [4]),
    "small letters for large ones": ("NETTO DRIFTSRESULTAT", [2]),
    "rings and strokes left out": ("arsverk", [3]),
    "rings and strokes written": ("årsverk", [3]),
    "a stroke in a name of an area": ("økonomi", [2, 7]),
    "a function by its number": ("202", [6, 1]),
    "a function as it is called": ("funksjon 202", [6, 1]),
    "a function with its catalogue": ("KOSTRA-funksjon 241", [3]),
    "the beginning of a function": ("21", [1]),
    "a code": ("direkte-klimagassutslipp", [4]),
    "a part of a code": ("netto-drift", [2, 1]),
    "English words": ("schools", [1]),
    "a service area": ("kommunehelse", [3]),
    "a service area and a word of the name": ("grunnskole lærer", [6]),
    "what a plan calls it": ("co2", [4]),
    "a sign that people put around words": ("«klima»", [4, 5]),
    "a word that nothing has": ("fiskeoppdrett", []),
    "a word that is there with one that is not": ("netto fisk", []),
    "nothing": ("   ", []),
}


@pytest.mark.parametrize(("text", "keys"), SOUGHT.values(), ids=SOUGHT)
def test_an_indicator_is_found_by(text: str, keys: list[int]) -> None:
    assert found(text, CATALOGUE) == keys


def test_the_word_function_alone_is_sought_as_a_word() -> None:
    assert words_asked("funksjon") == ["funksjon"]


def test_equals_come_in_the_same_order_whatever_order_they_were_read_in() -> None:
    assert found("netto", reversed(CATALOGUE)) == found("netto", CATALOGUE)
