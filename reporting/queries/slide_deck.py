"""What slides show: of a plan as it stands, or of a year as its report judges it, and the charts of what is red.

Both are judged by the rule on their days, as papers and reports are. What was stored when somebody happened to judge
would say that a stricter promise made a light worse, and nothing of a plan that is judged for the first time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from planning.models import Plan
from reporting.charts import TargetChart
from reporting.queries.annual_changes import YearChange, changes_between, judged_twice
from reporting.queries.annual_report import AnnualReport, reported_targets, words_for
from reporting.queries.annual_targets import ReportedTarget
from reporting.queries.changed_since import Way
from reporting.queries.dashboard import FocusAreaCard, area_cards, has_card, urgency, weakness
from reporting.queries.standing import standing_of
from reporting.slides import Shown, ShownChange

# What goes to a meeting tells of a year, unless the reader has picked a day.
LOOKING_BACK = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class SourcedChart:
    """A chart that is to be drawn, the family of words for its zones, and where its figures are from."""

    chart: TargetChart
    family: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What is shown, and by the keys of the red targets their charts; those that have nothing to draw are not there."""

    shown: Shown
    charts: dict[int, SourcedChart]


def judged_plan(*, plan: Plan, on: date, since: date) -> Judged:
    """The plan on a day, and what is worse than on another; the weakest first, in a fixed number of queries."""
    pairs = list(judged_twice(plan, first=since, second=on))
    targets = reported_targets(plan, [after for _before, after in pairs], years=words_for(on), on=on, known_on=on)
    cards = sorted(cards_of(plan, targets), key=lambda card: weakness(card.standing))
    shown = shown_of(targets, cards, changes_between(pairs, first=since, second=on))
    return Judged(replace(shown, red=sorted(shown.red, key=lambda one: urgency(one.row))), charts_of(targets))


def judged_report(report: AnnualReport) -> Judged:
    """Everything in the order of the report, which is that of the plan."""
    shown = shown_of(report.targets, cards_of(report.plan, report.targets), report.changes)
    return Judged(shown, charts_of(report.targets))


def cards_of(plan: Plan, targets: Iterable[ReportedTarget]) -> list[FocusAreaCard]:
    return [card for card in area_cards(plan, [one.row for one in targets], []) if has_card(card)]


def shown_of(targets: Sequence[ReportedTarget], cards: Sequence[FocusAreaCard], changes: Iterable[YearChange]) -> Shown:
    rows = [one.row for one in targets]
    return Shown(
        standing=standing_of(rows),
        cards=cards,
        rows=rows,
        worse=[shown_change(one) for one in changes if one.way is Way.WORSE],
        red=[one.answered for one in red_of(targets)],
    )


def red_of(targets: Iterable[ReportedTarget]) -> list[ReportedTarget]:
    """The plan's own that are red, shown or behind a light that a person has set."""
    return [one for one in targets if one.row.is_red and not one.is_norm]


def shown_change(change: YearChange) -> ShownChange:
    because = f"{change.because[:1].upper()}{change.because[1:]}." if change.because else ""
    return ShownChange(change.title, change.from_light, change.from_word, change.to_light, change.to_word, because)


def charts_of(targets: Iterable[ReportedTarget]) -> dict[int, SourcedChart]:
    return {
        one.row.pk: SourcedChart(one.figures.chart, one.figures.zones, one.figures.source)
        for one in red_of(targets)
        if one.figures and one.figures.chart
    }
