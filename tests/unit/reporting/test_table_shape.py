"""Tables are as wide as they need to be, and never wider than the page."""

import pytest

from reporting.documents import Cell, Column, Look, Table
from reporting.exports.look import ink_of
from reporting.exports.table_shape import LYING, UPRIGHT, UPRIGHT_ONLY, shape_of


def table(*, numbers: int, figure: str = "1\u00a0234,5", texts: int = 1, rows: int = 3, text: str = "Larvik") -> Table:
    columns = (*(Column("Område") for _ in range(texts)), *(Column("2024", is_number=True) for _ in range(numbers)))
    row = (*(Cell(text) for _ in range(texts)), *(Cell(figure) for _ in range(numbers)))
    return Table("Tall", columns, (row,) * rows)


@pytest.mark.parametrize(
    ("said", "numbers", "letters", "is_lying"),
    [
        ("a few years in ordinary letters", 5, 9, False),
        ("nine years beside a name too", 9, 9, False),
        ("eleven in smaller ones", 11, 8, False),
        ("fifteen columns on a page that lies", 14, 8, True),
    ],
)
def test_wide_tables_get_smaller_letters_and_then_a_page_that_lies(
    said: str, numbers: int, letters: float, is_lying: bool
) -> None:
    shape = shape_of(table(numbers=numbers))
    assert (shape.letters, shape.is_lying) == (letters, is_lying), said


@pytest.mark.parametrize("numbers", [0, 1, 4, 8, 12, 20, 40])
@pytest.mark.parametrize("texts", [1, 3])
@pytest.mark.parametrize("text", ["Larvik", "Barnevern og forebyggende tjenester for barn og unge", "x" * 500])
def test_no_table_is_wider_than_its_page(numbers: int, texts: int, text: str) -> None:
    one = table(numbers=numbers, texts=texts, text=text)
    shape = shape_of(one)
    assert sum(shape.widths) <= (LYING if shape.is_lying else UPRIGHT) + 0.05
    assert min(shape.widths) > 0
    assert sum(shape_of(one, UPRIGHT_ONLY).widths) <= UPRIGHT + 0.05


def test_a_table_of_few_periods_does_not_fill_the_page() -> None:
    assert sum(shape_of(table(numbers=2)).widths) == pytest.approx(4.6 + 2 * 2.15)


def test_a_table_of_texts_fills_it() -> None:
    assert sum(shape_of(table(numbers=1, texts=3)).widths) == pytest.approx(UPRIGHT, abs=0.01)


@pytest.mark.parametrize(
    ("rows", "text", "is_whole"), [(9, "Larvik", True), (60, "Larvik", False), (3, "ord " * 400, False)]
)
def test_only_what_there_is_room_for_is_kept_on_one_page(rows: int, text: str, is_whole: bool) -> None:
    assert shape_of(table(numbers=2, rows=rows, text=text)).is_kept_whole is is_whole


@pytest.mark.parametrize(
    ("colour", "expected"),
    [("#7A1F5C", "#7a1f5c"), ("#ffd400", "#002c54"), ("", "#002c54"), ("rød", "#002c54"), ("#767676", "#767676")],
)
def test_a_colour_too_pale_to_read_gives_way_to_the_products_own(colour: str, expected: str) -> None:
    assert ink_of(Look(colour)) == expected


def test_rows_of_long_names_get_room_for_them_before_their_letters_stay_large() -> None:
    """A name in five lines makes every row as high as five."""
    places = (
        "Larvik 2023",
        "Larvik 2024",
        "Tønsberg",
        "Sandefjord",
        "Porsgrunn",
        "Skien",
        "Arendal",
        "Sarpsborg",
        "Gruppen",
    )
    name = "Brutto driftsutgifter til administrasjon og styring i kroner pr. innbygger"
    row = (Cell(name), *(Cell("49\u00a0845") for _ in places))
    shape = shape_of(
        Table("Prioritet", (Column("Indikator"), *(Column(one, is_number=True) for one in places)), (row,))
    )
    assert shape.widths[0] >= 4
    assert not shape.is_lying


def test_titles_of_numbers_stand_on_two_lines_where_there_is_room() -> None:
    columns = (Column("Sted"), *(Column(str(year), is_number=True) for year in range(2021, 2025)))
    title = "Mot snittet 2021–2023"
    row = (Cell("KOSTRA-gruppe 11"), *(Cell("2\u00a0861") for _ in range(5)))
    shape = shape_of(Table("Kroner", (*columns, Column(title, is_number=True)), (row,)))
    assert shape.widths[-1] >= 2.4
