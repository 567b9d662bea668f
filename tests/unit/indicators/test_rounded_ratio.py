"""An exact ratio is rounded once, from what it is."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.formats import rounded_ratio


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(1, 3), "0.3"),
        (Fraction(2, 3), "0.7"),
        (Fraction(-2, 3), "-0.7"),
        (Fraction(1, 20), "0.1"),
        (Fraction(-1, 20), "-0.1"),
        (Fraction(49999999999999999999999999999, 10**30), "0.0"),
        (Fraction(0), "0.0"),
    ],
)
def test_half_is_rounded_away_from_zero(value: Fraction, shown: str) -> None:
    assert rounded_ratio(value, 1) == Decimal(shown)


@given(st.fractions(), st.integers(0, 6))
def test_it_is_never_more_than_half_a_step_away(value: Fraction, decimals: int) -> None:
    assert abs(Fraction(rounded_ratio(value, decimals)) - value) <= Fraction(1, 2 * 10**decimals)
