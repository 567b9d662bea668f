"""The bars of the newest period, read back as XML: what a reader sees is what the tests look at."""

from decimal import Decimal
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.charts import COMPACT, WIDE, Bar, BarChart, Emphasis, Size, Svg, bar_chart
from reporting.charts.palette import OWN, PAPER, PEER

SVG = "{http://www.w3.org/2000/svg}"


def number(value: Decimal, *, decimals: int) -> str:
    return f"{value:.{decimals}f}".replace(".", ",").replace("-", "−")


def chart(*bars: Bar) -> BarChart:
    return BarChart("stolper-1", "Fond, prosent, 2024", bars, unit="\u00a0%", decimals=1)


def drawn(*bars: Bar, size: Size = WIDE) -> ET.Element:
    svg: Svg = bar_chart(chart(*bars), number=number, size=size)
    return ET.fromstring(svg)  # noqa: S314  # our own drawing


def texts(root: ET.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def rectangles(root: ET.Element) -> list[tuple[float, float, str]]:
    """Each bar: where it begins, how long it is, and its filling."""
    seen = [one for one in root.iter(f"{SVG}rect") if one.get("fill-opacity") is None]
    return [(float(one.attrib["x"]), float(one.attrib["width"]), one.attrib["fill"]) for one in seen]


LARVIK = Bar("Larvik", Decimal("10.6"), Emphasis.OWN)
SKIEN = Bar("Skien", Decimal("5.3"))


def test_each_bar_has_its_name_and_its_figure_in_the_order_given() -> None:
    assert texts(drawn(LARVIK, SKIEN)) == ["Larvik", "10,6", "Skien", "5,3"]


def test_a_figure_keeps_the_decimals_that_it_was_published_with() -> None:
    assert "1801,75" in texts(drawn(Bar("Arendal", Decimal("1801.75"))))


def test_half_the_figure_is_half_the_bar_and_the_own_one_is_dark() -> None:
    (left, own, dark), (other_left, other, grey) = rectangles(drawn(LARVIK, SKIEN))
    assert left == other_left
    assert abs(own / other - 2) < 0.01
    assert (dark, grey) == (OWN, PEER)


def test_below_zero_goes_to_the_left_of_the_line_and_above_to_the_right() -> None:
    root = drawn(LARVIK, Bar("Skien", Decimal("-5.3")))
    (left, width, _), (start, length, _) = rectangles(root)
    assert abs(start + length - left) < 0.01
    assert width > length > 0
    assert "−5,3" in texts(root)


def test_missing_is_no_bar_of_nothing() -> None:
    root = drawn(LARVIK, Bar("Moss", None), Bar("Bodø", Decimal(0)))
    assert len(rectangles(root)) == 2
    assert texts(root) == ["Larvik", "10,6", "Bodø", "0,0", "Uten tall: Moss"]


def test_a_provisional_figure_is_hollow_and_the_key_says_so() -> None:
    root = drawn(LARVIK, Bar("Skien", Decimal(5), is_provisional=True))
    assert [filling for _, _, filling in rectangles(root)][:2] == [OWN, PAPER]
    assert "Foreløpig tall" in texts(root)


def test_whoever_does_not_see_it_is_read_every_figure() -> None:
    description = drawn(LARVIK, Bar("Skien", Decimal(5), is_provisional=True)).find(f"{SVG}desc")
    assert description is not None
    assert description.text == "Larvik: 10,6\u00a0%. Skien: 5,0\u00a0% (foreløpig tall)."


def test_without_a_figure_the_drawing_says_so() -> None:
    assert "Ingen tall å vise" in texts(drawn(Bar("Larvik", None, Emphasis.OWN)))


VALUES = st.none() | st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False)


@settings(max_examples=60)
@given(st.lists(VALUES, min_size=1, max_size=14), st.text(max_size=60), st.sampled_from([WIDE, COMPACT]))
def test_whatever_the_figures_and_the_name_no_bar_leaves_the_drawing(
    values: list[Decimal | None], name: str, size: Size
) -> None:
    root = drawn(*(Bar(name, value) for value in values), size=size)
    for left, width, _ in rectangles(root):
        assert -1 <= left <= left + width <= size.width + 1
