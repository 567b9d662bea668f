"""What a plan consists of, as it comes from outside: plain values, with codes where one thing names another. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Record:
    """One thing of the plan: its code, where it was written, the values of its fields, and what it names by code."""

    code: str
    place: str
    values: Mapping[str, Any]
    # Field of the model → the code that it points to, or nothing.
    one: Mapping[str, str] = field(default_factory=dict)
    # Field of the model → the codes that it points to.
    many: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MunicipalityFacts:
    number: str
    name: str
    county: str


@dataclass(frozen=True, slots=True)
class PlanContent:
    """A whole plan, in document order."""

    municipality: MunicipalityFacts
    plan: Record
    documents: tuple[Record, ...] = ()
    related_plans: tuple[Record, ...] = ()
    focus_areas: tuple[Record, ...] = ()
    themes: tuple[Record, ...] = ()
    guidelines: tuple[Record, ...] = ()
    citations: tuple[Record, ...] = ()
    goals: tuple[Record, ...] = ()
    measures: tuple[Record, ...] = ()
    challenges: tuple[Record, ...] = ()
