"""The words that a verdict is made of: lights, reasons for grey, and which part of the rule spoke."""

from enum import StrEnum


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

    # Only in certificates of rule version 1, which judged limits and paths alone.
    NO_RULE_YET = "no_rule_yet"
    NOBODY_JUDGED = "nobody_judged"
    NEVER_DONE = "never_done"
    NO_INTERVAL = "no_interval"
    NO_FIGURES = "no_figures"
    MISSING_AT_SOURCE = "missing_at_source"
    NO_FIGURE_AT_DEADLINE = "no_figure_at_deadline"
    NO_FIGURE_AFTER_BASELINE = "no_figure_after_baseline"
    NO_BASELINE = "no_baseline"
    NO_PEER = "no_peer"
    NO_PEER_FIGURE = "no_peer_figure"
    PEER_HIDDEN = "peer_hidden"
    PEER_IS_SUM = "peer_is_sum"
    ONE_AFTER_BREAK = "one_after_break"
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
    TREND = "trend"
    PEER = "peer"
    RECURRING = "recurring"
    MILESTONE = "milestone"


class Forewarning(StrEnum):
    """What the next figure will do to a light that is green now."""

    WILL_BREACH = "will_breach"


class Course(StrEnum):
    """Where the figures are heading, seen from a limit or a goal."""

    HOLDS = "holds"
    BREAKS = "breaks"
    REACHES = "reaches"
    MISSES = "misses"
