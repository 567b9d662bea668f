"""What we promised: plans, focus areas, themes, goals, measures, guidelines, challenges and the documents they cite."""

from planning.models.areas import FocusArea, Theme
from planning.models.challenges import Basis, Challenge, ChallengeKind, Dimension
from planning.models.edits import EarlierWording, Edit
from planning.models.goals import Goal
from planning.models.guidelines import SDG, Citation, Guideline, Level
from planning.models.measures import Measure, Progress
from planning.models.plans import Cited, Document, Plan, PlanQuerySet, PlanStatus, RelatedPlan

__all__ = [
    "SDG",
    "Basis",
    "Challenge",
    "ChallengeKind",
    "Citation",
    "Cited",
    "Dimension",
    "Document",
    "EarlierWording",
    "Edit",
    "FocusArea",
    "Goal",
    "Guideline",
    "Level",
    "Measure",
    "Plan",
    "PlanQuerySet",
    "PlanStatus",
    "Progress",
    "RelatedPlan",
    "Theme",
]
