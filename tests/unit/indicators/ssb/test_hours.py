"""When Statistics Norway is left alone, summer and winter."""

from datetime import UTC, datetime

import pytest

from indicators.sources.ssb.hours import OSLO, is_own_host, quiet_until


@pytest.mark.parametrize(
    ("now", "until"),
    [
        pytest.param("2026-01-15T04:59:59+01:00", None, id="just before five"),
        pytest.param("2026-01-15T05:00:00+01:00", "08:15", id="five"),
        pytest.param("2026-01-15T08:00:00+01:00", "08:15", id="when the figures come out"),
        pytest.param("2026-01-15T08:14:59+01:00", "08:15", id="when everybody asks"),
        pytest.param("2026-01-15T08:15:00+01:00", None, id="quarter past eight"),
        pytest.param("2026-01-15T11:30:00+01:00", "11:40", id="the second reading"),
        pytest.param("2026-01-15T11:40:00+01:00", None, id="after the second reading"),
        pytest.param("2026-06-15T03:30:00+00:00", "08:15", id="half past five in summer, told in UTC"),
        pytest.param("2026-06-15T06:30:00+00:00", None, id="half past eight in summer, told in UTC"),
        pytest.param("2026-01-15T06:30:00+00:00", "08:15", id="half past seven in winter, told in UTC"),
    ],
)
def test_quiet_hours(now: str, until: str | None) -> None:
    found = quiet_until(datetime.fromisoformat(now))
    assert (found and f"{found.astimezone(OSLO):%H:%M}") == until


def test_quiet_hours_end_the_same_morning() -> None:
    assert quiet_until(datetime(2026, 6, 15, 5, 0, tzinfo=UTC)) == datetime(2026, 6, 15, 6, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("host", "is_own"),
    [
        ("data.ssb.no", True),
        ("DATA.SSB.NO.", True),
        ("ssb.no", True),
        ("127.0.0.1", False),
        ("localhost", False),
        ("ssb.no.example.org", False),
        ("notssb.no", False),
        ("statistikdatabasen.scb.se", False),
    ],
)
def test_whose_host_it_is(host: str, is_own: bool) -> None:
    assert is_own_host(host) is is_own
