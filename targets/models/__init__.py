"""Promise against figure: which indicator serves which plan, what was promised of it, and how it stands."""

from targets.models.lights import Assessment, LightChange, LightChoice
from targets.models.people import Appraisal, Completion, JudgedLight
from targets.models.promises import Target, TargetKind, TargetStep, WantedDirection
from targets.models.used_indicators import IndicatorInPlan

__all__ = [
    "Appraisal",
    "Assessment",
    "Completion",
    "IndicatorInPlan",
    "JudgedLight",
    "LightChange",
    "LightChoice",
    "Target",
    "TargetKind",
    "TargetStep",
    "WantedDirection",
]
