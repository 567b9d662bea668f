"""What the headers of an answer say of how often the bank wants to be asked."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TypedDict

import httpx

# Too many questions, and not a word of when the next is welcome.
UNSAID_WAIT = 60.0
# `40;w=60s`: forty calls in sixty seconds.
POLICY = re.compile(r"\s*([0-9]{1,9})\s*;\s*w=([0-9]{1,9})s?\b")


class Rates(TypedDict):
    """Calls in a window of so many seconds, calls left in it, and seconds to stay away; None where nothing is said."""

    limit: int | None
    remaining: int | None
    window: float | None
    retry_after: float | None


def rates_of(response: httpx.Response) -> Rates:
    policy = POLICY.match(response.headers.get("x-ratelimit-policy", ""))
    limit = int(policy.group(1)) if policy else whole_number(response.headers, "x-ratelimit-limit")
    return Rates(
        limit=limit,
        remaining=whole_number(response.headers, "x-ratelimit-remaining"),
        window=float(policy.group(2)) if policy else None,
        retry_after=retry_after(response),
    )


def retry_after(response: httpx.Response) -> float | None:
    """Seconds to stay away, from a number or a date; a date is told by the clock of the one who wrote it."""
    text = response.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    until, now = moment(text), moment(response.headers.get("date", ""))
    if until and now:
        return max(0.0, (until - now).total_seconds())
    return UNSAID_WAIT if response.status_code == HTTPStatus.TOO_MANY_REQUESTS else None


def moment(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def whole_number(headers: Mapping[str, str], name: str) -> int | None:
    text = headers.get(name, "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
