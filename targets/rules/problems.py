"""Terms that make no sense, whatever the figures say."""

from enum import StrEnum

from targets.rules.figures import in_order
from targets.rules.terms import NUMBERED, PATHS, Kind, Terms


class Problem(StrEnum):
    """Why a promise cannot be kept track of as it is written; forms and files say what to do about each."""

    BASELINE_IS_TARGET = "baseline_is_target"
    LIMITS_CROSSED = "limits_crossed"
    NO_VALUE = "no_value"
    NO_CHANGE = "no_change"
    NO_DIRECTION = "no_direction"
    NO_PEER = "no_peer"
    NO_INTERVAL = "no_interval"
    PATH_OUT_OF_ORDER = "path_out_of_order"
    BORDERS_CROSSED = "borders_crossed"
    NEGATIVE_TOLERANCE = "negative_tolerance"


def problems_of(terms: Terms) -> list[Problem]:
    """Everything that is wrong with the terms themselves, whatever the figures say."""
    checks = (
        (Problem.NO_VALUE, lacks_value(terms)),
        (Problem.LIMITS_CROSSED, None not in (terms.lower, terms.upper) and terms.lower > terms.upper),  # type: ignore[operator]
        (
            Problem.BASELINE_IS_TARGET,
            terms.kind is Kind.REACH and terms.goal is not None and terms.goal == terms.baseline_value,
        ),
        (Problem.NO_CHANGE, terms.kind is Kind.CHANGE_BY and terms.change == 0),
        (Problem.NO_DIRECTION, terms.kind is Kind.TREND and not terms.direction),
        (Problem.NO_PEER, terms.kind is Kind.PEER and not terms.has_peer),
        (Problem.NO_INTERVAL, terms.kind is Kind.RECURRING and terms.every_months is None),
        (Problem.PATH_OUT_OF_ORDER, not in_order(typed_positions(terms))),
        (Problem.BORDERS_CROSSED, not 0 < terms.yellow_from <= terms.green_from <= 1),
        (Problem.NEGATIVE_TOLERANCE, terms.tolerance is not None and terms.tolerance < 0),
    )
    return [problem for problem, is_wrong in checks if is_wrong]


def lacks_value(terms: Terms) -> bool:
    """Whether the number that the kind is about was left out."""
    needed = {
        Kind.STAY_ABOVE: terms.lower,
        Kind.STAY_BELOW: terms.upper,
        Kind.STAY_WITHIN: None if terms.lower is None else terms.upper,
        Kind.REACH: terms.goal,
        Kind.CHANGE_BY: terms.change,
    }
    return terms.kind in NUMBERED and needed[terms.kind] is None


def typed_positions(terms: Terms) -> list[int]:
    """Where baseline, steps in the order they were typed, and deadline lie on the time axis."""
    if terms.kind not in PATHS:
        return []
    ends = [terms.baseline_period or terms.changes_since, *(step.period for step in terms.steps), terms.deadline]
    return [period.position for period in ends if period is not None]
