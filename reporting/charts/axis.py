"""The value axis: round steps, and a range that neither hides nor exaggerates."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from reporting.charts.words import Number

# Wide enough for any figure, and quiet: a chart is never the place where arithmetic stops a page.
EXACT = Context(prec=60, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
# Zero belongs to the axis when showing it costs no more than half of the drawing.
NEAR_ZERO = Decimal("0.5")
# Points on the very edge get this part of a step as air, for their mark and their number; more where the periods stand.
AIR_BELOW, AIR_ABOVE = Decimal("0.6"), Decimal("0.35")
# A change that is small beside its level is drawn small.
LEAST_SPAN = Decimal("0.04")
SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Axis:
    """`low` and `high` are the ends of the drawing; the ticks are the multiples of the step between them."""

    low: Decimal
    high: Decimal
    step: Decimal

    @property
    def ticks(self) -> list[Decimal]:
        first = whole_steps(self.low, self.step, ROUND_CEILING)
        count = int(EXACT.divide(EXACT.subtract(self.high, first), self.step).to_integral_value(ROUND_FLOOR, EXACT))
        return [EXACT.add(first, EXACT.multiply(self.step, Decimal(i))) for i in range(count + 1)]

    @property
    def crosses_zero(self) -> bool:
        return self.low < 0 < self.high

    @property
    def is_cut(self) -> bool:
        """Whether zero lies outside."""
        return self.low > 0 or self.high < 0

    def share(self, value: Decimal) -> float:
        """How far up the axis the value lies, from 0 to 1."""
        part = EXACT.divide(EXACT.subtract(value, self.low), EXACT.subtract(self.high, self.low))
        return float(min(max(part, Decimal(0)), Decimal(1)))

    def label(self, tick: Decimal, number: Number) -> str:
        """The tick as short as its step allows; astronomical ones in powers of ten."""
        exponent = max(self.low.adjusted(), self.high.adjusted()) if tick else 0
        if exponent > 11 or self.step.adjusted() < -6:
            return power_of_ten(tick, number)
        return number(tick, decimals=max(0, -self.step.adjusted()))


def power_of_ten(value: Decimal, number: Number) -> str:
    if not value:
        return number(Decimal(0), decimals=0)
    mantissa = EXACT.scaleb(value, Decimal(-value.adjusted()))
    return f"{number(mantissa, decimals=2)}·10{str(value.adjusted()).translate(SUPERSCRIPT)}"


def axis_for(values: Iterable[Decimal], *, steps: int = 5) -> Axis:
    """An axis in round steps that holds all the values."""
    known = list(values)
    low, high = widened(min(known), max(known))
    step = round_step(EXACT.divide(EXACT.subtract(high, low), Decimal(steps)))
    floor, ceiling = whole_steps(low, step, ROUND_FLOOR), whole_steps(high, step, ROUND_CEILING)
    below, above = EXACT.multiply(step, AIR_BELOW), EXACT.multiply(step, AIR_ABOVE)
    # Zero is a floor of its own and gets none.
    if floor:
        floor = min(floor, EXACT.subtract(low, below))
    if ceiling:
        ceiling = max(ceiling, EXACT.add(high, above))
    return Axis(floor, ceiling, step)


def widened(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """The range with zero in it where that costs little, and never so narrow that a trifle looks like a leap."""
    if low == high == 0:
        return Decimal(0), Decimal(1)
    if low > 0 and (low == high or low <= EXACT.multiply(high, NEAR_ZERO)):
        low = Decimal(0)
    elif high < 0 and (low == high or high >= EXACT.multiply(low, NEAR_ZERO)):
        high = Decimal(0)
    least = EXACT.multiply(max(abs(low), abs(high)), LEAST_SPAN)
    missing = EXACT.subtract(least, EXACT.subtract(high, low))
    if missing > 0:
        half = EXACT.divide(missing, Decimal(2))
        low, high = EXACT.subtract(low, half), EXACT.add(high, half)
    return low, high


def round_step(least: Decimal) -> Decimal:
    """The smallest of 1, 2, 5 times a power of ten that is not below the least."""
    unit = EXACT.scaleb(Decimal(1), Decimal(least.adjusted()))
    return next(EXACT.multiply(step, unit) for step in STEPS if EXACT.multiply(step, unit) >= least)


def whole_steps(value: Decimal, step: Decimal, rounding: str) -> Decimal:
    steps = EXACT.divide(value, step).to_integral_value(rounding=rounding, context=EXACT)
    return EXACT.multiply(steps, step)
