"""The table of a service area as a file: the rows that the page shows, in its order."""

from collections.abc import Iterable, Iterator

from django.utils.text import slugify
from django.utils.translation import gettext

from indicators.formats import decimals_of, rounded, unit_title
from indicators.models import Region
from reporting.area_words import described
from reporting.queries.area_rows import AreaRow, Figure
from reporting.queries.service_area import AreaPage
from reporting.sheets import Sheet, SheetCell, SheetColumn, SheetRow


def area_sheet(page: AreaPage) -> Sheet:
    """Every figure in a cell of its own, with its decimals; what its marks mean is said in words beside."""
    own = page.own.name if page.own else ""
    return Sheet(
        code=slugify(page.area.name),
        title=" ".join(part for part in (page.area.name, own, page.year) if part),
        first_heading=gettext("Indikator"),
        note_heading=gettext("Kategori"),
        columns=tuple(columns(page)),
        rows=tuple(SheetRow(row.name, tuple(cells(page, row)), note=row.category) for row in page.rows),
        notes=tuple(described(page)),
        source=gettext("Kilde: %(source)s") % {"source": page.source} if page.source else "",
        keeps_decimals=True,
    )


def columns(page: AreaPage) -> Iterator[SheetColumn]:
    yield SheetColumn(gettext("Kode"))
    yield SheetColumn(gettext("Enhet"))
    yield SheetColumn(page.before or gettext("Året før"))
    yield SheetColumn(page.year or gettext("Siste år"))
    yield SheetColumn(gettext("Periode"))
    yield SheetColumn(gettext("Endring"), beside=gettext("Endring i prosent"))
    yield SheetColumn(gettext("Merknad"))
    if page.has_targets:
        yield SheetColumn(gettext("Måltall"))
    for region in page.regions:
        yield SheetColumn(region.name)


def cells(page: AreaPage, row: AreaRow) -> Iterator[SheetCell]:
    yield SheetCell(row.code)
    yield SheetCell(unit_title(row.indicator.unit))
    yield figure_cell(row.before)
    yield figure_cell(row.latest)
    yield SheetCell(row.newest.label if row.newest else "")
    yield change_cell(row)
    yield SheetCell("; ".join(remarks_on(row, page.regions)))
    if page.has_targets:
        yield SheetCell("; ".join(f"{one.word}: {one.promise}" for one in row.targets))
    for region in page.regions:
        yield figure_cell(row.at(region))


def figure_cell(figure: Figure) -> SheetCell:
    return SheetCell(text=figure.missing, number=figure.value)


def change_cell(row: AreaRow) -> SheetCell:
    """In the unit and in percent, rounded as the page has them."""
    if row.change is None or row.latest.value is None:
        return SheetCell()
    if row.is_broken:
        return SheetCell(text=gettext("brudd"))
    percent = row.change.percent
    return SheetCell(
        number=rounded(row.change.amount, decimals_of(row.latest.value)),
        beside_number=None if percent is None else rounded(percent, 1),
    )


def remarks_on(row: AreaRow, regions: Iterable[Region]) -> Iterator[str]:
    """What the marks on the page mean, and where they stand."""
    if row.is_stale:
        yield gettext("gammelt tall")
    if row.latest.aside:
        yield row.latest.aside
    yield from remarks_on_own(row)
    for region in regions:
        yield from (f"{region.name}: {words}" for words in remarks_elsewhere(row, region))
    for one in row.siblings:
        yield gettext("også %(how)s (%(code)s)") % {"how": one.how, "code": one.link.code}


def remarks_on_own(row: AreaRow) -> Iterator[str]:
    for figure in (row.before, row.latest):
        for words in marks_of(figure):
            yield f"{figure.period}: {words}"


def remarks_elsewhere(row: AreaRow, region: Region) -> Iterator[str]:
    figure = row.at(region)
    if row.is_sum_in(region):
        yield gettext("sum")
    if figure.aside:
        yield figure.aside
    yield from marks_of(figure)


def marks_of(figure: Figure) -> Iterator[str]:
    if figure.is_provisional:
        yield gettext("foreløpig tall")
    if figure.is_correction:
        yield gettext("kommunens eget tall")
