"""Rows written straight into an Excel file are read back as they were by a library that knows nothing of ours."""

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from reporting.exports.rows import Value, write_xlsx
from reporting.exports.sheet_stream import column_name, text_of


def read(
    rows: Iterator[list[Value]] | list[list[Value]], heading: tuple[str, ...] = ("Navn", "Verdi")
) -> openpyxl.Workbook:
    file = BytesIO()
    write_xlsx(file, "Tall & tekst", heading, rows)
    return openpyxl.load_workbook(file)


def test_numbers_are_numbers_and_texts_are_texts() -> None:
    sheet = read([["Larvik", Decimal("12.50")], ["007", -3], ["", 0], [" æøå <&>\n", 10**12]])["Tall & tekst"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Navn", "Verdi"],
        ["Larvik", 12.5],
        ["007", -3],
        [None, 0],
        [" æøå <&>\n", 10**12],
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+2", "'=1+2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("a\x00b\x1b", "ab"),
        ("x" * 40_000, "x" * 32_767),
    ],
)
def test_no_text_becomes_anything_else(text: str, expected: str) -> None:
    assert read([[text, 1]]).active["A2"].value == expected


def test_the_heading_stays_in_sight_and_can_be_filtered_by() -> None:
    sheet = read([["a", 1], ["b" * 30, 2]]).active
    assert sheet is not None
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet["A1"].font.b) == ("A2", "A1:B3", True)
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) == (30, 12)
    assert sheet["A2"].alignment.wrap_text


def test_rows_are_taken_one_after_the_other_and_none_is_fine() -> None:
    taken: Iterator[list[Value]] = (["a", number] for number in range(2_500))
    assert read(taken).active.max_row == 2_501
    assert read([]).active.max_row == 1


@pytest.mark.parametrize(("place", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_excel_names_them(place: int, name: str) -> None:
    assert column_name(place) == name


def test_what_excel_takes_for_the_number_of_a_letter_is_written_so_that_it_does_not() -> None:
    assert text_of("_x0041_ og _x") == "_x005F_x0041_ og _x"
