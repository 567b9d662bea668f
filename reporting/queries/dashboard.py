"""The dashboard: how do we stand, what got worse, and what do we do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planning.models import Plan
from reporting.answering import NOBODY, Answering
from reporting.queries.answered_rows import AnsweredRow, answered_rows
from reporting.queries.freshness import Freshness, freshness_of
from reporting.queries.lights import LightRow, light_rows
from reporting.queries.standing import Standing, standing_of
from reporting.queries.units import UnitCard, unit_cards
from targets.models import Target

# Red first, then what is red behind a light that a person has set, then yellow, and last what may soon be broken.
# Among equals the ones that turned most recently.
URGENCY = {"red": 0, "yellow": 2}
HIDES_RED, WARNED = 1, 3


@dataclass(frozen=True, slots=True)
class FocusAreaCard:
    code: str
    title: str
    slogan: str
    is_focus_area: bool
    is_crosscutting: bool
    goals: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A plan at a glance. Areas and units stand the worst first; so do the targets."""

    plan: Plan
    # Every target in the order of the plan, norms too.
    rows: list[LightRow]
    standing: Standing
    freshness: Freshness
    cards: list[FocusAreaCard]
    # Front matter without lights of its own: it has no card, and is still a page.
    front_matter: list[FocusAreaCard]
    units: list[UnitCard]
    # Red, shown or behind a light that a person has set: with cause and measures.
    red: list[AnsweredRow]
    # Yellow, and green ones that the next figure may break.
    watched: list[LightRow]
    norms: list[LightRow]
    goals_without_target: int

    @property
    def unanswered(self) -> int:
        """How many red ones lack a cause or a measure."""
        return sum(one.answer.lacks_something for one in self.red)

    @property
    def confirmed_on(self) -> date | None:
        return self.freshness.judged_on


def dashboard(*, plan: Plan, on: date, answering: Answering = NOBODY) -> Dashboard:
    """Everything the dashboard shows, in a fixed number of queries."""
    rows = light_rows(Target.objects.filter(plan=plan))
    attention = sorted((row for row in rows if row.needs_attention and not row.is_norm), key=urgency)
    red = [row for row in attention if row.is_red]
    goals = {goal.code: goal for goal in plan.goals.prefetch_related("focus_areas")}
    with_target = {row.goal_code for row in rows}
    cards = area_cards(plan, rows, [[area.pk for area in goal.focus_areas.all()] for goal in goals.values()])
    return Dashboard(
        plan=plan,
        rows=rows,
        standing=standing_of(rows),
        freshness=freshness_of(rows),
        cards=sorted((card for card in cards if has_card(card)), key=lambda card: weakness(card.standing)),
        front_matter=[card for card in cards if not has_card(card)],
        units=sorted(unit_cards(rows), key=lambda card: weakness(card.standing)),
        red=answered_rows(red, on=on, answering=answering),
        watched=[row for row in attention if not row.is_red],
        norms=[row for row in rows if row.is_norm],
        goals_without_target=sum(code not in with_target for code in goals),
    )


def area_cards(plan: Plan, rows: Sequence[LightRow], areas_of_goals: Sequence[Sequence[int]]) -> list[FocusAreaCard]:
    """The plan's areas in its order, front matter too."""
    return [
        FocusAreaCard(
            code=area.code,
            title=area.title,
            slogan=area.slogan,
            is_focus_area=area.is_focus_area,
            is_crosscutting=area.is_crosscutting,
            goals=sum(area.pk in areas for areas in areas_of_goals),
            standing=standing_of(row for row in rows if area.code in row.focus_areas),
        )
        for area in plan.focus_areas.order_by("order", "code")
    ]


def weakness(standing: Standing) -> tuple[int, int, int]:
    """Most red first, then most yellow, then most that is calculated worse than it is shown."""
    return -standing.lights.red, -standing.lights.yellow, -standing.lights.overridden


def has_card(card: FocusAreaCard) -> bool:
    return bool(card.is_focus_area or card.standing.total)


def urgency(row: LightRow) -> tuple[int, int]:
    place = HIDES_RED if row.hides_red and row.light != "red" else URGENCY.get(row.light, WARNED)
    return place, -(row.since or date.min).toordinal()
