"""What a projection said against what came. Pure: persons by year, exact, and a year without both is left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from indicators.demography.populations import EXACT

# Persons on 1 January of each year.
ByYear = Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class Change:
    """From one number of persons to another."""

    start: Decimal
    end: Decimal

    @property
    def persons(self) -> Decimal:
        """Positive where there are more at the end."""
        return EXACT.subtract(self.end, self.start)

    @property
    def percent(self) -> Fraction | None:
        """Of the start; None where that is nobody."""
        return Fraction(self.persons) * 100 / Fraction(self.start) if self.start else None


@dataclass(frozen=True, slots=True)
class Reached:
    """That the actual number came in one year to what was projected for a later one."""

    year: int
    projected_for: int
    actual: Decimal
    projected: Decimal
    is_rising: bool

    @property
    def years_early(self) -> int:
        return self.projected_for - self.year


def growth(persons: ByYear) -> tuple[int, int, Change] | None:
    """From the first year to the last; None with fewer than two."""
    if len(persons) < 2:
        return None
    first, last = min(persons), max(persons)
    return first, last, Change(persons[first], persons[last])


def deviations(actual: ByYear, projected: ByYear) -> dict[int, Change]:
    """By year what came against what was projected, for the years that have both; oldest first."""
    return {year: Change(projected[year], actual[year]) for year in sorted(actual.keys() & projected.keys())}


def reached_early(actual: ByYear, projected: ByYear) -> list[Reached]:
    """For each projected year the first earlier year whose actual number is there already; nothing where there is none.

    Whether a year is ahead by being higher or lower follows from where the projection starts: above it the actual
    number must be at or above, below it at or below. Years from before the projection starts prove nothing.
    """
    if not projected:
        return []
    start = min(projected)
    return [
        found
        for year in sorted(projected)
        if projected[year] != projected[start]
        if (found := first_there(actual, projected, start=start, year=year))
    ]


def first_there(actual: ByYear, projected: ByYear, *, start: int, year: int) -> Reached | None:
    goal = projected[year]
    is_rising = goal > projected[start]
    for earlier in sorted(one for one in actual if start <= one < year):
        value = actual[earlier]
        if value >= goal if is_rising else value <= goal:
            return Reached(earlier, year, value, goal, is_rising)
    return None


def farthest(reached: list[Reached]) -> Reached | None:
    """The one that tells most: the latest projected year that has been reached."""
    return max(reached, key=lambda one: one.projected_for, default=None)
