"""What a derived indicator is made of, and how its figure is computed from others. Pure: no Django, no clock.

`(a + b − c) / d × factor`: terms are added and subtracted, and the sum may be divided by one denominator. Sums are
exact. A quotient is rounded to the decimals of its indicator, half away from zero, as published figures are: what is
judged is what is shown. An indicator without decimals keeps two digits more than the longest number in the quotient.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

from indicators.rules import EXACT, WEAKEST_FIRST

# What a figure may be at most: digits before the point, and decimals.
MOST_DIGITS, MOST_DECIMALS = 23, 15
GUARD_DIGITS, FEWEST_DIGITS, ENOUGH_DIGITS = 2, 6, 15
# No quotient of such figures, times a factor, has more digits than this.
WIDE = Context(prec=120, rounding=ROUND_HALF_UP)
# One missing part makes the whole missing, with the first of these symbols that any of the parts has.
SYMBOLS = (":", "..", ".", "-")
# What stands where nothing can be computed, and where something was computed once and no longer is.
NOT_COMPUTABLE, NO_LONGER = ".", ".."


class FormulaKind(StrEnum):
    SUM = "sum"
    DIFFERENCE = "difference"
    RATIO = "ratio"
    PER_INHABITANT = "per_inhabitant"
    SHARE = "share"


class TermRole(StrEnum):
    ADDED = "added"
    SUBTRACTED = "subtracted"
    DENOMINATOR = "denominator"


class Reason(StrEnum):
    """Why a number cannot be computed although every part of it is one."""

    ZERO_DENOMINATOR = "zero_denominator"
    TOO_LARGE = "too_large"


DIVIDED = frozenset({FormulaKind.RATIO, FormulaKind.PER_INHABITANT, FormulaKind.SHARE})


@dataclass(frozen=True, slots=True)
class Part:
    """The figure of one term: a number as it was published, or the symbol that stands instead of it."""

    role: TermRole
    literal: str
    missing: str
    kind: str


@dataclass(frozen=True, slots=True)
class Computed:
    """What a formula makes of its parts. `reason` is said where numbers gave no number."""

    literal: str = ""
    missing: str = ""
    kind: str = "actual"
    reason: str = ""

    @property
    def content(self) -> tuple[object, ...]:
        """What it says: 5 and 5.0 are the same."""
        return (Decimal(self.literal) if self.literal else None, self.missing, self.kind)


def computed(parts: Sequence[Part], factor: Decimal, *, decimals: int | None = None) -> Computed:
    """The figure that the parts give. A missing part makes it missing; nothing is ever read as zero."""
    if missing := {part.missing for part in parts if not part.literal}:
        return Computed(missing=next((symbol for symbol in SYMBOLS if symbol in missing), NO_LONGER))
    total = total_of(parts)
    below = [Decimal(part.literal) for part in parts if part.role is TermRole.DENOMINATOR]
    if below and not below[0]:
        return Computed(missing=NOT_COMPUTABLE, reason=Reason.ZERO_DENOMINATOR)
    value = total
    if below:
        value = WIDE.divide(EXACT.multiply(total, factor), below[0])
        value = rounded(value, decimals_for(value, parts) if decimals is None else decimals)
    if abs(value) >= Decimal(10) ** MOST_DIGITS:
        return Computed(missing=NOT_COMPUTABLE, reason=Reason.TOO_LARGE)
    return Computed(literal=f"{value:f}", kind=weakest(part.kind for part in parts))


def total_of(parts: Iterable[Part]) -> Decimal:
    """What is added less what is subtracted, with the decimals of the part that has the most."""
    total = Decimal(0)
    for part in parts:
        if part.role is TermRole.ADDED:
            total = EXACT.add(total, Decimal(part.literal))
        elif part.role is TermRole.SUBTRACTED:
            total = EXACT.subtract(total, Decimal(part.literal))
    return total


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Whole units are never rounded away, and nothing is less than nothing."""
    shown = value.quantize(Decimal(1).scaleb(-min(decimals, MOST_DECIMALS)), context=WIDE)
    return shown or abs(shown)


def decimals_for(value: Decimal, parts: Iterable[Part]) -> int:
    """How many decimals of a quotient tell something."""
    longest = max(len(Decimal(part.literal).as_tuple().digits) for part in parts)
    digits = min(max(longest + GUARD_DIGITS, FEWEST_DIGITS), ENOUGH_DIGITS)
    return max(digits - 1 - value.adjusted(), 0) if value else 0


def weakest(kinds: Iterable[str]) -> str:
    """No part is stronger than the whole: one's own correction, then provisional, then a change, then actual."""
    there = set(kinds)
    return next((kind for kind in WEAKEST_FIRST if kind in there), "actual")


def holds_for_groups(kind: FormulaKind, sums: Collection[bool]) -> bool:
    """Whether published values of a group may be put into the formula; `sums` tells of each term if its value is a sum.

    The sum of means is the mean of the sums. The quotient of two means is the mean of nothing.
    """
    return all(sums) or (kind not in DIVIDED and not any(sums))


# Which formula needs which --------------------------------------------------------------------------------------------

# The indicator of each formula with those that it is made of.
Graph = Mapping[int, Collection[int]]


def affected_by(changed: Collection[int], graph: Graph) -> list[int]:
    """The derived indicators that any of these goes into, directly or through others, each after what it needs."""
    reached = set(changed)
    while found := {one for one, terms in graph.items() if one not in reached and reached & set(terms)}:
        reached |= found
    return [one for one in in_order(graph) if one in reached and (one not in changed or reached & set(graph[one]))]


def in_order(graph: Graph) -> Iterator[int]:
    """Every derived indicator after those that it is made of. What stands in a circle is left out."""
    waiting = dict(graph)
    while ready := sorted(one for one, terms in waiting.items() if not waiting.keys() & set(terms)):
        yield from ready
        for one in ready:
            del waiting[one]


def circle_through(start: int, graph: Graph) -> list[int]:
    """The shortest way from an indicator through what it is made of back to itself; empty where there is none."""
    waiting, seen = [[start]], set[int]()
    while waiting:
        way = waiting.pop(0)
        for term in sorted(graph.get(way[-1], ())):
            if term == start:
                return [*way, start]
            if term not in seen:
                seen.add(term)
                waiting.append([*way, term])
    return []
