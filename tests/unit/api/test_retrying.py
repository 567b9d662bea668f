"""When a call is tried again, when it is given up, and when an address is left alone."""

from datetime import UTC, datetime, timedelta

import pytest

from api.rules.retrying import MOST_TRIES, WAITS, is_accepted, is_to_be_left_alone, next_try_at

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("status", "accepted"),
    [(200, True), (201, True), (204, True), (299, True), (301, False), (304, False), (404, False), (500, False)],
)
def test_only_a_yes_is_a_yes(status: int, accepted: bool) -> None:
    assert is_accepted(status) is accepted


def test_no_answer_is_no_yes() -> None:
    assert not is_accepted(None)


@pytest.mark.parametrize(
    ("tries", "chance", "wait"),
    [
        (1, 0.0, MINUTE),
        (1, 1.0, MINUTE * 1.2),
        (2, 0.0, 5 * MINUTE),
        (2, 0.5, 5.5 * MINUTE),
        (4, 0.0, 2 * HOUR),
        (7, 0.0, 22 * HOUR),
        (7, 1.0, 26.4 * HOUR),
    ],
)
def test_each_wait_is_longer_and_a_little_by_chance(tries: int, chance: float, wait: timedelta) -> None:
    assert next_try_at(tries=tries, status=500, tried_at=NOW, chance=chance) == NOW + wait


def test_the_waits_grow_and_last_about_two_days() -> None:
    assert list(WAITS) == sorted(set(WAITS))
    assert 1.5 * DAY < sum(WAITS, timedelta()) < 2 * DAY


@pytest.mark.parametrize(
    ("tries", "status", "given_up"),
    [(1, 500, False), (7, None, False), (MOST_TRIES, 500, True), (MOST_TRIES, None, True), (1, 410, True)],
)
def test_after_the_last_try_or_a_no_for_good_it_is_given_up(tries: int, status: int | None, given_up: bool) -> None:
    assert (next_try_at(tries=tries, status=status, tried_at=NOW, chance=0) is None) is given_up


@pytest.mark.parametrize(
    ("status", "given_up", "failing_for", "alone"),
    [
        pytest.param(500, False, 10 * DAY, False, id="still trying"),
        pytest.param(500, True, 2 * DAY, False, id="one call given up, and the address has failed for two days"),
        pytest.param(500, True, 3 * DAY, True, id="given up, and nothing came through for three days"),
        pytest.param(None, True, 30 * DAY, True, id="no answer for a month"),
        pytest.param(410, True, 0 * DAY, True, id="it says itself that it is gone"),
    ],
)
def test_an_address_that_only_fails_is_left_alone(
    status: int | None, given_up: bool, failing_for: timedelta, alone: bool
) -> None:
    found = is_to_be_left_alone(status=status, is_given_up=given_up, failing_since=NOW - failing_for, now=NOW)
    assert found is alone
