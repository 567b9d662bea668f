"""The words of the rule: kinds, lights, reasons, and the plain values that go in and come out."""

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
JUDGED = LIMITS | PATHS


class Light(StrEnum):
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"


class Reason(StrEnum):
    """Why a light is grey."""

    NO_INDICATOR = "no_indicator"
    UNIT_MISMATCH = "unit_mismatch"
    CONFIDENTIAL = "confidential"
    NO_DATA = "no_data"
    TOO_FEW = "too_few"
    NOT_DUE = "not_due"
    NOT_ASSESSED = "not_assessed"


class Detail(StrEnum):
    """What exactly is lacking, where the reason alone would leave a reader guessing."""

    NO_RULE_YET = "no_rule_yet"
    NO_FIGURES = "no_figures"
    MISSING_AT_SOURCE = "missing_at_source"
    NO_FIGURE_AT_DEADLINE = "no_figure_at_deadline"
    NO_FIGURE_AFTER_BASELINE = "no_figure_after_baseline"
    NO_BASELINE = "no_baseline"
    BASELINE_IS_TARGET = "baseline_is_target"
    OTHER_BASE = "other_base"
    NO_DIRECTION = "no_direction"
    NO_TARGET_VALUE = "no_target_value"
    PATH_OUT_OF_ORDER = "path_out_of_order"
    ARTEFACT = "artefact"
    BEFORE_DEADLINE = "before_deadline"
    BEFORE_FIRST_PERIOD = "before_first_period"


class Attainment(StrEnum):
    REACHED = "reached"
    MISSED = "missed"


class Family(StrEnum):
    """Which words and which part of the rule a verdict belongs to."""

    LIMIT = "limit"
    PATH = "path"
    AFTER_DEADLINE = "after_deadline"


class Missing(StrEnum):
    CONFIDENTIAL = ":"


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell as it is known: a value, or the symbol that its source prints instead of one."""

    period: Period
    value: Decimal | None
    missing: str = ""
    is_provisional: bool = False
    is_correction: bool = False
    observation_id: int | None = None


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
    # Which way is better (+1 up, -1 down), used only where no baseline tells it.
    direction: int | None = None
    artefact_above: Decimal | None = None
    tolerance: Decimal | None = None
    green_from: Decimal = GREEN_FROM
    yellow_from: Decimal = YELLOW_FROM


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


class CannotJudge(Exception):
    """Raised inside the rule to end in grey; never leaves `assess`."""

    def __init__(self, reason: Reason, detail: Detail | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail
