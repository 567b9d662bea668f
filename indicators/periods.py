"""Periods of official statistics: how they are written, when they end and where they lie on the time axis.

Written `2024`, `2024T1`, `2024K2`, `2024M02` (`2024-02` is read too), `2023/2024` for a school year, and two periods of
the same kind with a hyphen (`2009-2022`) or a slash between months (`2023-07/2024-07`) for a change between them.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from accounts.wording import sentence

FIRST_YEAR, LAST_YEAR = 1700, 2200
# What a person is told of a text that is no period.
NO_PERIOD = sentence("{text} er ikke en periode: skriv 2024, 2024T1, 2024K2, 2024M02, 2023/2024 eller 2009-2022")


class Frequency(StrEnum):
    YEAR = "year"
    SCHOOL_YEAR = "school_year"
    TERTIAL = "tertial"
    QUARTER = "quarter"
    MONTH = "month"


MONTHS = {
    Frequency.YEAR: 12,
    Frequency.SCHOOL_YEAR: 12,
    Frequency.TERTIAL: 4,
    Frequency.QUARTER: 3,
    Frequency.MONTH: 1,
}


class PeriodError(ValueError):
    """A text that is no period."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole months. `position` counts months since year 0 up to its end."""

    code: str
    frequency: Frequency
    position: int
    # A change is measured from the end of another period, `2009-2022` from the end of 2009.
    base_position: int | None = None

    @property
    def end(self) -> date:
        """The last day, in calendar terms."""
        return last_day(self.position)

    @property
    def months(self) -> int:
        """Length of one period of this frequency; a change counts as the period that it ends in."""
        return MONTHS[self.frequency]

    @property
    def start(self) -> int:
        """The position of the month that it begins with; a change begins as the period that it ends in."""
        return self.position - self.months + 1

    def overlaps(self, first: "Period | None", last: "Period | None") -> bool:
        """Whether some of it lies between the beginning of one period and the end of another; None is no bound."""
        return (first is None or self.position >= first.start) and (last is None or self.start <= last.position)

    def is_finished(self, on: date) -> bool:
        """Whether the period has ended before that day; periods end with a month, so the day in it is no matter."""
        return self.position < months_at(on)

    def ended_since(self, on: date) -> int:
        """How many whole periods of the same length have ended after this one."""
        whole_months = months_at(on) - 1 - self.position
        return max(whole_months // self.months, 0)

    @property
    def label(self) -> str:
        """As a reader writes it: a change is named by the period that it ends in."""
        return self.code if self.base_position is None else re.split(r"[-/](?=\d{4})", self.code)[-1]


def months_at(on: date) -> int:
    """The position of the month that the day lies in."""
    return on.year * 12 + on.month


@lru_cache(maxsize=4096)
def last_day(position: int) -> date:
    year, month = divmod(position - 1, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


PATTERNS = (
    (re.compile(r"([0-9]{4})"), Frequency.YEAR),
    (re.compile(r"([0-9]{4})T([1-3])"), Frequency.TERTIAL),
    (re.compile(r"([0-9]{4})K([1-4])"), Frequency.QUARTER),
    (re.compile(r"([0-9]{4})(?:M|-)(0[1-9]|1[0-2])"), Frequency.MONTH),
)


def parse_period(text: str) -> Period:
    """The period that a text names. Raises PeriodError for anything else."""
    text = text.strip()
    return simple_period(text) or school_year(text) or change_period(text) or refuse(text)


def refuse(text: str) -> Period:
    raise PeriodError(text)


def simple_period(text: str) -> Period | None:
    for pattern, frequency in PATTERNS:
        if match := pattern.fullmatch(text):
            return numbered_period(frequency, *(int(part) for part in match.groups()))
    return None


def numbered_period(frequency: Frequency, year: int, number: int = 1) -> Period | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    sign = {Frequency.YEAR: "", Frequency.TERTIAL: "T", Frequency.QUARTER: "K", Frequency.MONTH: "M"}[frequency]
    digits = f"{number:02}" if frequency is Frequency.MONTH else str(number)
    code = f"{year}{sign}{digits}" if sign else str(year)
    return Period(code, frequency, year * 12 + number * MONTHS[frequency])


def school_year(text: str) -> Period | None:
    """1 August to 31 July; the second year must be the next one."""
    match = re.fullmatch(r"([0-9]{4})/([0-9]{4})", text)
    if not match or not FIRST_YEAR <= int(match[1]) < LAST_YEAR or int(match[2]) != int(match[1]) + 1:
        return None
    return Period(text, Frequency.SCHOOL_YEAR, int(match[2]) * 12 + 7)


def change_period(text: str) -> Period | None:
    """A change between two periods of the same kind, in this order."""
    for separator in "-/":
        for cut in (index for index, sign in enumerate(text) if sign == separator):
            first, last = simple_period(text[:cut]), simple_period(text[cut + 1 :])
            if first and last and first.frequency is last.frequency and first.position < last.position:
                if separator == "/" and first.frequency is Frequency.YEAR:
                    continue
                code = f"{first.code}-{last.code}"
                return Period(code, last.frequency, last.position, first.position)
    return None
