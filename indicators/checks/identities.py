"""What must hold between figures of one place and period, and whether it does. No Django, no clock.

Both sides are calculated with every value that their figures may have had before they were rounded. Where the two
stretches meet, the identity holds: rounding alone never makes it fail.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from indicators.checks.formulas import Figures, Formula, NotCalculable, Rounded, as_printed
from indicators.periods import Period, PeriodError, parse_period

# A region and a period.
Place = tuple[int, str]
# The figures of one place as they are printed, by the code of their indicator.
Printed = Mapping[str, str]


class Relation(StrEnum):
    EQUALS = "="
    AT_MOST = "<="


class Verdict(StrEnum):
    HOLDS = "holds"
    FAILS = "fails"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an identity: the formula, and what it is called in a sentence."""

    words: str
    formula: Formula


@dataclass(frozen=True)
class Identity:
    """That one side equals the other, or is at most as much. A finding is kept under `indicator`.

    `slack` is a share by which the sides may differ beyond rounding, where the identity is only nearly true. `first`
    and `last` bound the periods that it is true in.
    """

    code: str
    name: str
    left: Side
    relation: Relation
    right: Side
    indicator: str
    unit: str
    decimals: int
    source: str
    slack: Fraction = Fraction(0)
    first: Period | None = None
    last: Period | None = None

    @cached_property
    def codes(self) -> frozenset[str]:
        return frozenset((*self.left.formula.codes, *self.right.formula.codes))

    def is_about(self, period: str) -> bool:
        """Whether the identity is said to hold in the period."""
        if self.first is None and self.last is None:
            return True
        try:
            return parse_period(period).overlaps(self.first, self.last)
        except PeriodError:
            return False


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one check in one place. `allowed` is how far the sides may lie apart by rounding and slack."""

    place: Place
    left: Fraction
    right: Fraction
    allowed: Fraction
    verdict: Verdict
    figures: Printed

    @property
    def difference(self) -> Fraction:
        return self.left - self.right


@dataclass(slots=True)
class Tally:
    """All places of one check: what was checked, and in how many places some figure was missing."""

    checked: list[Checked] = field(default_factory=list)
    unchecked: int = 0

    @property
    def failing(self) -> list[Checked]:
        return [one for one in self.checked if one.verdict is Verdict.FAILS]

    @property
    def holding(self) -> list[Checked]:
        return [one for one in self.checked if one.verdict is Verdict.HOLDS]


def check_everywhere(identity: Identity, figures: Mapping[Place, Printed]) -> Tally:
    """The identity in every place where it has a figure at all."""
    tally = Tally()
    for place, printed in figures.items():
        if not identity.is_about(place[1]) or not identity.codes & printed.keys():
            continue
        if found := check_in(identity, place, printed):
            tally.checked.append(found)
        else:
            tally.unchecked += 1
    return tally


def check_in(identity: Identity, place: Place, printed: Printed) -> Checked | None:
    """The identity in one place; None where a figure is missing, or a divisor may be zero."""
    if not identity.codes <= printed.keys():
        return None
    own = {code: printed[code] for code in sorted(identity.codes)}
    figures: Figures = {code: as_printed(literal) for code, literal in own.items()}
    try:
        left, right = identity.left.formula.calculated(figures), identity.right.formula.calculated(figures)
    except NotCalculable:
        return None
    verdict = Verdict.HOLDS if holds(identity, left, right) else Verdict.FAILS
    return Checked(place, left.value, right.value, allowance(identity, left, right), verdict, own)


def holds(identity: Identity, left: Rounded, right: Rounded) -> bool:
    room = identity.slack * abs(right.value)
    widened = Rounded(right.value, right.least - room, right.most + room)
    return left.least <= widened.most if identity.relation is Relation.AT_MOST else left.overlaps(widened)


def allowance(identity: Identity, left: Rounded, right: Rounded) -> Fraction:
    """The largest distance that would still hold, on the side that the left one lies on."""
    room = identity.slack * abs(right.value)
    if left.value >= right.value:
        return (left.value - left.least) + (right.most - right.value) + room
    return (left.most - left.value) + (right.value - right.least) + room


def touched(identities: Mapping[str, Identity], codes: frozenset[str]) -> Iterator[Identity]:
    """Those that some of the indicators are part of."""
    return (one for one in identities.values() if one.codes & codes)
