"""What was promised, in plain values: kinds, and the terms of one promise."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indicators.periods import Period

GREEN_FROM, YELLOW_FROM = Decimal("0.95"), Decimal("0.60")


class Kind(StrEnum):
    STAY_ABOVE = "stay_above"
    STAY_BELOW = "stay_below"
    STAY_WITHIN = "stay_within"
    REACH = "reach"
    CHANGE_BY = "change_by"
    TREND = "trend"
    PEER = "peer"
    RECURRING = "recurring"
    MILESTONE = "milestone"


LIMITS = frozenset({Kind.STAY_ABOVE, Kind.STAY_BELOW, Kind.STAY_WITHIN})
PATHS = frozenset({Kind.REACH, Kind.CHANGE_BY})
# Kinds whose promise is a number.
NUMBERED = LIMITS | PATHS
# Kinds that look at no figure.
FIGURELESS = frozenset({Kind.RECURRING, Kind.MILESTONE})


@dataclass(frozen=True, slots=True)
class Step:
    """A typed intermediate value: `value` in the indicator's unit at the end of `period`."""

    period: Period
    value: Decimal


@dataclass(frozen=True, slots=True)
class Terms:
    """What was promised, in plain values. Amounts are in the indicator's unit, `change` in percent or in that unit."""

    kind: Kind
    has_indicator: bool = True
    unit_fits: bool = True
    lower: Decimal | None = None
    upper: Decimal | None = None
    goal: Decimal | None = None
    change: Decimal | None = None
    change_is_percent: bool = True
    # The indicator's values are themselves changes since the end of this period.
    changes_since: Period | None = None
    baseline_period: Period | None = None
    baseline_value: Decimal | None = None
    deadline: Period | None = None
    steps: tuple[Step, ...] = ()
    # Which way is better (+1 up, -1 down), used only where no limit and no baseline tells it.
    direction: int | None = None
    artefact_above: Decimal | None = None
    # The band of a limit or a peer, or the noise of a trend.
    tolerance: Decimal | None = None
    green_from: Decimal = GREEN_FROM
    yellow_from: Decimal = YELLOW_FROM
    has_peer: bool = False
    # The group's value is the sum over its members, with which no single municipality can be compared.
    peer_is_sum: bool = False
    # A recurring duty comes back after so many months.
    every_months: int | None = None
    # Where an old series ended: figures up to such a position cannot be compared with those after it.
    breaks: tuple[int, ...] = ()
