"""Whether a figure that arrives says anything new about its cell. Pure: no Django, no clock.

Rows are only added. A figure is compared with the newest one that was known at its own time, of the same standing, from
its own table; where its table has said nothing before, with the newest from any table.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from indicators.rules import CITED, OFFICIAL, SHOWN

# Numbers of figures that are about to be kept lie above those of figures that are.
UNSAVED = 1 << 62
# What is said beside a projected figure and tells one projection from another.
PROJECTION_KEYS = ("projected_from", "scenario", "horizon")


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
    # Projections of several rounds and scenarios stand side by side.
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


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a figure that arrives is news, and the official one that it quotes wrongly."""

    news: News
    official: Vintage | None = None


def newest(vintages: Sequence[Vintage]) -> Vintage | None:
    """The current one of several in one series."""
    return max(vintages, key=lambda one: (one.known_from, one.table_rank, one.number), default=None)


def news_in(arriving: Vintage, kept: Sequence[Vintage]) -> News:
    """Whether the figure is the first of its cell, differs from what was known, or says it again."""
    known = known_before(arriving, kept)
    reference = newest(own_words(arriving, known) or known)
    if reference is None:
        return News.NEW
    return News.SAME if arriving.says_same(reference) else News.CHANGED


def known_before(arriving: Vintage, kept: Sequence[Vintage]) -> list[Vintage]:
    """What its series had said at the time of the figure."""
    return [one for one in kept if one.series == arriving.series and one.known_from <= arriving.known_from]


def own_words(arriving: Vintage, known: Sequence[Vintage]) -> list[Vintage]:
    return [one for one in known if one.source_table == arriving.source_table]


def official_of(kept: Sequence[Vintage], known_at: datetime) -> Vintage | None:
    """The official figure of the cell as it was known at a time."""
    return newest([one for one in kept if one.standing == OFFICIAL and one.known_from <= known_at])


def verdict_on(arriving: Vintage, kept: Sequence[Vintage]) -> Verdict:
    """What the figure is among what is kept. To quote the official figure is no news; to quote it wrongly is told."""
    news = news_in(arriving, kept)
    official = official_of(kept, arriving.known_from) if arriving.standing == CITED else None
    if official is None:
        return Verdict(news)
    if (official.number_said, official.missing) == (arriving.number_said, arriving.missing):
        return Verdict(News.SAME)
    return Verdict(news, official)


def verdicts_on(arriving: Sequence[Vintage], kept: Sequence[Vintage]) -> list[Verdict]:
    """What each figure of one cell is, in the order in which a delivery says them: the last one is the current one.

    A table that says what another table has said adds nothing, unless a later table of the delivery says otherwise.
    Then its word is kept too; else the same delivery would be news the next time it comes.
    """
    verdicts, known = heard_in_order(arriving, kept, contradicted=())
    contradicted = [
        number
        for number, (one, verdict) in enumerate(zip(arriving, verdicts, strict=True))
        if verdict.news is News.SAME and is_silent(one, known) and verdict_on(one, known).news is not News.SAME
    ]
    return heard_in_order(arriving, kept, contradicted=contradicted)[0] if contradicted else verdicts


def heard_in_order(
    arriving: Sequence[Vintage], kept: Sequence[Vintage], *, contradicted: Collection[int]
) -> tuple[list[Verdict], list[Vintage]]:
    """A verdict on each figure, the earlier ones being known, and everything that is known in the end."""
    known, verdicts = list(kept), []
    for number, one in enumerate(arriving):
        verdict = verdict_on(one, known)
        if number in contradicted and is_silent(one, known):
            verdict = replace(verdict, news=News.CHANGED)
        if verdict.news is not News.SAME:
            known.append(replace(one, number=UNSAVED + len(known)))
        verdicts.append(verdict)
    return verdicts, known


def is_silent(arriving: Vintage, known: Sequence[Vintage]) -> bool:
    """Whether its table has not spoken in its series, as far as was known at its time."""
    return not own_words(arriving, known_before(arriving, known))


def scenario_in(extra: Mapping[str, Any]) -> str:
    """Which projection a figure belongs to; the year that it starts from and the horizon are part of that too."""
    return " ".join(str(extra[key]) for key in PROJECTION_KEYS if extra.get(key))
