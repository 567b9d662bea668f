"""The budget of calls: never more than it says in any minute, however the calls fall."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.sources.ssb.budget import MOST_PER_MINUTE, Budget, full

START = datetime(2026, 3, 16, 9, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def told(budget: Budget, at: datetime, **said: Any) -> Budget:
    return budget.told(at, **{"limit": None, "remaining": None, "window": None} | said)


def calls_by(budget: Budget, wishes: list[float]) -> list[datetime]:
    """When calls go out, each as soon as it may after the pause that is wished for."""
    now, calls = budget.counted_at, []
    for pause in wishes:
        now += timedelta(seconds=pause)
        now += timedelta(seconds=budget.seconds_to_call(now))
        budget = budget.spent(now)
        calls.append(now)
    return calls


def most_in_a_minute(calls: list[datetime]) -> int:
    return max(sum(0 <= (other - one).total_seconds() < 60 for other in calls) for one in calls)


@given(st.lists(st.floats(0, 90), min_size=1, max_size=80), st.integers(1, 60))
def test_no_minute_has_more_calls_than_the_budget(pauses: list[float], limit: int) -> None:
    budget = told(full(START), START, limit=limit, window=60)
    assert most_in_a_minute(calls_by(budget, pauses)) <= min(limit, MOST_PER_MINUTE)


def test_thirty_a_minute_when_everybody_is_in_a_hurry() -> None:
    calls = calls_by(full(START), [0] * 90)
    assert most_in_a_minute(calls) <= 30
    assert calls[9] == START
    assert calls[-1] < after(80 / (20 / 60) + 1)


def test_a_rest_fills_the_bucket_and_no_more() -> None:
    spent = full(START).spent(START)
    assert spent.left == 9
    assert spent.at(after(3)).left == 10
    assert spent.at(after(3_600)).left == 10


def test_a_clock_that_is_behind_takes_nothing_back() -> None:
    assert full(START).at(after(-60)) == full(START)


@pytest.mark.parametrize(
    ("said", "per_minute"),
    [
        pytest.param({"limit": 40, "window": 60.0}, 30, id="more than we allow ourselves"),
        pytest.param({"limit": 20, "window": 60.0}, 20, id="fewer a minute"),
        pytest.param({"limit": 300, "window": 3_600.0}, 5, id="told by the hour"),
        pytest.param({"limit": 1, "window": 3_600.0}, 1, id="next to nothing"),
        pytest.param({"limit": 20}, 30, id="without a window"),
        pytest.param({}, 30, id="nothing said"),
    ],
)
def test_the_headers_lower_the_budget(said: dict[str, Any], per_minute: int) -> None:
    assert told(full(START), START, **said).per_minute == per_minute


def test_a_lowered_budget_rises_again_when_the_host_says_so() -> None:
    lowered = told(full(START), START, limit=10, window=60)
    assert told(lowered, START, limit=40, window=60).per_minute == 30


def test_what_the_host_has_left_counts_for_us_too() -> None:
    assert told(full(START), START, remaining=2).left == 2
    assert told(full(START), START, remaining=25).left == 10


def test_with_nothing_left_a_whole_window_passes() -> None:
    budget = told(full(START), START, remaining=0, limit=40, window=60)
    assert budget.seconds_closed(after(10)) == 50


def test_a_host_that_closed_for_long_is_not_opened_by_a_shorter_wish() -> None:
    budget = full(START).closed(START, 120).closed(after(10), 5)
    assert [budget.seconds_closed(after(20)), budget.seconds_closed(after(121))] == [100, 0]


def test_nobody_is_shut_out_for_more_than_a_day() -> None:
    assert full(START).closed(START, 1e9).seconds_closed(START) == 86_400
