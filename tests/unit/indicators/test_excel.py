"""Sheets with the heading of the CSV file: every cell is taken exactly, or refused where it stands."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from accounts.imports import ImportRefused, Problems
from indicators.sources.excel import SheetObservation, read_workbook
from indicators.sources.excel.cells import column_of, letters_of, number_text
from tests.workbooks import HEADING, Fill, tall, with_sheet_xml, workbook


def read(body: bytes) -> tuple[list[SheetObservation], list[str]]:
    problems = Problems("tall.xlsx")
    try:
        rows = read_workbook(body, mapping=None, problems=problems).rows
    except ImportRefused as refused:
        return [], [str(problem) for problem in refused.problems]
    return rows, [f"{problem.place}: {problem.message}" for problem in problems.listed]


def literals(*cells: Any) -> list[str]:
    rows, problems = read(tall(*(["fond", "Larvik", 2024, cell] for cell in cells)))
    assert problems == []
    return [row.cell.literal for row in rows]


def problem_of(cell: Any) -> str:
    rows, problems = read(tall(["fond", "Larvik", 2024, cell]))
    assert rows == []
    return problems[0]


def test_a_row_is_what_the_same_csv_row_is() -> None:
    heading = ["indicator_id", "region", "period", "value", "missing", "kind", "source_table"]
    rows, problems = read(tall(["fond", 3909, "2024K2", 10.6, "*", "", "detail"], heading=heading))
    row = rows[0]
    assert problems == []
    assert (row.indicator, row.region, row.cell.literal, row.kind, row.source_table) == (
        *("fond", "3909", "10.6", "provisional", "detail"),
    )
    assert row.period is not None
    assert (row.period.code, row.line, row.place("value")) == ("2024K2", 2, "ark «Tall», rad 2, kolonne D")


def test_numbers_are_those_that_excel_shows() -> None:
    cells = [3, 3.0, 0.1 + 0.2, 1 / 3, -0.0, 1e-7, 123456.789, 12345678901234567890, "10.60"]
    assert literals(*cells) == [
        *("3", "3", "0.3", "0.333333333333333", "0", "0.0000001", "123456.789", "12345678901234600000", "10.60"),
    ]


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3, allow_nan=False))
def test_what_has_fifteen_digits_goes_through_a_double_unharmed(number: Decimal) -> None:
    assert Decimal(number_text(float(number))) == number


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e20, max_value=1e20))
def test_a_number_is_written_without_exponent_and_within_fifteen_decimals(number: float) -> None:
    text = number_text(number)
    assert "e" not in text.casefold()
    assert len(text.partition(".")[2]) <= 15
    assert abs(Decimal(text) - Decimal(number)) <= max(abs(Decimal(number)) * Decimal("5e-15"), Decimal("1e-15"))


@given(st.integers(0, 16_383))
def test_columns_have_letters(column: int) -> None:
    assert column_of(letters_of(column)) == column
    assert letters_of(0) + letters_of(25) + letters_of(26) + letters_of(16_383) == "AZAAXFD"


def odd(write: Fill) -> str:
    """The problem of a file whose only figure is written in an odd way."""
    rows, problems = read(tall(["fond", "Larvik", 2024], fill=write))
    assert rows == []
    assert len(problems) == 1
    return problems[0]


WHERE = "ark «Tall», rad 2, kolonne D: "


@pytest.mark.parametrize(
    ("formula", "answer", "told"),
    [
        ("=NA()", "#N/A", "cellen har feilen «#N/A» i regnearket"),
        ("=1/0", "#DIV/0!", "cellen har feilen «#DIV/0!» i regnearket"),
        ("=X", "#NAME?", "cellen har feilen «#NAME?» i regnearket"),
    ],
)
def test_an_error_in_the_workbook_is_a_problem_and_not_an_empty_cell(formula: str, answer: str, told: str) -> None:
    def write(_book: Workbook, sheet: Worksheet) -> None:
        sheet.write_formula("D2", formula, None, answer)

    assert odd(write).startswith(WHERE + told)


def test_a_formula_gives_its_answer() -> None:
    def write(_book: Workbook, sheet: Worksheet) -> None:
        sheet.write_formula("D2", "=1+1.5", None, 2.5)

    rows, _problems = read(tall(["fond", "Larvik", 2024], fill=write))
    assert rows[0].cell.literal == "2.5"


def test_a_formula_that_nobody_calculated_is_no_missing_figure() -> None:
    heading = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in HEADING)
    texts = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in ("fond", "Larvik", "2024"))
    xml = f"<row>{heading}</row><row>{texts}<c><f>1+1</f></c></row><row>{texts}<c><v>7</v></c></row>"
    rows, problems = read(with_sheet_xml(xml))
    assert problems == [f"{WHERE}formelen har ikke noe lagret svar: åpne filen i Excel og lagre den"]
    assert [row.cell.literal for row in rows] == ["7"]


def test_dates_truths_and_percentages_are_told() -> None:
    def write(number_format: str, value: Any) -> Fill:
        def fill(book: Workbook, sheet: Worksheet) -> None:
            sheet.write("D2", value, book.add_format({"num_format": number_format}))

        return fill

    assert "er en dato eller et klokkeslett (2024-01-02)" in odd(write("yyyy-mm-dd", date(2024, 1, 2)))
    assert "cellen er SANN" in odd(write("General", True))
    assert "cellen vises som 25.3 %, men tallet i den er 0.253" in odd(write("0.0%", 0.253))
    assert "cellen vises som 25 %, men tallet i den er 0.25" in odd(write("0%", 0.25))


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("1,5", "«1,5» er lagret som tekst: gjør cellen om til et tall i Excel"),
        ("1 234,5", "«1 234,5» er lagret som tekst"),
        ("fem", "«fem» er ikke et tall"),
        (":", "symbolet : hører hjemme i kolonnen missing"),
    ],
)
def test_text_that_is_no_number_is_told_where_it_stands(cell: str, told: str) -> None:
    assert problem_of(cell).startswith(WHERE + told)


def test_a_municipality_that_lost_its_zero_is_not_guessed() -> None:
    rows, problems = read(tall(["fond", 709, 2017, 5], ["fond", "0709", 2017, 5]))
    assert [row.region for row in rows] == ["0709"]
    assert problems == [
        "ark «Tall», rad 2, kolonne B: kommunenummeret 709 er lagret som tall uten nullen foran: lagre det som tekst"
    ]


def test_a_merged_cell_names_its_rows_and_is_no_figure() -> None:
    def names(_book: Workbook, sheet: Worksheet) -> None:
        sheet.merge_range("A2:A3", "fond")

    def figures(_book: Workbook, sheet: Worksheet) -> None:
        sheet.merge_range("D2:D3", 5)

    rows, problems = read(tall(["", "Larvik", 2023, 5], ["", "Larvik", 2024, 6], fill=names))
    assert ([row.indicator for row in rows], problems) == (["fond", "fond"], [])
    rows, problems = read(tall(["fond", "Larvik", 2023], ["fond", "Larvik", 2024], fill=figures))
    assert rows == []
    assert [problem.partition(": ")[0] for problem in problems] == [
        *("ark «Tall», rad 2, kolonne D", "ark «Tall», rad 3, kolonne D"),
    ]


def test_empty_rows_are_passed_over_and_the_heading_may_stand_lower() -> None:
    body = workbook({"Tall": [[], [], HEADING, [], ["fond", "Larvik", 2024, 1], [], ["fond", "Larvik", 2025, 2]]})
    rows, problems = read(body)
    assert ([row.line for row in rows], problems) == ([5, 7], [])


def test_a_table_that_begins_further_right_keeps_its_letters() -> None:
    rows, _problems = read(workbook({"Tall": [["", "", *HEADING], ["", "", "fond", "Larvik", 2024, 1]]}))
    assert rows[0].place("value") == "ark «Tall», rad 2, kolonne F"


def test_the_first_sheet_that_can_be_seen_is_read() -> None:
    rows: list[list[object]] = [[*HEADING], ["fond", "Larvik", 2024, 1]]
    found, problems = read(workbook({"Skjult": [["noe annet"]], "Tall": rows, "Mer": [["x"]]}, hidden=["Skjult"]))
    assert (found[0].sheet, problems) == ("Tall", [])


def test_an_empty_figure_is_missing_as_in_a_csv_file() -> None:
    rows, _problems = read(tall(["fond", "Larvik", 2024, ""]))
    assert (rows[0].cell.literal, rows[0].cell.missing) == ("", "..")


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        (["indicator_id", "region", "year"], "rad 1: kolonnen value mangler"),
        ([*HEADING, "farge"], "rad 1, kolonne E: ukjent kolonne «farge»"),
        ([*HEADING, "value"], "rad 1, kolonne E: kolonnen «value» står flere ganger"),
        (["indicator_id", "region", "value"], "rad 1: arket må ha nøyaktig én av kolonnene year eller period"),
        ([*HEADING, "period"], "rad 1: arket må ha nøyaktig én av kolonnene year eller period"),
    ],
)
def test_a_wrong_heading_ends_it(heading: Sequence[str], told: str) -> None:
    rows, problems = read(tall(["fond", "Larvik", 2024, 1], heading=heading))
    assert rows == []
    assert f"tall.xlsx: ark «Tall», {told}" in problems[0]


def test_what_stands_beside_the_table_is_told() -> None:
    _rows, problems = read(tall(["fond", "Larvik", 2024, 1, "se her"]))
    assert problems == ["ark «Tall», rad 2, kolonne E: cellen står utenfor kolonnene i overskriften"]


@pytest.mark.parametrize(("rows", "told"), [([], "arket er tomt"), ([HEADING], "har en overskrift, men ingen rader")])
def test_a_sheet_without_rows_is_told(rows: list[list[str]], told: str) -> None:
    assert told in read(workbook({"Tall": rows}))[1][0]
