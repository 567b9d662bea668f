"""A report as Excel and CSV, read back by other libraries: the same words and numbers in the same order as the page."""

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string
from openpyxl.workbook import Workbook

from reporting.documents import (
    Block,
    Bullets,
    Cell,
    Column,
    Comment,
    FactList,
    Heading,
    LightLine,
    Paragraph,
    Picture,
    ReportDocument,
    Role,
    Table,
)
from reporting.exports.csv_bundle import as_csv_bundle
from reporting.exports.html import as_html
from reporting.exports.light_signs import SIGNS
from reporting.exports.workbook import as_xlsx
from tests.pictures import png
from tests.report_files import html_texts, plain

PRICES = Table(
    "Kroner",
    (Column("Kommune"), Column("2023", is_number=True), Column("2024", is_number=True), Column("Lys")),
    (
        (
            Cell("Larvik"),
            Cell("1\u00a0234,50", number=Decimal("1234.50")),
            Cell("−3", number=Decimal(-3)),
            Cell("Rødt", light="red"),
        ),
        (Cell("=HYPERLINK(1)"), Cell(".."), Cell("0,000", number=Decimal("0.000")), Cell("")),
    ),
    about="Gebyr",
    source="Kilde: KOSTRA.",
)
BLOCKS: tuple[Block, ...] = (
    Heading(1, "Sammendrag", 1),
    Paragraph("Planen har ett måltall.", Role.LEAD),
    LightLine("yellow", "Litt bak (overstyrt)", "Beregnet er rødt.", calculated="red"),
    Heading(1, "Kultur: idrett/friluft [og] *mer* enn navnet på et ark", 2),
    Heading(2, "Bibliotek", 3),
    PRICES,
    Comment(("Første avsnitt.", "+47 33 17 10 00"), "Kultur, 3. mars 2025"),
    Bullets(("Det ene.", "Det andre.")),
    FactList((("Måltall", "Minst 5"),)),
    Picture("image/png", png(4, 4), "Et kart", "Kart over Larvik"),
)
REPORT = ReportDocument(
    language="nb",
    publisher="Larvik kommune",
    title="Årsrapport 2024",
    subtitle="Samfunnsdelen",
    facts=FactList((("Rapportår", "2024"),)),
    contents_title="Innhold",
    blocks=BLOCKS,
    made_on=date(2025, 3, 1),
    front=("Velkommen.",),
)


def workbook(document: ReportDocument = REPORT) -> Workbook:
    return openpyxl.load_workbook(BytesIO(as_xlsx(document)))


def unguarded(text: str) -> str:
    return text.removeprefix("'")


def bundle(document: ReportDocument = REPORT) -> dict[str, list[list[str]]]:
    with ZipFile(BytesIO(as_csv_bundle(document))) as archive:
        return {name: list(csv.reader(StringIO(archive.read(name).decode("utf-8-sig")))) for name in archive.namelist()}


def shown_on_page(document: ReportDocument) -> list[str]:
    """The page without its list of contents and its captions, which a sheet tells by its own names."""
    texts = html_texts(as_html(document))
    contents = texts.index("Innhold")
    chapters = sum(isinstance(block, Heading) and block.level == 1 for block in document.blocks)
    return texts[:contents] + texts[contents + chapters + 1 :]


def test_every_chapter_has_a_sheet_of_its_own() -> None:
    assert workbook().sheetnames == ["Årsrapport 2024", "Sammendrag", "Kultur idrett friluft og mer"]


def is_way(cell: Any) -> bool:
    """A link between sheets, or the heading of these links."""
    return cell.hyperlink is not None or cell.value == "Innhold"


def test_sheets_say_what_the_page_says_in_its_order() -> None:
    numbers = {"1\u00a0234,50": 1234.5, "−3": -3, "0,000": 0}
    every = [cell for sheet in workbook() for row in sheet.iter_rows() for cell in row if cell.value is not None]
    cells = [cell.value for cell in every if not is_way(cell)]
    expected = [numbers.get(text.replace(" ", "\u00a0"), text) for text in shown_on_page(REPORT)]
    said = [plain(unguarded(cell)) if isinstance(cell, str) else cell for cell in cells]
    # The table's title tells what it is about, which on the page the heading above does.
    assert said == ["Gebyr: Kroner" if text == "Kroner" else text for text in expected]


