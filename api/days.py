"""Days that a question names: as of which day, and with what was known when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from rest_framework.exceptions import ValidationError

from accounts.management.dates import end_of
from reporting.days import picked_day

ON, KNOWN_AT = "on", "known_at"


@dataclass(frozen=True, slots=True)
class DaysAsked:
    """As of `on`; with `known_on` by what was known at the end of that day, without it by what is known now."""

    on: date
    known_on: date | None
    # Whether the question names a day at all.
    is_asked: bool

    @property
    def known_at(self) -> datetime | None:
        return end_of(self.known_on) if self.known_on else None


def days_asked(parameters: Mapping[str, str], *, today: date) -> DaysAsked:
    """Raises ValidationError for a day that is none, and for one that has not been yet."""
    picked = {name: picked_day(parameters.get(name, ""), today=today) for name in (ON, KNOWN_AT)}
    if wrong := {name: [one.problem] for name, one in picked.items() if one.problem}:
        raise ValidationError(wrong)
    on, known_on = picked[ON].day, picked[KNOWN_AT].day
    return DaysAsked(on or today, known_on, is_asked=bool(on or known_on))
