"""What has become of figures and lights after a report was sealed. Pure: no database, no clock.

Only what the report printed counts: its figures as they are now, and its lights judged again with the promise, the
periods and the day that it was judged by.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from targets.certificates.replaying import verdict_of

CONFIDENTIAL = ":"
Facts = dict[str, Any]
# Figures as a certificate writes them: period, literal, symbol of a missing one, kind.
Row = list[str]


class Turn(StrEnum):
    REVISED = "revised"
    WITHDRAWN = "withdrawn"
    HIDDEN = "hidden"
    APPEARED = "appeared"


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as it was said at one time: the number as published, or the symbol instead of it."""

    literal: str
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure that the report printed, and what it is now. `says_since` where nothing but the sentence tells when."""

    period: str
    then: Printed
    now: Printed
    turn: Turn
    known_on: date | None = None
    says_since: bool = False


@dataclass(frozen=True, slots=True)
class LightTurn:
    """The calculated light of the report, and the one that its own rule gives now. `is_shown` unless a person had set
    another."""

    then: str
    now: str
    is_shown: bool = True


@dataclass(frozen=True, slots=True)
class Erratum:
    """Everything that has become of one thing in the report. `judged` is the period that its light was judged by."""

    title: str
    corrections: tuple[Correction, ...] = ()
    light: LightTurn | None = None
    judged: str = ""
    decimals: int | None = None
    target: str = field(default="")


def turn_of(then: Printed, now: Printed) -> Turn | None:
    """What happened to a figure; nothing where it says the same number, or is missing as before for another reason."""
    if not now.literal:
        if not then.literal:
            return None
        return Turn.HIDDEN if now.missing == CONFIDENTIAL else Turn.WITHDRAWN
    if not then.literal:
        return Turn.APPEARED
    return None if Decimal(then.literal) == Decimal(now.literal) else Turn.REVISED


def light_turn(facts: Facts, *, on: date, figures: Sequence[Row], peer: Sequence[Row]) -> LightTurn | None:
    """Whether the rule gives another light by the figures that are known now, all else being as it was.

    Nothing is said where the rule itself says another thing of the old figures: then it is the rule that has changed.
    """
    then = facts["verdict"]["light"]
    known_now = facts | {"figures": same_periods(facts["figures"], figures)}
    if facts["peer"]:
        known_now["peer"] = facts["peer"] | {"figures": same_periods(facts["peer"]["figures"], peer)}
    try:
        if verdict_of(facts, on=on).light.value != then:
            return None
        now = verdict_of(known_now, on=on).light.value
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError):
        # A certificate from before they could be judged again.
        return None
    return None if now == then else LightTurn(then, now, is_shown="override" not in facts)


def same_periods(then: Sequence[Row], now: Sequence[Row]) -> list[Row]:
    """The figures of the report's own periods: one that came later corrects nothing. Of a cell that is not told of any
    longer the old figure stands."""
    current: Mapping[str, Row] = {row[0]: row for row in now}
    return [current.get(row[0], row) for row in then]
