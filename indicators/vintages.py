"""Whether a figure that arrives says anything new about its cell. Pure: no Django, no clock.

Rows are only added. A figure is compared with the newest one that was known at its own time, of the same standing, from
its own table; where its table has said nothing before, with the newest from any table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum

from indicators.rules import OFFICIAL, SHOWN


class News(Enum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Vintage:
    """One figure of a cell: what it says, where it stands, from which table, and since when it is known."""

    literal: str
    missing: str
    kind: str
    standing: int
    source_table: str
    table_rank: int
    known_from: datetime
    value_min: Decimal | None = None
    value_max: Decimal | None = None
    # Projections of several scenarios stand side by side.
    scenario: str = ""
    # The later row counts where all else is equal.
    number: int = 0

    @property
    def series(self) -> tuple[int, str, str]:
        """What it replaces: figures that are only shown stand beside each other, one series for each kind."""
        return (self.standing, self.kind, self.scenario) if self.standing == SHOWN else (self.standing, "", "")

    def says_same(self, other: "Vintage") -> bool:
        """Equal in number, reason for missing and kind; 5 and 5.0 are the same figure."""
        return self.content == other.content

    @property
    def content(self) -> tuple[object, ...]:
        return (self.number_said, self.missing, self.kind, self.value_min, self.value_max)

    @property
    def number_said(self) -> Decimal | None:
        return Decimal(self.literal) if self.literal else None


def newest(vintages: Sequence[Vintage]) -> Vintage | None:
    """The current one of several in one series."""
    return max(vintages, key=lambda one: (one.known_from, one.table_rank, one.number), default=None)


def news_in(arriving: Vintage, kept: Sequence[Vintage]) -> News:
    """Whether the figure is the first of its cell, differs from what was known, or says it again."""
    known = [one for one in kept if one.series == arriving.series and one.known_from <= arriving.known_from]
    own = [one for one in known if one.source_table == arriving.source_table]
    reference = newest(own or known)
    if reference is None:
        return News.NEW
    return News.SAME if arriving.says_same(reference) else News.CHANGED


def official_of(kept: Sequence[Vintage], known_at: datetime) -> Vintage | None:
    """The official figure of the cell as it was known at a time."""
    return newest([one for one in kept if one.standing == OFFICIAL and one.known_from <= known_at])
