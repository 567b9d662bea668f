"""Where the pace leads, and what was promised before, in the chart of a target."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from indicators.formats import number
from indicators.periods import parse_period
from reporting.charts import (
    COMPACT,
    Ahead,
    ChartPoint,
    ChartSeries,
    EarlierPromise,
    Limit,
    PointKind,
    TargetChart,
    target_chart,
)
from reporting.target_ahead import ahead_of, lines_of
from targets.rules import Kind, Step, Terms
from tests.judged_certificates import judged

FALLING = {"2021": "8.0", "2022": "7.3", "2023": "6.6", "2024": "5.9"}
FLOOR = Terms(Kind.STAY_ABOVE, lower=Decimal(5))


def position(year: int) -> int:
    return year * 12 + 12


def point(year: int, value: str, low: str | None = None, high: str | None = None, **more: Any) -> ChartPoint:
    ends = [Decimal(one) if one else None for one in (low, high)]
    return ChartPoint(position(year), str(year), Decimal(value), low=ends[0], high=ends[1], **more)


FUND = TargetChart(
    key="fond",
    title="Disposisjonsfond",
    series=ChartSeries("Larvik", tuple(point(int(year), value) for year, value in FALLING.items())),
    expectation=Limit(Decimal(5), is_floor=True),
    unit=" %",
    decimals=1,
)
AHEAD = Ahead(position(2024), Decimal("5.9"), (point(2025, "5.2", "5.0", "5.4", kind=PointKind.PROJECTION),))
EARLIER = EarlierPromise((((position(2021), Decimal(4)), (position(2025) + 3, Decimal(4))),), "minst 4 %, til mars")


def drawn(chart: TargetChart, **more: Any) -> str:
    return target_chart(chart, number=number, **more)


@pytest.mark.parametrize("size", [{}, {"size": COMPACT}])
def test_the_outlook_is_drawn_named_and_told(size: dict[str, Any]) -> None:
    svg = drawn(replace(FUND, ahead=AHEAD), **size)
    assert "Utsikter med dagens tempo: 2025: 5,2 % (mellom 5,0 % og 5,4 %)." in svg
    assert svg.count("Utsikter med dagens tempo") == 2, "the description and the legend"
    assert "2025: 5,2 % (mellom 5,0 % og 5,4 %)</title>" in svg


def test_without_an_outlook_nothing_is_said_of_one() -> None:
    assert "Utsikter" not in drawn(FUND)


def test_an_uncertain_pace_does_not_make_the_figures_small() -> None:
    """The band is cut at the frame instead: no point of the drawing lies outside."""
    wild = Ahead(position(2024), Decimal("5.9"), (point(2030, "2", "-90", "90", kind=PointKind.PROJECTION),))
    chart = replace(FUND, ahead=wild)
    assert max(chart.values) < 12
    band = next(one for one in re.findall(r'd="([^"]+)Z" fill="[^"]+" fill-opacity', drawn(chart)))
    heights = [float(y) for y in re.findall(r"[ML][\d.]+ (-?[\d.]+)", band)]
    assert (min(heights), max(heights) < 350) == (18, True)


def test_an_earlier_promise_is_drawn_to_the_day_that_it_was_changed() -> None:
    chart = replace(FUND, earlier=(EARLIER,))
    svg = drawn(chart)
    assert chart.span == (position(2021), position(2025) + 3)
    assert svg.count("Tidligere måltall: minst 4 %, til mars") == 2, "the description and the legend"
    assert Decimal(4) in chart.values


# What it is drawn from ----------------------------------------------------------------------------------------------


def test_a_limit_that_is_broken_soon_is_drawn_to_where_it_is_broken() -> None:
    ahead = ahead_of(judged(FLOOR, FALLING, on="2025-06-01"))
    assert ahead is not None
    assert [(one.label, one.value) for one in ahead.points] == [("2025", Decimal("5.2")), ("2026", Decimal("4.5"))]
    assert (ahead.position, ahead.value) == (position(2024), Decimal("5.9"))


def test_a_limit_that_is_broken_in_many_years_is_drawn_to_the_next_figure() -> None:
    slow = {"2021": "8.03", "2022": "8.02", "2023": "8.01", "2024": "8.00"}
    ahead = ahead_of(judged(Terms(Kind.STAY_ABOVE, lower=Decimal("7.9")), slow, on="2025-06-01"))
    assert ahead is not None
    assert [one.label for one in ahead.points] == ["2025"]


def test_a_deadline_is_as_far_as_it_is_drawn() -> None:
    terms = Terms(
        Kind.REACH,
        goal=Decimal(2),
        baseline_period=parse_period("2021"),
        baseline_value=Decimal(8),
        deadline=parse_period("2028"),
    )
    ahead = ahead_of(judged(terms, FALLING, on="2025-06-01"))
    assert ahead is not None
    assert [one.label for one in ahead.points][-1] == "2030", "two years late at this pace"
    assert "2028" in [one.label for one in ahead.points]


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(None, id="not judged"),
        pytest.param(judged(FLOOR, {"2023": "6.6", "2024": "5.9"}, on="2025-06-01"), id="too few figures"),
        pytest.param(judged(FLOOR, {}, on="2025-06-01"), id="no figure"),
        pytest.param(judged(Terms(Kind.MILESTONE, has_indicator=False), on="2025-06-01"), id="a state"),
    ],
)
def test_there_is_no_outlook_to_draw(facts: dict[str, Any] | None) -> None:
    assert ahead_of(facts) is None


PATH = Terms(
    Kind.REACH,
    goal=Decimal(20),
    baseline_period=parse_period("2020"),
    baseline_value=Decimal(10),
    deadline=parse_period("2030"),
    steps=(Step(parse_period("2024"), Decimal(11)),),
)


@pytest.mark.parametrize(
    ("terms", "until", "lines"),
    [
        pytest.param(FLOOR, 2025, [[(2021, "5"), (2025, "5")]], id="a limit from the first figure on"),
        pytest.param(
            Terms(Kind.STAY_WITHIN, lower=Decimal(1), upper=Decimal(4)),
            2025,
            [[(2021, "1"), (2025, "1")], [(2021, "4"), (2025, "4")]],
            id="both ends of an interval",
        ),
        pytest.param(PATH, 2027, [[(2020, "10"), (2024, "11"), (2027, "15.5")]], id="a path with its bends, cut"),
        pytest.param(PATH, 2040, [[(2020, "10"), (2024, "11"), (2030, "20")]], id="a path that was over"),
        pytest.param(Terms(Kind.TREND, direction=1), 2025, [], id="a trend has no line"),
    ],
)
def test_an_earlier_promise_is_a_line(terms: Terms, until: int, lines: list[list[tuple[int, str]]]) -> None:
    found = [
        [((at - 12) // 12, str(value)) for at, value in line]
        for line in lines_of(terms, [], since=position(2021), until=position(until))
    ]
    assert found == lines
