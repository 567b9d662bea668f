"""A plan's slides with the charts of its red targets."""

from collections.abc import Iterable

from reporting.drawing import Drawing, draw_target
from reporting.queries.answered_rows import AnsweredRow
from reporting.queries.presentation import chart_of


def drawings_of(red: Iterable[AnsweredRow]) -> dict[int, Drawing]:
    """By the keys of the targets; those that have nothing to draw are not there."""
    charts = {one.row.pk: chart_of(one.row.pk) for one in red}
    return {pk: draw_target(chart, family=family) for pk, (chart, family) in charts.items() if chart}
