"""Dates as they are typed after a command's option."""

import re
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext

from accounts.imports import refusal


def date_in(text: str, *, option: str) -> date:
    """The day that an option names. Raises ImportRefused."""
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        message = gettext("«%(text)s» er ikke en dato: skriv ÅÅÅÅ-MM-DD, for eksempel 2025-04-01")
        raise refusal("", option, message % {"text": text[:40]}) from None


def moment_known(text: str | None, *, now: datetime) -> datetime:
    """Since when a load is known: the start of the day that `--known-from` names, now where it names none.

    Now where that is today, so that it comes after what was loaded earlier.
    """
    day = date_in(text, option="--known-from") if text is not None else timezone.localdate(now)
    return now if day == timezone.localdate(now) else start_of(day)


def moment_asked(text: str | None) -> datetime | None:
    """The end of the day that `--known-at` names; None where everything is asked for. Raises ImportRefused."""
    return None if text is None else end_of(date_in(text, option="--known-at"))


def start_of(day: date) -> datetime:
    """The first moment of a day where the installation is."""
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day: date) -> datetime:
    """The last moment of a day where the installation is."""
    return timezone.make_aware(datetime.combine(day, time.max))
