"""What a political meeting needs to know of a focus area or a unit: how it stands, what is wrong, what is done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import Unit
from planning.models import FocusArea, Plan
from reporting.queries.answered_rows import AnsweredRow, answered_rows
from reporting.queries.changed_since import TargetChange, changed_since
from reporting.queries.lights import LightRow, light_rows
from reporting.queries.standing import Standing, standing_of
from targets.models import Target
from targets.rules import Light


@dataclass(frozen=True, slots=True)
class Paper:
    """`attention` is red first, then yellow and what may soon be broken; `changes` are those since `since`."""

    plan: Plan
    title: str
    on: date
    since: date
    standing: Standing
    attention: tuple[AnsweredRow, ...]
    calm: tuple[LightRow, ...]
    grey: tuple[LightRow, ...]
    changes: tuple[TargetChange, ...]
    sources: tuple[str, ...]


def paper_on_area(*, area: FocusArea, on: date, since: date) -> Paper:
    """Of everything that belongs to the focus area, in a fixed number of queries."""
    rows = light_rows(Target.objects.filter(plan=area.plan))
    own = [row for row in rows if area.code in row.focus_areas]
    return paper(area.plan, area.title, own, on=on, since=since)


def paper_on_unit(*, plan: Plan, unit: Unit, on: date, since: date) -> Paper:
    """Of everything that the unit answers for in the plan, in a fixed number of queries."""
    rows = light_rows(Target.objects.filter(plan=plan))
    return paper(plan, unit.name, [row for row in rows if row.unit == unit], on=on, since=since)


def paper(plan: Plan, title: str, rows: Iterable[LightRow], *, on: date, since: date) -> Paper:
    counted = [row for row in rows if not row.is_norm]
    attention = sorted((row for row in counted if row.needs_attention), key=lambda row: not row.is_red)
    calm = [row for row in counted if not row.needs_attention]
    codes = {row.code for row in counted}
    return Paper(
        plan=plan,
        title=title,
        on=on,
        since=since,
        standing=standing_of(counted),
        attention=tuple(answered_rows(attention, on=on)),
        calm=tuple(row for row in calm if row.light != Light.GREY),
        grey=tuple(row for row in calm if row.light == Light.GREY),
        changes=tuple(one for one in changed_since(plan=plan, since=since).changes if one.code in codes),
        sources=tuple(sorted({one for row in counted for one in row.source.split("; ") if one})),
    )
