"""How many there are to support whom: ratios between age groups. Pure and exact.

`aldersbæreevne` is persons of working age, 16 to 66, for each person of 67 or more; 67 is the general age of old-age
pension in Norway. It falls when people grow older. `forsørgerbyrde` is the same ages turned round: those below 16 and
from 67 on for every hundred of 16 to 66; it rises. The other two are published with other ages: `forsørgerbrøk for
eldre` (ressursportal.no: 65 and over by 20 to 64) and Eurostat's «age dependency ratio, first variant» (0 to 14 and 65
and over for every hundred of 15 to 64).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from indicators.demography.ages import AgeGroup
from indicators.demography.populations import Population, added


class RatioName(StrEnum):
    SUPPORT = "support"
    DEPENDENCY = "dependency"
    OLD_AGE = "old_age"
    EUROSTAT = "eurostat"


@dataclass(frozen=True, slots=True)
class Ratio:
    """Persons in some age groups for each, or each hundred, in another."""

    name: RatioName
    counted: tuple[AgeGroup, ...]
    among: AgeGroup
    each: int

    def of(self, population: Population) -> Fraction | None:
        """The ratio; None where a group has no figure, or where nobody is in the one that is divided by."""
        parts = [population.persons(group) for group in self.counted]
        among = population.persons(self.among)
        if not among or any(part is None for part in parts):
            return None
        return Fraction(added(part for part in parts if part is not None)) * self.each / Fraction(among)

    def lacking(self, populations: Iterable[Population]) -> tuple[AgeGroup, ...]:
        """The groups that have no figure on any of the days."""
        known = list(populations)
        groups = (*self.counted, self.among)
        return tuple(group for group in groups if all(one.persons(group) is None for one in known))


CHILDREN, WORKING, OLD = AgeGroup(0, 15), AgeGroup(16, 66), AgeGroup(67, None)
FROM_65 = AgeGroup(65, None)
RATIOS = (
    Ratio(RatioName.SUPPORT, (WORKING,), OLD, each=1),
    Ratio(RatioName.DEPENDENCY, (CHILDREN, OLD), WORKING, each=100),
    Ratio(RatioName.OLD_AGE, (FROM_65,), AgeGroup(20, 64), each=100),
    Ratio(RatioName.EUROSTAT, (AgeGroup(0, 14), FROM_65), AgeGroup(15, 64), each=100),
)
