"""Figures as people read them, in the language that is active: `10,6 %`, `101 213 kr`, `−0,8 %`."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from indicators.units import measure_of

NBSP = "\u00a0"


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
    text = number_format(shown, decimals_of(shown), use_l10n=True, force_grouping=True)
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


def unit_suffix(unit: str, value: Decimal | None = None) -> str:
    """What is written behind a number; nothing behind a plain count."""
    measure = measure_of(unit)
    one = number_of(value)
    suffixes = {
        "": "",
        "percent": "%",
        "permille": "‰",
        "NOK": gettext("kr"),
        "NOK_1000": gettext("tusen kr"),
        "NOK_million": gettext("mill. kr"),
        "NOK_billion": gettext("mrd. kr"),
        "days": ngettext("dag", "dager", one),
        "hours": ngettext("time", "timer", one),
        "years": ngettext("år", "år", one),
        "weeks": ngettext("uke", "uker", one),
        "count": "",
        "FTE": ngettext("årsverk", "årsverk", one),
        "per_1000": gettext("per 1 000"),
        "per_10000": gettext("per 10 000"),
        "rank": gettext("(plassering)"),
        "points": gettext("poeng"),
        "tonnes": gettext("tonn"),
        "km": "km",
        "kg": "kg",
        "m2": "m²",
        "daa": gettext("dekar"),
        "kWh": "kWh",
        "kWh_1000": gettext("tusen kWh"),
        "index": "",
        "ratio": "",
        "boolean": "",
    }
    return suffixes.get(measure, unit)


def unit_title(unit: str) -> str:
    """The unit by itself, for a heading: `prosent`, `kroner`, `antall`."""
    titles = {
        "percent": gettext("prosent"),
        "permille": gettext("promille"),
        "NOK": gettext("kroner"),
        "NOK_1000": gettext("1000 kroner"),
        "NOK_million": gettext("millioner kroner"),
        "NOK_billion": gettext("milliarder kroner"),
        "days": gettext("dager"),
        "hours": gettext("timer"),
        "years": gettext("år"),
        "weeks": gettext("uker"),
        "count": gettext("antall"),
        "FTE": gettext("årsverk"),
        "per_1000": gettext("per 1 000 innbyggere"),
        "per_10000": gettext("per 10 000 innbyggere"),
        "rank": gettext("plassering"),
        "points": gettext("poeng"),
        "tonnes": gettext("tonn"),
        "km": gettext("kilometer"),
        "kg": gettext("kilo"),
        "m2": gettext("kvadratmeter"),
        "daa": gettext("dekar"),
        "kWh": "kWh",
        "kWh_1000": gettext("1000 kWh"),
        "index": gettext("indeks"),
        "ratio": gettext("forhold"),
        "boolean": gettext("ja eller nei"),
    }
    # A unit with more words than its measure says more than our title would.
    known = titles.get(measure_of(unit))
    return known if known and " " not in unit.strip() else unit


def difference_unit(unit: str, value: Decimal | None = None) -> str:
    """The unit of a distance between two values: percent becomes percentage points, and a place is counted."""
    one = number_of(value)
    said = {
        "percent": ngettext("prosentpoeng", "prosentpoeng", one),
        "rank": ngettext("plass", "plasser", one),
    }
    return said.get(measure_of(unit)) or unit_suffix(unit, value)


def number_of(value: Decimal | None) -> int:
    """What grammar asks for: one, or many, which is also what is said where there is no number."""
    return 1 if value is not None and abs(value) == 1 else 2
