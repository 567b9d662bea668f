"""The rules of the kinds that promise no number: trend, peer, recurring and milestone, as tables of sentences."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from indicators.periods import parse_period
from targets.rules import Detail, Done, Figure, Kind, Light, Opinion, Reason, Terms, Verdict, assess

GREEN, YELLOW, RED, GREY = Light.GREEN, Light.YELLOW, Light.RED, Light.GREY
DOWN, UP = -1, 1


def series(**values: str) -> list[Figure]:
    """Years with values, `y2024="5.0"`; a symbol instead of a number is a missing cell."""
    return [figure(code.removeprefix("y"), text) for code, text in values.items()]


def figure(code: str, text: str) -> Figure:
    is_symbol = text in {".", "..", ":", "-"}
    return Figure(parse_period(code), None if is_symbol else Decimal(text), missing=text if is_symbol else "")


@dataclass(frozen=True)
class Case:
    sentence: str
    terms: Terms
    figures: list[Figure]
    light: Light
    reason: Reason | None = None
    detail: Detail | None = None
    expected: str | None = None
    evidence: dict[str, Any] = field(default_factory=dict)
    on: str = "2026-11-22"


def trend(direction: int | None, **more: Any) -> Terms:
    return Terms(Kind.TREND, direction=direction, **more)


TRENDS = [
    Case(
        "1023.6 patients per list are fewer than the mean 1116.5 of three years, and lists should be shorter",
        trend(DOWN),
        series(y2021="1135.7", y2022="1133.7", y2023="1080.1", y2024="1023.6"),
        GREEN,
        expected="1116.5",
    ),
    Case(
        "95.4 % straight on to upper secondary is 1.83 under the mean 97.23, and 1.94 counts as unchanged",
        trend(UP),
        series(y2021="97.3", y2022="97.2", y2023="97.2", y2024="95.4"),
        YELLOW,
    ),
    Case(
        "2656 kroner on child protection are more than the mean, and it should be less",
        trend(DOWN),
        series(y2021="2130", y2022="2415", y2023="2522", y2024="2656"),
        RED,
    ),
    Case(
        "only three periods before count, however long the series",
        trend(UP),
        series(y2019="100", y2020="100", y2021="10", y2022="10", y2023="10", y2024="11"),
        GREEN,
        expected="10",
    ),
    Case("two figures are enough", trend(DOWN), series(y2023="111", y2024="101"), GREEN, expected="111"),
    Case("exactly the noise is within it", trend(UP), series(y2023="100", y2024="102"), YELLOW),
    Case("a hair beyond the noise is not", trend(UP), series(y2023="100", y2024="102.01"), GREEN),
    Case("the noise may be set", trend(UP, tolerance=Decimal(3)), series(y2023="100", y2024="102.5"), YELLOW),
    Case("a mean of zero has no noise of its own", trend(UP), series(y2023="0", y2024="0.1"), GREEN),
    Case("standing still at zero is unchanged", trend(UP), series(y2023="0", y2024="0"), YELLOW),
    Case("from minus to plus is up", trend(UP), series(y2022="-0.5", y2023="-0.3", y2024="0.2"), GREEN),
    Case("one figure is too few", trend(UP), series(y2024="5"), GREY, reason=Reason.TOO_FEW),
    Case("a gap in the past is passed over", trend(UP), series(y2022="5", y2023="..", y2024="9"), GREEN, expected="5"),
    Case("a hidden newest figure is hidden", trend(UP), series(y2023="5", y2024=":"), GREY, reason=Reason.CONFIDENTIAL),
    Case(
        "nobody has said which way is better",
        trend(None),
        series(y2023="5", y2024="9"),
        GREY,
        reason=Reason.NOT_ASSESSED,
        detail=Detail.NO_DIRECTION,
    ),
    Case(
        "unchanged is unchanged, whichever way is better",
        trend(None),
        series(y2023="92578", y2024="92834"),
        YELLOW,
    ),
    Case(
        "a definition that changed in 2024 leaves one figure to look at",
        trend(UP, breaks=(parse_period("2023").position,)),
        series(y2022="7.4", y2023="7.6", y2024="7.2"),
        GREY,
        reason=Reason.TOO_FEW,
        detail=Detail.ONE_AFTER_BREAK,
    ),
    Case(
        "what came before a break is not compared with",
        trend(UP, breaks=(parse_period("2022").position,)),
        series(y2022="9.9", y2023="7.0", y2024="7.6"),
        GREEN,
        expected="7",
    ),
    Case(
        "a figure that the source miscounted is not compared with",
        trend(UP, artefact_above=Decimal(100)),
        series(y2022="90", y2023="126.7", y2024="96"),
        GREEN,
        expected="90",
    ),
    Case(
        "quarters are compared with quarters, not with the years among them",
        trend(UP),
        [figure("2023", "400"), figure("2024K1", "100"), figure("2024K2", "110")],
        GREEN,
        expected="100",
    ),
    Case(
        "changes since 2018 are compared with changes since 2018",
        trend(DOWN),
        [figure("2018-2022", "-40"), figure("2018-2023", "-53")],
        GREEN,
        expected="-40",
    ),
    Case(
        "a change since 2018 and a level are two different things",
        trend(DOWN),
        [figure("2022", "300"), figure("2018-2023", "-53")],
        GREY,
        reason=Reason.TOO_FEW,
    ),
]


def peer(direction: int | None = None, **more: Any) -> Terms:
    return Terms(Kind.PEER, direction=direction, **{"has_peer": True} | more)


def beside(**values: str) -> dict[str, Any]:
    return {"peer": series(**values)}


PEERS = [
    Case(
        "a fund of 10.6 % is better than the group's 9.8 %",
        peer(UP),
        series(y2024="10.6"),
        GREEN,
        evidence=beside(y2024="9.8"),
        expected="9.8",
    ),
    Case("level with the group is good enough", peer(UP), series(y2024="9.8"), GREEN, evidence=beside(y2024="9.8")),
    Case("a tenth under the group is near", peer(UP), series(y2024="9.0"), YELLOW, evidence=beside(y2024="10")),
    Case("more than a tenth under is not", peer(UP), series(y2024="8.9"), RED, evidence=beside(y2024="10")),
    Case("lower fees are better", peer(DOWN), series(y2024="900"), GREEN, evidence=beside(y2024="1000")),
    Case("fees a tenth above are near", peer(DOWN), series(y2024="1100"), YELLOW, evidence=beside(y2024="1000")),
    Case("the band may be set", peer(UP, tolerance=Decimal(2)), series(y2024="8"), YELLOW, evidence=beside(y2024="10")),
    Case(
        "without a direction a tenth away is on level", peer(), series(y2024="11"), GREEN, evidence=beside(y2024="10")
    ),
    Case("and two tenths away is near", peer(), series(y2024="8"), YELLOW, evidence=beside(y2024="10")),
    Case("and further away is not", peer(), series(y2024="12.1"), RED, evidence=beside(y2024="10")),
    Case("a peer at zero has no band of its own", peer(), series(y2024="0.1"), RED, evidence=beside(y2024="0")),
    Case("both at zero are on level", peer(), series(y2024="0"), GREEN, evidence=beside(y2024="0")),
    Case(
        "the peer's figure of another year does not stand in",
        peer(UP),
        series(y2024="10"),
        GREY,
        reason=Reason.NO_DATA,
        detail=Detail.NO_PEER_FIGURE,
        evidence=beside(y2023="9"),
    ),
    Case(
        "a peer that is hidden cannot be compared with",
        peer(UP),
        series(y2024="10"),
        GREY,
        reason=Reason.CONFIDENTIAL,
        detail=Detail.PEER_HIDDEN,
        evidence=beside(y2024=":"),
    ),
    Case(
        "a group whose value is a sum is no peer of one municipality",
        peer(UP, peer_is_sum=True),
        series(y2024="10"),
        GREY,
        reason=Reason.NOT_ASSESSED,
        detail=Detail.PEER_IS_SUM,
        evidence=beside(y2024="90"),
    ),
    Case(
        "nobody has said with whom",
        peer(UP, has_peer=False),
        series(y2024="10"),
        GREY,
        reason=Reason.NOT_ASSESSED,
        detail=Detail.NO_PEER,
    ),
    Case(
        "level with the group by 2024 was reached",
        peer(UP, deadline=parse_period("2024")),
        series(y2024="10", y2025="3"),
        GREEN,
        evidence=beside(y2024="9", y2025="9"),
    ),
    Case(
        "level with the group by 2030 is not due",
        peer(UP, deadline=parse_period("2030")),
        series(y2024="10"),
        GREY,
        reason=Reason.NOT_DUE,
        evidence=beside(y2024="9"),
    ),
]


def duty(months: int | None = 48, **more: Any) -> Terms:
    return Terms(Kind.RECURRING, has_indicator=False, every_months=months, **more)


def done(*days: str, until: str | None = None) -> dict[str, Any]:
    holds = date.fromisoformat(until) if until else None
    return {"done": [Done(date.fromisoformat(day), holds) for day in days]}


DUTIES = [
    Case("done in 2023 and due in 2027", duty(), [], GREEN, evidence=done("2023-05-10")),
    Case("the due date itself is in time", duty(), [], GREEN, evidence=done("2022-11-22")),
    Case("the day after is overdue", duty(), [], RED, evidence=done("2022-11-21")),
    Case("what was done last counts", duty(), [], GREEN, evidence=done("2016-01-01", "2025-01-01")),
    Case("what is done later is not known yet", duty(), [], RED, evidence=done("2016-01-01", "2026-12-01")),
    Case(
        "a plan for 2021 to 2024 has run out",
        duty(),
        [],
        RED,
        evidence=done("2021-01-01", until="2024-12-31"),
    ),
    Case("a plan said to hold until 2028 holds", duty(), [], GREEN, evidence=done("2021-01-01", until="2028-12-31")),
    Case("every month from the last of January", duty(1), [], GREEN, on="2025-02-28", evidence=done("2025-01-31")),
    Case("one day more is too late", duty(1), [], RED, on="2025-03-01", evidence=done("2025-01-31")),
    Case("a leap day comes back on the 28th", duty(12), [], RED, on="2025-03-01", evidence=done("2024-02-29")),
    Case("never done, and due by 2025", duty(deadline=parse_period("2025")), [], RED),
    Case("never done, and due by 2027", duty(deadline=parse_period("2027")), [], GREEN),
    Case("never done and never due", duty(), [], GREY, reason=Reason.NOT_ASSESSED, detail=Detail.NEVER_DONE),
    Case(
        "done, but nobody has said how often",
        duty(None),
        [],
        GREY,
        reason=Reason.NOT_ASSESSED,
        detail=Detail.NO_INTERVAL,
        evidence=done("2023-05-10"),
    ),
]


def judged(*opinions: tuple[str, Light]) -> dict[str, Any]:
    return {"opinions": [Opinion(light, date.fromisoformat(day), "Kartlagt.", "rådet") for day, light in opinions]}


STATE = Terms(Kind.MILESTONE, has_indicator=False)
MILESTONES = [
    Case("nobody has judged it", STATE, [], GREY, reason=Reason.NOT_ASSESSED, detail=Detail.NOBODY_JUDGED),
    Case("somebody judged it reached in part", STATE, [], YELLOW, evidence=judged(("2025-05-01", YELLOW))),
    Case(
        "the last judgement counts",
        STATE,
        [],
        GREEN,
        evidence=judged(("2026-05-01", GREEN), ("2025-05-01", RED)),
    ),
    Case(
        "a judgement of tomorrow is not made yet",
        STATE,
        [],
        RED,
        evidence=judged(("2025-05-01", RED), ("2026-11-23", GREEN)),
    ),
    Case("figures say nothing of a state", STATE, series(y2024="5"), GREY, reason=Reason.NOT_ASSESSED),
]


def verdict_on(case: Case) -> Verdict:
    return assess(case.terms, case.figures, on=date.fromisoformat(case.on), **case.evidence)


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.sentence) for case in (*TRENDS, *PEERS, *DUTIES, *MILESTONES)]
)
def test_the_light(case: Case) -> None:
    verdict = verdict_on(case)
    assert (verdict.light, verdict.reason) == (case.light, case.reason)
    assert case.detail in {None, verdict.detail}
    assert case.expected is None or verdict.expected == Decimal(case.expected)


def test_a_milestone_needs_no_indicator_and_a_trend_does() -> None:
    assert assess(Terms(Kind.TREND, has_indicator=False), [], on=date(2026, 1, 1)).reason is Reason.NO_INDICATOR
    assert assess(STATE, [], on=date(2026, 1, 1)).reason is Reason.NOT_ASSESSED


def test_a_trend_tells_which_periods_it_compared_with() -> None:
    verdict = verdict_on(TRENDS[0])
    assert [period.code for period in verdict.compared] == ["2021", "2022", "2023"]
    assert verdict.band == Decimal("22.33")


def test_a_date_beyond_the_calendar_is_never_due() -> None:
    terms = duty(32_767 * 12)
    assert assess(terms, [], on=date(2026, 1, 1), **done("2025-01-01")).due_on == date.max
