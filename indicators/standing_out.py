"""What moved most, and where a municipality stands apart from others: as arithmetic, never as judgement. Pure, exact.

A change is measured against the changes that the same figure made before, a distance against how far the others lie
from their own median. Both are medians, so that one odd figure does not decide what is usual.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Protocol, TypeVar

from indicators.comparison import MUCH
from indicators.units import COUNTED, SUMS_OF_MONEY, measure_of

YEAR = 12
# Three years before the year that is measured: two changes from one year to the next.
FEWEST_CHANGES = 2
# Of fewer than five others nobody can say what is usual among them.
FEWEST_OTHERS = 5
# Makes the median distance of a normal distribution its standard deviation: 1 / 0.6745.
ROBUST = Decimal("1.4826")
MOST_TOLD = 5
PER = re.compile(r"\b(?:per|pr)\b|/", re.IGNORECASE)
# A place in a list is no amount, and yes is no number.
NO_AMOUNT = frozenset({"rank", "boolean"})


def is_amount(unit: str) -> bool:
    """Whether figures in the unit have distances at all."""
    return measure_of(unit) not in NO_AMOUNT


def follows_size(name: str, unit: str, group_value: str) -> bool:
    """Whether the figure is larger in a larger municipality, so that a distance to others says how many people it has.

    `group_value` is how the value of a group is made: a sum tells it, and a mean that it is not so.
    """
    if group_value:
        return group_value == "sum"
    if PER.search(name) or PER.search(unit):
        return False
    return measure_of(unit) in SUMS_OF_MONEY | COUNTED


def median(values: Sequence[Decimal]) -> Decimal:
    """The one in the middle; between the two in the middle where there are two. There must be at least one."""
    ordered, half = sorted(values), len(values) // 2
    if len(ordered) % 2:
        return ordered[half]
    return MUCH.divide(MUCH.add(ordered[half - 1], ordered[half]), Decimal(2))


def times(distance: Decimal, usual: Decimal) -> Fraction:
    """How many times the usual a distance is, whichever way it goes."""
    return abs(Fraction(distance)) / Fraction(usual)


# From one year to the next ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Move:
    """A change from one year to the next, and the median of how large the changes before it were."""

    before: Decimal
    after: Decimal
    amount: Decimal
    usual: Decimal
    changes: int
    times: Fraction


def move(
    values: Mapping[int, Decimal], newest: int, *, breaks: Collection[int] = (), step: Decimal = Decimal(0)
) -> Move | None:
    """The change into the period at `newest`, where it is larger or smaller than usual.

    `values` lie by the position of their period in months, `breaks` where periods begin that cannot be compared with
    those before them: only what comes after the last break is looked at. `step` is the smallest difference that the
    figures are published with; where the usual change is less, rounding alone may have made it, and nothing is said.
    """
    since = max((one for one in breaks if one <= newest), default=0)
    known = {position: value for position, value in values.items() if since <= position <= newest}
    sizes = {at: abs(MUCH.subtract(value, known[at - YEAR])) for at, value in known.items() if at - YEAR in known}
    if sizes.pop(newest, None) is None or len(sizes) < FEWEST_CHANGES:
        return None
    usual, before, after = median(list(sizes.values())), known[newest - YEAR], known[newest]
    if not usual or usual < step:
        return None
    amount = MUCH.subtract(after, before)
    return Move(before, after, amount, usual, len(sizes), times(amount, usual))


# Beside others -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some municipalities, and how far from it half of them lie at most."""

    median: Decimal
    half_within: Decimal
    count: int

    @property
    def usual(self) -> Decimal:
        """The usual distance from the median."""
        return MUCH.multiply(self.half_within, ROBUST)


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a figure lies from the median of the others. Above it `amount` is above zero."""

    own: Decimal
    spread: Spread
    amount: Decimal
    times: Fraction


def spread_of(values: Iterable[Decimal | None]) -> Spread | None:
    """Over those that have a figure; None where they are fewer than five."""
    known = [value for value in values if value is not None]
    if len(known) < FEWEST_OTHERS:
        return None
    middle = median(known)
    return Spread(middle, median([abs(MUCH.subtract(value, middle)) for value in known]), len(known))


def distance(own: Decimal, spread: Spread, *, step: Decimal = Decimal(0)) -> Distance | None:
    """How far from the median; None where half of the others lie on it, or closer than the figures can tell."""
    if not spread.half_within or spread.half_within < step:
        return None
    amount = MUCH.subtract(own, spread.median)
    return Distance(own, spread, amount, times(amount, spread.usual))


# The few that are told ---------------------------------------------------------------------------------------------


class Measured(Protocol):
    @property
    def times(self) -> Fraction: ...


One = TypeVar("One")
Found = TypeVar("Found", bound=Measured)


def most(found: Iterable[tuple[One, Found]]) -> list[tuple[One, Found]]:
    """Up to five, the largest first, of those that are more than the usual. Equal ones keep their order."""
    beyond = [pair for pair in found if pair[1].times > 1]
    return sorted(beyond, key=lambda pair: pair[1].times, reverse=True)[:MOST_TOLD]
