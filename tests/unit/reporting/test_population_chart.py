"""The chart of the population: actual strong, every round dotted and named, and readable without seeing it."""

import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.formats import number
from reporting.charts import COMPACT, WIDE, ChartPoint, ChartSeries, PointKind, PopulationChart, population_chart
from reporting.charts.svg import Size

SVG = "{http://www.w3.org/2000/svg}"


def series(name: str, persons: dict[int, int], kind: PointKind = PointKind.PROJECTION) -> ChartSeries:
    points = (ChartPoint(year * 12, str(year), Decimal(count), kind) for year, count in persons.items())
    return ChartSeries(name, tuple(points))


ACTUAL = series("Faktisk", {2013: 45567, 2023: 48246, 2024: 48715}, PointKind.ACTUAL)
ROUNDS = (series("fra 2024", {2024: 48715, 2033: 50100}), series("fra 2020", {2020: 47204, 2033: 49659}))


def drawn(actual: ChartSeries = ACTUAL, rounds: tuple[ChartSeries, ...] = ROUNDS, size: Size = WIDE) -> str:
    chart = PopulationChart("population", "Folketall i Larvik", actual, rounds)
    return str(population_chart(chart, number=number, size=size))


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def texts(svg: str) -> list[str]:
    return [one.text or "" for one in parsed(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("size", [WIDE, COMPACT], ids=["wide", "compact"])
def test_every_round_is_named_at_its_line_and_in_the_key(size: Size) -> None:
    found = texts(drawn(size=size))
    for name in ("fra 2024", "fra 2020", "Framskriving fra 2024", "Framskriving fra 2020", "Faktisk"):
        assert name in found


def test_rounds_are_told_apart_by_more_than_colour() -> None:
    dots = {one.get("stroke-dasharray") for one in parsed(drawn()).iter(f"{SVG}path")} - {None}
    assert len(dots) == 2


def test_where_each_line_ends_is_said_to_those_who_do_not_see_it() -> None:
    spoken = parsed(drawn()).find(f"{SVG}desc")
    assert spoken is not None
    assert spoken.text
    said = spoken.text.replace("\xa0", " ")
    assert said == "Faktisk 2024: 48 715. fra 2024 2033: 50 100. fra 2020 2033: 49 659."


def test_every_figure_says_what_it_is_under_the_pointer() -> None:
    titles = [(one.text or "").replace("\xa0", " ") for one in parsed(drawn()).iter(f"{SVG}title")]
    assert {"Faktisk 2013: 45 567", "fra 2020 2033: 49 659"} <= set(titles)


def test_marks_give_way_where_they_would_hide_the_line() -> None:
    crowded = series("fra 2024", dict.fromkeys(range(2024, 2100), 5))
    marks = [one for one in parsed(drawn(rounds=(crowded,))).iter(f"{SVG}circle") if one.get("fill-opacity") is None]
    assert marks == []


def test_a_cut_axis_is_said_and_nothing_to_show_too() -> None:
    assert "Aksen begynner ikke på null" in texts(drawn())
    assert "Ingen tall å vise" in texts(drawn(ChartSeries("Faktisk", ()), ()))


PERSONS = st.dictionaries(st.integers(1950, 2100), st.integers(0, 10**7), max_size=8)


@given(PERSONS, st.lists(PERSONS, max_size=6))
def test_any_figures_can_be_drawn_in_both_shapes(actual: dict[int, int], rounds: list[dict[int, int]]) -> None:
    made = tuple(series(f"fra {number}", persons) for number, persons in enumerate(rounds))
    for size in (WIDE, COMPACT):
        parsed(drawn(series("Faktisk", actual, PointKind.ACTUAL), made, size))
