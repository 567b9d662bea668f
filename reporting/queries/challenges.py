"""Every challenge and opportunity of a plan, by dimension, narrowed by what the reader asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from planning.models import Challenge, Dimension, EarlierWording, FocusArea, Plan
from reporting.queries.focus_challenges import ChallengeRow, DimensionGroup, dimension_group, names_of_indicators
from reporting.queries.focus_content import belonging_to

# What an address says of those that have no dimension.
NO_DIMENSION = "uten"
Facts = tuple[tuple[str, ...], bool]


@dataclass(frozen=True, slots=True)
class AskedChallenges:
    """What the reader wants to see; nothing said is everything."""

    area: FocusArea | None = None
    kind: str = ""
    dimension: str = ""


@dataclass(frozen=True, slots=True)
class ChallengeList:
    plan: Plan
    groups: list[DimensionGroup]
    total: int
    shown: int


def challenge_list(*, plan: Plan, asked: AskedChallenges) -> ChallengeList:
    """In the order of the plan; as many queries however many there are."""
    chosen = narrowed(Challenge.objects.filter(plan=plan), asked).select_related("theme")
    kept = EarlierWording.objects.filter(plan=plan, subject=Challenge._meta.label_lower, code=OuterRef("code"))
    rows = list(
        chosen.annotate(was_other=Exists(kept))
        .prefetch_related("measures", "focus_areas")
        .distinct()
        .order_by("order", "code")
    )
    names = names_of_indicators(plan, rows)
    groups = [dimension_group(dimension, rows, names) for dimension in [*Dimension.values, ""]]
    facts = {one.code: facts_of(one) for one in rows}
    return ChallengeList(
        plan=plan,
        groups=[with_facts(group, facts) for group in groups if group.count],
        total=plan.challenges.count(),
        shown=len(rows),
    )


def with_facts(group: DimensionGroup, facts: Mapping[str, Facts]) -> DimensionGroup:
    """The group with what only the list of the whole plan says of each."""

    def told(rows: list[ChallengeRow]) -> list[ChallengeRow]:
        return [replace(row, areas=facts[row.code][0], has_earlier_words=facts[row.code][1]) for row in rows]

    return replace(group, challenges=told(group.challenges), opportunities=told(group.opportunities))


def facts_of(challenge: Any) -> Facts:
    """Its focus areas, and whether it said something else once."""
    return tuple(area.title for area in challenge.focus_areas.all()), challenge.was_other


def narrowed(rows: "QuerySet[Challenge]", asked: AskedChallenges) -> "QuerySet[Challenge]":
    if asked.area:
        rows = rows.filter(belonging_to(asked.area))
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.dimension:
        rows = rows.filter(dimension="" if asked.dimension == NO_DIMENSION else asked.dimension)
    return rows
