"""The figures of one place put together: what was, and each round of what was projected. Pure.

A round is a projection as one delivery or table tells it. Where several sources count the same persons on the same day,
the first of `Family` is used, and where they disagree that is told.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from indicators.demography.ages import EVERYBODY, AgeGroup
from indicators.demography.codes import ORDER, Family, Meaning
from indicators.demography.populations import Population


@dataclass(frozen=True, slots=True)
class Count:
    """One figure of the population: whose number, of which year as its source says, and where it is from."""

    meaning: Meaning
    stated_year: int
    persons: Decimal
    source: str
    known_from: datetime
    is_provisional: bool = False
    # Of projections: the year they start from and the scenario, empty where nobody has said.
    projected_from: str = ""
    scenario: str = ""
    number: int = 0

    @property
    def year(self) -> int:
        """The 1 January that it is read as."""
        return self.meaning.year_of(self.stated_year)

    @property
    def on(self) -> date:
        """The day that the source counts on."""
        if self.meaning.family is Family.END_OF_YEAR:
            return date(self.stated_year, 12, 31)
        return date(self.stated_year, 1, 1)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sources that count the same persons on the same day, and not alike; the first one is used."""

    used: Count
    other: Count


@dataclass(frozen=True, slots=True)
class Years:
    """Populations by the year of 1 January, oldest first, and the figures that they are made of.

    `completed` are the same with the one group that the others leave of everybody.
    """

    populations: dict[int, Population]
    completed: dict[int, Population]
    counts: dict[tuple[int, AgeGroup], Count]
    disagreements: tuple[Disagreement, ...] = ()

    def persons(self, group: AgeGroup = EVERYBODY) -> dict[int, Decimal]:
        """How many are in the group, for the years that can tell."""
        found = ((year, one.persons(group)) for year, one in self.completed.items())
        return {year: persons for year, persons in found if persons is not None}

    @property
    def sources(self) -> list[str]:
        """Where the figures are from, each once."""
        return sorted({count.source for count in self.counts.values()})

    @property
    def known_from(self) -> datetime | None:
        """When the newest of the figures was known."""
        return max((count.known_from for count in self.counts.values()), default=None)


@dataclass(frozen=True, slots=True)
class Round:
    """One projection. Without `projected_from` it is named by when it was known."""

    projected_from: str
    scenario: str
    known_from: datetime
    years: Years


def actual_years(counts: Iterable[Count]) -> Years:
    """What was, each figure from the source that counts."""
    cells: dict[tuple[int, AgeGroup], list[Count]] = defaultdict(list)
    for count in counts:
        cells[count.year, count.meaning.group].append(count)
    used: dict[tuple[int, AgeGroup], Count] = {}
    disagreements = []
    for cell in sorted(cells, key=lambda one: (one[0], one[1].first, one[1].end)):
        first, *others = sorted(cells[cell], key=lambda one: (ORDER.index(one.meaning.family), one.number))
        used[cell] = first
        disagreements += [Disagreement(first, other) for other in others if other.persons != first.persons]
    return years_of(used, tuple(disagreements))


def years_of(used: dict[tuple[int, AgeGroup], Count], disagreements: tuple[Disagreement, ...] = ()) -> Years:
    populations = populations_in(used)
    return Years(populations, {year: one.completed() for year, one in populations.items()}, used, disagreements)


def populations_in(used: dict[tuple[int, AgeGroup], Count]) -> dict[int, Population]:
    groups: dict[int, dict[AgeGroup, Decimal]] = defaultdict(dict)
    for (year, group), count in used.items():
        groups[year][group] = count.persons
    return {year: Population(found.pop(EVERYBODY, None), found) for year, found in sorted(groups.items())}


def rounds_in(counts: Iterable[Count]) -> list[Round]:
    """Every projection, the newest first. A later figure of the same one corrects it.

    Projections that nobody has said the year of are told apart by when they were known: each delivery with news is one
    more, and has from the one before it what it did not say otherwise.
    """
    named: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for count in sorted(counts, key=lambda one: (one.known_from, one.number)):
        named[count.projected_from, count.scenario].append(count)
    rounds: list[Round] = []
    for (start, scenario), found in named.items():
        moments = [found[-1].known_from] if start else sorted({one.known_from for one in found})
        rounds += [Round(start, scenario, moment, years_known(found, moment)) for moment in moments]
    return sorted(rounds, key=lambda one: (made_in(one), one.known_from, one.scenario), reverse=True)


def years_known(found: list[Count], moment: datetime) -> Years:
    """What a projection said as it was known then; `found` has the later figures last."""
    used = {(one.year, one.meaning.group): one for one in found if one.known_from <= moment}
    return years_of(used)


def made_in(one: Round) -> str:
    """The year that a round starts from, else the year in which it was known."""
    return one.projected_from or str(one.known_from.year)
