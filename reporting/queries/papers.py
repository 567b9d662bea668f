"""What a political meeting needs to know of a focus area or a unit: how it stands, what is wrong, what is done."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from accounts.models import Unit
from indicators.source_names import listed_sources
from planning.models import FocusArea, Plan
from reporting.queries.annual_changes import YearChange, changes_between, judged_twice
from reporting.queries.annual_report import reported_targets, words_for
from reporting.queries.annual_targets import FigureSeries
from reporting.queries.answered_rows import AnsweredRow
from reporting.queries.lights import LightRow
from reporting.queries.standing import Standing, standing_of
from targets.queries import period_named
from targets.rules import Light


@dataclass(frozen=True, slots=True)
class Paper:
    """`attention` is red first, then yellow and what may soon be broken; `changes` are those since `since`.

    All of it is judged on `on`, as the annual report judges its own day; `figures` go by the codes of `attention`.
    """

    plan: Plan
    title: str
    on: date
    since: date
    standing: Standing
    attention: tuple[AnsweredRow, ...]
    calm: tuple[LightRow, ...]
    grey: tuple[LightRow, ...]
    changes: tuple[YearChange, ...]
    sources: tuple[str, ...]
    # The newest period that any of its lights was judged by, as it is read; empty where no figure gave one.
    newest: str = ""
    figures: dict[str, FigureSeries] = field(default_factory=dict)


def paper_on_area(*, area: FocusArea, on: date, since: date) -> Paper:
    """Of everything that belongs to the focus area, in a fixed number of queries."""
    return paper(area.plan, area.title, lambda row: area.code in row.focus_areas, on=on, since=since)


def paper_on_unit(*, plan: Plan, unit: Unit, on: date, since: date) -> Paper:
    """Of everything that the unit answers for in the plan, in a fixed number of queries."""
    return paper(plan, unit.name, lambda row: row.unit == unit, on=on, since=since)


def paper(plan: Plan, title: str, is_in: Callable[[LightRow], bool], *, on: date, since: date) -> Paper:
    judged = list(judged_twice(plan, first=since, second=on))
    years = words_for(on)
    reported = reported_targets(plan, [after for _before, after in judged], years=years, on=on, known_on=on)
    counted = [one for one in reported if not one.is_norm and is_in(one.row)]
    rows = [one.row for one in counted]
    pressing = sorted((one for one in counted if one.row.needs_attention), key=lambda one: not one.row.is_red)
    calm, codes = [row for row in rows if not row.needs_attention], {row.code for row in rows}
    return Paper(
        plan=plan,
        title=title,
        on=on,
        since=since,
        standing=standing_of(rows),
        attention=tuple(one.answered for one in pressing),
        calm=tuple(row for row in calm if row.light != Light.GREY),
        grey=tuple(row for row in calm if row.light == Light.GREY),
        changes=tuple(one for one in changes_between(judged, first=since, second=on) if one.code in codes),
        sources=listed_sources(one for row in rows for one in row.source.split("; ") if one),
        newest=newest_of(rows),
        figures={one.code: one.figures for one in pressing if one.figures},
    )


def newest_of(rows: Iterable[LightRow]) -> str:
    periods = [period_named(row.period) for row in rows if row.period]
    return max(periods, key=lambda one: one.position).label if periods else ""
