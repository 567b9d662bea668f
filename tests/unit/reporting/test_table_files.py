"""Tables as files: numbers stay numbers, texts stay texts, and nothing becomes a formula."""

import csv
import io
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from reporting.exports.table_files import table_csv, table_xlsx
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


@pytest.mark.parametrize("text", ["=1+1", "+47", "-5", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_looks_like_a_formula_is_a_text(text: str) -> None:
    sheet = named(text)
    for rows in (csv_rows(sheet), xlsx_rows(sheet)):
        assert all(str(cell).startswith("'") for row in rows for cell in row if cell and cell != "T")


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_any_text_can_be_written_and_opened(text: str) -> None:
    csv_rows(named(text))
    assert len(xlsx_rows(named(text))) >= 0
