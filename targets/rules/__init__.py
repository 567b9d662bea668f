"""The rule of the light, in prose in docs/traffic-light.md. Pure: plain values and a date in, a verdict out.

Every kind of target has one rule. Distances are differences in the value's own unit, never ratios of values; no rule
divides by a value that may be zero, uses growth rates or guesses a direction. Arithmetic is exact (`Fraction`), so that
a figure on the line is on the line.
"""

from targets.rules.figures import shown
from targets.rules.judging import assess
from targets.rules.limits import band_of
from targets.rules.paths import Path, borders_at, expected_path
from targets.rules.problems import Problem, problems_of
from targets.rules.rollup import RollUp, roll_up
from targets.rules.terms import (
    GREEN_FROM,
    JUDGED,
    LIMITS,
    PATHS,
    YELLOW_FROM,
    Attainment,
    Detail,
    Family,
    Figure,
    Kind,
    Light,
    Reason,
    Step,
    Terms,
    Verdict,
)

# Stored with every assessment; changed whenever the same facts could give another light.
RULE_VERSION = "1"

__all__ = [
    "GREEN_FROM",
    "JUDGED",
    "LIMITS",
    "PATHS",
    "RULE_VERSION",
    "YELLOW_FROM",
    "Attainment",
    "Detail",
    "Family",
    "Figure",
    "Kind",
    "Light",
    "Path",
    "Problem",
    "Reason",
    "RollUp",
    "Step",
    "Terms",
    "Verdict",
    "assess",
    "band_of",
    "borders_at",
    "expected_path",
    "problems_of",
    "roll_up",
    "shown",
]
