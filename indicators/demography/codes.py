"""Which indicators are the population of a place, by their codes. Pure: no Django, no clock.

A code of our own is `befolkning` for everybody and `befolkning:6-15`, `befolkning:0` or `befolkning:80+` for an age
group, on 1 January. Statistics Norway's tables are read by the codes of their cells: `07459:Personer1`,
`07459:006:Personer1`, and the main alternative of a projection as `14288:006:Personer`. `innbyggere` is 31 December.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from indicators.demography.ages import EVERYBODY, AgeGroup, age_group_named

OWN, AT_END_OF_YEAR, POPULATION_TABLE = "befolkning", "innbyggere", "07459"
# Each round of Statistics Norway's projections is a table of its own, and starts from the year that it is made in.
PROJECTION_TABLES = {"11668": "2018", "12882": "2020", "14288": "2024", "14746": "2026"}
MAIN_ALTERNATIVE = "hovedalternativet"
TABLE_CODE = re.compile(r"(?P<table>[0-9]{5})(?::(?P<age>[0-9]{3}\+?))?:(?P<content>Personer1?)")


class Family(StrEnum):
    """Where a figure of the population is from; where several say the same thing, the first one counts."""

    STATISTICS = "statistics"
    OWN = "own"
    END_OF_YEAR = "end_of_year"


ORDER = list(Family)


@dataclass(frozen=True, slots=True)
class Meaning:
    """Whose number a figure is."""

    family: Family
    group: AgeGroup

    def year_of(self, year: int) -> int:
        """The 1 January that a figure of the year belongs to: the end of 2024 is the beginning of 2025."""
        return year + 1 if self.family is Family.END_OF_YEAR else year


def meaning_of(code: str) -> Meaning | None:
    """What the indicator counts, or None where it is no population."""
    if code == AT_END_OF_YEAR:
        return Meaning(Family.END_OF_YEAR, EVERYBODY)
    name, separator, age = code.partition(":")
    if name == OWN:
        group = age_group_named(age) if separator else EVERYBODY
        return Meaning(Family.OWN, group) if group else None
    return meaning_in_table(code)


def projection_in(table: str) -> dict[str, str]:
    """What is known of the projection that a table is; nothing where it is none."""
    start = PROJECTION_TABLES.get(table)
    return {"projected_from": start} if start else {}


def meaning_in_table(code: str) -> Meaning | None:
    """What a cell of one of Statistics Norway's tables counts; 07459 says `Personer1`, the projections `Personer`."""
    match = TABLE_CODE.fullmatch(code)
    contents = {POPULATION_TABLE: "Personer1"} | dict.fromkeys(PROJECTION_TABLES, "Personer")
    if match is None or contents.get(match["table"]) != match["content"]:
        return None
    group = age_group_named(match["age"]) if match["age"] else EVERYBODY
    return Meaning(Family.STATISTICS, group) if group else None
