"""What the rules look at: a plan in plain values. `reporting.queries.red_thread` reads them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AreaFacts:
    code: str
    title: str
    goals: int


@dataclass(frozen=True, slots=True)
class GoalFacts:
    code: str
    text: str
    level: str
    # The municipality's own; others are quoted from the state and the county.
    is_own: bool
    # Its own targets, and those of the goals below it.
    targets: int
    has_owner: bool


@dataclass(frozen=True, slots=True)
class EarlierGoal:
    """A goal that was there before: in the plan that this one builds on, or in the plan file as it was."""

    code: str
    text: str
    # The title of the plan that has it; empty where it is this plan's own, and the file no longer names it.
    plan: str
    plan_code: str


@dataclass(frozen=True, slots=True)
class TargetFacts:
    code: str
    title: str
    is_norm: bool
    has_owner: bool
    unit: int | None
    # Whether the rule of its kind looks at figures at all.
    needs_figures: bool
    indicator: str
    has_figure: bool
    lacks_cause: bool
    lacks_measure: bool
    can_have_measures: bool


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    code: str
    name: str
    has_source: bool


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    code: str
    title: str
    is_open: bool
    has_owner: bool
    has_deadline: bool
    late: str
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GuidelineFacts:
    code: str
    title: str
    goals: int
    applies_to_all: bool


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """Everything that the checks look at, in the order of the plan."""

    plan: str
    areas: tuple[AreaFacts, ...] = ()
    goals: tuple[GoalFacts, ...] = ()
    vanished: tuple[EarlierGoal, ...] = ()
    targets: tuple[TargetFacts, ...] = ()
    indicators: tuple[IndicatorFacts, ...] = ()
    measures: tuple[MeasureFacts, ...] = ()
    guidelines: tuple[GuidelineFacts, ...] = ()
