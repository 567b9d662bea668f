"""How many wrong passwords are let through, and how long one waits after too many."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.rules.attempts import (
    ONE_ACCOUNT,
    ONE_ADDRESS,
    ONE_PLACE,
    Failure,
    Limit,
    Try,
    client_address,
    free_at,
    minutes_until,
)

NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
KARI = Try("kari", "192.0.2.1")
KARI_AT_HER_OWN = Try("kari", "192.0.2.1", "hennes")


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


def failures(count: int, made: Try, at: datetime = NOW) -> list[Failure]:
    return [Failure(at, made)] * count


def others(count: int, *, account: str = "", address: str = "") -> list[Failure]:
    """From as many places, or against as many accounts."""
    return [Failure(NOW, Try(account or f"konto{one}", address or f"198.51.100.{one}")) for one in range(count)]


ROWS = [
    ("nothing went wrong", [], KARI, False),
    ("four times from here", failures(4, KARI), KARI, False),
    ("five times from here", failures(5, KARI), KARI, True),
    ("five times from here, long ago", failures(5, KARI, ago(minutes=15)), KARI, False),
    ("five times from somewhere else", failures(5, Try("kari", "203.0.113.9")), KARI, False),
    ("five times by somebody else from here", failures(5, Try("ola", KARI.address)), KARI, False),
    ("guessed from thirty places", others(30, account="kari"), KARI, True),
    ("guessed from thirty places, while she uses her own browser", others(30, account="kari"), KARI_AT_HER_OWN, False),
    ("the address tries a hundred accounts", others(100, address=KARI.address), KARI, True),
    ("the same, while she uses her own browser", others(100, address=KARI.address), KARI_AT_HER_OWN, False),
    ("five times from her own browser", failures(5, KARI_AT_HER_OWN), KARI_AT_HER_OWN, True),
    ("her own browser, on its way home", failures(5, Try("kari", "203.0.113.9", "hennes")), KARI_AT_HER_OWN, True),
    ("her own five do not count against the town hall", failures(99, KARI_AT_HER_OWN), Try("ola", KARI.address), False),
]


@pytest.mark.parametrize(("before", "attempt", "waits"), [pytest.param(*row[1:], id=row[0]) for row in ROWS])
def test_who_must_wait(before: list[Failure], attempt: Try, waits: bool) -> None:
    assert (free_at(attempt, before, NOW) is not None) == waits


def test_the_wait_ends_when_the_oldest_of_the_counted_is_forgotten() -> None:
    before = [Failure(ago(minutes=one), KARI) for one in (14, 10, 8, 5, 1)]
    assert free_at(KARI, before, NOW) == NOW + timedelta(minutes=1)


LIMITS = st.builds(Limit, failures=st.integers(1, 8), within=st.timedeltas(timedelta(minutes=1), timedelta(hours=1)))
TIMES = st.lists(st.integers(0, 7200).map(lambda seconds: NOW - timedelta(seconds=seconds)), max_size=20)


@given(LIMITS, TIMES)
def test_nobody_waits_longer_than_the_limit_says_and_then_is_let_through(limit: Limit, times: list[datetime]) -> None:
    """Tries that were turned away are not among the times, so they can prolong nothing."""
    wait = limit.free_at(times, NOW)
    if wait is not None:
        assert NOW < wait <= NOW + limit.within
        assert limit.free_at(times, wait) is None


@given(LIMITS, TIMES)
def test_one_waits_exactly_when_so_many_are_recent(limit: Limit, times: list[datetime]) -> None:
    recent = [one for one in times if one > NOW - limit.within]
    assert (limit.free_at(times, NOW) is None) == (len(recent) < limit.failures)


def test_the_limits_are_the_ones_that_the_documentation_names() -> None:
    told = [(one.failures, one.within.total_seconds() / 60) for one in (ONE_PLACE, ONE_ACCOUNT, ONE_ADDRESS)]
    assert told == [(5, 15), (30, 60), (100, 15)]


@pytest.mark.parametrize(("seconds", "minutes"), [(0.5, 1), (60, 1), (60.5, 2), (899, 15), (900, 15)])
def test_minutes_are_never_told_too_few(seconds: float, minutes: int) -> None:
    assert minutes_until(NOW + timedelta(seconds=seconds), NOW) == minutes


ADDRESSES = [
    ("nothing in front", "192.0.2.1", "", 0, "192.0.2.1"),
    ("a header that the person made up", "192.0.2.1", "10.0.0.1", 0, "192.0.2.1"),
    ("our proxy in front", "10.0.0.2", "192.0.2.1", 1, "192.0.2.1"),
    ("our proxy, and a header made up", "10.0.0.2", "1.2.3.4, 192.0.2.1", 1, "192.0.2.1"),
    ("two proxies of ours", "10.0.0.2", "192.0.2.1, 10.0.0.3", 2, "192.0.2.1"),
    ("fewer than we were told of", "10.0.0.2", "", 2, "10.0.0.2"),
    ("one subscriber of IPv6", "2001:db8:1:2:3:4:5:6", "", 0, "2001:db8:1:2::/64"),
    ("IPv4 dressed as IPv6", "::ffff:192.0.2.1", "", 0, "192.0.2.1"),
    ("a socket without an address", "", "", 0, ""),
    ("no address at all", "10.0.0.2", "<script>", 1, ""),
    ("a proxy that tells the port", "10.0.0.2", "192.0.2.1:49152", 1, "192.0.2.1"),
    ("a proxy that tells the port of IPv6", "10.0.0.2", "[2001:db8:1:2:3:4:5:6]:49152", 1, "2001:db8:1:2::/64"),
    ("IPv6 in brackets", "10.0.0.2", "[2001:db8:1:2:3:4:5:6]", 1, "2001:db8:1:2::/64"),
    ("IPv6 that looks as if it told a port", "10.0.0.2", "2001:db8::1:443", 1, "2001:db8::/64"),
    ("an address with a zone", "10.0.0.2", "fe80::1%eth0", 1, "fe80::/64"),
    ("a port that is none", "10.0.0.2", "192.0.2.1:http", 1, ""),
    ("a bracket that is never closed", "10.0.0.2", "[2001:db8::1", 1, ""),
    ("something after the bracket", "10.0.0.2", "[2001:db8::1]x", 1, ""),
    ("two ports", "10.0.0.2", "192.0.2.1:1:2", 1, ""),
    ("IPv4 in brackets", "10.0.0.2", "[192.0.2.1]:80", 1, ""),
]


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxies", "address"), [pytest.param(*row[1:], id=row[0]) for row in ADDRESSES]
)
def test_whose_address_it_is(remote: str, forwarded: str, proxies: int, address: str) -> None:
    assert client_address(remote, forwarded, proxies) == address
