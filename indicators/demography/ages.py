"""Age groups, and how some of them make up others. Pure: no Django, no clock."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache

OLDEST = 150
WRITTEN = re.compile(r"(?P<first>[0-9]{1,3})(?:-(?P<last>[0-9]{1,3})|(?P<open>\+))?")


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """Whole years of age, both ends included. Without a last year it has no upper end: `80+`."""

    first: int
    last: int | None

    @property
    def code(self) -> str:
        """`0`, `6-15`, `80+`."""
        if self.last is None:
            return f"{self.first}+"
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    @property
    def end(self) -> int:
        """The first age that is too old; nobody is as old as the end of an open group."""
        return OLDEST if self.last is None else self.last + 1


EVERYBODY = AgeGroup(0, None)


def age_group_named(text: str) -> AgeGroup | None:
    """`0`, `006`, `6-15`, `80+`; None where the text is something else."""
    match = WRITTEN.fullmatch(text)
    if match is None:
        return None
    first = int(match["first"])
    last = None if match["open"] else int(match["last"] or match["first"])
    is_age = first < OLDEST and (last is None or first <= last < OLDEST - 1)
    return AgeGroup(first, last) if is_age else None


def reaching(first: int, end: int) -> AgeGroup:
    return AgeGroup(first, None if end == OLDEST else end - 1)


def parts_of(wanted: AgeGroup, available: Collection[AgeGroup], *, finest: bool = False) -> tuple[AgeGroup, ...] | None:
    """Groups that together are exactly the wanted one, none of them twice; None where there are none.

    The fewest that will do, so that a published group counts before a sum; the most of them with `finest`.
    """
    return chain_of(wanted, frozenset(available), finest=finest)


@lru_cache(maxsize=2_048)
def chain_of(wanted: AgeGroup, available: frozenset[AgeGroup], *, finest: bool) -> tuple[AgeGroup, ...] | None:
    """Every year of a place has the same groups as a rule, so the answer is remembered."""
    starting: dict[int, list[AgeGroup]] = {}
    for group in sorted(available, key=lambda one: (one.first, one.end)):
        if group.end <= wanted.end:
            starting.setdefault(group.first, []).append(group)

    @cache
    def chain(age: int) -> tuple[AgeGroup, ...] | None:
        if age == wanted.end:
            return ()
        chains = [(one, *rest) for one in starting.get(age, ()) if (rest := chain(one.end)) is not None]
        if not chains:
            return None
        return max(chains, key=len) if finest else min(chains, key=len)

    return chain(wanted.first)


def gap_in(available: Collection[AgeGroup]) -> AgeGroup | None:
    """The one stretch of ages that no group says anything of; None where there is none, or more than one."""
    return only_gap(frozenset(available))


@lru_cache(maxsize=512)
def only_gap(available: frozenset[AgeGroup]) -> AgeGroup | None:
    gaps: list[AgeGroup] = []
    age = 0
    while age < OLDEST:
        here = [group for group in available if group.first == age]
        if here:
            age = max(group.end for group in here)
            continue
        following = min((group.first for group in available if group.first > age), default=OLDEST)
        gaps.append(reaching(age, following))
        age = following
    return gaps[0] if len(gaps) == 1 else None


def side_by_side(available: Collection[AgeGroup]) -> list[AgeGroup]:
    """Groups that do not overlap, from the youngest on, of two that begin together the smaller."""
    chosen: list[AgeGroup] = []
    for group in sorted(available, key=lambda one: (one.first, one.end)):
        if not chosen or group.first >= chosen[-1].end:
            chosen.append(group)
    return chosen
