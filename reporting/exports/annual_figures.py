"""The last figures behind a light as a table with its chart, as annual reports and papers print them."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext

from reporting.charts import MEDIUM
from reporting.documents import Cell, Column, Table
from reporting.drawing import draw_target
from reporting.queries.annual_targets import FigureSeries

DASH = "–"


def figures(about: str, series: FigureSeries) -> Table:
    """The last periods side by side: the figure, what was expected, and what must be known about it."""
    judged = [one.is_judged for one in series.periods]
    values = [(one.value, one.number) for one in series.periods]
    expected = [(one.expected or DASH, one.expected_number) for one in series.periods]
    remarks = [one.remark or DASH for one in series.periods]
    rows = [figure_row(series.region, values, judged)]
    if any(one.expected for one in series.periods):
        rows.append(figure_row(gettext("Forventet"), expected, judged))
    if any(one.remark for one in series.periods):
        rows.append((Cell(gettext("Merknad")), *(Cell(remark) for remark in remarks)))
    return Table(
        capfirst(series.unit or gettext("Tall")),
        (Column(gettext("Periode")), *(Column(one.period, is_number=True) for one in series.periods)),
        tuple(rows),
        about=about,
        source=series.source,
        drawing=draw_target(series.chart, family=series.zones, wide_size=MEDIUM) if series.chart else None,
    )


def figure_row(title: str, figures: Sequence[tuple[str, Decimal | None]], judged: Sequence[bool]) -> tuple[Cell, ...]:
    """The judged period stands out."""
    cells = zip(figures, judged, strict=True)
    return (Cell(title), *(Cell(text, is_strong=strong, number=number) for (text, number), strong in cells))
