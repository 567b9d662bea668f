"""Promise against figure: which indicator serves which plan, what was promised of it, and how it stands."""

from targets.models.earlier import EarlierPromise
from targets.models.light_choices import LightChoice
from targets.models.lights import Assessment, Cause, LightChange
from targets.models.news import JudgedFetch, Seen, Touched
from targets.models.overrides import Override, OverrideEnd
from targets.models.people import Appraisal, Completion, JudgedLight, StatedCause
from targets.models.promises import EARLIER, Target, TargetKind, TargetStep, WantedDirection
from targets.models.used_indicators import IndicatorInPlan

__all__ = [
    "EARLIER",
    "Appraisal",
    "Assessment",
    "Cause",
    "Completion",
    "EarlierPromise",
    "IndicatorInPlan",
    "JudgedFetch",
    "JudgedLight",
    "LightChange",
    "LightChoice",
    "Override",
    "OverrideEnd",
    "Seen",
    "StatedCause",
    "Target",
    "TargetKind",
    "TargetStep",
    "Touched",
    "WantedDirection",
]
