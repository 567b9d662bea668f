"""The function that the guide gives to receivers of calls, held against what is sent."""

import time

import pytest

from api.rules.signing import signature
from api.rules.verifying import is_genuine

BODY = '{"kind": "light_changed", "plan": "Økonomi"}'.encode()


@pytest.mark.parametrize(
    ("body", "secret", "seconds_ago", "genuine"),
    [
        pytest.param(BODY, "hemmelig", 0, True, id="as it was sent"),
        pytest.param(BODY, "hemmelig", 299, True, id="nearly five minutes late"),
        pytest.param(BODY, "hemmelig", 301, False, id="sent again by somebody who listened"),
        pytest.param(BODY + b" ", "hemmelig", 0, False, id="changed on the way"),
        pytest.param(BODY, "gjettet", 0, False, id="signed by somebody else"),
    ],
)
def test_only_what_we_sent_just_now_is_genuine(
    monkeypatch: pytest.MonkeyPatch, body: bytes, secret: str, seconds_ago: int, genuine: bool
) -> None:
    now = 1_790_000_000
    monkeypatch.setattr(time, "time", lambda: now)
    header = signature(secret=secret, body=BODY, at=now - seconds_ago)
    assert is_genuine(header, body, "hemmelig") == genuine
