"""What a unit is asked to comment: only what the figures do not say of themselves. Pure, exact."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from targets.rules import Kind, Light
from targets.rules.limits import DEFAULT_BAND
from targets.rules.trends import DEFAULT_NOISE


class Ask(StrEnum):
    """Why words are asked for."""

    RED = "red"
    YELLOW = "yellow"
    LIGHT_CHANGED = "light changed"
    FIGURE_MOVED = "figure moved"
    FIGURE_REVISED = "figure revised"


class Group(StrEnum):
    """Where a thing stands in the list of a unit; each thing stands in one."""

    LIGHT = "light"
    CHANGED = "changed"
    REVISED = "revised"
    # Nothing is asked for; it may be commented all the same.
    CALM = "calm"


# The groups in order, each with what belongs to it.
GROUPS = {
    Group.LIGHT: frozenset({Ask.RED, Ask.YELLOW}),
    Group.CHANGED: frozenset({Ask.LIGHT_CHANGED, Ask.FIGURE_MOVED}),
    Group.REVISED: frozenset({Ask.FIGURE_REVISED}),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """One target or indicator as it stands, beside how it stood when the round before opened.

    `light` is the one that is shown; empty for an indicator, which has none. `light_then` is empty where it was judged
    for the first time since. `moved` tells that the newest figure has come since then and lies beyond the noise from
    the one before it. `is_hidden_red` is red behind a light that a person has set.
    """

    light: str
    light_then: str = ""
    moved: bool = False
    revised: bool = False
    is_hidden_red: bool = False


def asks_of(seen: Seen) -> tuple[Ask, ...]:
    """Why words are asked for, the weightiest first; empty where the figures say all there is.

    Grey asks for nothing by itself: nothing is known that could be commented. That a light became grey is a change.
    """
    asks = {
        Ask.RED: seen.light == Light.RED or seen.is_hidden_red,
        Ask.YELLOW: seen.light == Light.YELLOW and not seen.is_hidden_red,
        Ask.LIGHT_CHANGED: bool(seen.light_then) and seen.light_then != seen.light,
        Ask.FIGURE_MOVED: seen.moved,
        Ask.FIGURE_REVISED: seen.revised,
    }
    return tuple(ask for ask, holds in asks.items() if holds)


def group_of(asks: Collection[Ask]) -> Group:
    """The first group that one of them belongs to."""
    return next((group for group, members in GROUPS.items() if members & set(asks)), Group.CALM)


def is_beyond_noise(before: Decimal, after: Decimal, *, tolerance: Decimal | None, kind: str) -> bool:
    """Whether a figure changed by more than the noise of its target, as the rule of the light takes it.

    As it is set; else 2 % of the size of the earlier figure for a trend, and a tenth of it for every other kind. From
    0 every change is beyond it.
    """
    share = DEFAULT_NOISE if kind == Kind.TREND else DEFAULT_BAND
    noise = abs(Fraction(before)) * share if tolerance is None else Fraction(tolerance)
    return abs(Fraction(after) - Fraction(before)) > noise
