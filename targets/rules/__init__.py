"""The rule of the light, in prose in docs/traffic-light.md. Pure: plain values and a date in, a verdict out.

Every kind of target has one rule. Distances are differences in the value's own unit, never ratios of values; no rule
divides by a value that may be zero, uses growth rates or guesses a direction. Arithmetic is exact (`Fraction`), so that
a figure on the line is on the line.
"""

from targets.rules.coming_days import looks_again_on
from targets.rules.evidence import Done, Figure, Missing, Opinion
from targets.rules.figures import shown
from targets.rules.judging import assess
from targets.rules.lights import Attainment, Course, Detail, Family, Forewarning, Light, Reason
from targets.rules.limits import band_of
from targets.rules.overrides import Ending, Judged, Overriding, another_figure_comes, override_on
from targets.rules.paths import Path, borders_at, expected_path
from targets.rules.problems import Problem, problems_of
from targets.rules.rollup import RollUp, roll_up
from targets.rules.terms import FIGURELESS, GREEN_FROM, LIMITS, NUMBERED, PATHS, YELLOW_FROM, Kind, Step, Terms
from targets.rules.verdicts import Crossing, Outlook, Projection, Verdict

# Stored with every assessment; changed whenever the same facts could give another light.
RULE_VERSION = "2"

__all__ = [
    "FIGURELESS",
    "GREEN_FROM",
    "LIMITS",
    "NUMBERED",
    "PATHS",
    "RULE_VERSION",
    "YELLOW_FROM",
    "Attainment",
    "Course",
    "Crossing",
    "Detail",
    "Done",
    "Ending",
    "Family",
    "Figure",
    "Forewarning",
    "Judged",
    "Kind",
    "Light",
    "Missing",
    "Opinion",
    "Outlook",
    "Overriding",
    "Path",
    "Problem",
    "Projection",
    "Reason",
    "RollUp",
    "Step",
    "Terms",
    "Verdict",
    "another_figure_comes",
    "assess",
    "band_of",
    "borders_at",
    "expected_path",
    "looks_again_on",
    "override_on",
    "problems_of",
    "roll_up",
    "shown",
]
