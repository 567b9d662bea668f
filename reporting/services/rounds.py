"""Opening, changing and closing rounds of reporting."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import Municipality, Unit
from planning.models import Plan
from reporting.models import ReportingRound


class RoundRefused(Exception):
    """What was asked for cannot be done; the message says why, as it is said to a person."""


@dataclass(frozen=True, slots=True)
class RoundTerms:
    """What the coordinator sets, and may change while it is open. Reminders are days before and after the deadline."""

    plans: Iterable[Plan]
    units: Iterable[Unit]
    deadline: date
    message: str = ""
    remind_before: int = 7
    remind_after: int = 1


def open_round(
    *, municipality: Municipality, kind: str, period: str, terms: RoundTerms, by: str, on: date, now: datetime
) -> ReportingRound:
    """Open a round. Raises RoundRefused: no period of that kind, opened already, no plan or unit, a deadline that has
    passed, plans or units of another municipality."""
    raise NotImplementedError


def change_round(*, asked: ReportingRound, terms: RoundTerms, by: str, on: date, now: datetime) -> None:
    """Raises RoundRefused: it is closed, a deadline that has passed and is another than it was, the same as above."""
    raise NotImplementedError


def close_round(*, asked: ReportingRound, by: str, now: datetime) -> None:
    """Nothing more can be written or approved. Raises RoundRefused where it is closed already."""
    raise NotImplementedError


def reopen_round(*, asked: ReportingRound, reason: str, by: str, now: datetime) -> None:
    """Raises RoundRefused without a reason, or where it is open."""
    raise NotImplementedError
