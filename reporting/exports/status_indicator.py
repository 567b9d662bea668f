"""One indicator of the status analysis: a sentence, the chart with its table, remarks, and what people wrote."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.text import capfirst
from django.utils.translation import gettext

from indicators.formats import NBSP
from reporting.charts import LOW
from reporting.documents import Block, Cell, Column, Comment, Heading, Paragraph, Role, Table
from reporting.drawing import Drawing, draw_bars, draw_comparison
from reporting.exports.status_tables import (
    BREAK,
    CORRECTION,
    figure_cell,
    marks_explained,
    name_of,
    source_said,
)
from reporting.exports.status_words import ranks_explained, standing
from reporting.queries.indicator_compared import Told
from reporting.queries.status_report import ReportedIndicator, StatusArea
from reporting.queries.status_series import Series, SeriesCell, SeriesRow
from reporting.report_design import paragraphs_of


def indicator_blocks(area: StatusArea, one: ReportedIndicator) -> Iterator[Block]:
    yield Heading(3, f"{place_of(area, one)} {one.named.name}")
    if one.definition:
        yield Paragraph(one.definition)
    if one.series is None:
        yield Paragraph(gettext("Ingen tall å vise."))
    else:
        yield from figures(one, one.series)
    yield from (Paragraph(remark, Role.NOTE) for remark in one.remarks)
    yield from (Comment(tuple(paragraphs_of(said.text)), said.said) for said in one.comments)


def place_of(area: StatusArea, one: ReportedIndicator) -> str:
    """Where in the report it stands: `3.12`; `3` where only the overview of the area has it."""
    return f"{area.number}.{one.number}" if one.number else str(area.number)


def figures(one: ReportedIndicator, series: Series) -> Iterator[Block]:
    if said := standing(one.named, series):
        yield Paragraph(said)
    table = years_table(one, series)
    yield table
    cells = [cell for row in table.rows for cell in row]
    notes = [marks_explained([*cells, Cell(name_of(one.named))]), ranks_explained(series), outsiders(series)]
    if note := " ".join(part for part in notes if part):
        yield Paragraph(note, Role.NOTE)


def years_table(one: ReportedIndicator, series: Series) -> Table:
    """Regions by years; then the changes and the place of the newest, where there are any."""
    beside = list(columns_beside(series))
    return Table(
        capfirst(one.named.unit or gettext("Tall")),
        (
            Column(gettext("Sted")),
            *(Column(period, is_number=True) for period in series.periods),
            *(Column(title, is_number=True) for title, _cells in beside),
        ),
        tuple(
            (
                Cell(row.name, is_strong=row.is_own),
                *(series_cell(cell, row, one.named.suffix) for cell in row.cells),
                *(cells[number] for _title, cells in beside),
            )
            for number, row in enumerate(series.rows)
        ),
        about=one.named.name,
        source=source_said(one.source),
        drawing=drawing(series),
    )


def drawing(series: Series) -> Drawing | None:
    if series.bars:
        return draw_bars(series.bars)
    return draw_comparison(series.chart, wide_size=LOW) if series.chart else None


def series_cell(cell: SeriesCell, row: SeriesRow, unit: str) -> Cell:
    """A break stands before the figure, the municipality's own figure behind it where it is another."""
    before = f"{BREAK}{NBSP}" if cell.breaks_before and cell.figure.text else ""
    shown = figure_cell(cell.figure, before=before, is_strong=row.is_own, unit=unit)
    if cell.correction in {"", cell.figure.text}:
        return shown
    beside = f" ({cell.correction}{CORRECTION})"
    return replace(shown, text=f"{shown.text}{beside}", after=f"{shown.after}{beside}")


def columns_beside(series: Series) -> Iterator[tuple[str, list[Cell]]]:
    """What stands to the right of the years, as (title, cells)."""
    unit = f" ({series.change_unit})" if series.change_unit else ""
    if any(row.change != Told() for row in series.rows):
        title = gettext("Endring fra %(year)s") % {"year": series.before}
        yield f"{title}{unit}", [change_cell(row.change, row) for row in series.rows]
    if any(row.from_mean != Told() for row in series.rows):
        title = gettext("Mot snittet %(years)s") % {"years": series.mean_of}
        yield f"{title}{unit}", [change_cell(row.from_mean, row) for row in series.rows]
    if any(row.rank for row in series.rows):
        yield gettext("Plass i gruppen"), [rank_cell(row) for row in series.rows]


def change_cell(change: Told, row: SeriesRow) -> Cell:
    if change.is_broken:
        return Cell(gettext("brudd"), is_strong=row.is_own)
    return Cell(change.amount, is_strong=row.is_own, number=change.number, is_signed=change.number is not None)


def rank_cell(row: SeriesRow) -> Cell:
    return Cell(row.rank.replace(" ", NBSP), is_strong=row.is_own)


def outsiders(series: Series) -> str:
    """Who has no place because the group is another's."""
    names = [row.name for row in series.rows if row.is_outside]
    if not names or not any(row.rank for row in series.rows):
        return ""
    return gettext("Ikke med i gruppen: %(names)s.") % {"names": ", ".join(names)}
