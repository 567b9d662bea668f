"""The units of a municipality: how the targets that each answers for stand together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Collate

from accounts.models import Unit
from planning.models import Plan
from reporting.answering import NOBODY, Answering
from reporting.queries.answered_rows import AnsweredRow, answered_rows
from reporting.queries.lights import LightRow, light_rows
from reporting.queries.standing import Standing, standing_of
from targets.models import Target


@dataclass(frozen=True, slots=True)
class UnitCard:
    pk: int
    name: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class UnitPage:
    """What one unit answers for in a plan; norms that the plan only quotes stand beside and are not counted."""

    plan: Plan
    unit: Unit
    standing: Standing
    # What asks for something to be done, with cause and measures, the red ones first; and the rest.
    attention: list[AnsweredRow]
    calm: list[LightRow]
    norms: list[LightRow]
    others: list[UnitCard]


def unit_cards(rows: Sequence[LightRow]) -> list[UnitCard]:
    """Every unit that answers for some target, by name."""
    keys = {row.unit.pk for row in rows if row.unit}
    return [
        UnitCard(unit.pk, unit.name, standing_of(row for row in rows if row.unit == unit))
        for unit in Unit.objects.filter(pk__in=keys).order_by(Collate("name", "norwegian"), "pk")
    ]


def unit_page(*, plan: Plan, unit: Unit, on: date, answering: Answering = NOBODY) -> UnitPage:
    """Everything the page of a unit shows, in a fixed number of queries."""
    rows = light_rows(Target.objects.filter(plan=plan))
    own = [row for row in rows if row.unit == unit]
    counted = [row for row in own if not row.is_norm]
    attention = sorted((row for row in counted if row.needs_attention), key=lambda row: not row.is_red)
    return UnitPage(
        plan=plan,
        unit=unit,
        standing=standing_of(own),
        attention=answered_rows(attention, on=on, answering=answering),
        calm=[row for row in counted if not row.needs_attention],
        norms=[row for row in own if row.is_norm],
        others=[card for card in unit_cards(rows) if card.pk != unit.pk],
    )