@pytest.mark.parametrize(
    ("text", "value", "number_format"),
    [
        ("a price has its two decimals and is grouped", 1234.5, "#,##0.00"),
        ("a whole number has none", -3, "#,##0"),
        ("a zero keeps the decimals that it was published with", 0, "#,##0.000"),
    ],
)
def test_numbers_are_numbers_with_their_format(text: str, value: float, number_format: str) -> None:
    found = {cell.value: cell.number_format for sheet in workbook() for row in sheet.iter_rows() for cell in row}
    assert found[value] == number_format, text


def one_row(*cells: Cell) -> ReportDocument:
    columns = tuple(Column(str(2020 + place), is_number=True) for place in range(len(cells)))
    table = Table("Prosent", (Column("Sted"), *columns), ((Cell("Larvik"), *cells),), about="Andel")
    return replace(REPORT, blocks=(Heading(1, "Andeler", 1), table))


@pytest.mark.parametrize(
    ("cell", "value", "number_format"),
    [
        pytest.param(
            Cell("‖ 7,2", number=Decimal("7.2"), before="‖ "), 7.2, '"‖ "#,##0.0', id="a sign of a break stands before"
        ),
        pytest.param(
            Cell("7,2*", number=Decimal("7.2"), after="*", unit="%"),
            7.2,
            '#,##0.0"\u00a0%*"',
            id="a mark stands behind the unit",
        ),
        pytest.param(
            Cell("+134", number=Decimal(134), is_signed=True), 134, '+#,##0;"−"#,##0;0', id="a change has its plus"
        ),
        pytest.param(
            Cell("−0,4", number=Decimal("-0.4"), is_signed=True),
            -0.4,
            '+#,##0.0;"−"#,##0.0;0.0',
            id="and the same format where it is less than nothing",
        ),
        pytest.param(
            Cell("7", number=Decimal(7), unit="per 1 000"), 7, "#,##0", id="a long unit is left to the table's title"
        ),
    ],
)
def test_what_stands_around_a_number_is_its_format(cell: Cell, value: float, number_format: str) -> None:
    cells = [one for sheet in workbook(one_row(cell)) for row in sheet.iter_rows() for one in row]
    (found,) = [one for one in cells if one.data_type == "n" and one.value is not None]
    assert (found.value, found.number_format) == (value, number_format)


def test_marks_stand_in_a_column_of_their_own_in_csv() -> None:
    cells = (Cell("‖ 7,2", number=Decimal("7.2"), before="‖ "), Cell("8*", number=Decimal(8), after="*"))
    assert bundle(one_row(*cells))["tabeller/01-andel.csv"] == [
        ["Sted", "2020", "2021", "Merknad"],
        ["Larvik", "7.2", "8", "2020: ‖; 2021: *"],
    ]


def test_less_than_nothing_that_is_rounded_to_nothing_is_nothing() -> None:
    document = one_row(Cell("0,0", number=Decimal("-0.0"), is_signed=True))
    assert bundle(document)["tabeller/01-andel.csv"][1] == ["Larvik", "0.0"]
    assert b"<v>-0" not in ZipFile(BytesIO(as_xlsx(document))).read("xl/worksheets/sheet2.xml")


