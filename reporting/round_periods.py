"""Periods of rounds as they are chosen and read."""

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

from indicators.periods import Frequency, parse_period
from reporting.models import RoundKind
from reporting.rounds import periods_to_choose


def first_suggested(on: date, *, taken: Iterable[str]) -> str:
    """The newest year or tertial that has ended and has no round yet; a year before the tertial that ends with it."""
    kinds = (RoundKind.YEAR, RoundKind.TERTIAL)
    offered = [parse_period(code) for kind in kinds for code in periods_to_choose(kind, on=on)]
    free = [one for one in offered if one.is_finished(on) and one.code not in {*taken}]
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
