"""Words that every sentence is made of: names, periods, figures and distances as they are said."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from indicators.formats import NBSP, decimals_of, difference_unit, number, plain, published, rounded, with_unit
from indicators.models import Indicator
from indicators.periods import parse_period
from indicators.units import measure_of
from targets.certificates import Facts

MOST_DECIMALS = 6
# A number with more decimals than this was computed, not typed or published.
TYPED_DECIMALS = 4


def term(facts: Facts, name: str) -> Any:
    """A term of the promise. The certificates of rule version 1 keep the terms among the plan's words."""
    terms: Facts = facts.get("terms") or facts["target"]
    return terms[name]


def common_words(facts: Facts) -> dict[str, str]:
    """What every judged statement names. Where the title stands beside it, the figure is just "the figure"."""
    name = gettext("Tallet") if facts.get("is_short") else name_of(facts)
    return {"name": name, "actual": actual(facts), "period": period_label(facts["figure"]["period"])}


def name_of(facts: Facts) -> str:
    """The indicator's name in the reader's language, or in bokmål where it has none."""
    if not facts["indicator"]:
        return ""
    names: dict[str, Any] = facts["indicator"]["names"]
    return str(names.get(language()) or names["nb"])


def name_of_indicator(indicator: Indicator) -> str:
    """The same, for an indicator that is at hand."""
    return {"nn": indicator.name_nn, "en": indicator.name_en}.get(language()) or indicator.name_nb


def language() -> str:
    return (get_language() or "nb")[:2]


def period_label(code: str | None) -> str:
    return parse_period(code).label if code else ""


def actual(facts: Facts) -> str:
    """The judged figure as published, with its unit."""
    literal, indicator = facts["figure"]["literal"], facts["indicator"]
    return with_unit(published(literal, indicator["decimals"]), indicator["unit"], value=Decimal(literal))


def amount(facts: Facts, value: str) -> str:
    """A promised amount, with the digits it was promised with."""
    return with_unit(number(Decimal(value)), facts["indicator"]["unit"], value=Decimal(value))


def expected(facts: Facts, *, size_only: bool = False) -> str:
    """The expected value, rounded as the figure is, but never so that it looks equal to a figure that is not."""
    value, judged = Decimal(facts["verdict"]["expected"]), Decimal(facts["figure"]["literal"])
    decimals = telling_decimals(value, judged, facts["indicator"]["decimals"])
    return in_unit(facts, abs(value) if size_only else value, decimals)


def in_unit(facts: Facts, value: Decimal, decimals: int) -> str:
    """A computed value in the indicator's unit."""
    return with_unit(number(value, decimals), facts["indicator"]["unit"], value=value)


def telling_decimals(value: Decimal, other: Decimal, decimals: int | None) -> int:
    """As many decimals as published, and more while two different numbers still look the same."""
    least = max(decimals_of(plain(other)), decimals or 0)
    for count in range(least, MOST_DECIMALS):
        if value == other or round(value, count) != round(other, count):
            return count
    return MOST_DECIMALS


def short_by(facts: Facts) -> str:
    return difference(facts, Decimal(facts["verdict"]["short_by"] or 0))


def difference(facts: Facts, value: Decimal) -> str:
    """A distance between two values: in percentage points where the values are percent, in places where they rank."""
    unit = facts["indicator"]["unit"]
    text = number(readable(plain(value), facts["indicator"]["decimals"]))
    if measure_of(unit) in {"percent", "rank"}:
        return f"{text}{NBSP}{difference_unit(unit)}"
    return with_unit(text, unit, value=value)


def within_band(facts: Facts) -> str:
    """A sentence more, for a distance that is near enough."""
    band = difference(facts, Decimal(facts["verdict"]["band"]))
    return " " + gettext("Avviket er innenfor slingringsmonnet på %(band)s.") % {"band": band}


def readable(value: Decimal, decimals: int | None, *, at_most: int = TYPED_DECIMALS) -> Decimal:
    """A distance without the long tail that a path leaves; never so short that it becomes nothing."""
    if decimals_of(value) <= at_most:
        return value
    shortened = (rounded(value, count) for count in range(max(decimals or 0, 1), MOST_DECIMALS))
    return next((short for short in shortened if short), value)


def day_label(code: str | None) -> str:
    """A day as it is written in running text."""
    return date_format(date.fromisoformat(code)) if code else ""


def at_least(limit: str) -> str:
    return gettext("minst %(limit)s") % {"limit": limit}


def at_most(limit: str) -> str:
    return gettext("høyst %(limit)s") % {"limit": limit}
