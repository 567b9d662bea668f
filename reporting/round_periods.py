"""Which periods a round may be about, and the one to begin with: what has ended, or ends soon."""

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

from indicators.periods import Frequency, Period, months_at, numbered_period, parse_period

# How many of each kind are offered, the newest first, beginning with the one that the day lies in.
OFFERED = {Frequency.YEAR: 4, Frequency.TERTIAL: 5, Frequency.MONTH: 13}


def offered_periods(on: date) -> dict[Frequency, list[Period]]:
    """By kind, the newest first. What has not begun is not offered."""
    return {frequency: list(periods_back(frequency, on, count)) for frequency, count in OFFERED.items()}


def periods_back(frequency: Frequency, on: date, count: int) -> Iterable[Period]:
    length = {Frequency.YEAR: 12, Frequency.TERTIAL: 4, Frequency.MONTH: 1}[frequency]
    newest = (months_at(on) - 1) // length
    for position in range(newest, newest - count, -1):
        year, number = divmod(position, 12 // length)
        if period := numbered_period(frequency, year, number + 1):
            yield period


def first_suggested(on: date, *, taken: Iterable[str]) -> str:
    """The newest year or tertial that has ended and has no round yet; a year before the tertial that ends with it."""
    offered = offered_periods(on)
    ended = [one for kind in (Frequency.YEAR, Frequency.TERTIAL) for one in offered[kind] if one.is_finished(on)]
    free = [one for one in ended if one.code not in {*taken}]
    return max(free, key=lambda one: one.position).code if free else ""


def period_words(code: str) -> str:
    """`2025`, `1. tertial 2025`, `februar 2025`."""
    period = parse_period(code)
    year, number = divmod(period.position - 1, 12)
    if period.frequency is Frequency.TERTIAL:
        return gettext("%(number)d. tertial %(year)d") % {"number": number // 4 + 1, "year": year}
    if period.frequency is Frequency.MONTH:
        return date_format(period.end, "F Y").lower()
    return period.label
