"""Tables of the status analysis: cells with their marks, and columns that a page has room for."""

from decimal import Decimal

import pytest

from reporting.documents import Cell, Table
from reporting.exports.status_tables import Line, figure_cell, marks_explained, side_by_side, value_cell
from reporting.queries.area_rows import NOTHING, Figure

TEN = Decimal("10.6")


@pytest.mark.parametrize(
    ("figure", "text", "number"),
    [
        pytest.param(Figure(TEN), "10,6", TEN, id="a bare figure is a number"),
        pytest.param(Figure(TEN, is_provisional=True), "10,6*", TEN, id="a provisional one is marked"),
        pytest.param(Figure(TEN, is_correction=True), "10,6†", TEN, id="so is the municipality's own"),
        pytest.param(Figure(TEN, is_computed=True), "10,6‡", TEN, id="so is one that Planpuls has worked out"),
        pytest.param(Figure(TEN, aside="KOSTRA-gruppe 13"), "10,6 (KOSTRA-gruppe 13)", TEN, id="another group is said"),
        pytest.param(Figure(missing=".."), "..", None, id="a symbol stands as published"),
        pytest.param(Figure(missing="-"), "-", None, id="a dash is a symbol and not zero"),
        pytest.param(Figure(Decimal(0)), "0", Decimal(0), id="zero is a figure"),
        pytest.param(NOTHING, "", None, id="nothing is nothing"),
    ],
)
def test_a_figure_in_a_cell(figure: Figure, text: str, number: Decimal | None) -> None:
    cell = figure_cell(figure)
    assert (cell.text, cell.number) == (text, number)


@pytest.mark.parametrize(
    ("value", "text"),
    [(Decimal("37.6"), "+37,6"), (Decimal("-3.7"), "\N{MINUS SIGN}3,7"), (Decimal("0.0"), "0,0"), (None, "")],
)
def test_an_amount_with_its_sign(value: Decimal | None, text: str) -> None:
    assert value_cell(value, signed=True) == (
        Cell(text, number=value, is_signed=True) if value is not None else Cell(text)
    )


def test_what_stands_around_a_figure_is_kept_apart() -> None:
    cell = figure_cell(Figure(TEN, is_provisional=True, aside="KOSTRA-gruppe 13"), before="‖\u00a0", unit="%")
    assert cell.text == "‖\u00a010,6* (KOSTRA-gruppe 13)"
    assert (cell.before, cell.number, cell.after, cell.unit) == ("‖\u00a0", TEN, "* (KOSTRA-gruppe 13)", "%")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Pris, kroner **)", "**) Justert for utgiftsbehov.", id="two stars are not provisional"),
        pytest.param("10,6*", "* Foreløpig tall.", id="one star is"),
        pytest.param("10,6", "", id="a point in a figure is no symbol"),
        pytest.param("3 (2024: «:»)", "«:» Tallet er skjult i kilden.", id="a symbol may be quoted"),
        pytest.param("..", "«..» Tallet mangler i kilden.", id="two points are not one"),
    ],
)
def test_only_marks_that_stand_there_are_explained(text: str, words: str) -> None:
    assert marks_explained([Cell(text)]) == words


def table_of(count: int) -> list[Table]:
    names = [f"Kommune {number}" for number in range(count)]
    line = Line(Cell("Pris"), (Cell("1"), Cell("2")), tuple(Cell(name) for name in names))
    return list(side_by_side("Økonomi", "Indikator", ["2023", "2024"], names, [line], about="Kirke"))


def test_seven_others_stand_beside_the_own_figures_in_one_table() -> None:
    (table,) = table_of(7)
    assert table.title == "Økonomi"
    assert len(table.columns) == 10


def test_more_others_get_another_table_that_begins_alike() -> None:
    first, second = table_of(12)
    assert (first.title, second.title) == ("Økonomi (del 1 av 2)", "Økonomi (del 2 av 2)")
    assert [column.title for column in first.columns[:3]] == [column.title for column in second.columns[:3]]
    others = [cell.text for table in (first, second) for cell in table.rows[0][3:]]
    assert others == [f"Kommune {number}" for number in range(12)]


def test_nobody_to_compare_with_leaves_the_own_figures() -> None:
    (table,) = table_of(0)
    assert [column.title for column in table.columns] == ["Indikator", "2023", "2024"]
