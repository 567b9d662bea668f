"""What a cell of figures can say."""

import pytest

from indicators.models import MISSING_SYMBOLS, Standing, ValueKind
from indicators.rules import CITED, COMPUTED, CORRECTION, OFFICIAL, SHOWN
from indicators.sources import values
from indicators.sources.cells import BadCell
from indicators.sources.values import KIND_WORDS, cell_value, kind_named


@pytest.mark.parametrize(
    ("value", "missing", "literal", "symbol", "is_provisional"),
    [
        pytest.param("12.50", "", "12.50", "", False, id="a number is kept as published"),
        pytest.param("0", "", "0", "", False, id="zero is a value"),
        pytest.param("", "", "", "..", False, id="null without a symbol"),
        pytest.param("", ":", "", ":", False, id="confidential"),
        pytest.param("", "-", "", "-", False, id="a dash is no zero"),
        pytest.param("", ".", "", ".", False, id="not applicable"),
        pytest.param("5", "*", "5", "", True, id="a star marks the value provisional"),
    ],
)
def test_value_and_symbol_together(value: str, missing: str, literal: str, symbol: str, is_provisional: bool) -> None:
    cell = cell_value(value, missing)
    assert (cell.literal, cell.missing, cell.is_provisional) == (literal, symbol, is_provisional)
    assert (cell.value is None) == (literal == "")


@pytest.mark.parametrize(
    ("value", "missing", "column", "told"),
    [
        ("5", "..", "missing", "bruk bare ett"),
        ("", "*", "missing", "sammen med en verdi"),
        ("", "x", "missing", "ikke et kjent symbol"),
        ("5", "...", "missing", "ikke et kjent symbol"),
        ("..", "", "value", "hører hjemme i kolonnen missing"),
        ("-", "", "value", "hører hjemme i kolonnen missing"),
        ("12,5", "", "value", "bruk punktum"),
        ("mye", "", "value", "er ikke et tall"),
    ],
)
def test_what_cannot_be_taken_names_its_column(value: str, missing: str, column: str, told: str) -> None:
    with pytest.raises(BadCell, match=told) as bad:
        cell_value(value, missing)
    assert bad.value.column == column


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("", ValueKind.ACTUAL),
        ("faktisk", ValueKind.ACTUAL),
        ("vedtatt", ValueKind.ACTUAL),
        ("beregnet", ValueKind.ACTUAL),
        ("rang", ValueKind.ACTUAL),
        ("foreløpig", ValueKind.PROVISIONAL),
        ("endring", ValueKind.CHANGE),
        ("korrigert", ValueKind.CORRECTION),
        ("prognose", ValueKind.PROJECTION),
        ("anslag", ValueKind.ESTIMATE),
        ("intervall", ValueKind.INTERVAL),
        ("opphevet", ValueKind.CANCELLED),
        ("rapportert_feil", ValueKind.REPORTED_ERROR),
    ],
)
def test_norwegian_words_of_kinds(word: str, kind: ValueKind) -> None:
    assert kind_named(word) == kind


def test_an_unknown_kind_lists_the_legal_ones() -> None:
    with pytest.raises(BadCell, match=r"faktisk.*prognose"):
        kind_named("gjetning")


def test_mirrors_say_what_the_models_say() -> None:
    assert list(values.MISSING_SYMBOLS) == MISSING_SYMBOLS
    assert {kind.value for kind in ValueKind} == set(KIND_WORDS.values())
    assert all(KIND_WORDS[kind.value] == kind.value for kind in ValueKind)
    assert (SHOWN, CORRECTION, CITED, COMPUTED, OFFICIAL) == (
        Standing.SHOWN,
        Standing.CORRECTION,
        Standing.CITED,
        Standing.COMPUTED,
        Standing.OFFICIAL,
    )
