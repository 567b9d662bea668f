"""The drawings are read back as XML: what a reader sees is what the tests look at."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.charts import (
    COMPACT,
    WIDE,
    ChartPoint,
    ChartSeries,
    ChartWords,
    ComparisonChart,
    Emphasis,
    ExpectedPath,
    Interval,
    Judged,
    LightWords,
    Limit,
    PathPoint,
    PointKind,
    Size,
    Svg,
    TargetChart,
    TargetMark,
    comparison_chart,
    sparkline,
    target_chart,
)
from reporting.charts.axis import axis_for
from reporting.charts.palette import GREEN_ZONE, OWN, PAPER, YELLOW_ZONE
from reporting.charts.svg import on_paper
from reporting.charts.text import Box, Spot, fitted, spread, text_width

SVG = "{http://www.w3.org/2000/svg}"


def number(value: Decimal, *, decimals: int) -> str:
    return f"{value:,.{decimals}f}".replace(",", "\u00a0").replace(".", ",").replace("-", "−")


def yearly(values: dict[int, str | None], kind: PointKind = PointKind.ACTUAL) -> tuple[ChartPoint, ...]:
    return tuple(
        ChartPoint(year * 12, str(year), None if value is None else Decimal(value), kind)
        for year, value in values.items()
    )


def on_path(year: int) -> PathPoint:
    """From 0 in 2009 to −50 in 2030."""
    expected = Decimal(-50) * (year - 2009) / 21
    return PathPoint(
        year * 12, str(year), expected, green=expected * Decimal("0.95"), yellow=expected * Decimal("0.60")
    )


FUND = TargetChart(
    key="disposisjonsfond",
    title="Disposisjonsfond i prosent av brutto driftsinntekter",
    series=ChartSeries("Larvik", yearly({2021: "14.7", 2022: "13.1", 2023: "11.0", 2024: "10.6"})),
    expectation=Limit(Decimal(5), is_floor=True, band=Decimal("0.5"), label="Krav: minst 5 %"),
    unit="\u00a0%",
    decimals=1,
)
EMISSIONS = TargetChart(
    key="T-01",
    title="Direkte utslipp, endring siden 2009 i prosent",
    series=ChartSeries("Larvik", yearly({2009: "0", 2022: "-13"})),
    expectation=ExpectedPath((on_path(2009), on_path(2030)), is_rising=False),
    target=TargetMark(2030 * 12, "2030", Decimal(-50)),
    judged=Judged(2022 * 12, Decimal("-30.95")),
    unit="\u00a0%",
)
NEIGHBOURS = ComparisonChart(
    key="disposisjonsfond-sammenlignet",
    title="Disposisjonsfond i prosent",
    series=(
        ChartSeries("Larvik", yearly({2021: "14.7", 2022: "13.1", 2023: "11.0", 2024: "10.6"}), Emphasis.OWN),
        ChartSeries("Tønsberg", yearly({2021: "12.1", 2022: "15.1", 2023: "12.4", 2024: "7.8"}), Emphasis.PEER),
        ChartSeries("Sarpsborg", yearly({2021: "9.8", 2022: "9.6", 2023: "8.5", 2024: "8.3"}), Emphasis.PEER),
        ChartSeries("Bodø", yearly({2021: None, 2024: None}), Emphasis.PEER),
        ChartSeries("KOSTRA-gruppe 11", yearly({2021: "12.5", 2024: "9.8"}), Emphasis.GROUP),
        ChartSeries("Norge", yearly({2021: "12.2", 2024: "9.9"}), Emphasis.COUNTRY),
    ),
    decimals=1,
)


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def circles(svg: str) -> list[ET.Element]:
    return list(parsed(svg).iter(f"{SVG}circle"))


def texts(svg: str) -> list[str]:
    return [node.text or "" for node in parsed(svg).iter(f"{SVG}text")]


def lines_in(svg: str, colour: str) -> list[ET.Element]:
    return [p for p in parsed(svg).iter(f"{SVG}path") if p.get("stroke") == colour and p.get("fill") == "none"]


def own_lines(svg: str) -> list[ET.Element]:
    return [path for path in lines_in(svg, OWN) if path.get("d", "").count("L") and path.get("stroke-width") == "3"]


def data_lines(svg: str) -> list[ET.Element]:
    """Own line without its sample in the legend, which is drawn at the origin."""
    return [path for path in own_lines(svg) if path.get("d") != "M1 0 L25 0"]


class TestTargetChart:
    def test_is_an_image_with_a_name_and_a_description(self) -> None:
        root = parsed(target_chart(FUND, number=number))
        by_id = {node.get("id"): node.text for node in root.iter() if node.get("id")}
        assert root.get("role") == "img"
        assert by_id[root.get("aria-labelledby")] == FUND.title
        assert "2024: 10,6\u00a0%" in (by_id[root.get("aria-describedby")] or "")

    def test_every_point_says_its_figure_when_pointed_at(self) -> None:
        root = parsed(target_chart(FUND, number=number))
        said = [node.text for node in root.iter(f"{SVG}title")][1:]
        assert said == [f"{year}: {value}\u00a0%" for year, value in zip(range(2021, 2025), FIGURES, strict=True)]

    @pytest.mark.parametrize("size", [WIDE, COMPACT], ids=lambda size: size.name)
    def test_security_policy_allows_everything_in_it(self, size: Size) -> None:
        for svg in (target_chart(EMISSIONS, number=number, size=size), comparison_chart(NEIGHBOURS, number=number)):
            assert not re.search(r"<(script|style|foreignObject|a|image|use)\b", svg)
            assert not re.search(r"\s(style|on\w+|href)=", svg)

    def test_two_charts_and_two_sizes_on_a_page_share_no_id(self) -> None:
        drawings = [target_chart(c, number=number, size=s) for c in (FUND, EMISSIONS) for s in (WIDE, COMPACT)]
        ids = [node.get("id") for svg in drawings for node in parsed(svg).iter() if node.get("id")]
        assert len(ids) == len(set(ids))

    def test_limit_is_written_at_its_line(self) -> None:
        assert "Krav: minst 5 %" in texts(target_chart(FUND, number=number))

    def test_limit_without_words_of_its_own_names_the_value(self) -> None:
        chart = replace(FUND, expectation=Limit(Decimal(5), is_floor=True))
        assert "Krav 5,0\u00a0%" in texts(target_chart(chart, number=number))

    @pytest.mark.parametrize(
        ("expectation", "said"),
        [
            (Limit(Decimal("1.75"), is_floor=True), "Krav 1,75\u00a0%"),
            (Interval(Decimal("1.75"), Decimal(4)), "Krav 1,75–4,0\u00a0%"),
        ],
    )
    def test_a_limit_is_said_as_it_was_promised_and_never_rounded(
        self, expectation: Limit | Interval, said: str
    ) -> None:
        assert said in texts(target_chart(replace(FUND, expectation=expectation), number=number))

    @pytest.mark.parametrize(
        ("expectation", "figures_in_green"),
        [(Limit(Decimal(8), is_floor=True), 4), (Limit(Decimal(12), is_floor=False), 2)],
        ids=["green lies above a floor", "green lies below a ceiling"],
    )
    def test_green_lies_on_the_better_side(self, expectation: Limit, figures_in_green: int) -> None:
        svg = target_chart(replace(FUND, expectation=expectation), number=number)
        green = next(p for p in parsed(svg).iter(f"{SVG}path") if p.get("fill") == GREEN_ZONE)
        heights = [y for _, y in path_points(green.get("d", ""))]
        own = [y for path in data_lines(svg) for _, y in path_points(path.get("d", ""))]
        assert sum(min(heights) < y < max(heights) for y in own) == figures_in_green

    def test_yellow_band_is_drawn_only_where_there_is_one(self) -> None:
        without = replace(FUND, expectation=Limit(Decimal(5), is_floor=True))
        assert YELLOW_ZONE in target_chart(FUND, number=number)
        assert YELLOW_ZONE not in target_chart(without, number=number)

    def test_interval_is_green_between_and_yellow_on_both_sides(self) -> None:
        expectation = Interval(Decimal(9), Decimal(13), Decimal(1), Decimal(1))
        svg = target_chart(replace(FUND, expectation=expectation), number=number)
        fills = [path.get("fill") for path in parsed(svg).iter(f"{SVG}path")]
        assert (fills.count(GREEN_ZONE), fills.count(YELLOW_ZONE)) == (1, 2)

    def test_lights_words_stand_in_the_key(self) -> None:
        words = ChartWords(lights=LightWords("Oppfylt", "Nær kravet", "Ikke oppfylt"))
        assert {"Oppfylt", "Nær kravet", "Ikke oppfylt"} <= set(texts(target_chart(FUND, number=number, words=words)))

    def test_path_names_target_judged_figure_and_what_was_expected(self) -> None:
        shown = texts(target_chart(EMISSIONS, number=number))
        assert {"Mål −50\u00a0%", "−13\u00a0%", "forventet −31\u00a0%"} <= set(shown)

    def test_flat_step_of_a_path_has_yellow_and_no_green(self) -> None:
        flat = [PathPoint(y * 12, str(y), Decimal(10), None, Decimal(9)) for y in (2020, 2022)]
        chart = replace(FUND, expectation=ExpectedPath(tuple(flat), is_rising=True))
        svg = target_chart(chart, number=number)
        assert YELLOW_ZONE in svg
        assert GREEN_ZONE not in svg

    def test_missing_figure_is_a_gap_and_no_zero(self) -> None:
        series = ChartSeries("Larvik", yearly({2020: "9", 2021: "8", 2022: None, 2023: "7", 2024: "6"}))
        svg = target_chart(replace(FUND, series=series), number=number)
        assert len(data_lines(svg)) == 2
        assert not any(title.startswith("2022") for title in said_by(svg))

    def test_series_break_cuts_the_line(self) -> None:
        points = list(yearly({2021: "9", 2022: "8", 2023: "7", 2024: "6"}))
        points[2] = replace(points[2], breaks_before=True)
        svg = target_chart(replace(FUND, series=ChartSeries("Larvik", tuple(points))), number=number)
        assert [path.get("d", "").count("L") for path in data_lines(svg)] == [1, 1]
        assert "Brudd i serien" in texts(svg)
        assert len(uprights(svg)) == 2  # one in the drawing and one in its key

    def test_provisional_figure_is_hollow_and_explained(self) -> None:
        points = (*yearly({2022: "20", 2023: "27"}), *yearly({2024: "34"}, PointKind.PROVISIONAL))
        svg = target_chart(replace(FUND, series=ChartSeries("Larvik", points)), number=number)
        groups = {(g.findtext(f"{SVG}title") or "")[:4]: g for g in parsed(svg).iter(f"{SVG}g")}
        assert [groups[year].find(f"{SVG}circle").get("fill") for year in ("2023", "2024")] == [OWN, PAPER]  # type: ignore[union-attr]
        assert "Foreløpig tall" in texts(svg)
        assert "2024: 34,0\u00a0% (foreløpig tall)" in said_by(svg)

    def test_projection_goes_on_dotted_with_its_cone_and_is_not_the_newest_figure(self) -> None:
        ahead = replace(yearly({2026: "5"}, PointKind.PROJECTION)[0], low=Decimal(3), high=Decimal(7))
        series = ChartSeries("Larvik", (*FUND.series.points, ahead))
        svg = target_chart(replace(FUND, series=series), number=number)
        assert any(path.get("stroke-dasharray") == "0.1 6" for path in lines_in(svg, OWN))
        assert any(path.get("fill-opacity") == "0.1" for path in parsed(svg).iter(f"{SVG}path"))
        assert series.latest == FUND.series.points[-1]

    def test_own_correction_stands_beside_the_line(self) -> None:
        series = ChartSeries("Larvik", (*FUND.series.points, *yearly({2024: "12"}, PointKind.CORRECTION)))
        svg = target_chart(replace(FUND, series=series), number=number)
        assert "2024: 12,0\u00a0% (egen rettelse)" in said_by(svg)
        assert data_lines(svg)[0].get("d", "").count("L") == 3

    def test_nothing_to_show_is_said(self) -> None:
        chart = replace(FUND, series=ChartSeries("Larvik", ()), expectation=None)
        assert texts(target_chart(chart, number=number)) == ["Ingen tall å vise"]

    def test_limit_without_figures_still_needs_a_time_axis(self) -> None:
        chart = replace(FUND, series=ChartSeries("Larvik", yearly({2023: None, 2024: None})))
        assert "Krav: minst 5 %" in texts(target_chart(chart, number=number))

    def test_names_from_the_outside_are_text_and_never_markup(self) -> None:
        name = '<b>&"Larvik"</b>\x00\x1b'
        svg = target_chart(replace(FUND, series=replace(FUND.series, name=name), title=name), number=number)
        assert "<b>" not in svg
        assert '<b>&"Larvik"</b>' in texts(svg)

    def test_template_prints_it_as_it_is(self) -> None:
        svg = target_chart(FUND, number=number)
        assert isinstance(svg, Svg)
        assert svg.__html__() == svg


FIGURES = ("14,7", "13,1", "11,0", "10,6")


def said_by(svg: str) -> list[str]:
    return [node.text or "" for node in parsed(svg).iter(f"{SVG}title")]


def uprights(svg: str) -> list[ET.Element]:
    """The dashed lines that stand where series break."""
    return [path for path in parsed(svg).iter(f"{SVG}path") if path.get("stroke-dasharray") == "3 4"]


class TestComparisonChart:
    def test_a_break_of_all_series_is_one_upright_and_is_explained(self) -> None:
        before, after = yearly({2023: "5", 2024: "7"})
        broken = (before, replace(after, breaks_before=True))
        series = (ChartSeries("Larvik", broken), ChartSeries("Skien", broken, Emphasis.PEER))
        svg = comparison_chart(replace(NEIGHBOURS, series=series), number=number)
        assert "Brudd i serien" in texts(svg)
        assert len(uprights(svg)) == 2  # one in the drawing and one in its key
        assert uprights(comparison_chart(NEIGHBOURS, number=number)) == []

    def test_own_correction_is_marked_and_explained(self) -> None:
        own = NEIGHBOURS.series[0]
        corrected = replace(own, points=(*own.points, *yearly({2024: "12"}, PointKind.CORRECTION)))
        svg = comparison_chart(replace(NEIGHBOURS, series=(corrected, *NEIGHBOURS.series[1:])), number=number)
        assert "Egen rettelse" in texts(svg)
        assert any(title.endswith("(egen rettelse)") for title in said_by(svg))

    def test_paper_has_all_but_what_only_a_pointer_finds(self) -> None:
        svg = comparison_chart(NEIGHBOURS, number=number)
        paper = on_paper(svg)
        assert texts(paper) == texts(svg)
        seen, on_the_page = (
            [one for one in circles(drawn) if one.get("fill-opacity") != "0"] for drawn in (paper, svg)
        )
        assert [one.attrib for one in seen] == [one.attrib for one in on_the_page]
        assert seen
        assert len(circles(paper)) < len(circles(svg))

    def test_every_region_with_figures_is_named_once(self) -> None:
        shown = " ".join(texts(comparison_chart(NEIGHBOURS, number=number, size=COMPACT)))
        assert all(shown.count(series.name) == 1 for series in NEIGHBOURS.series)

    def test_newest_figure_stands_beside_the_name(self) -> None:
        assert "KOSTRA-gruppe 11\u00a0 9,8" in texts(comparison_chart(NEIGHBOURS, number=number))

    def test_region_without_figures_is_said_to_have_none(self) -> None:
        assert "Uten tall: Bodø" in texts(comparison_chart(NEIGHBOURS, number=number))

    def test_own_line_is_the_strongest_and_lies_on_top(self) -> None:
        svg = comparison_chart(NEIGHBOURS, number=number)
        paths = [p for p in parsed(svg).iter(f"{SVG}path") if float(p.get("stroke-width", 0)) >= 1.5]
        widths = [float(path.get("stroke-width", 0)) for path in paths]
        assert paths[-1].get("stroke") == OWN
        assert widths[-1] == max(widths)

    def test_group_and_country_are_told_apart_without_colour(self) -> None:
        paths = list(parsed(comparison_chart(NEIGHBOURS, number=number)).iter(f"{SVG}path"))
        assert {path.get("stroke-dasharray") for path in paths} >= {None, "6 4", "9 4 2 4"}

    def test_thirty_regions_still_have_room_for_their_names(self) -> None:
        crowd = tuple(ChartSeries(f"Kommune {i}", yearly({2023: "5", 2024: "5"}), Emphasis.PEER) for i in range(30))
        assert_tidy(comparison_chart(replace(NEIGHBOURS, series=crowd), number=number, size=COMPACT))

    def test_nothing_to_show_is_said(self) -> None:
        empty = replace(NEIGHBOURS, series=NEIGHBOURS.series[3:4])
        assert texts(comparison_chart(empty, number=number)) == ["Ingen tall å vise"]


class TestSparkline:
    def test_has_a_name_and_a_dot_at_the_newest_figure(self) -> None:
        root = parsed(sparkline(FUND.series, title="Fra 14,7 i 2021 til 10,6 i 2024", limit=Decimal(5)))
        dots = [float(dot.get("cx", 0)) for dot in root.iter(f"{SVG}circle")]
        assert root.get("aria-label") == root.findtext(f"{SVG}title") == "Fra 14,7 i 2021 til 10,6 i 2024"
        assert dots == [99]

    def test_without_figures_is_empty_and_still_named(self) -> None:
        root = parsed(sparkline(ChartSeries("Larvik", ()), title="Ingen tall"))
        assert root.get("aria-label") == "Ingen tall"


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        pytest.param(["10.6", "14.7", "5"], ["0", "5", "10", "15"], id="near zero starts at zero"),
        pytest.param(["16000", "19000"], ["16000", "17000", "18000", "19000"], id="far from zero does not"),
        pytest.param(["0", "-13", "-50"], ["-50", "-40", "-30", "-20", "-10", "0"], id="negative ends at zero"),
        pytest.param(["-2.1", "3.4"], ["-4", "-2", "0", "2", "4"], id="sign change has zero among the ticks"),
        pytest.param(["7", "7"], ["0", "2", "4", "6", "8"], id="equal figures are measured from zero"),
        pytest.param(["0"], ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"], id="only zero"),
    ],
)
def test_axis_has_round_ticks(values: list[str], ticks: list[str]) -> None:
    assert axis_for(map(Decimal, values)).ticks == [Decimal(tick) for tick in ticks]


def test_small_change_is_drawn_small() -> None:
    axis = axis_for([Decimal(48715), Decimal(48870)])
    assert axis.share(Decimal(48870)) - axis.share(Decimal(48715)) < 0.15


def test_what_a_trend_is_measured_against_is_named() -> None:
    """A path and a limit have their own words for it."""
    trend = replace(FUND, expectation=None, judged=Judged(2024 * 12, Decimal("12.9")))
    assert "Sammenlignet med" in texts(target_chart(trend, number=number))
    assert "Sammenlignet med" not in texts(target_chart(replace(trend, expectation=FUND.expectation), number=number))
    assert "Sammenlignet med" not in texts(target_chart(replace(trend, judged=None), number=number))


def test_cut_axis_is_said() -> None:
    series = ChartSeries("Larvik", yearly({2023: "48715", 2024: "48870"}))
    svg = target_chart(replace(FUND, series=series, expectation=None), number=number)
    assert "Aksen begynner ikke på null" in texts(svg)


def test_astronomical_ticks_are_written_in_powers_of_ten() -> None:
    axis = axis_for([Decimal("1e20"), Decimal("4e20")])
    assert axis.label(axis.ticks[-1], number) == "4,00·10²⁰"


@given(st.lists(st.floats(0, 500), min_size=1, max_size=20), st.floats(1, 20))
def test_spread_keeps_order_and_distance(wanted: list[float], gap: float) -> None:
    heights = spread(sorted(wanted), gap=gap, top=0, bottom=500)
    assert all(later - earlier >= gap - 1e-6 for earlier, later in pairwise(heights))
    assert heights[0] >= -1e-6
    assert heights[-1] <= 500 + 1e-6


def test_long_text_is_cut_to_its_room() -> None:
    assert fitted("Nordre Follo", 1000, 13) == "Nordre Follo"
    assert text_width(fitted("Nordre Follo", 60, 13), 13) <= 60
    assert fitted("Nordre Follo", 60, 13).endswith("…")


# Any chart at all

values = st.one_of(
    st.none(),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-1000, max_value=1000, places=2),
    st.sampled_from(["0", "-0.0", "1e30", "-1e30", "1e-30", "999999999999", "NaN", "Infinity"]).map(Decimal),
)
positions = st.one_of(st.integers(24_000, 24_400), st.integers(-(10**30), 10**30))
names = st.text(max_size=30)
points = st.builds(
    ChartPoint,
    positions,
    names,
    values,
    st.sampled_from(PointKind),
    low=values,
    high=values,
    breaks_before=st.booleans(),
)


def series(emphasis: st.SearchStrategy[Emphasis]) -> st.SearchStrategy[ChartSeries]:
    return st.builds(ChartSeries, names, st.lists(points, max_size=12).map(tuple), emphasis)


numbers = values.filter(lambda value: value is not None).map(lambda value: value or Decimal(0))
path_points_strategy = st.builds(PathPoint, positions, names, numbers, values, values)
expectations = st.one_of(
    st.none(),
    st.builds(Limit, numbers, st.booleans(), values, names),
    st.builds(Interval, numbers, numbers, values, values, names),
    st.builds(ExpectedPath, st.lists(path_points_strategy, max_size=5).map(tuple), st.booleans()),
)
target_charts = st.builds(
    TargetChart,
    key=names,
    title=names,
    series=series(st.just(Emphasis.OWN)),
    expectation=expectations,
    target=st.none() | st.builds(TargetMark, positions, names, numbers),
    judged=st.none() | st.builds(Judged, positions, values),
    unit=st.sampled_from(["", "\u00a0%", " kroner per innbygger"]),
    decimals=st.integers(0, 3),
)
comparison_charts = st.builds(
    ComparisonChart,
    key=names,
    title=names,
    series=st.lists(series(st.sampled_from(Emphasis)), max_size=10).map(tuple),
    decimals=st.integers(0, 3),
)
sizes = st.sampled_from([WIDE, COMPACT])


@settings(max_examples=150, deadline=None)
@given(target_charts, sizes)
def test_any_target_chart_is_tidy(chart: TargetChart, size: Size) -> None:
    assert_tidy(target_chart(chart, number=number, size=size))


@settings(max_examples=100, deadline=None)
@given(comparison_charts, sizes)
def test_any_comparison_chart_is_tidy(chart: ComparisonChart, size: Size) -> None:
    assert_tidy(comparison_chart(chart, number=number, size=size))


@settings(max_examples=50, deadline=None)
@given(series(st.just(Emphasis.OWN)), values)
def test_any_sparkline_is_tidy(line: ChartSeries, limit: Decimal | None) -> None:
    assert_tidy(sparkline(line, title="Utvikling", limit=limit))


def assert_tidy(svg: str) -> None:
    """Well-formed, all of it inside the frame, and no text across another."""
    root = parsed(svg)
    left, top, width, height = map(float, root.get("viewBox", "").split())
    frame = Box(left - 1, top - 1, left + width + 1, top + height + 1)
    for x, y in places(root, 0, 0):
        assert frame.left <= x <= frame.right
        assert frame.top <= y <= frame.bottom
    boxes = list(text_boxes(root, float(root.get("font-size", 0))))
    assert all(frame.holds(box) for box, _ in boxes)
    assert not [(a, b) for (one, a), (two, b) in combinations(boxes, 2) if one.touches(two)]


def text_boxes(root: ET.Element, size: float) -> Iterator[tuple[Box, str]]:
    for node in root.iter(f"{SVG}text"):
        spot = Spot(float(node.get("x", 0)), float(node.get("y", 0)), node.get("text-anchor", "start"))
        text = node.text or ""
        box = spot.box(text, float(node.get("font-size", size)))
        # Rounding to hundredths of a pixel must not count as touching.
        yield replace(box, left=box.left + 0.02, right=max(box.right - 0.02, box.left + 0.02)), text


def places(node: ET.Element, dx: float, dy: float) -> Iterator[tuple[float, float]]:
    """Every coordinate in the drawing, moved as its groups are."""
    if moved := re.fullmatch(r"translate\((\S+) (\S+)\)", node.get("transform", "")):
        dx, dy = dx + float(moved[1]), dy + float(moved[2])
    for x_name, y_name in (("x", "y"), ("cx", "cy"), ("x1", "y1"), ("x2", "y2")):
        if node.get(x_name) is not None:
            yield dx + float(node.get(x_name, 0)), dy + float(node.get(y_name, 0))
    yield from ((dx + x, dy + y) for x, y in path_points(node.get("d", "")))
    for child in node:
        yield from places(child, dx, dy)


def path_points(data: str) -> Iterator[tuple[float, float]]:
    x = y = 0.0
    for command, first, second in re.findall(
        r"([MLml ]) *(-?[\d.]+)[ ,](-?[\d.]+)", re.sub(r"([ml])(\d)", r"\1 \2", data)
    ):
        relative = command.islower()
        x, y = (x + float(first), y + float(second)) if relative else (float(first), float(second))
        yield x, y


# The same numbers as in the sentence and the table --------------------------------------------------------------


def test_a_figure_with_more_decimals_than_the_others_keeps_them() -> None:
    own = ChartSeries("Larvik", yearly({2023: "1.7", 2024: "1.75"}), Emphasis.OWN)
    line = target_chart(replace(FUND, series=own), number=number, size=WIDE)
    assert "1,75\u00a0%" in texts(line)
    assert "2024: 1,75\u00a0%" in line
    beside = comparison_chart(replace(NEIGHBOURS, series=(own,)), number=number, size=WIDE)
    assert "Larvik\u00a0 1,75" in texts(beside)
    assert "Larvik 2024: 1,75" in beside


def test_a_goal_is_written_as_it_was_promised() -> None:
    chart = replace(FUND, expectation=None, target=TargetMark(2028 * 12, "2028", Decimal("1.75")))
    drawn = target_chart(chart, number=number, size=WIDE)
    assert "Mål 1,75\u00a0%" in texts(drawn)
    assert "Mål 2028: 1,75\u00a0%" in drawn


def test_what_was_expected_does_not_look_like_a_figure_that_missed_it() -> None:
    chart = replace(
        EMISSIONS,
        series=ChartSeries("Larvik", yearly({2009: "0", 2022: "-31"})),
        judged=Judged(2022 * 12, Decimal("-30.952380952381")),
    )
    drawn = target_chart(chart, number=number, size=WIDE)
    assert "forventet −30,95\u00a0%" in texts(drawn)
