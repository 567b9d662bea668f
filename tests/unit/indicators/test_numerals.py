"""Numbers as files write them: exactly, and refused with what to do."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.sources.numerals import NotANumber, literal_of, read_number


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("5", "5"),
        ("5.0", "5.0"),
        ("-0.50", "-0.50"),
        ("007", "007"),
        ("0.1", "0.1"),
        pytest.param("+5", "5", id="a plus sign says nothing"),
        pytest.param("1e3", "1000", id="an exponent is written out"),
        pytest.param("1.5E-3", "0.0015", id="a small exponent too"),
        (".5", "0.5"),
        ("5.", "5"),
        pytest.param("1234567890123456789012", "1234567890123456789012", id="22 digits before the point"),
        pytest.param("0.123456789012345", "0.123456789012345", id="15 decimals"),
    ],
)
def test_number_keeps_its_text(text: str, literal: str) -> None:
    value = read_number(text)
    assert literal_of(text, value) == literal
    assert value == Decimal(text)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("12,5", "bruk punktum"),
        ("1 234,5", "bruk punktum"),
        ("−5", "vanlig minustegn"),
        ("1 234", "uten mellomrom"),
        ("1\u00a0234.5", "uten mellomrom"),
        ("tolv", "er ikke et tall"),
        ("NaN", "er ikke et tall"),
        ("Infinity", "er ikke et tall"),
        ("-inf", "er ikke et tall"),
        ("1_000", "er ikke et tall"),
        pytest.param("٣", "er ikke et tall", id="digits of another script"),
        ("0x10", "er ikke et tall"),
        ("", "er ikke et tall"),
        ("1e999", "for mange siffer"),
        ("1e99999", "er ikke et tall"),
        pytest.param("1" * 23, "for mange siffer", id="23 digits"),
        pytest.param("0.1234567890123456", "for mange siffer", id="16 decimals"),
    ],
)
def test_what_is_no_number_is_refused_with_advice(text: str, advice: str) -> None:
    with pytest.raises(NotANumber, match=advice):
        read_number(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6))
def test_no_digit_is_lost(number: Decimal) -> None:
    text = f"{number:f}"
    assert Decimal(literal_of(text, read_number(text))) == number


@given(st.text(max_size=50))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        value = read_number(text)
    except NotANumber:
        return
    assert len(literal_of(text, value)) <= 40
