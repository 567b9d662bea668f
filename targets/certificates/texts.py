"""Plain values as text and back, so that nothing is lost on the way through a database or a file."""

from datetime import date
from decimal import Decimal
from typing import Any

from indicators.formats import plain
from indicators.periods import Period, parse_period

Facts = dict[str, Any]


def text(value: Decimal | None) -> str | None:
    return None if value is None else f"{plain(value):f}"


def amount_in(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def code(period: Period | None) -> str | None:
    return period.code if period else None


def period_in(value: str | None) -> Period | None:
    return parse_period(value) if value else None


def day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def day_in(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
