"""What a file of slides shows of a year as its report judges it, and the charts of what is red."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext

from reporting.charts import TargetChart
from reporting.queries.annual_changes import YearChange
from reporting.queries.annual_report import AnnualReport
from reporting.queries.answered_rows import AnsweredRow
from reporting.queries.changed_since import Way
from reporting.queries.dashboard import area_cards, has_card
from reporting.queries.lights import LightRow
from reporting.queries.presentation import chart_of
from reporting.queries.standing import standing_of
from reporting.slides import Shown, ShownChange


@dataclass(frozen=True, slots=True)
class SourcedChart:
    """A chart that is to be drawn, the family of words for its zones, and where its figures are from."""

    chart: TargetChart
    family: str | None
    source: str


def shown_report(report: AnnualReport) -> Shown:
    """Everything in the order of the report, which is that of the plan."""
    rows = [one.row for one in report.targets]
    return Shown(
        standing=standing_of(rows),
        cards=[card for card in area_cards(report.plan, rows, []) if has_card(card)],
        rows=rows,
        worse=[shown_change(one) for one in report.changes if one.way is Way.WORSE],
        red=[one.answered for one in report.own_targets if one.row.is_red],
    )


def shown_change(change: YearChange) -> ShownChange:
    because = f"{change.because[:1].upper()}{change.because[1:]}." if change.because else ""
    return ShownChange(change.title, change.from_light, change.from_word, change.to_light, change.to_word, because)


def charts_of_report(report: AnnualReport) -> dict[int, SourcedChart]:
    """By the keys of the red targets; those that have nothing to draw are not there."""
    return {
        one.row.pk: SourcedChart(one.figures.chart, one.figures.zones, one.figures.source)
        for one in report.own_targets
        if one.row.is_red and one.figures and one.figures.chart
    }


def charts_of_red(red: Iterable[AnsweredRow]) -> dict[int, SourcedChart]:
    """The same of targets as they stand."""
    charts = {one.row.pk: (*chart_of(one.row.pk), source_of(one.row)) for one in red}
    return {pk: SourcedChart(chart, family, source) for pk, (chart, family, source) in charts.items() if chart}


def source_of(row: LightRow) -> str:
    if not row.source or row.figure_came_on is None:
        return ""
    words = {"sources": row.source, "day": date_format(row.figure_came_on)}
    return gettext("Kilde: %(sources)s. Tall hentet %(day)s.") % words
