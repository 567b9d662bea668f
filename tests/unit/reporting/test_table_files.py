"""Tables as files: numbers stay numbers, texts stay texts, and nothing becomes a formula."""

import csv
import io
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from reporting.exports.table_files import table_csv, table_xlsx
from reporting.exports.workbook import FONT
from reporting.sheets import Sheet, SheetCell, SheetColumn, SheetRow

SHEET = Sheet(
    code="alder",
    title="Innbyggere etter alder",
    first_heading="År",
    note_heading="Dato",
    columns=(SheetColumn("Alle"), SheetColumn("Barn", "prosent")),
    rows=(
        SheetRow(
            "2023", (SheetCell("48 246", Decimal(48246)), SheetCell("367", Decimal(367), "0,8 %", Decimal("0.8")))
        ),
        SheetRow("2024", (SheetCell(), SheetCell("−5", Decimal(-5))), note="31.12.2023"),
    ),
    source="Kilde: en fil.",
)
EXPECTED = [
    ["År", "Dato", "Alle", "Barn", "prosent"],
    ["2023", "", "48246", "367", "0.8"],
    ["2024", "31.12.2023", "", "-5", ""],
]


def csv_rows(sheet: Sheet) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table_csv(sheet).decode("utf-8-sig"), newline="")))


def xlsx_rows(sheet: Sheet) -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(table_xlsx(sheet)))
    assert book.sheet_names == [sheet.code]
    return book.get_sheet_by_index(0).to_python()


def named(text: str) -> Sheet:
    return Sheet("t", "T", text, (SheetColumn(text, text),), (SheetRow(text, (SheetCell(text),), note=text),), text)


def test_csv_has_a_figure_in_each_cell_and_says_its_source_last() -> None:
    rows = csv_rows(SHEET)
    assert rows[:3] == EXPECTED
    assert rows[-2:] == [["Innbyggere etter alder"], ["Kilde: en fil."]]


def test_excel_has_the_same_with_numbers_as_numbers() -> None:
    assert xlsx_rows(SHEET)[1:3] == [["2023", "", 48246.0, 367.0, 0.8], ["2024", "31.12.2023", "", -5.0, ""]]


def test_the_same_table_is_the_same_file() -> None:
    assert table_xlsx(SHEET) == table_xlsx(SHEET)


def test_the_letters_are_arial_in_the_first_file_and_in_the_next() -> None:
    """A font that belongs to a theme is shown as the theme's own, whatever its name is."""
    for _file in range(2):
        with ZipFile(io.BytesIO(table_xlsx(SHEET))) as parts:
            styles = parts.read("xl/styles.xml").decode()
        assert set(re.findall(r'<name val="([^"]+)"', styles)) == {"Arial"}
        assert "<scheme" not in styles
    assert "theme_font_name" not in FONT


@pytest.mark.parametrize("text", ["=1+1", "+47", "-5", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_looks_like_a_formula_is_a_text(text: str) -> None:
    sheet = named(text)
    for rows in (csv_rows(sheet), xlsx_rows(sheet)):
        assert all(str(cell).startswith("'") for row in rows for cell in row if cell and cell != "T")


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_any_text_can_be_written_and_opened(text: str) -> None:
    csv_rows(named(text))
    assert len(xlsx_rows(named(text))) >= 0


def page_of(sheet: Sheet) -> Any:
    return openpyxl.load_workbook(io.BytesIO(table_xlsx(sheet))).worksheets[0]


def test_excel_shows_a_number_as_the_page_does_and_keeps_all_of_it() -> None:
    columns, exact = (SheetColumn("Andel"),), Decimal("0.81234")
    rows = (SheetRow("2024", (SheetCell("0,8 %", exact),)),)
    shown = page_of(replace(SHEET, note_heading="", columns=columns, rows=rows))["B2"]
    assert (shown.value, shown.number_format) == (float(exact), "#,##0.0")


def test_a_wide_table_lies_on_paper_and_a_heading_stands_over_its_numbers() -> None:
    columns = tuple(SheetColumn(f"Kommune nummer {number}") for number in range(12))
    cells = tuple(SheetCell("1", Decimal(1)) for _ in columns)
    wide = page_of(replace(SHEET, note_heading="", columns=columns, rows=(SheetRow("2024", cells),) * 9))
    assert (wide.page_setup.orientation, wide.page_setup.fitToHeight) == ("landscape", 0)
    assert (wide.print_title_rows, wide.freeze_panes, wide.auto_filter.ref) == ("$1:$1", "B2", "A1:M10")
    assert (wide["B1"].alignment.horizontal, wide["B1"].alignment.wrap_text) == ("right", True)


def test_what_must_be_known_is_not_cut() -> None:
    page = page_of(replace(SHEET, notes=("Tallene er teoretiske. " * 20,)))
    (note,) = [row[0] for row in page.iter_rows() if str(row[0].value).startswith("Tallene")]
    assert page.row_dimensions[note.row].height > 40
    assert any(area.min_row == note.row for area in page.merged_cells.ranges)
