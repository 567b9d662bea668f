"""What happened to a figure between two deliveries. Pure: no Django, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from indicators.vintages import Vintage

CONFIDENTIAL, NOT_APPLICABLE = ":", "."
PROVISIONAL = "provisional"


class Turn(StrEnum):
    """What a delivery did to a figure that was known before."""

    REVISED = "revised"
    REVISED_BACK = "revised_back"
    CONFIRMED = "confirmed"
    MADE_FINAL = "made_final"
    MADE_PROVISIONAL = "made_provisional"
    HIDDEN = "hidden"
    WITHDRAWN = "withdrawn"
    # As where a municipality has another code in the period.
    NOT_IN_USE = "not_in_use"
    APPEARED = "appeared"
    OTHER_SYMBOL = "other_symbol"
    OTHER_KIND = "other_kind"


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one delivery says of a cell. `number` tells deliveries apart."""

    delivery: int
    vintage: Vintage


@dataclass(frozen=True, slots=True)
class Revision:
    """From what was known before to what a delivery said instead."""

    before: Vintage
    after: Vintage
    turn: Turn


def revision_by(delivery: int, said: Sequence[Delivered]) -> Revision | None:
    """What the delivery changed in a cell; None where it was the first, or said again what was known already."""
    in_order = last_of_each(said)
    place = next((number for number, one in enumerate(in_order) if one.delivery == delivery), 0)
    if place == 0:
        return None
    known = [one.vintage for one in in_order[:place]]
    after = in_order[place].vintage
    return None if after.says_same(known[-1]) else Revision(known[-1], after, turn_to(after, known))


def last_of_each(said: Sequence[Delivered]) -> list[Delivered]:
    """One for each delivery, in the order in which they became known: where it prints a cell twice, its last word."""
    by_delivery: dict[int, Delivered] = {}
    for one in sorted(said, key=lambda one: (one.vintage.known_from, one.vintage.table_rank, one.vintage.number)):
        by_delivery.pop(one.delivery, None)
        by_delivery[one.delivery] = one
    return list(by_delivery.values())


def turn_to(after: Vintage, known: Sequence[Vintage]) -> Turn:
    """What the newest figure is in the light of those before it, the last one first of all."""
    before = known[-1]
    if not after.literal:
        return turn_to_missing(after, before)
    if not before.literal:
        return Turn.APPEARED
    is_same_number = after.number_said == before.number_said
    if before.kind == PROVISIONAL != after.kind:
        return Turn.CONFIRMED if is_same_number else Turn.MADE_FINAL
    if after.kind == PROVISIONAL != before.kind:
        return Turn.MADE_PROVISIONAL
    if is_same_number:
        return Turn.OTHER_KIND
    is_back = any(one.literal and one.number_said == after.number_said for one in known[:-1])
    return Turn.REVISED_BACK if is_back else Turn.REVISED


def turn_to_missing(after: Vintage, before: Vintage) -> Turn:
    if after.missing == CONFIDENTIAL:
        return Turn.HIDDEN
    if after.missing == NOT_APPLICABLE and before.literal:
        return Turn.NOT_IN_USE
    return Turn.WITHDRAWN if before.literal else Turn.OTHER_SYMBOL
