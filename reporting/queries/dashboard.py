"""The dashboard: how do we stand, and what needs attention first."""

from dataclasses import dataclass
from datetime import date

from planning.models import Plan
from reporting.queries.lights import LightRow, light_rows
from reporting.queries.standing import Standing, standing_of
from reporting.queries.units import UnitCard, unit_cards
from targets.models import Target

# Red first, then yellow, then what is red behind a light that a person has set, and last what may soon be broken.
# Among equals the ones that turned most recently.
URGENCY = {"red": 0, "yellow": 1}
HIDES_RED, WARNED = 2, 3


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
    """A plan at a glance. `attention` holds every target that needs it, the most pressing first."""

    plan: Plan
    standing: Standing
    cards: list[FocusAreaCard]
    # Front matter without lights of its own: it has no card, and is still a page.
    front_matter: list[FocusAreaCard]
    units: list[UnitCard]
    attention: list[LightRow]
    norms: list[LightRow]
    goals_without_target: int
    confirmed_on: date | None


def dashboard(*, plan: Plan) -> Dashboard:
    """Everything the dashboard shows, in a fixed number of queries."""
    rows = light_rows(Target.objects.filter(plan=plan))
    counted = [row for row in rows if not row.is_norm]
    goals = {goal.code: goal for goal in plan.goals.prefetch_related("focus_areas")}
    with_target = {row.goal_code for row in rows}
    cards = [
        FocusAreaCard(
            code=area.code,
            title=area.title,
            slogan=area.slogan,
            is_focus_area=area.is_focus_area,
            is_crosscutting=area.is_crosscutting,
            goals=sum(area in goal.focus_areas.all() for goal in goals.values()),
            standing=standing_of(row for row in rows if area.code in row.focus_areas),
        )
        for area in plan.focus_areas.order_by("order", "code")
    ]
    return Dashboard(
        plan=plan,
        standing=standing_of(rows),
        cards=[card for card in cards if has_card(card)],
        front_matter=[card for card in cards if not has_card(card)],
        units=unit_cards(rows),
        attention=sorted((row for row in counted if row.needs_attention), key=urgency),
        norms=[row for row in rows if row.is_norm],
        goals_without_target=sum(code not in with_target for code in goals),
        confirmed_on=max((row.confirmed_on for row in rows if row.confirmed_on), default=None),
    )


def has_card(card: FocusAreaCard) -> bool:
    return bool(card.is_focus_area or card.standing.total)


def urgency(row: LightRow) -> tuple[int, int]:
    place = URGENCY.get(row.light, HIDES_RED if row.hides_red else WARNED)
    return place, -(row.since or date.min).toordinal()
