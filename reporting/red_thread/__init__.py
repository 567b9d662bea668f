"""What hangs loose in a plan: the rules look at plain facts and know no database."""

from reporting.red_thread.facts import (
    AreaFacts,
    EarlierGoal,
    GoalFacts,
    GuidelineFacts,
    IndicatorFacts,
    MeasureFacts,
    PlanFacts,
    TargetFacts,
)
from reporting.red_thread.findings import KEYS, Check, Doer, Finding, Mend, counted
from reporting.red_thread.looking import findings
from reporting.red_thread.words import check_words

__all__ = [
    "KEYS",
    "AreaFacts",
    "Check",
    "Doer",
    "EarlierGoal",
    "Finding",
    "GoalFacts",
    "GuidelineFacts",
    "IndicatorFacts",
    "MeasureFacts",
    "Mend",
    "PlanFacts",
    "TargetFacts",
    "check_words",
    "counted",
    "findings",
]
