"""An exact share or ratio as the decimal number that is shown. Pure."""

from decimal import Decimal
from fractions import Fraction


def decimal_of(exact: Fraction, decimals: int) -> Decimal:
    """Rounded half away from zero, as published figures are."""
    scaled = abs(exact) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    rounded = Decimal(whole).scaleb(-decimals)
    return -rounded if exact < 0 and rounded else rounded
