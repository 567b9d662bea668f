"""What a browser is called, and when a session is over."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.rules.browsers import browser_name
from accounts.rules.sessions import Lifetime

CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
)


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (CHROME, "Chrome på Windows"),
        (f"{CHROME} Edg/142.0.0.0", "Edge på Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox på Linux"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Version/26.0 Safari/605", "Safari på Mac"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Version/26.0 Mobile Safari/604.1", "Safari på iPhone"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/142.0.0.0 Mobile Safari/537.36", "Chrome på Android"),
        ("Firefox/145.0", "Firefox"),
        ("noe (Windows)", "Windows"),
        ("curl/8.5.0", "Ukjent nettleser"),
        ("", "Ukjent nettleser"),
    ],
)
def test_what_a_browser_is_called(user_agent: str, name: str) -> None:
    assert browser_name(user_agent) == name


NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
TWELVE_HOURS = Lifetime(longest=timedelta(hours=12), idle=timedelta(hours=2))


@pytest.mark.parametrize(
    ("hours_old", "hours_idle", "is_over"),
    [(0, 0, False), (11.99, 0, False), (12, 0, True), (11, 1.99, False), (3, 2, True)],
)
def test_when_a_session_is_over(hours_old: float, hours_idle: float, is_over: bool) -> None:
    started, seen = NOW - timedelta(hours=hours_old), NOW - timedelta(hours=hours_idle)
    assert TWELVE_HOURS.is_over(started=started, seen=seen, now=NOW) == is_over
