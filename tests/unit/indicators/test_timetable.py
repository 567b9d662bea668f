"""When sources are asked again, and which KOSTRA figures are provisional."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.models import ProblemKind
from indicators.periods import parse_period
from indicators.timetable import (
    GONE,
    NORWAY,
    QUIET_FROM,
    QUIET_TO,
    is_worth_telling,
    next_after_answer,
    next_after_failure,
    provisional_period,
)

DAY = timedelta(days=1)
NOON = datetime(2026, 7, 1, 12, tzinfo=NORWAY)


@pytest.mark.parametrize(
    ("periods", "updated", "provisional"),
    [
        pytest.param(["2023", "2024", "2025"], "2026-03-15T07:00Z", "2025", id="unrevised on 15 March"),
        pytest.param(["2023", "2024", "2025"], "2026-06-14T21:59Z", "2025", id="the last minute of 14 June in Norway"),
        pytest.param(
            ["2023", "2024", "2025"], "2026-06-14T22:00Z", None, id="15 June begins in Norway before it does in UTC"
        ),
        pytest.param(["2023", "2024", "2025"], "2026-06-15T06:00Z", None, id="revised on 15 June"),
        pytest.param(["2025", "2024", "2023"], "2026-03-15T07:00Z", "2025", id="newest first"),
        pytest.param(["2023", "2024"], "2026-03-15T07:00Z", None, id="a table that has not got the new year"),
        pytest.param(["2025"], "2025-12-01T07:00Z", "2025", id="before the year has ended"),
        pytest.param([], "2026-03-15T07:00Z", None, id="no periods"),
    ],
)
def test_the_newest_kostra_year_is_provisional_until_15_june(
    periods: list[str], updated: str, provisional: str | None
) -> None:
    found = provisional_period(map(parse_period, periods), datetime.fromisoformat(updated))
    assert (found.code if found else None) == provisional


def next_at(now: datetime, *, every: timedelta = DAY, is_kostra: bool = False, source: str = "ssb-12134") -> datetime:
    return next_after_answer(now=now, every=every, source=source, is_kostra=is_kostra).astimezone(NORWAY)


def test_a_source_that_answered_is_asked_again_after_its_interval() -> None:
    assert NOON + DAY <= next_at(NOON) < NOON + DAY + timedelta(hours=1)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        pytest.param(datetime(2026, 3, 14, 23, tzinfo=NORWAY), datetime(2026, 3, 15, 8, 15, tzinfo=NORWAY), id="March"),
        pytest.param(datetime(2026, 6, 15, 7, tzinfo=NORWAY), datetime(2026, 6, 15, 8, 15, tzinfo=NORWAY), id="June"),
        pytest.param(datetime(2026, 12, 1, tzinfo=NORWAY), datetime(2027, 3, 15, 8, 15, tzinfo=NORWAY), id="next year"),
    ],
)
def test_kostra_is_asked_when_it_is_published(now: datetime, opens: datetime) -> None:
    assert opens <= next_at(now, every=DAY * 365, is_kostra=True) < opens + timedelta(hours=1)


def test_other_statistics_wait_for_their_interval_on_the_days_of_kostra() -> None:
    eve = datetime(2026, 6, 14, 12, tzinfo=NORWAY)
    assert next_at(eve, every=DAY * 30) > eve + DAY * 30


def test_two_sources_are_not_asked_at_once() -> None:
    assert next_at(NOON, source="ssb-12134") != next_at(NOON, source="ssb-12143")


@pytest.mark.parametrize(
    ("failing_for", "wait"),
    [
        pytest.param(timedelta(), timedelta(minutes=15), id="the first time"),
        pytest.param(timedelta(hours=1), timedelta(hours=1), id="after an hour"),
        pytest.param(timedelta(hours=4), timedelta(hours=4), id="after four hours"),
        pytest.param(DAY * 30, DAY, id="never more seldom than usual"),
    ],
)
def test_a_source_that_fails_is_asked_more_and_more_seldom(failing_for: timedelta, wait: timedelta) -> None:
    asked = next_after_failure(now=NOON, every=DAY, source="ssb-1", failing_since=NOON - failing_for)
    assert NOON + wait <= asked <= NOON + wait * 1.25


moments = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
intervals = st.timedeltas(timedelta(hours=1), DAY * 60)


@given(moments, intervals, st.text(), st.booleans())
def test_nothing_is_asked_in_quiet_hours(now: datetime, every: timedelta, source: str, is_kostra: bool) -> None:
    asked = next_at(now, every=every, source=source, is_kostra=is_kostra)
    failed = next_after_failure(now=now, every=every, source=source, failing_since=now - every).astimezone(NORWAY)
    assert all(one > now and not QUIET_FROM <= one.time() < QUIET_TO for one in (asked, failed))


@pytest.mark.parametrize(
    ("kind", "hours", "is_told"),
    [
        pytest.param(ProblemKind.WITHDRAWN, 0, True, id="a table that is gone"),
        pytest.param(ProblemKind.LOST_CODE, 0, True, id="a code that is gone"),
        pytest.param(ProblemKind.DISCONTINUED, 0, True, id="a table that is closed"),
        pytest.param(ProblemKind.UNAVAILABLE, 0, False, id="silent for the first time"),
        pytest.param(ProblemKind.UNAVAILABLE, 5, False, id="silent for some hours"),
        pytest.param(ProblemKind.UNAVAILABLE, 6, True, id="silent for long"),
        pytest.param(ProblemKind.REJECTED, 24, True, id="refused since yesterday"),
    ],
)
def test_what_is_gone_is_told_at_once_and_silence_when_it_lasts(kind: str, hours: int, is_told: bool) -> None:
    assert is_worth_telling(kind, found_at=NOON, seen_at=NOON + timedelta(hours=hours)) is is_told


def test_the_kinds_that_are_told_at_once_are_kinds_of_problems() -> None:
    assert {ProblemKind.WITHDRAWN, ProblemKind.LOST_CODE, ProblemKind.DISCONTINUED} == GONE
