"""A focus area: everything that the plan knows of it. Lights and goals first, then what they rest on."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import ngettext

from planning.models import FocusArea, Level, Plan, Theme
from reporting.queries.focus_challenges import DimensionGroup, challenges_of
from reporting.queries.focus_content import Chapter, themes_in_order
from reporting.queries.focus_goals import GoalTree, Lights, ThemeGroup, codes_below, goal_groups, goals_of
from reporting.queries.focus_indicators import FollowedIndicators, followed_in
from reporting.queries.focus_measures import MeasureTable, measures_of
from reporting.queries.focus_related import RelatedRow, related_of
from reporting.queries.guidelines import LevelGroup, guidelines_of
from reporting.queries.lights import LightRow, light_rows
from reporting.queries.standing import Standing, standing_of
from targets.models import Target


@dataclass(frozen=True, slots=True)
class FocusAreaPage:
    area: FocusArea
    standing: Standing
    chapters: list[Chapter]
    own: list[ThemeGroup]
    # Goals that others have set and the plan leans on: national, regional, international.
    others: list[ThemeGroup]
    norms: list[LightRow]
    measures: MeasureTable
    indicators: FollowedIndicators
    challenges: list[DimensionGroup]
    guidelines: list[LevelGroup]
    related: list[RelatedRow]
    siblings: list[FocusArea]
    has_earlier_words: bool

    @property
    def own_count(self) -> int:
        return count_goals(self.own)

    @property
    def other_count(self) -> int:
        return count_goals(self.others)

    @property
    def challenge_count(self) -> int:
        return sum(group.count for group in self.challenges)

    @property
    def guideline_count(self) -> int:
        return sum(len(group.guidelines) for group in self.guidelines)


def focus_area_page(*, area: FocusArea, plans: QuerySet[Plan], on: date) -> FocusAreaPage:
    """Everything the page of a focus area shows, in a fixed number of queries. `plans` are those the reader may see."""
    of_plan = light_rows(Target.objects.filter(plan=area.plan))
    rows = [row for row in of_plan if area.code in row.focus_areas]
    goals, below, themes = goals_of(area, rows), codes_below(area), themes_in_order(area)
    order, worded = [theme.pk for theme, _depth in themes], worded_before(area.plan)
    own, others = (
        goal_groups(GoalTree(chosen, Lights(rows, of_plan), below, worded, on), order)
        for chosen in (
            [goal for goal in goals if goal.level == Level.MUNICIPAL],
            [goal for goal in goals if goal.level != Level.MUNICIPAL],
        )
    )
    indicators, challenges = followed_in(area, plans=plans), challenges_of(area)
    held = {
        "goals": [goal.theme.title for goal in goals if goal.theme],
        "challenges": [one.theme for group in challenges for one in (*group.challenges, *group.opportunities)],
        "indicators": [one.theme for one in indicators.all],
    }
    return FocusAreaPage(
        area=area,
        standing=standing_of(rows),
        chapters=chapters_of(themes, held),
        own=own,
        others=others,
        norms=[row for row in rows if row.is_norm],
        measures=measures_of(area, on=on),
        indicators=indicators,
        challenges=challenges,
        guidelines=guidelines_of(area),
        related=related_of(area),
        siblings=list(area.plan.focus_areas.order_by("order", "code")),
        has_earlier_words=(area._meta.label_lower, area.code) in worded,
    )


def worded_before(plan: Plan) -> set[tuple[str, str]]:
    """What kind and which code: the rows of the plan that said something else when they were adopted."""
    return set(plan.earlier_wordings.values_list("subject", "code"))


def count_goals(groups: Iterable[ThemeGroup]) -> int:
    """With the sub-goals that stand under others."""
    return sum(goal.count for group in groups for goal in group.goals)


def chapters_of(themes: Iterable[tuple[Theme, int]], held: Mapping[str, Iterable[str]]) -> list[Chapter]:
    """The themes with what stands under each. `held`: the titles of the themes of everything of one kind."""
    counts = {kind: Counter(titles) for kind, titles in held.items()}
    return [
        Chapter(
            theme.title, depth, tuple(counted(kind, n) for kind, found in counts.items() if (n := found[theme.title]))
        )
        for theme, depth in themes
    ]


def counted(kind: str, count: int) -> str:
    said = {
        "goals": ngettext("%(n)d mål", "%(n)d mål", count),
        "challenges": ngettext("%(n)d utfordring eller mulighet", "%(n)d utfordringer og muligheter", count),
        "indicators": ngettext("%(n)d indikator", "%(n)d indikatorer", count),
    }
    return said[kind] % {"n": count}
