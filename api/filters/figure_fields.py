"""How a question about figures is read: several words with commas, periods, and moments.

What makes no sense is refused. Each says in the description of the API how it is spelled.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django_filters import Filter
from drf_spectacular.utils import extend_schema_field

from accounts.management.dates import end_of
from indicators.periods import FIRST_YEAR, Period, PeriodError, parse_period

MOST_WORDS = 200
LARGEST_KEY = 2**63 - 1
# As they are usually spelled; what else is a period (`2009-2022`) is read too.
YEAR = "(1[7-9][0-9]{2}|2[01][0-9]{2})"
PERIOD = f"({YEAR}(T[1-3]|K[1-4]|M(0[1-9]|1[0-2]))?)"
CLOCK = "(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z)"
MOMENT = f"({YEAR}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8]){CLOCK}?)"


class ListedField(forms.CharField):
    """Several, with commas between them, each read by `read`."""

    def __init__(self, *, read: Callable[[str], Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.read = read

    def clean(self, value: Any) -> tuple[Any, ...]:
        words = [word.strip() for word in str(super().clean(value) or "").split(",")]
        if len(words) > MOST_WORDS:
            raise ValidationError(gettext("Høyst %(most)d om gangen.") % {"most": MOST_WORDS})
        return tuple(dict.fromkeys(self.read(word) for word in words if word))


class PeriodField(forms.CharField):
    def clean(self, value: Any) -> Period | None:
        text = super().clean(value)
        return period_in(text) if text else None


class MomentField(forms.CharField):
    """A day, which is all of it, or a moment with its time zone. A plus sign in an address is read as a space."""

    def clean(self, value: Any) -> datetime | None:
        text = re.sub(r" (\d\d:?\d\d)$", r"+\1", super().clean(value) or "")
        return moment_in(text) if text else None


class Spelled(Filter):  # type: ignore[misc]  # django-filter has no types
    """A filter that says in the description of the API how its words are spelled."""

    spelling: ClassVar[dict[str, Any]] = {}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        extend_schema_field({**self.spelling, "description": self.label})(self)


class Listed(Spelled):
    """A list of `words`, or of anything that is spelled as `pattern` has it."""

    field_class = ListedField

    def __init__(self, *, words: Iterable[str] = (), pattern: str = "[^,]+", **kwargs: Any) -> None:
        one = f"({'|'.join(words)})" if words else pattern
        self.spelling = {"type": "string", "pattern": f"^{one}(,{one})*$"}  # type: ignore[misc]  # each has its own
        super().__init__(**kwargs)


class PeriodFilter(Spelled):
    field_class = PeriodField
    spelling: ClassVar = {"type": "string", "pattern": f"^{PERIOD}$"}


class MomentFilter(Spelled):
    field_class = MomentField
    spelling: ClassVar = {"type": "string", "pattern": f"^{MOMENT}$"}


class KeyFilter(Spelled):
    field_class = forms.IntegerField
    spelling: ClassVar = {"type": "integer", "minimum": 1, "maximum": LARGEST_KEY}


def period_in(text: str) -> Period:
    """The period that a text names. Raises ValidationError."""
    try:
        return parse_period(text)
    except PeriodError:
        message = gettext("«%(text)s» er ikke en periode. Skriv for eksempel 2024, 2024K2 eller 2023/2024.")
        raise ValidationError(message % {"text": text[:40]}) from None


def period_code(text: str) -> str:
    return period_in(text).code


def moment_in(text: str) -> datetime:
    """The moment that a text names; of a day its end. Raises ValidationError."""
    try:
        is_day = re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) is not None
        moment = end_of(date.fromisoformat(text)) if is_day else parse_datetime(text)
    except (ValueError, OverflowError):
        moment = None
    if moment is None or moment.tzinfo is None or not FIRST_YEAR <= moment.year < date.max.year:
        message = gettext("Skriv en dato, 2025-04-01, eller et tidspunkt med tidssone, 2025-04-01T12:00:00Z.")
        raise ValidationError(message)
    return moment


def one_of(words: Mapping[str, Any]) -> Callable[[str], Any]:
    """Reads a word that is one of these."""

    def read(word: str) -> Any:
        if word in words:
            return words[word]
        message = gettext("«%(word)s» finnes ikke. Velg blant: %(known)s.")
        raise ValidationError(message % {"word": word[:40], "known": ", ".join(words)})

    return read
