"""A service area of the status analysis: what is told of it, the overview by category, and indicator by indicator."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext

from reporting.documents import Block, Bullets, Cell, Heading, Paragraph, Role, Table
from reporting.exports.status_indicator import indicator_blocks
from reporting.exports.status_tables import (
    Line,
    figure_cell,
    marks_explained,
    name_of,
    side_by_side,
    source_said,
)
from reporting.exports.status_words import about_area, without_figures, without_year
from reporting.queries.status_overview import Overview, OverviewRow
from reporting.queries.status_report import StatusArea, StatusReport


def areas(report: StatusReport) -> Iterator[Block]:
    """A chapter for each."""
    for area in report.areas:
        yield Heading(1, f"{area.number} {area.name}")
        yield from area_blocks(report, area)


def area_blocks(report: StatusReport, area: StatusArea) -> Iterator[Block]:
    yield Paragraph(" ".join(about_area(area)), Role.LEAD)
    if said := without_year(report, area):
        yield Paragraph(said)
    if area.tables:
        yield from standing_out(area)
        yield Heading(2, gettext("Oversikt"))
        yield from overview(report, area.name, area.tables, sources_in(area))
    if said := without_figures(area):
        yield Paragraph(said, Role.NOTE)
    yield from remarks_in_brief(area)
    if area.in_detail:
        yield Heading(2, gettext("Indikator for indikator"))
        for one in area.in_detail:
            yield from indicator_blocks(area, one)


def standing_out(area: StatusArea) -> Iterator[Block]:
    """What moved most and what lies far from the others; never whether that is good."""
    told = area.told
    for title, items, about in (
        (gettext("Dette har endret seg mest"), told.moved, told.about_moved),
        (gettext("Her skiller kommunen seg ut"), told.apart, told.about_apart),
    ):
        if items or about:
            yield Heading(2, title)
        if items:
            yield Bullets(items)
        if about:
            yield Paragraph(about, Role.NOTE)


def sources_in(area: StatusArea) -> str:
    return "; ".join(area.sources)


def overview(report: StatusReport, about: str, tables: Sequence[Overview], source: str) -> Iterator[Block]:
    """Category by category; the marks are explained and the source named once, below."""
    cells: list[Cell] = []
    for one in tables:
        for table in overview_tables(report, about, one):
            cells += [cell for row in table.rows for cell in row]
            yield table
    empty = gettext("Tomme felt: vi har ikke noe tall.") if any(not cell.text for cell in cells) else ""
    if note := " ".join(part for part in (marks_explained(cells), empty) if part):
        yield Paragraph(note, Role.NOTE)
    if source:
        yield Paragraph(source_said(source), Role.NOTE)


def overview_tables(report: StatusReport, about: str, one: Overview) -> Iterator[Table]:
    own = report.municipality
    periods = [one.before, one.period] if one.before else [one.period]
    return side_by_side(
        overview_title(report, one),
        gettext("Indikator"),
        [f"{own} {period}" for period in periods],
        [*one.neighbours, *one.others],
        [overview_line(row, has_before=bool(one.before)) for row in one.rows],
        about=about,
    )


def overview_title(report: StatusReport, one: Overview) -> str:
    """The category; and what sets its figures apart from those of the table beside."""
    parts = [one.category or gettext("Uten kategori")]
    if one.is_need_adjusted:
        parts.append(gettext("justert for utgiftsbehov"))
    if one.period != str(report.year):
        parts.append(gettext("siste tall fra %(period)s") % {"period": one.period})
    return ", ".join(parts)


def overview_line(row: OverviewRow, *, has_before: bool) -> Line:
    own = [row.before, row.latest] if has_before else [row.latest]
    return Line(
        Cell(name_of(row.named)),
        tuple(figure_cell(figure, is_strong=True, unit=row.named.suffix) for figure in own),
        tuple(figure_cell(figure, unit=row.named.suffix) for figure in row.elsewhere),
    )


def remarks_in_brief(area: StatusArea) -> Iterator[Block]:
    """What must be known of figures that only the overview has; and what people wrote of them."""
    items = tuple(f"{one.named.name}: {remark}" for one in area.in_brief if one.has_figures for remark in one.remarks)
    if items:
        yield Heading(2, gettext("Om tallene i oversikten"))
        yield Bullets(items)
