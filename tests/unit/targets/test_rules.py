"""The rule as a table: every row is a sentence that a municipality would argue about.

The ten cases that every such rule must get right stand in docs/traffic-light.md and are tested from there.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from indicators.periods import Period, parse_period
from targets.rules import (
    Attainment,
    Detail,
    Figure,
    Kind,
    Light,
    Problem,
    Reason,
    Step,
    Terms,
    assess,
    problems_of,
)


def d(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def p(code: str) -> Period:
    return parse_period(code)


def figures(*pairs: tuple[str, str]) -> list[Figure]:
    """Periods with values; a symbol instead of a number is a missing cell."""
    return [
        Figure(p(code), None, missing=text) if text in {".", "..", ":", "-"} else Figure(p(code), Decimal(text))
        for code, text in pairs
    ]


def floor(limit: str, **more: object) -> Terms:
    return Terms(Kind.STAY_ABOVE, lower=Decimal(limit), **more)  # type: ignore[arg-type]


def ceiling(limit: str, **more: object) -> Terms:
    return Terms(Kind.STAY_BELOW, upper=Decimal(limit), **more)  # type: ignore[arg-type]


def within(lower: str, upper: str, **more: object) -> Terms:
    return Terms(Kind.STAY_WITHIN, lower=Decimal(lower), upper=Decimal(upper), **more)  # type: ignore[arg-type]


def reach(start: str, base: str, goal: str, deadline: str, **more: object) -> Terms:
    return Terms(
        Kind.REACH,
        baseline_period=p(start),
        baseline_value=Decimal(base),
        goal=Decimal(goal),
        deadline=p(deadline),
        **more,  # type: ignore[arg-type]
    )


def change(start: str, base: str | None, percent: str, deadline: str, **more: object) -> Terms:
    return Terms(
        Kind.CHANGE_BY,
        baseline_period=p(start),
        baseline_value=d(base),
        change=Decimal(percent),
        deadline=p(deadline),
        **more,  # type: ignore[arg-type]
    )


@dataclass(frozen=True)
class Case:
    sentence: str
    terms: Terms
    figures: list[Figure]
    light: Light
    on: str = "2026-11-22"
    reason: Reason | None = None
    detail: Detail | None = None
    expected: str | None = None
    short_by: str | None = None
    attainment: Attainment | None = None


GREEN, YELLOW, RED, GREY = Light.GREEN, Light.YELLOW, Light.RED, Light.GREY

LARVIK = [
    Case(
        "disposisjonsfond 10.6 against at least 5 is green", floor("5"), figures(("2024", "10.6")), GREEN, expected="5"
    ),
    Case("netto driftsresultat 2.1 against at least 1.75 is green", floor("1.75"), figures(("2024", "2.1")), GREEN),
    Case(
        "on 1 July 2024 the newest finished figure is 1.7 for 2023: yellow",
        floor("1.75"),
        figures(("2023", "1.7"), ("2024", "2.1")),
        YELLOW,
        on="2024-07-01",
        short_by="0.05",
    ),
    Case(
        "emissions of society -13 % in 2022 against -50 % in 2030 are red",
        Terms(Kind.CHANGE_BY, changes_since=p("2009"), change=Decimal(-50), deadline=p("2030")),
        figures(("2009-2022", "-13")),
        RED,
        expected="-30.9523809523810",
    ),
    Case(
        "39 % after the introduction programme misses the year's 60 %",
        floor("60", deadline=p("2024")),
        figures(("2024", "39")),
        RED,
        attainment=Attainment.MISSED,
    ),
    Case("34 days are beyond a limit of 21", ceiling("21"), figures(("2024", "34")), RED, short_by="13"),
    Case("79 days are inside a limit of 84", ceiling("84"), figures(("2024", "79")), GREEN),
    Case("nobody without a GP is exactly what was promised", within("0", "0"), figures(("2024", "0")), GREEN),
]

LIMIT_CASES = [
    Case("5.0 against at least 5 is met as published", floor("5"), figures(("2024", "5.0")), GREEN),
    Case("the edge of the band is inside it", floor("5"), figures(("2024", "4.5")), YELLOW),
    Case("just beyond the band is red", floor("5"), figures(("2024", "4.49")), RED),
    Case("a limit of zero has no band of its own", floor("0"), figures(("2024", "-0.1")), RED),
    Case("a limit of zero with a set band has one", floor("0", tolerance=d("0.5")), figures(("2024", "-0.1")), YELLOW),
    Case("a band of zero is no band", floor("5", tolerance=d("0")), figures(("2024", "4.9")), RED),
    Case("the band of a negative limit is a tenth of its size", floor("-10"), figures(("2024", "-11")), YELLOW),
    Case(
        "0.5 is below an interval from 1 to 4 by more than a tenth of 1",
        within("1", "4"),
        figures(("2024", "0.5")),
        RED,
    ),
    Case("4.4 is above an interval to 4 by a tenth of 4", within("1", "4"), figures(("2024", "4.4")), YELLOW),
    Case("2 lies inside an interval from 1 to 4", within("1", "4"), figures(("2024", "2")), GREEN),
    Case(
        "a yearly goal for 2030 is not due before 2030 has ended",
        floor("60", deadline=p("2030")),
        figures(("2024", "39")),
        GREY,
        reason=Reason.NOT_DUE,
        detail=Detail.BEFORE_DEADLINE,
    ),
    Case(
        "a yearly goal without a figure of its year lacks data, whatever the year before says",
        floor("60", deadline=p("2025")),
        figures(("2024", "61")),
        GREY,
        reason=Reason.NO_DATA,
        detail=Detail.NO_FIGURE_AT_DEADLINE,
    ),
    Case(
        "a yearly goal is judged on its own year, not on a later one",
        floor("60", deadline=p("2023")),
        figures(("2023", "60"), ("2024", "10")),
        GREEN,
        attainment=Attainment.REACHED,
    ),
]

PATH_CASES = [
    Case(
        "a third of the way in three of nine years is exactly on the line",
        reach("2016", "0", "1", "2025"),
        figures(("2019", "0.3333333333333333333333333333333333")),
        GREEN,
        on="2020-05-01",
    ),
    Case(
        "95 % of the expected way is still green",
        reach("2015", "0", "100", "2025"),
        figures(("2020", "47.5")),
        GREEN,
        on="2021-05-01",
    ),
    Case(
        "a hair under 95 % is yellow",
        reach("2015", "0", "100", "2025"),
        figures(("2020", "47.49")),
        YELLOW,
        on="2021-05-01",
    ),
    Case("60 % is yellow", reach("2015", "0", "100", "2025"), figures(("2020", "30")), YELLOW, on="2021-05-01"),
    Case("under 60 % is red", reach("2015", "0", "100", "2025"), figures(("2020", "29.9")), RED, on="2021-05-01"),
    Case(
        "a target may set its own borders",
        reach("2015", "0", "100", "2025", green_from=Decimal("0.8"), yellow_from=Decimal("0.5")),
        figures(("2020", "40")),
        GREEN,
        on="2021-05-01",
    ),
    Case(
        "the wrong way is red, also past zero",
        reach("2015", "1", "5", "2025"),
        figures(("2020", "-3")),
        RED,
        on="2021-05-01",
    ),
    Case(
        "typed steps bend the path: slow in the beginning",
        reach("2020", "0", "100", "2030", steps=(Step(p("2025"), Decimal(20)),)),
        figures(("2025", "20")),
        GREEN,
        expected="20",
    ),
    Case(
        "between two steps the path is straight",
        reach("2020", "0", "100", "2030", steps=(Step(p("2024"), Decimal(20)), Step(p("2028"), Decimal(60)))),
        figures(("2025", "20")),
        YELLOW,
        expected="30",
    ),
    Case(
        "on a flat first step standing still is green",
        reach("2020", "10", "20", "2030", steps=(Step(p("2025"), Decimal(10)),)),
        figures(("2025", "10")),
        GREEN,
    ),
    Case(
        "on a flat first step a little worse is yellow within the limit band",
        reach("2020", "10", "20", "2030", steps=(Step(p("2025"), Decimal(10)),)),
        figures(("2025", "9.5")),
        YELLOW,
    ),
    Case(
        "on a backward first step beyond the band is red",
        reach("2020", "10", "20", "2030", steps=(Step(p("2025"), Decimal(8)),)),
        figures(("2025", "7")),
        RED,
    ),
    Case(
        "a quarter is judged on a path by years",
        reach("2020", "0", "100", "2030"),
        figures(("2025K2", "45")),
        GREEN,
        expected="45",
    ),
    Case(
        "after the deadline without its figure the path goes on with the newest",
        reach("2015", "0", "100", "2025"),
        figures(("2024", "90")),
        GREEN,
        expected="90",
    ),
    Case(
        "after the deadline the goal was reached",
        reach("2015", "0", "100", "2025"),
        figures(("2024", "10"), ("2025", "101")),
        GREEN,
        attainment=Attainment.REACHED,
    ),
    Case(
        "after the deadline 94 % is missed and red",
        reach("2015", "0", "100", "2025"),
        figures(("2025", "94.9")),
        RED,
        short_by="5.1",
        attainment=Attainment.MISSED,
    ),
    Case(
        "the judgement after the deadline does not move with later figures",
        reach("2015", "0", "100", "2024"),
        figures(("2024", "100"), ("2025", "3")),
        GREEN,
        attainment=Attainment.REACHED,
    ),
    Case(
        "without a deadline a goal is a limit on the side that the baseline tells",
        Terms(Kind.REACH, goal=d("50"), baseline_period=p("2020"), baseline_value=d("60")),
        figures(("2024", "51")),
        YELLOW,
    ),
    Case(
        "without baseline the indicator's direction tells the side",
        Terms(Kind.REACH, goal=d("70"), direction=1),
        figures(("2024", "71")),
        GREEN,
    ),
    Case(
        "without baseline and direction nothing is guessed",
        Terms(Kind.REACH, goal=d("70")),
        figures(("2024", "71")),
        GREY,
        reason=Reason.NOT_ASSESSED,
        detail=Detail.NO_DIRECTION,
    ),
    Case(
        "a baseline without a value takes the indicator's value there",
        change("2018", None, "-50", "2028"),
        figures(("2018", "80"), ("2023", "60")),
        GREEN,
        expected="60",
    ),
    Case(
        "a baseline without a value anywhere is grey",
        change("2018", None, "-50", "2028"),
        figures(("2023", "60")),
        GREY,
        reason=Reason.NO_DATA,
        detail=Detail.NO_BASELINE,
    ),
    Case(
        "a change in percent of a negative baseline goes the way its sign says",
        change("2018", "-10", "50", "2028"),
        figures(("2023", "-7.5")),
        GREEN,
        expected="-7.5",
    ),
    Case(
        "a change by an amount is in the indicator's own unit",
        change("2018", "10", "5", "2028", change_is_percent=False),
        figures(("2023", "12.5")),
        GREEN,
        expected="12.5",
    ),
    Case(
        "a percentage of a baseline of zero is no way at all",
        change("2018", "0", "-50", "2028"),
        figures(("2023", "60")),
        GREY,
        reason=Reason.NOT_ASSESSED,
        detail=Detail.BASELINE_IS_TARGET,
    ),
    Case(
        "changes counted from 2009 say nothing about a promise counted from 2015",
        Terms(
            Kind.CHANGE_BY,
            changes_since=p("2009"),
            baseline_period=p("2015"),
            change=Decimal(-50),
            deadline=p("2030"),
        ),
        figures(("2009-2022", "-13")),
        GREY,
        reason=Reason.NOT_ASSESSED,
        detail=Detail.OTHER_BASE,
    ),
    Case(
        "before a period after the baseline has ended nothing is due",
        reach("2025", "0", "100", "2030"),
        figures(("2025", "0")),
        GREY,
        reason=Reason.NOT_DUE,
        detail=Detail.BEFORE_FIRST_PERIOD,
    ),
    Case(
        "a finished period without a figure is missing data and not something to wait for",
        reach("2024", "0", "100", "2030"),
        figures(("2024", "0")),
        GREY,
        reason=Reason.NO_DATA,
        detail=Detail.NO_FIGURE_AFTER_BASELINE,
    ),
]

GREY_CASES = [
    Case("a target without an indicator", floor("5", has_indicator=False), [], GREY, reason=Reason.NO_INDICATOR),
    Case(
        "days against percent",
        ceiling("3", unit_fits=False),
        figures(("2024", "98.9")),
        GREY,
        reason=Reason.UNIT_MISMATCH,
    ),
    Case("no figure at all", floor("5"), [], GREY, reason=Reason.NO_DATA, detail=Detail.NO_FIGURES),
    Case(
        "a figure of a period that has not ended is not judged",
        floor("5"),
        figures(("2026", "9")),
        GREY,
        reason=Reason.NO_DATA,
        detail=Detail.NO_FIGURES,
    ),
    Case(
        "a hidden figure is not filled with last year's",
        floor("5"),
        figures(("2023", "9"), ("2024", ":")),
        GREY,
        reason=Reason.CONFIDENTIAL,
    ),
    Case(
        "two dots are not zero",
        floor("0"),
        figures(("2024", "..")),
        GREY,
        reason=Reason.NO_DATA,
        detail=Detail.MISSING_AT_SOURCE,
    ),
    Case("a dash is not zero", within("0", "0"), figures(("2024", "-")), GREY, reason=Reason.NO_DATA),
    Case("zero is not missing", floor("5"), figures(("2024", "0")), RED),
    Case("an old gap does not hide the newest figure", floor("5"), figures(("2023", ".."), ("2024", "9")), GREEN),
    Case(
        "126.7 % of four-year-olds examined is how the source counts, not attainment",
        within("100", "100", artefact_above=d("100")),
        figures(("2024", "126.7")),
        GREY,
        reason=Reason.NOT_ASSESSED,
        detail=Detail.ARTEFACT,
    ),
    Case(
        "the same indicator at 96 % the year before is judged",
        within("100", "100", artefact_above=d("100")),
        figures(("2023", "96.0")),
        YELLOW,
    ),
]

ALL = [*LARVIK, *LIMIT_CASES, *PATH_CASES, *GREY_CASES]


@pytest.mark.parametrize("case", [pytest.param(case, id=case.sentence) for case in ALL])
def test_the_light(case: Case) -> None:
    verdict = assess(case.terms, case.figures, on=date.fromisoformat(case.on))
    assert (verdict.light, verdict.reason) == (case.light, case.reason)
    assert case.detail in {None, verdict.detail}
    assert verdict.attainment == case.attainment
    assert case.expected is None or verdict.expected == Decimal(case.expected)
    assert case.short_by is None or verdict.short_by == Decimal(case.short_by)


@pytest.mark.parametrize(
    ("on", "is_stale"), [("2026-12-31", False), ("2027-01-01", True)], ids=["one year later", "two years later"]
)
def test_a_figure_is_stale_when_two_whole_years_have_ended_after_it(on: str, is_stale: bool) -> None:
    verdict = assess(floor("5"), figures(("2024", "9")), on=date.fromisoformat(on))
    assert (verdict.light, verdict.is_stale) == (GREEN, is_stale)


def test_a_monthly_figure_grows_stale_by_months() -> None:
    assert assess(floor("5"), figures(("2024M02", "9")), on=date(2024, 5, 1)).is_stale
    assert not assess(floor("5"), figures(("2024M02", "9")), on=date(2024, 4, 30)).is_stale


@pytest.mark.parametrize(
    ("terms", "problem"),
    [
        pytest.param(reach("2020", "5", "5", "2030"), Problem.BASELINE_IS_TARGET, id="the goal is where it starts"),
        pytest.param(within("4", "1"), Problem.LIMITS_CROSSED, id="the interval is upside down"),
        pytest.param(reach("2030", "1", "5", "2020"), Problem.PATH_OUT_OF_ORDER, id="the deadline is before the start"),
        pytest.param(
            reach("2020", "0", "9", "2030", steps=(Step(p("2031"), Decimal(3)),)),
            Problem.PATH_OUT_OF_ORDER,
            id="a step after the deadline",
        ),
        pytest.param(Terms(Kind.STAY_ABOVE), Problem.NO_VALUE, id="a floor without a number"),
        pytest.param(change("2020", "5", "0", "2030"), Problem.NO_CHANGE, id="a change of nothing"),
        pytest.param(floor("5", tolerance=Decimal(-1)), Problem.NEGATIVE_TOLERANCE, id="a negative band"),
        pytest.param(Terms(Kind.TREND), Problem.NO_DIRECTION, id="a trend that nobody says the way of"),
        pytest.param(Terms(Kind.PEER), Problem.NO_PEER, id="on level with nobody"),
        pytest.param(Terms(Kind.RECURRING), Problem.NO_INTERVAL, id="a duty that comes back at no time"),
        pytest.param(floor("5", yellow_from=Decimal("0.99")), Problem.BORDERS_CROSSED, id="yellow above green"),
    ],
)
def test_terms_that_make_no_sense_are_named(terms: Terms, problem: Problem) -> None:
    assert problems_of(terms) == [problem]
