"""Figures by what they are of, when they are of, what kind they are, and when they were known."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext, gettext_lazy
from django_filters import CharFilter, ChoiceFilter, Filter, FilterSet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from accounts.management.dates import end_of
from api.queries.observations import STANDINGS, Asked, Vintages
from indicators.models import Observation, ValueKind
from indicators.periods import FIRST_YEAR, Period, PeriodError, parse_period

MOST_CODES = 200
LARGEST_KEY = 2**63 - 1
YES = "true"


class ListedField(forms.CharField):
    """Several, with commas between them, each read by `read`."""

    def __init__(self, *, read: Callable[[str], Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.read = read

    def clean(self, value: Any) -> tuple[Any, ...]:
        words = [word.strip() for word in str(super().clean(value) or "").split(",")]
        if len(words) > MOST_CODES:
            raise ValidationError(gettext("Høyst %(most)d om gangen.") % {"most": MOST_CODES})
        return tuple(dict.fromkeys(self.read(word) for word in words if word))


@extend_schema_field(OpenApiTypes.STR)
class Listed(Filter):
    field_class = ListedField


class PeriodField(forms.CharField):
    def clean(self, value: Any) -> Period | None:
        text = super().clean(value)
        return period_in(text) if text else None


@extend_schema_field(OpenApiTypes.STR)
class PeriodFilter(Filter):
    field_class = PeriodField


class MomentField(forms.CharField):
    """A day, which is all of it, or a moment with its time zone. A plus sign in an address is read as a space."""

    def clean(self, value: Any) -> datetime | None:
        text = re.sub(r" (\d\d:?\d\d)$", r"+\1", super().clean(value) or "")
        return moment_in(text) if text else None


@extend_schema_field(OpenApiTypes.STR)
class MomentFilter(Filter):
    field_class = MomentField


@extend_schema_field(OpenApiTypes.INT64)
class KeyFilter(Filter):
    field_class = forms.IntegerField


def period_in(text: str) -> Period:
    try:
        return parse_period(text)
    except PeriodError:
        message = gettext("«%(text)s» er ikke en periode. Skriv for eksempel 2024, 2024K2 eller 2023/2024.")
        raise ValidationError(message % {"text": text[:40]}) from None


def period_code(text: str) -> str:
    return period_in(text).code


def moment_in(text: str) -> datetime:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) and (day := date.fromisoformat(text)).year >= FIRST_YEAR:
            return end_of(day)
        moment = parse_datetime(text)
    except (ValueError, OverflowError):
        moment = None
    if moment is None or moment.tzinfo is None or not FIRST_YEAR <= moment.year < date.max.year:
        message = gettext("Skriv en dato, 2025-04-01, eller et tidspunkt med tidssone, 2025-04-01T12:00:00Z.")
        raise ValidationError(message)
    return moment


def one_of(words: dict[str, Any]) -> Callable[[str], Any]:
    """Reads a word that is one of these."""

    def read(word: str) -> Any:
        if word in words:
            return words[word]
        message = gettext("«%(word)s» finnes ikke. Velg blant: %(known)s.")
        raise ValidationError(message % {"word": word[:40], "known": ", ".join(words)})

    return read


class ObservationFilter(FilterSet):
    """What is asked for; nothing said is no bound."""

    indicator = Listed(read=str, label=gettext_lazy("Indikatorenes koder, med komma mellom"))
    region = Listed(read=str, label=gettext_lazy("Regionenes koder, «3909», med komma mellom"))
    period = Listed(read=period_code, label=gettext_lazy("Perioder, «2024» eller «2024K2», med komma mellom"))
    period_from = PeriodFilter(label=gettext_lazy("Perioder som slutter i denne perioden eller senere"))
    period_to = PeriodFilter(label=gettext_lazy("Perioder som slutter i denne perioden eller før"))
    kind = Listed(
        read=one_of({kind.value: kind.value for kind in ValueKind}),
        label=gettext_lazy("Slag: actual, provisional, projection og så videre, med komma mellom"),
    )
    standing = Listed(
        read=one_of(STANDINGS),
        label=gettext_lazy("Hvem tallet er fra: official, computed, cited, correction, shown, med komma mellom"),
    )
    known_at = MomentFilter(label=gettext_lazy("Det som var kjent da: en dato (til og med) eller et tidspunkt"))
    vintages = ChoiceFilter(
        choices=[
            (Vintages.CURRENT.value, gettext_lazy("Tallet som gjelder i hver celle")),
            (Vintages.ALL.value, gettext_lazy("Alt som noen gang er sagt")),
        ],
        label=gettext_lazy("current: tallet som gjelder; all: alle årganger"),
    )
    part = CharFilter(max_length=200, label=gettext_lazy("Del av en fordeling, «god»"))
    totals = ChoiceFilter(
        choices=[(YES, gettext_lazy("Bare hele tall")), ("false", gettext_lazy("Deler også"))],
        label=gettext_lazy("true: bare hele tall, ikke deler av en fordeling"),
    )
    source = CharFilter(max_length=100, label=gettext_lazy("Koden til kilden tallene er hentet fra"))
    fetch = KeyFilter(min_value=1, max_value=LARGEST_KEY, label=gettext_lazy("Nummeret på leveransen"))

    class Meta:
        model = Observation
        fields: list[str] = []

    def asked(self) -> Asked:
        """What a valid question says."""
        said = self.form.cleaned_data
        first, last = said["period_from"], said["period_to"]
        return Asked(
            indicators=said["indicator"],
            regions=said["region"],
            periods=said["period"],
            ends_from=first_day(first) if first else None,
            ends_to=last.end if last else None,
            kinds=said["kind"],
            standings=said["standing"],
            known_at=said["known_at"],
            vintages=Vintages(said["vintages"] or Vintages.CURRENT),
            part=said["part"],
            totals=said["totals"] == YES,
            source=said["source"],
            fetch=said["fetch"],
        )


def first_day(period: Period) -> date:
    year, month = divmod(period.start - 1, 12)
    return date(year, month + 1, 1)
