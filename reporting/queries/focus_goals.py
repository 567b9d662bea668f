"""The goals of a focus area: each with its lights, its sub-goals, what is done for it and what it answers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from planning.models import FocusArea, Goal, Measure
from planning.sdg_names import sdg_name
from reporting.queries.focus_content import belonging_to
from reporting.queries.focus_measures import MeasureRow, measure_row
from reporting.queries.guidelines import called
from reporting.queries.lights import LightRow
from reporting.queries.standing import Standing, standing_of


@dataclass(frozen=True, slots=True)
class GoalRow:
    code: str
    text: str
    level: str
    kind: str
    scope: str
    # How the document says that it can be measured, and how it stands.
    measurability: str
    status: str
    targets: tuple[LightRow, ...]
    # Over its own targets and those of the goals under it.
    standing: Standing
    has_subgoals: bool
    # The goal that it lies under, where it is not shown under it.
    above: str
    measures: tuple[MeasureRow, ...]
    sdgs: tuple[tuple[int, str], ...]
    # The guidelines that it answers, as (code, what it is called).
    guidelines: tuple[tuple[str, str], ...]
    subgoals: tuple["GoalRow", ...]
    # It was adopted in other words than it has now.
    has_earlier_words: bool

    @property
    def count(self) -> int:
        return 1 + sum(one.count for one in self.subgoals)


@dataclass(frozen=True, slots=True)
class Lights:
    """What the goals are judged by: the targets of the focus area, and those of the whole plan."""

    of_area: Sequence[LightRow]
    of_plan: Sequence[LightRow]

    def of_goal(self, code: str) -> tuple[LightRow, ...]:
        """Those of the area; where none of the goal's targets lies in it, all that the goal has."""
        own = tuple(row for row in self.of_area if row.goal_code == code)
        return own or tuple(row for row in self.of_plan if row.goal_code == code)

    def standing(self, codes: set[str]) -> Standing:
        return standing_of(row for row in self.of_plan if row.goal_code in codes)


def goals_of(area: FocusArea, rows: Iterable[LightRow]) -> list[Goal]:
    """The goals of the area, and those that one of its targets belongs to; four queries."""
    codes = {row.goal_code for row in rows if row.goal_code}
    chosen = Goal.objects.filter(plan=area.plan).filter(Q(code__in=codes) | belonging_to(area)).distinct()
    measures = Measure.objects.select_related("owner", "unit").order_by("order", "code")
    return list(
        chosen.select_related("theme", "parent")
        .prefetch_related(Prefetch("measures", measures), "sdgs", "guidelines")
        .order_by("order", "code")
    )


def codes_below(area: FocusArea) -> dict[str, set[str]]:
    """By the code of each goal of the plan: its own, and those of the goals under it however deep."""
    goals = {pk: (code, above) for pk, code, above in area.plan.goals.values_list("pk", "code", "parent_id")}
    below: dict[str, set[str]] = {code: set() for code, _above in goals.values()}
    for pk, (code, _above) in goals.items():
        met: set[int] = set()
        at: int | None = pk
        while at in goals and at not in met:
            met.add(at)
            above_code, at = goals[at]
            below[above_code].add(code)
    return below


@dataclass(frozen=True, slots=True)
class GoalTree:
    """The goals that stand together on the page, and how each is told."""

    goals: Sequence[Goal]
    lights: Lights
    below: Mapping[str, set[str]]
    # The rows of the plan, as kind and code, that were adopted in other words.
    worded: Collection[tuple[str, str]]
    on: date

    def tops(self) -> list[Goal]:
        """Those that lie under no other one here; goals that lie under each other are shown side by side."""
        shown = {goal.pk: goal for goal in self.goals}
        return [goal for goal in self.goals if goal.parent_id not in shown or self.is_in_a_ring(goal, shown)]

    def is_in_a_ring(self, goal: Goal, shown: Mapping[int, Goal]) -> bool:
        met: set[int] = set()
        at: Goal | None = goal
        while at is not None and at.pk not in met:
            met.add(at.pk)
            at = shown.get(at.parent_id) if at.parent_id else None
        return at is goal

    def row(self, goal: Goal, *, above: str = "", met: frozenset[int] = frozenset()) -> GoalRow:
        met |= {goal.pk}
        under = [one for one in self.goals if one.parent_id == goal.pk and one.pk not in met]
        return GoalRow(
            code=goal.code,
            text=goal.text,
            level=goal.get_level_display(),
            kind=goal.kind,
            scope=goal.scope,
            measurability=goal.measurability,
            status=goal.status_in_document,
            targets=self.lights.of_goal(goal.code),
            standing=self.lights.standing(self.below[goal.code]),
            has_subgoals=len(self.below[goal.code]) > 1,
            above=above,
            measures=tuple(measure_row(one, on=self.on) for one in goal.measures.all()),
            sdgs=tuple((one, sdg_name(one)) for one in sorted(sdg.number for sdg in goal.sdgs.all())),
            guidelines=tuple((one.code, called(one)) for one in goal.guidelines.all()),
            subgoals=tuple(self.row(one, met=met) for one in under),
            has_earlier_words=(goal._meta.label_lower, goal.code) in self.worded,
        )


@dataclass(frozen=True, slots=True)
class ThemeGroup:
    """The goals of one theme, or of none (`title` empty)."""

    title: str
    goals: list[GoalRow]


def goal_groups(tree: GoalTree, themes: Sequence[int]) -> list[ThemeGroup]:
    """The goals by theme: those of the area in the order of the document, then others, then goals without one."""
    tops = sorted(tree.tops(), key=lambda goal: place_of(goal, themes))
    groups: dict[int | None, ThemeGroup] = {}
    for goal in tops:
        title = goal.theme.title if goal.theme else ""
        row = tree.row(goal, above=goal.parent.text if goal.parent else "")
        groups.setdefault(goal.theme_id, ThemeGroup(title, [])).goals.append(row)
    return list(groups.values())


def place_of(goal: Goal, themes: Sequence[int]) -> int:
    if goal.theme_id is None:
        return len(themes) + 1
    return themes.index(goal.theme_id) if goal.theme_id in themes else len(themes)
