"""The population on one day: everybody, age groups, and shares of the whole. Pure: exact, and nothing is invented.

What is missing stays missing: a sum needs all its parts, and a share needs both the part and the whole.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal, Inexact
from fractions import Fraction

from indicators.demography.ages import EVERYBODY, OLDEST, AgeGroup, gap_in, parts_of, side_by_side

# Populations are whole and small; a sum that would be rounded is an error.
EXACT = Context(prec=60, traps=[Inexact])
# More groups than this are too many to read beside each other: then the usual ones are shown.
MOST_SHOWN = 12
USUAL = tuple(
    AgeGroup(*ages) for ages in ((0, 0), (1, 5), (6, 15), (16, 19), (20, 44), (45, 66), (67, 79), (80, 89), (90, None))
)
# Sums that a municipality plans by: kindergarten, school, upper secondary school, working age, old.
SUMS = tuple(AgeGroup(*ages) for ages in ((0, 5), (0, 15), (16, 66), (67, None), (80, None)))


@dataclass(frozen=True, slots=True)
class Population:
    """Persons on one day as they are published: everybody, and those of each age group that has a figure."""

    total: Decimal | None
    groups: Mapping[AgeGroup, Decimal] = field(default_factory=dict)
    # Sums that have been asked for; a page asks for the same ones many times.
    sums: dict[AgeGroup, Decimal | None] = field(default_factory=dict, compare=False, repr=False)

    def persons(self, group: AgeGroup) -> Decimal | None:
        """How many are in the group: as published, else the sum of groups that are exactly it; else None."""
        if group == EVERYBODY and self.total is not None:
            return self.total
        return self.added_up(group)

    def added_up(self, group: AgeGroup) -> Decimal | None:
        if group not in self.sums:
            parts = parts_of(group, self.groups.keys())
            self.sums[group] = None if parts is None else added(self.groups[part] for part in parts)
        return self.sums[group]

    def share(self, group: AgeGroup) -> Fraction | None:
        """Percent of everybody; None where either is missing, or where there is nobody."""
        part, whole = self.persons(group), self.persons(EVERYBODY)
        return None if part is None or not whole else Fraction(part) * 100 / Fraction(whole)

    @property
    def mismatch(self) -> Decimal | None:
        """How many more everybody is than all age groups together; None where they agree or nobody can say."""
        parts = self.added_up(EVERYBODY)
        if self.total is None or parts is None or parts == self.total:
            return None
        return EXACT.subtract(self.total, parts)

    @property
    def remainder(self) -> AgeGroup | None:
        """The one stretch of ages without a figure, where it is what the others leave of everybody."""
        gap = gap_in(self.groups.keys())
        return gap if gap and gap != EVERYBODY and self.left_for(gap) is not None else None

    def left_for(self, gap: AgeGroup) -> Decimal | None:
        """Everybody less the groups on both sides of the gap; None where that cannot be known or is less than none."""
        younger = self.added_up(AgeGroup(0, gap.first - 1)) if gap.first else Decimal(0)
        older = self.added_up(AgeGroup(gap.end, None)) if gap.end < OLDEST else Decimal(0)
        if self.total is None or younger is None or older is None:
            return None
        left = EXACT.subtract(self.total, added((younger, older)))
        return left if left >= 0 else None

    def completed(self) -> "Population":
        """With the remainder as a group like the others."""
        gap = self.remainder
        left = self.left_for(gap) if gap else None
        return Population(self.total, {**self.groups, gap: left}) if gap and left is not None else self


def added(numbers: Iterable[Decimal]) -> Decimal:
    total = Decimal(0)
    for one in numbers:
        total = EXACT.add(total, one)
    return total


def shown_groups(population: Population) -> list[AgeGroup]:
    """The groups to read beside each other: as published where they are few, else the usual ones that can be made."""
    whole = parts_of(EVERYBODY, population.groups.keys(), finest=True)
    groups = list(whole) if whole else side_by_side(population.groups.keys())
    if len(groups) <= MOST_SHOWN:
        return groups
    return [group for group in USUAL if population.persons(group) is not None]


def sums_beside(populations: Collection[Population], shown: Collection[AgeGroup]) -> list[AgeGroup]:
    """The usual sums that are not shown already and that can be made for some day."""
    return [
        group for group in SUMS if group not in shown and any(one.persons(group) is not None for one in populations)
    ]
