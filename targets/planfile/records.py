"""What a plan file says, checked: the frozen records that the services write from. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.imports import ImportProblem
from indicators.periods import Period
from planning.content import PlanContent, Record


@dataclass(frozen=True, slots=True)
class FigureRecord:
    """One figure that the plan quotes. Without a region it is about the indicator's own."""

    place: str
    region: str
    period: Period | None
    part: str
    literal: str
    missing: str
    kind: str
    value_min: Decimal | None
    value_max: Decimal | None
    is_conflict: bool
    # How it was said: where, how exactly, under which assumptions.
    extra: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class IndicatorRecord:
    """An indicator as the plan describes and uses it."""

    code: str
    place: str
    external_id: str
    geography: str
    # Fields of the indicator itself, only those that the plan says something about.
    values: Mapping[str, Any]
    decimals: int
    figures: tuple[FigureRecord, ...]
    focus_areas: tuple[str, ...]
    theme: str
    sources: tuple[str, ...]
    replaced_by: tuple[str, ...]
    replaces: str
    # Fields of its use in the plan.
    use: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CompletionRecord:
    """That a recurring duty was done."""

    done_on: date
    holds_until: date | None
    note: str


@dataclass(frozen=True, slots=True)
class AppraisalRecord:
    """What somebody judged of a state that no figure measures."""

    light: str
    reason: str
    judged_on: date
    judged_by: str


@dataclass(frozen=True, slots=True)
class QualityRemark:
    """One thing that the plan says about the quality of some indicators' figures, in one region or in all."""

    code: str
    place: str
    values: Mapping[str, Any]
    indicators: tuple[str, ...]
    region: str


@dataclass(frozen=True, slots=True)
class TargetRecord:
    """A typed promise, with its steps in the order they were typed, and what people have said and done."""

    code: str
    place: str
    values: Mapping[str, Any]
    goal: str
    indicator: str
    peer: str
    primary_focus_area: str
    secondary_focus_areas: tuple[str, ...]
    coupled_with: str
    steps: tuple[tuple[str, Decimal], ...]
    completions: tuple[CompletionRecord, ...] = ()
    appraisals: tuple[AppraisalRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanFile:
    """The whole file."""

    content: PlanContent
    sources: tuple[Record, ...] = ()
    indicators: tuple[IndicatorRecord, ...] = ()
    targets: tuple[TargetRecord, ...] = ()
    quality: tuple[QualityRemark, ...] = ()
    remarks: tuple[ImportProblem, ...] = field(default=())
