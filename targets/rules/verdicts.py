"""The answer of the rule: a light and everything needed to explain it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.periods import Period
from targets.rules.evidence import Figure, Opinion
from targets.rules.lights import Attainment, Course, Detail, Family, Forewarning, Light, Reason


@dataclass(frozen=True, slots=True)
class Projection:
    """A value that a coming period would have at the present pace, between what the interval of the pace gives."""

    period: Period
    value: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Crossing:
    """When the standing changes at the present pace; `latest` is None where it may never do."""

    period: Period
    earliest: Period | None
    latest: Period | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where it ends at the present pace, which is an amount per period with its interval.

    `course`, `crossing` and `at_deadline` are there where the target has a limit or a goal to be seen from.
    """

    points: int
    since: Period
    pace: Decimal
    pace_low: Decimal
    pace_high: Decimal
    next: Projection
    at_deadline: Projection | None = None
    course: Course | None = None
    crossing: Crossing | None = None

    @property
    def is_certain(self) -> bool:
        """Whether the whole interval of the pace goes the same way."""
        return self.pace_low * self.pace_high > 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """The light and everything needed to explain it."""

    light: Light
    reason: Reason | None = None
    detail: Detail | None = None
    family: Family | None = None
    figure: Figure | None = None
    expected: Decimal | None = None
    goal: Decimal | None = None
    baseline_period: Period | None = None
    baseline_value: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    band: Decimal | None = None
    share: Decimal | None = None
    # How far from the limit, the path or the goal, in the indicator's unit; 0 when at or better than it.
    short_by: Decimal | None = None
    attainment: Attainment | None = None
    is_stale: bool = False
    # The deadline's period has ended and has no figure, so the path is judged by an earlier one.
    is_overdue: bool = False
    # The periods that a trend is measured against, oldest first.
    compared: tuple[Period, ...] = ()
    # Which way is better, where it decided the colour.
    direction: int | None = None
    done_on: date | None = None
    due_on: date | None = None
    opinion: Opinion | None = None
    outlook: Outlook | None = None
    warning: Forewarning | None = None


class CannotJudge(Exception):
    """Raised inside the rule to end in grey; never leaves `assess`."""

    def __init__(self, reason: Reason, detail: Detail | None = None, *, outlook: Outlook | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail
        self.outlook = outlook
