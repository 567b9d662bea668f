"""Figures as people read them, in the language that is active: `10,6 %`, `101 213 kr`, `−0,8 %`."""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext, npgettext

from indicators.units import measure_of

NBSP = "\u00a0"
THOUSANDS = re.compile(r"(?<=\d) (?=\d{3})")


def decimals_of(value: Decimal) -> int:
    """How many decimals the number itself shows."""
    exponent = value.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def plain(value: Decimal) -> Decimal:
    """Without the zeros that only storage added: 5.000000000000000 is 5."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Rounded half away from zero, as published figures are. Nothing has no sign."""
    shown = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return shown or shown.copy_abs()


def rounded_ratio(value: Fraction, decimals: int) -> Decimal:
    """An exact ratio rounded half away from zero; never by way of a decimal number that is rounded already."""
    size = int(abs(value) * 10**decimals + Fraction(1, 2))
    # From text, which is never rounded; `scaleb` would be.
    return Decimal(f"{'-' if value < 0 and size else ''}{size}E-{decimals}")


def number(value: Decimal, decimals: int | None = None) -> str:
    """Grouped by thousands with the decimal sign of the language; with `decimals` rounded to so many."""
    shown = value if decimals is None else rounded(value, decimals)
    return grouped(str(shown), get_language())


@lru_cache(maxsize=16_384)
def grouped(digits: str, _language: str | None) -> str:
    """As above. A report prints each figure in its chart twice and in its tables, and a page of figures has thousands.

    By its digits, for 5.0 and 5 are equal and written differently.
    """
    value = Decimal(digits)
    text = number_format(value, decimals_of(value), use_l10n=True, force_grouping=True)
    return text.replace("-", "\N{MINUS SIGN}")


def whole(count: int) -> str:
    """How many, grouped by thousands."""
    return number(Decimal(count))


def published(literal: str, decimals: int | None) -> str:
    """A figure with the decimals of its indicator, or more where it was published with more."""
    value = Decimal(literal)
    return number(value, max(decimals_of(value), decimals or 0))


def with_unit(text: str, unit: str, *, value: Decimal | None = None) -> str:
    """The unit after the number, as it is said in the language; a place in a list is said before it: `plass 37`."""
    if measure_of(unit) == "rank":
        return gettext("plass %(place)s") % {"place": text}
    suffix = unit_suffix(unit, value)
    return f"{text}{NBSP}{suffix}" if suffix else text


# A word is translated when it is said, and no other with it: reports ask for thousands.
SUFFIXES: dict[str, str | Promise] = {
    "": "",
    "percent": "%",
    "permille": "‰",
    "NOK": gettext_lazy("kr"),
    "NOK_1000": gettext_lazy("tusen kr"),
    "NOK_million": gettext_lazy("mill. kr"),
    "NOK_billion": gettext_lazy("mrd. kr"),
    "count": "",
    "per_1000": gettext_lazy("per 1 000"),
    "per_10000": gettext_lazy("per 10 000"),
    "rank": gettext_lazy("(plassering)"),
    "points": gettext_lazy("poeng"),
    "tonnes": gettext_lazy("tonn"),
    "km": "km",
    "kg": "kg",
    "m2": "m²",
    "daa": gettext_lazy("dekar"),
    "kWh": "kWh",
    "kWh_1000": gettext_lazy("tusen kWh"),
    "index": "",
    "ratio": "",
    "boolean": "",
}
# Those that are said otherwise of one.
BENT_SUFFIXES: dict[str, Callable[[int], str]] = {
    "days": lambda count: ngettext("dag", "dager", count),
    "hours": lambda count: ngettext("time", "timer", count),
    "weeks": lambda count: ngettext("uke", "uker", count),
    "years": lambda count: npgettext("etter et tall", "år", "år", count),
    "FTE": lambda count: npgettext("etter et tall", "årsverk", "årsverk", count),
}
TITLES: dict[str, str | Promise] = {
    "percent": gettext_lazy("prosent"),
    "permille": gettext_lazy("promille"),
    "NOK": gettext_lazy("kroner"),
    "NOK_1000": gettext_lazy("1000 kroner"),
    "NOK_million": gettext_lazy("millioner kroner"),
    "NOK_billion": gettext_lazy("milliarder kroner"),
    "days": gettext_lazy("dager"),
    "hours": gettext_lazy("timer"),
    "years": gettext_lazy("år"),
    "weeks": gettext_lazy("uker"),
    "count": gettext_lazy("antall"),
    "FTE": gettext_lazy("årsverk"),
    "per_1000": gettext_lazy("per 1 000 innbyggere"),
    "per_10000": gettext_lazy("per 10 000 innbyggere"),
    "rank": gettext_lazy("plassering"),
    "points": gettext_lazy("poeng"),
    "tonnes": gettext_lazy("tonn"),
    "km": gettext_lazy("kilometer"),
    "kg": gettext_lazy("kilo"),
    "m2": gettext_lazy("kvadratmeter"),
    "daa": gettext_lazy("dekar"),
    "kWh": "kWh",
    "kWh_1000": gettext_lazy("1000 kWh"),
    "index": gettext_lazy("indeks"),
    "ratio": gettext_lazy("forhold"),
    "boolean": gettext_lazy("ja eller nei"),
}


def unit_suffix(unit: str, value: Decimal | None = None) -> str:
    """What is written behind a number, in which no line breaks within a number; nothing behind a plain count."""
    measure = measure_of(unit)
    if bent := BENT_SUFFIXES.get(measure):
        return bent(number_of(value))
    return THOUSANDS.sub(NBSP, str(SUFFIXES.get(measure, unit)))


def unit_title(unit: str) -> str:
    """The unit by itself, for a heading: `prosent`, `kroner`, `antall`."""
    known = TITLES.get(measure_of(unit))
    # A unit with more words than its measure says more than our title would.
    return str(known) if known is not None and " " not in unit.strip() else unit


def difference_unit(unit: str, value: Decimal | None = None) -> str:
    """The unit of a distance between two values: percent becomes percentage points, and a place is counted."""
    measure, count = measure_of(unit), number_of(value)
    if measure == "percent":
        return npgettext("etter et tall", "prosentpoeng", "prosentpoeng", count)
    if measure == "rank":
        return ngettext("plass", "plasser", count)
    return unit_suffix(unit, value)


def number_of(value: Decimal | None) -> int:
    """What grammar asks for: one, or many, which is also what is said where there is no number."""
    return 1 if value is not None and abs(value) == 1 else 2
