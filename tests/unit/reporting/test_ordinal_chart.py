"""The bar of classes, read back as XML: what a reader sees is what the tests look at."""

from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from reporting.charts import COMPACT, WIDE, OrdinalChart, OrdinalClass, Size, Svg, ordinal_chart
from reporting.charts.ordinal import beside_each_other
from reporting.charts.text import text_width

SVG = "{http://www.w3.org/2000/svg}"
WATER = {"svært dårlig": "6.0", "dårlig": "12.0", "moderat": "31.3", "god": "36.7", "svært god": "14.0"}


def number(value: Decimal, *, decimals: int) -> str:
    return f"{value:.{decimals}f}".replace(".", ",")


def classes(shares: dict[str, str | None]) -> tuple[OrdinalClass, ...]:
    return tuple(OrdinalClass(name, Decimal(share) if share else None) for name, share in shares.items())


def chart(
    shares: dict[str, str | None], *, strays: dict[str, str | None] | None = None, cut: int | None = 3
) -> OrdinalChart:
    said = "God eller bedre" if cut is not None else ""
    unit = "\u00a0%"
    return OrdinalChart("vann", "Vann", classes(shares), classes(strays or {}), good_from=cut, cut=said, unit=unit)


def drawn(of: OrdinalChart, size: Size = WIDE) -> ET.Element:
    svg: Svg = ordinal_chart(of, number=number, size=size)
    return ET.fromstring(svg)  # noqa: S314  # our own drawing


def texts(root: ET.Element) -> list[str]:
    return [(element.text or "").replace("\u00a0", " ") for element in root.iter(f"{SVG}text")]


def bars(root: ET.Element) -> list[tuple[float, float, bool]]:
    """Each part of the bar: where it begins, how wide it is, and whether it is filled."""
    seen = [one for group in root.findall(f"{SVG}g") for one in group.findall(f"{SVG}rect")]
    return [(float(one.attrib["x"]), float(one.attrib["width"]), "stroke-dasharray" not in one.attrib) for one in seen]


def described(root: ET.Element) -> str:
    return (root.findtext(f"{SVG}desc") or "").replace("\u00a0", " ")


@pytest.mark.parametrize("size", [WIDE, COMPACT])
def test_every_class_has_its_name_and_share_in_the_order_of_the_scale(size: Size) -> None:
    said = texts(drawn(chart({**WATER}), size))
    assert [one for one in said if one in WATER] == list(WATER)
    assert [one for one in said if one.endswith(" %") and "God" not in one] == [
        f"{share.replace('.', ',')} %" for share in WATER.values()
    ]


def test_the_parts_are_as_wide_as_their_shares_and_fill_the_bar() -> None:
    parts = bars(drawn(chart({**WATER})))
    assert abs(parts[2][1] / parts[0][1] - 31.3 / 6) < 0.01
    assert abs(sum(width for _left, width, _filled in parts) - 718) < 0.1


def test_what_is_good_enough_is_added_up_where_it_begins() -> None:
    root = drawn(chart({**WATER}))
    assert "God eller bedre 50,7 %" in texts(root)
    (bracket,) = [one for one in root.findall(f"{SVG}path") if "H" in one.attrib["d"]]
    start_of_good = bars(root)[3][0]
    assert bracket.attrib["d"].startswith(f"M{start_of_good:.2f} ")


def test_without_a_cut_nothing_is_called_good() -> None:
    root = drawn(chart({**WATER}, cut=None))
    assert not any("bedre" in one for one in texts(root))
    assert "bedre" not in described(root)


def test_the_description_says_it_all_for_who_does_not_see_it() -> None:
    said = described(drawn(chart({**WATER})))
    assert said.startswith("svært dårlig: 6,0 %. dårlig: 12,0 %. moderat: 31,3 %.")
    assert said.endswith("God eller bedre: 50,7 %.")


def test_what_the_percentages_leave_over_stands_hollow_at_the_end() -> None:
    root = drawn(chart({**WATER, "moderat": "21.3"}))
    assert [filled for _left, _width, filled in bars(root)] == [True] * 5 + [False]
    assert texts(root)[-2:] == ["ikke oppgitt", "10,0 %"]


@pytest.mark.parametrize("moderat", ["31.2", "31.4", "31.7"])
def test_shares_that_miss_a_hundred_by_rounding_are_the_whole(moderat: str) -> None:
    root = drawn(chart({**WATER, "moderat": moderat}))
    assert len(bars(root)) == 5
    assert "ikke oppgitt" not in texts(root)


def test_shares_above_a_hundred_stay_within_the_drawing() -> None:
    parts = bars(drawn(chart({"dårlig": "80", "god": "80"}, cut=1)))
    assert parts[-1][0] + parts[-1][1] <= WIDE.width
    assert abs(parts[0][1] - parts[1][1]) < 0.01


def test_a_class_without_a_figure_is_named_and_takes_no_room() -> None:
    root = drawn(chart({**WATER, "dårlig": None}))
    assert "Uten tall: dårlig" in texts(root)
    assert len(bars(root)) == 5  # four classes, and the twelve percent that nobody told of
    assert "Uten tall: dårlig" in described(root)


def test_a_class_that_nothing_lies_in_says_zero_and_not_that_it_is_missing() -> None:
    said = texts(drawn(chart({"dårlig": "0", "god": "100"}, cut=1)))
    assert "dårlig: 0,0 %" in said
    assert not any(one.startswith("Uten tall") for one in said)


def test_one_class_fills_the_bar() -> None:
    root = drawn(chart({"god": "100"}, cut=0))
    assert [(width, filled) for _left, width, filled in bars(root)] == [(718, True)]
    assert "God eller bedre 100,0 %" in texts(root)


def test_a_class_outside_of_the_scale_is_never_better_than_the_best() -> None:
    root = drawn(chart({"dårlig": "50", "god": "40"}, strays={"ukjent": "10"}, cut=1))
    *_, best, stray = bars(root)
    assert stray[0] > best[0] + best[1]
    assert not stray[2]
    assert "God eller bedre 40,0 %" in texts(root)
    assert "ukjent" in texts(root)


def test_without_any_figure_it_says_so() -> None:
    assert texts(drawn(chart({"dårlig": None, "god": None}, cut=1))) == ["Ingen tall å vise"]


def test_the_classes_of_each_shape_differ_in_more_than_colour() -> None:
    """On a grey print every class is darker or lighter than its neighbour."""
    fills = [one.attrib["fill"] for g in drawn(chart({**WATER})).findall(f"{SVG}g") for one in g.findall(f"{SVG}rect")]
    grey = [sum(int(fill[at : at + 2], 16) for at in (1, 3, 5)) / 3 for fill in fills]
    assert all(abs(one - other) > 20 for one, other in pairwise(grey))


def test_names_keep_out_of_each_others_way_and_inside() -> None:
    widths = [60.0, 60.0, 60.0]
    places = beside_each_other([5, 10, 200], widths, 210)
    assert places[0] >= 30
    assert places[1] - places[0] >= 60
    assert places[2] + 30 <= 210


def test_long_names_are_listed_below_instead() -> None:
    name = "en klasse med et ganske langt navn som ingen hadde tenkt på"
    root = drawn(chart({name: "50", f"{name} igjen": "50"}, cut=1), COMPACT)
    assert all(text_width(one, COMPACT.text) <= COMPACT.width for one in texts(root))