def test_no_cell_is_a_formula_and_missing_is_not_a_number() -> None:
    cells = [cell for sheet in workbook() for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    texts = [cell.value for cell in cells if cell.data_type == "s"]
    assert {"'=HYPERLINK(1)", "'+47 33 17 10 00", ".."} <= set(texts)


def test_the_workbook_says_what_it_is_and_whose() -> None:
    properties = workbook().properties
    assert (properties.title, properties.creator) == ("Årsrapport 2024 – Samfunnsdelen", "Larvik kommune")


BELOW_ZERO = replace(REPORT, blocks=(FactList((("Tallet som er vurdert", "−13 % (2022)"), ("Formel", "=1+1"))),))


def test_a_text_that_begins_below_zero_reads_as_everywhere_else() -> None:
    cells = {cell.value: cell for sheet in workbook(BELOW_ZERO) for row in sheet.iter_rows() for cell in row}
    assert cells["−13 % (2022)"].quotePrefix
    assert "'=1+1" in cells


def test_what_follows_a_name_is_not_guarded_in_the_texts_of_the_archive() -> None:
    texts = [row[2] for row in bundle(BELOW_ZERO)["tekster.csv"]]
    assert {"Tallet som er vurdert: −13 % (2022)", "Formel: =1+1"} <= set(texts)


def test_headers_stay_in_sight() -> None:
    front, summary, culture = workbook()
    assert (front.freeze_panes, summary.freeze_panes, culture.freeze_panes) == ("A2", "A2", "B8")
    assert [cell.value for cell in culture[7]][:4] == ["Kommune", "2023", "2024", "Lys"]


def test_lights_are_sign_word_and_colour() -> None:
    cells = {cell.value: cell for sheet in workbook() for row in sheet.iter_rows() for cell in row}
    assert cells["◆ Rødt"].font.color.rgb == "FF8C1010"
    assert "▲◆ Litt bak (overstyrt): Beregnet er rødt." in cells


def test_sheets_with_equal_beginnings_get_numbers() -> None:
    long = "Helse og omsorg i hjemmet og på sykehjem"
    two = replace(REPORT, blocks=(Heading(1, long, 1), Heading(1, long, 2), Heading(1, "history", 3)))
    names = workbook(two).sheetnames[1:]
    assert names == ["Helse og omsorg i hjemmet", "Helse og omsorg i hjemmet 2", "history 2"]


# Chapters with many tables ------------------------------------------------------------------------------------------


def years(about: str, title: str, *titles: str, source: str = "") -> Table:
    columns = (Column("Sted"), *(Column(name, is_number=True) for name in titles))
    rows = tuple(
        (Cell(place), *(Cell("1,5", number=Decimal("1.5")) for _ in titles)) for place in ("Larvik", "Skien") * 3
    )
    return Table(title, columns, rows, about=about, source=source)


def overview(category: str, period: str) -> Table:
    columns = (Column("Indikator"), Column(f"Larvik {period}", is_number=True), Column("Skien", is_number=True))
    row = (Cell("Andel"), Cell("1,5", number=Decimal("1.5")), Cell("2,5", number=Decimal("2.5")))
    return Table(category, columns, (row,), about="Skole")


MANY = replace(
    REPORT,
    blocks=(
        Heading(1, "6 Skole", 1),
        Paragraph("Området har to indikatorer.", Role.LEAD),
        Heading(2, "Oversikt", 2),
        overview("Prioritet", "2024"),
        overview("Dekning", "2023"),
        Paragraph("Skjønn.", Role.NOTE),
        Heading(2, "Indikator for indikator", 3),
        Heading(3, "6.1 Andel", 4),
        years("Andel", "Prosent", "2023", "2024", "Endring fra 2023 (prosentpoeng)", "Plass", source="Kilde: KOSTRA"),
        Heading(3, "6.2 Pris", 5),
        years("Pris", "Kroner", "2022", "2023", "2024", "Endring fra 2023", source="Kilde: Kommunen"),
    ),
)


def rows_in(name: str) -> list[tuple[object, ...]]:
    """Below the link to the first sheet, without the columns that only give texts their width."""
    page = workbook(MANY)[name]
    columns = page.auto_filter.ref.split(":")[1].rstrip("0123456789")
    return list(page.iter_rows(min_row=2, max_col=column_index_from_string(columns), values_only=True))


def test_tables_that_are_alike_stand_under_one_header_above_the_texts() -> None:
    rows = rows_in("6 Skole")
    assert [row[0] for row in rows[:2]] == ["6 Skole", "Skole"]
    assert rows[2:5] == [
        ("Tabell", "Indikator", "Larvik 2024", "Larvik 2023", "Skien"),
        ("Prioritet", "Andel", 1.5, None, 2.5),
        ("Dekning", "Andel", None, 1.5, 2.5),
    ]
    below = [row[0] for row in rows[5:] if row[0]]
    assert below == [
        *("Området har to indikatorer.", "Oversikt", "Skjønn.", "Indikator for indikator", "6.1 Andel", "6.2 Pris")
    ]


def test_tables_of_another_kind_have_a_sheet_of_their_own() -> None:
    rows = rows_in("6 Indikator for indikator")
    assert [row[0] for row in rows[:2]] == ["6 Skole", "Indikator for indikator"]
    assert rows[2] == ("Gjelder", "Tabell", "Sted", "2022", "2023", "2024", "Endring fra 2023", "Plass", "Kilde")
    assert rows[3] == ("Andel", "Prosent", "Larvik", None, 1.5, 1.5, 1.5, 1.5, "KOSTRA")
    assert rows[9] == ("Pris", "Kroner", "Larvik", 1.5, 1.5, 1.5, 1.5, None, "Kommunen")
    assert len(rows) == 3 + 12


def test_headers_are_frozen_filtered_and_named() -> None:
    file = workbook(MANY)
    overview_page, years_page = file["6 Skole"], file["6 Indikator for indikator"]
    assert (overview_page.freeze_panes, years_page.freeze_panes) == ("C5", "D5")
    assert (overview_page.auto_filter.ref, years_page.auto_filter.ref) == ("A4:E6", "A4:I16")
    assert (overview_page.print_title_rows, years_page.print_title_rows) == (None, "$4:$4")
    named = {name: one.attr_text for name, one in file.defined_names.items()}
    assert named == {"Tabell_1": "'6 Skole'!$A$4:$E$6", "Tabell_2": "'6 Indikator for indikator'!$A$4:$I$16"}


def test_no_figure_is_lost_where_tables_are_put_together() -> None:
    shown = sum(
        cell.data_type == "n" and cell.value is not None for page in workbook(MANY) for row in page for cell in row
    )
    tables = [block for block in MANY.blocks if isinstance(block, Table)]
    assert shown == sum(cell.number is not None for table in tables for row in table.rows for cell in row)


def test_a_column_is_wide_enough_for_a_number_and_what_stands_around_it() -> None:
    text = "10,6 (KOSTRA-gruppe 13)"
    cell = Cell(text, number=Decimal("10.6"), after=" (KOSTRA-gruppe 13)")
    assert workbook(one_row(cell)).worksheets[1].column_dimensions["B"].width > len(text)


@pytest.mark.parametrize(("language", "tag"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")])
def test_the_file_says_its_language(language: str, tag: str) -> None:
    assert workbook(replace(REPORT, language=language)).properties.language == tag


def test_the_archive_has_a_file_for_each_table_and_tells_which() -> None:
    files = bundle()
    assert list(files) == ["innhold.csv", "tekster.csv", "tabeller/01-gebyr.csv"]
    assert files["innhold.csv"][1][:4] == [
        "tabeller/01-gebyr.csv",
        "Kultur: idrett/friluft [og] *mer* enn navnet på et ark",
        "Bibliotek",
        "Gebyr: Kroner",
    ]
    assert files["tabeller/01-gebyr.csv"] == [
        ["Kommune", "2023", "2024", "Lys"],
        ["Larvik", "1234.50", "-3", "◆ Rødt"],
        ["'=HYPERLINK(1)", "..", "0.000", ""],
    ]


def test_the_texts_of_the_archive_are_those_of_the_page_in_its_order() -> None:
    texts = [unguarded(row[2]) for row in bundle()["tekster.csv"][1:]]
    without_table = replace(REPORT, blocks=tuple(block for block in BLOCKS if block is not PRICES))
    joined = " ".join(plain(text) for text in texts if not text.endswith(".csv"))
    assert joined.replace(": ", " ") == " ".join(shown_on_page(without_table)).replace(": ", " ")


def test_the_same_report_is_the_same_file() -> None:
    assert as_xlsx(REPORT) == as_xlsx(REPORT)
    assert as_csv_bundle(REPORT) == as_csv_bundle(REPORT)


def test_signs_are_those_of_every_light() -> None:
    assert set(SIGNS.values()) == set("●▲◆○")
