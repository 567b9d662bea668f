"""How much a municipality needs to spend on a sector, compared with the country. Pure: no Django, no clock.

The need is a factor d, where 1.0 is the country. Sources print it in percent (`96.9` is 0.969). A sector that nobody
has printed an index for counts with 1.0, and it is said whether that is because the sector is not adjusted or because
the index is not known.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

PERCENT = "percent of national average"
NOT_ADJUSTED = "factor (no need adjustment)"
# What was spent compared with the country, not what is needed.
RESOURCE_USE = "ressursbruk, not need"


class Basis(StrEnum):
    """Where a factor is from."""

    INDEX = "index"
    NOT_ADJUSTED = "not_adjusted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Vintage:
    """Which row of an index was read, since when it is known, and by which delivery."""

    index_id: int
    known_from: datetime
    fetch_id: int | None


@dataclass(frozen=True, slots=True)
class PrintedIndex:
    """One figure of a sector, a region and a year as its source prints it."""

    measure: str
    source: str
    value: Decimal
    vintage: Vintage | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Need:
    """What is multiplied with, why, and the index that says so where one does."""

    factor: Decimal
    basis: Basis
    printed: PrintedIndex | None = field(default=None, compare=False)


def need_of(printed: Iterable[PrintedIndex], *, is_adjusted: bool) -> Need:
    """The need that counts of those printed for one sector; `is_adjusted` is whether its costs are said to be."""
    found = list(printed)
    if indices := [one for one in found if one.measure == PERCENT and one.value > 0]:
        counting = min(indices, key=precedence)
        return Need(counting.value / 100, Basis.INDEX, counting)
    said = min((one for one in found if one.measure == NOT_ADJUSTED), key=precedence, default=None)
    is_unknown = is_adjusted and said is None
    return Need(Decimal(1), Basis.UNKNOWN if is_unknown else Basis.NOT_ADJUSTED, said)


def use_of(printed: Iterable[PrintedIndex]) -> PrintedIndex | None:
    """The resource use that counts of those printed for one sector."""
    return min((one for one in printed if one.measure == RESOURCE_USE), key=lambda one: one.source, default=None)


def precedence(printed: PrintedIndex) -> tuple[int, str]:
    """What is printed in a text before all else, and what somebody has worked out from other figures last."""
    source = printed.source.casefold()
    rank = 0 if source == "text" else 2 if source.startswith("implied") else 1
    return rank, source


def is_index(measure: str) -> bool:
    """Whether the measure says anything of the need."""
    return measure in {PERCENT, NOT_ADJUSTED}


def need_adjusted(unadjusted: Decimal, need: Need) -> Fraction:
    """Net cost per inhabitant if the municipality had the needs of the country: u / d."""
    return Fraction(unadjusted) / Fraction(need.factor)


def resource_use(unadjusted: Decimal, need: Need, *, country: Decimal) -> Fraction | None:
    """What is spent when the country is 100: (u / d) / ū · 100. None where the country's ū is not above 0."""
    return need_adjusted(unadjusted, need) / Fraction(country) * 100 if country > 0 else None
