"""What a figure is beside others: how much it changed, its place in the group, and what a difference amounts to. Pure.

Missing is never zero: where a figure that is needed is missing, there is no answer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal

from indicators.units import measure_of

# Figures have at most 38 digits; the last of these sixty are far behind what anybody prints.
MUCH = Context(prec=60)
# A change from 40 to 42 percent is two points, and never five percent.
SHARES = frozenset({"percent", "permille"})
# A place in a list is no amount, and yes is no number.
WITHOUT_PERCENT = SHARES | {"rank", "boolean"}
MEAN_OF = 3
ONE_MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Change:
    """From an earlier figure to a later: in the unit, and in percent of the earlier where that means something."""

    amount: Decimal
    percent: Decimal | None


def change(before: Decimal | None, after: Decimal | None, *, unit: str) -> Change | None:
    """How much more `after` is. Without percent where the unit is a share, or the earlier figure is not above zero."""
    if before is None or after is None:
        return None
    amount = MUCH.subtract(after, before)
    is_told = before > 0 and measure_of(unit) not in WITHOUT_PERCENT
    return Change(amount, MUCH.multiply(MUCH.divide(amount, before), Decimal(100)) if is_told else None)


def change_from_mean(before: Sequence[Decimal | None], after: Decimal | None, *, unit: str) -> Change | None:
    """How much more `after` is than the mean of the three before it; each of the three must be a number."""
    known = [value for value in before if value is not None]
    if len(before) != MEAN_OF or len(known) != MEAN_OF:
        return None
    total = Decimal(0)
    for value in known:
        total = MUCH.add(total, value)
    return change(MUCH.divide(total, Decimal(MEAN_OF)), after, unit=unit)


# In the group ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rank:
    """A place among those that have a figure. Equal ones share the best place, the next is left open: 1, 2, 2, 4."""

    place: int
    # How many others stand at the same place.
    shared_with: int
    ranked: int


def ranks(figures: Iterable[tuple[int, Decimal | None]], *, lowest_first: bool) -> dict[int, Rank]:
    """The place of each, by key. Whoever has no figure has no place and is not counted."""
    known = {key: value for key, value in figures if value is not None}
    found = {}
    for key, value in known.items():
        ahead = sum(other < value if lowest_first else other > value for other in known.values())
        equal = sum(other == value for other in known.values()) - 1
        found[key] = Rank(ahead + 1, equal, len(known))
    return found


def is_lowest_first(direction: str | None) -> bool:
    """Whether the lowest is the first: where down is wanted. Where no direction is, the highest is called first."""
    return direction == "down"


# In money -------------------------------------------------------------------------------------------------------


def million(own: Decimal, peer: Decimal, inhabitants: Decimal) -> Decimal:
    """What own municipality spends more than at the peer's cost per inhabitant, in million kroner."""
    return MUCH.divide(MUCH.multiply(MUCH.subtract(own, peer), inhabitants), ONE_MILLION)
