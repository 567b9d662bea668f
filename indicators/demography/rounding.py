"""An exact share or ratio as the decimal number that is shown. Pure."""

from decimal import Decimal
from fractions import Fraction


def decimal_of(exact: Fraction, decimals: int) -> Decimal:
    """Rounded half away from zero, as published figures are."""
    scaled = abs(exact) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    # Put together of its digits, so that no context rounds it once more; nothing is minus zero.
    is_negative = exact < 0 and whole > 0
    return Decimal((int(is_negative), tuple(int(digit) for digit in str(whole)), -decimals))
