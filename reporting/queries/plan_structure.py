"""The hub where a plan is written: its focus areas in order, and how much of the plan lies in each."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planning.models import FocusArea, Goal, Measure, Plan, PlanStatus, Theme
from reporting.queries.lights import focus_area_codes, light_rows
from targets.models import Target
from targets.queries.deadlines import targets_due_before


@dataclass(frozen=True, slots=True)
class ThemeRow:
    code: str
    title: str
    # How many themes it lies under.
    depth: int
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class AreaRow:
    code: str
    title: str
    slogan: str
    is_focus_area: bool
    is_crosscutting: bool
    themes: list[ThemeRow]
    goals: int
    targets: int
    measures: int
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class DueBefore:
    code: str
    title: str
    deadline: str


@dataclass(frozen=True, slots=True)
class PlanStructure:
    plan: Plan
    areas: list[AreaRow]
    goals: int
    targets: int
    measures: int
    challenges: int
    guidelines: int
    # Goals that lie in no focus area.
    loose_goals: int
    # Copied from the plan before, with a deadline that comes before this plan begins.
    due_before: list[DueBefore]

    @property
    def is_draft(self) -> bool:
        return self.plan.status == PlanStatus.DRAFT


def plan_structure(*, plan: Plan) -> PlanStructure:
    """Everything the hub shows, in a fixed number of queries."""
    areas = list(plan.focus_areas.order_by("order", "code"))
    goals = list(plan.goals.select_related("primary_focus_area").prefetch_related("focus_areas"))
    measures = list(plan.measures.prefetch_related("focus_areas"))
    targets = targets_in_plan(plan)
    themes = themes_of(plan)
    told = rows_of(areas, themes, counted(goals), counted(measures), Counter(one for at in targets for one in at))
    return PlanStructure(
        plan=plan,
        areas=list(told),
        goals=len(goals),
        targets=len(targets),
        measures=len(measures),
        challenges=plan.challenges.count(),
        guidelines=plan.guidelines.count(),
        loose_goals=sum(not areas_of(goal) for goal in goals),
        due_before=due_before(plan) if plan.follows_id and plan.status == PlanStatus.DRAFT else [],
    )


def due_before(plan: Plan) -> list[DueBefore]:
    """What was carried over and is due before the plan begins, by its title."""
    deadlines = {target.code: target.deadline for target in targets_due_before(plan)}
    if not deadlines:
        return []
    rows = light_rows(Target.objects.filter(plan=plan, code__in=deadlines))
    return [DueBefore(row.code, row.title, deadlines[row.code]) for row in rows]


def rows_of(
    areas: list[FocusArea],
    themes: dict[int, list[Theme]],
    goals: Counter[str],
    measures: Counter[str],
    targets: Counter[str],
) -> Iterator[AreaRow]:
    for place, area in enumerate(areas, start=1):
        yield AreaRow(
            code=area.code,
            title=area.title,
            slogan=area.slogan,
            is_focus_area=area.is_focus_area,
            is_crosscutting=area.is_crosscutting,
            themes=list(in_tree(themes[area.pk])),
            goals=goals[area.code],
            targets=targets[area.code],
            measures=measures[area.code],
            is_first=place == 1,
            is_last=place == len(areas),
        )


def targets_in_plan(plan: Plan) -> list[tuple[str, ...]]:
    """For each target the codes of its focus areas."""
    rows = Target.objects.filter(plan=plan).select_related(
        "goal__primary_focus_area", "primary_focus_area", "used_indicator"
    )
    linked = rows.prefetch_related("secondary_focus_areas", "goal__focus_areas", "used_indicator__focus_areas")
    return [focus_area_codes(one) for one in linked]


def themes_of(plan: Plan) -> dict[int, list[Theme]]:
    """The themes of each focus area, in order."""
    found: dict[int, list[Theme]] = defaultdict(list)
    for theme in Theme.objects.filter(focus_area__plan=plan).order_by("order", "code"):
        found[theme.focus_area_id].append(theme)
    return found


def in_tree(themes: Iterable[Theme]) -> Iterator[ThemeRow]:
    """Themes with those under them right after."""
    below: dict[int | None, list[Theme]] = defaultdict(list)
    keys = {theme.pk for theme in themes}
    for theme in themes:
        below[theme.parent_id if theme.parent_id in keys else None].append(theme)

    def under(above: int | None, depth: int) -> Iterator[ThemeRow]:
        beside = below[above]
        for place, theme in enumerate(beside, start=1):
            yield ThemeRow(theme.code, theme.title, depth, place == 1, place == len(beside))
            yield from under(theme.pk, depth + 1)

    yield from under(None, 0)


def counted(rows: Iterable[Goal] | Iterable[Measure]) -> Counter[str]:
    """How many of the rows lie in each focus area."""
    return Counter(code for row in rows for code in areas_of(row))


def areas_of(row: Goal | Measure) -> set[str]:
    codes = {area.code for area in row.focus_areas.all()}
    primary = row.primary_focus_area if isinstance(row, Goal) else None
    return codes | {primary.code} if primary else codes
