"""The sheets of a report as a person meets them: found from the first one, read without cutting, printed as pages."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reporting.documents import Block, Bullets, Cell, Column, FactList, Heading, LightLine, Paragraph, Table
from reporting.exports.sheet_links import sheet_name
from reporting.exports.sheet_measures import READING, lines_in
from reporting.exports.workbook import as_xlsx
from tests.report_documents import report_document

LONG = "Andelen elever som fullfører og består er lavere enn i fjor, og lavere enn hos de andre. " * 4
SHORT_TABLE = Table(
    "Hva som gjøres",
    (Column("Tiltak", share=3), Column("Status"), Column("Innhold", share=4)),
    ((Cell("Sommerskole"), Cell("Pågår"), Cell(LONG)),),
    about="Skole",
)


def years(about: str, *names: str, source: str = "") -> Table:
    columns = (Column("Sted"), *(Column(name, is_number=True) for name in names))
    cells = tuple(Cell("1,5", number=Decimal("1.5")) for _ in names)
    return Table("Prosent", columns, tuple((Cell(place), *cells) for place in ("Larvik", "Skien") * 6), about, source)


CHAPTER: tuple[Block, ...] = (
    Heading(1, "Skole", 1),
    Paragraph(LONG),
    Heading(2, "Kommunens mål", 2),
    years("Andel", *map(str, range(2016, 2025))),
    LightLine("red", "Ikke oppfylt", LONG),
    FactList((("Måltall", LONG),)),
    Heading(2, "Mål som andre har satt", 3),
    years("Fravær", *map(str, range(2016, 2025))),
    SHORT_TABLE,
    Bullets((LONG,)),
)


def book(*blocks: Block, rich: bool = False) -> Workbook:
    return openpyxl.load_workbook(BytesIO(as_xlsx(report_document(*blocks))), rich_text=rich)


def widths(page: Worksheet) -> list[float]:
    """Of every column in order; the library keeps equal ones as one."""
    kept = page.column_dimensions.values()
    found = {number: one.width for one in kept for number in range(one.min, one.max + 1)}
    return [found[number] for number in sorted(found)]


def test_the_first_sheet_leads_to_every_other_and_all_lead_back() -> None:
    front, *others = book(*CHAPTER, Heading(1, "Kilder's", 4), Paragraph("SSB."))
    links = [cell for row in front.iter_rows() for cell in row if cell.hyperlink]
    assert [cell.value for cell in links] == ["Skole", "Kilder's"]
    assert [cell.hyperlink.location for cell in links] == ["'Skole'!A1", "'Kilder''s'!A1"]
    assert {page["A1"].hyperlink.location for page in others} == {"'Årsrapport 2024'!A1"}
    assert {page["A1"].value for page in others} == {"← Innhold"}


def test_a_long_text_goes_across_columns_and_is_as_high_as_its_lines() -> None:
    page = book(*CHAPTER)["Skole"]
    across = {area.min_row: area for area in page.merged_cells.ranges}
    for row in page.iter_rows():
        for cell in row:
            if not isinstance(cell.value, str) or len(cell.value) < 300:
                continue
            area = across[cell.row]
            width = sum(widths(page)[cell.column - 1 : area.max_col])
            assert cell.alignment.wrap_text
            assert page.row_dimensions[cell.row].height >= 12 * lines_in(cell.value, width * 1.2)
    assert sum(len(str(row[0].value)) > 300 for row in page.iter_rows()) == 3


def test_a_text_that_is_only_read_is_no_wider_than_a_page() -> None:
    page = book(*CHAPTER)["Skole"]
    row = next(row for row in page.iter_rows() if str(row[0].value).startswith("Andelen"))
    (area,) = [one for one in page.merged_cells.ranges if one.min_row == row[0].row]
    assert READING <= sum(widths(page)[: area.max_col]) < READING + 20


def test_a_small_table_among_texts_does_not_widen_the_columns_of_the_figures() -> None:
    page = book(*CHAPTER)["Skole"]
    assert widths(page)[2] < 20
    texts = [row for row in page.iter_rows() if row[0].value == "Sommerskole"]
    assert any(area.min_row == texts[0][0].row and area.min_col == 3 for area in page.merged_cells.ranges)


def test_figures_from_several_headings_are_not_said_to_be_of_the_first() -> None:
    assert book(*CHAPTER)["Skole"]["A3"].value == "Tallene"


def test_columns_that_stand_still_leave_room_for_the_figures() -> None:
    long = replace(years("Andel", "2023", "2024"), title="En lang tittel på en tabell, med alt som den handler om " * 2)
    wide = tuple(replace(long, about=f"{number} {LONG[:90]}", title=f"{long.title} {number}") for number in range(3))
    page = book(Heading(1, "Skole", 1), *wide)["Skole"]
    assert sum(widths(page)[: "ABCDEF".index(page.freeze_panes[0])]) <= 82


def test_rows_with_a_source_of_their_own_and_rows_with_their_tables_share_a_column() -> None:
    own = Table(
        "Liste",
        (Column("Navn"), Column("Enhet"), Column("Kilde")),
        ((Cell("Andel"), Cell("prosent"), Cell("Bufdir")),) * 6,
        about="B",
    )
    shared = Table(
        "Liste", own.columns[:2], ((Cell("Pris"), Cell("kroner")),) * 6, about="A", source="Kilde: KOSTRA (SSB)"
    )
    page = book(Heading(1, "Indikatorene", 1), shared, own)["Indikatorene"]
    head, *rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=3, max_row=15)]
    assert [name for name in head if name] == ["Gjelder", "Navn", "Enhet", "Kilde"]
    assert [rows[0][3], rows[6][3]] == ["KOSTRA (SSB)", "Bufdir"]


def test_only_sign_and_word_of_a_light_are_coloured() -> None:
    page = book(*CHAPTER, rich=True)["Skole"]
    (said,) = [cell.value for row in page.iter_rows() for cell in row if isinstance(cell.value, CellRichText)]
    light, words = (one for one in said if isinstance(one, TextBlock))
    assert (str(light), light.font.color.rgb) == ("◆ Ikke oppfylt:", "FF8C1010")
    assert words.font.color.rgb != light.font.color.rgb


def test_what_is_mostly_text_has_no_header_of_figures_on_every_page_of_paper() -> None:
    figures = Heading(1, "Tall", 9), years("Andel", "2023", "2024")
    file = book(*CHAPTER, *(Paragraph(LONG) for _ in range(40)), *figures)
    assert [page.print_title_rows for page in file] == [None, None, "$5:$5"]


def test_paper_lies_for_wide_figures_and_stands_for_texts_and_says_whose_it_is() -> None:
    file = book(*CHAPTER, Heading(1, "Kilder & dokumenter", 4), Paragraph("SSB."))
    assert [page.page_setup.orientation for page in file] == ["portrait", "landscape", "portrait"]
    assert all(page.page_setup.fitToHeight == 0 and page.sheet_properties.pageSetUpPr.fitToPage for page in file)
    assert "Larvik kommune: Årsrapport 2024 – Samfunnsdelen" in file["Skole"].oddFooter.left.text


def test_years_as_texts_are_no_mistakes() -> None:
    file = ZipFile(BytesIO(as_xlsx(report_document(*CHAPTER))))
    sheets = [name for name in file.namelist() if name.startswith("xl/worksheets/sheet")]
    assert all(b'numberStoredAsText="1"' in file.read(name) for name in sheets)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("1 Adm, styring og fellesutgifter", "1 Adm, styring"),
        ("16 Plan, kulturminner, natur og nærmiljø", "16 Plan, kulturminner, natur"),
        ("Teoretisk handlingsrom", "Teoretisk handlingsrom"),
    ],
)
def test_the_name_of_a_sheet_does_not_end_in_the_air(title: str, name: str) -> None:
    assert sheet_name(title, set()) == name


def test_a_table_among_texts_with_more_columns_than_the_figures_has_room_too() -> None:
    wide = Table(
        "Bredt", tuple(Column(name) for name in "ABCDEFGHIJKL"), ((Cell("en to tre fire"),) * 12,), about="Skole"
    )
    page = book(*CHAPTER[:3], years("Andel", "2024"), years("Fravær", "2024"), wide)["Skole"]
    (row,) = [row for row in page.iter_rows() if row[0].value == "en to tre fire"]
    assert page.row_dimensions[row[0].row].height < 50


def test_figures_of_other_years_stand_under_the_same_header() -> None:
    page = book(Heading(1, "Skole", 1), years("Andel", "2019"), years("Fravær", "2023", "2024"))["Skole"]
    head, *rows = [[cell.value for cell in row][:5] for row in page.iter_rows(min_row=3, max_row=27)]
    assert head == ["Gjelder", "Sted", "2019", "2023", "2024"]
    assert {tuple(row[2:]) for row in rows} == {(1.5, None, None), (None, 1.5, 1.5)}
