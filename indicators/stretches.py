"""What is known of something through time, and what somebody says of it: brought together row by row. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations

from accounts.wording import say


@dataclass(frozen=True, slots=True)
class Stretch:
    """That something was so from `start` up to and without `end` (None: it still is), and who says it."""

    start: date
    end: date | None
    name: str
    source: str
    # Whoever says it has not looked further back than `start`.
    may_be_older: bool = False
    # The row that it is kept in.
    row: int | None = None

    def overlaps(self, other: "Stretch") -> bool:
        return (self.end is None or other.start < self.end) and (other.end is None or self.start < other.end)

    @property
    def says(self) -> tuple[date, date | None, str]:
        return self.start, self.end, self.name

    def __str__(self) -> str:
        words = {"name": self.name, "start": self.start, "end": self.end}
        return say("{name} fra {start} til {end}", **words) if self.end else say("{name} fra {start}", **words)


@dataclass(slots=True)
class Settled:
    """What is to be written, and what the two do not agree on."""

    add: list[Stretch] = field(default_factory=list)
    change: list[Stretch] = field(default_factory=list)
    same: int = 0
    disagreements: list[str] = field(default_factory=list)


def settle(kept: Iterable[Stretch], arriving: Iterable[Stretch], *, knows_best: bool) -> Settled:
    """Bring what arrives together with what is kept; nothing that is kept goes away.

    Who knows best decides over what it names. Others only fill gaps, and may change what they have said themselves.
    Where that would make two things so at once, nothing is changed, and it is told.
    """
    waiting, arriving, settled = list(kept), sorted(arriving, key=lambda one: one.start), Settled()
    starts = {one.start for one in arriving}
    taken: list[Stretch] = []
    for told in arriving:
        there = [one for one in waiting if one.overlaps(told)]
        if not knows_best and any(one.source != told.source for one in there):
            settled.same += 1
            continue
        # What begins on the same day is meant; else the one that is there, if it begins on no other's day.
        meant = [one for one in there if one.start == told.start] or [one for one in there if one.start not in starts]
        if len(meant) > 1:
            return at_odds(told, meant)
        if not meant:
            settled.add.append(told)
            continue
        waiting.remove(meant[0])
        taken.append(take(told, meant[0], settled))
    for one, other in combinations([*waiting, *taken, *settled.add], 2):
        if one.overlaps(other):
            return at_odds(one, [other])
    return settled


def at_odds(told: Stretch, others: Iterable[Stretch]) -> Settled:
    named = say(" og ").join(map(str, others))
    return Settled(disagreements=[say("{told} overlapper med {others}", told=told, others=named)])


def take(told: Stretch, match: Stretch, settled: Settled) -> Stretch:
    """The kept stretch as it is told now. Where somebody else had it otherwise, that is told too."""
    start = min(told.start, match.start) if told.may_be_older else told.start
    new = replace(told, start=start, row=match.row)
    if new.says == match.says:
        settled.same += 1
        return match
    if match.source != told.source and not says_more(new, match):
        sentence = say("{new}, ikke {old} ({source})", new=new, old=match, source=match.source)
        settled.disagreements.append(sentence)
    settled.change.append(new)
    return new


def says_more(new: Stretch, old: Stretch) -> bool:
    """Whether both can be right: one began no later, or has ended since."""
    return new.name == old.name and new.start <= old.start and (old.end is None or new.end == old.end)
