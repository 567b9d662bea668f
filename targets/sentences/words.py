"""Words that every sentence is made of: names, periods, figures and distances as they are said."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from indicators.formats import NBSP, decimals_of, difference_unit, number, plain, published, rounded, with_unit
from indicators.models import Indicator
from indicators.periods import Frequency, parse_period
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


def language_of_name(indicator: Indicator) -> str:
    """Which language that name is in, so that a page can say so where it is not its own."""
    own = {"nn": indicator.name_nn, "en": indicator.name_en}.get(language())
    return language() if own else "nb"


def language() -> str:
    return (get_language() or "nb")[:2]


def period_label(code: str | None) -> str:
    """`2025`, `1. tertial 2025`, `2. kvartal 2025`, `februar 2025`; a change by the period that it ends in."""
    if not code:
        return ""
    period = parse_period(code)
    words = {"number": (period.end.month - 1) // period.months + 1, "year": period.end.year}
    if period.frequency is Frequency.TERTIAL:
        return gettext("%(number)d. tertial %(year)d") % words
    if period.frequency is Frequency.QUARTER:
        return gettext("%(number)d. kvartal %(year)d") % words
    if period.frequency is Frequency.MONTH:
        return date_format(period.end, "F Y")
    return period.label


def periods_said(codes: list[str]) -> str:
    """One period, the first and the last of several in a row, or each of them where some between are lacking."""
    periods = [parse_period(code) for code in codes]
    labels = list(dict.fromkeys(map(period_label, codes)))
    if any(right.position - left.position > right.months for left, right in pairwise(periods)):
        return listed(labels)
    return (" – " if " " in labels[0] else "–").join(dict.fromkeys((labels[0], labels[-1])))


def listed(names: list[str]) -> str:
    *first, last = names
    return gettext("%(first)s og %(last)s") % {"first": ", ".join(first), "last": last} if first else last


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


def compared_with(facts: Facts) -> str:
    """The value that the figure is held against, so that the two and the distance told between them add up."""
    value, judged = Decimal(facts["verdict"]["expected"]), Decimal(facts["figure"]["literal"])
    distance = readable(plain(abs(judged - value)), least_decimals(facts))
    return in_unit(facts, value, max(decimals_of(distance), least_decimals(facts)))


def least_decimals(facts: Facts) -> int:
    """As many as the judged figure was published with."""
    literal = facts["figure"]["literal"] if facts["figure"] else ""
    return max(decimals_of(plain(Decimal(literal or 0))), facts["indicator"]["decimals"] or 0)


def in_unit(facts: Facts, value: Decimal, decimals: int) -> str:
    """A computed value in the indicator's unit."""
    return with_unit(number(value, decimals), facts["indicator"]["unit"], value=value)


def telling_decimals(value: Decimal, other: Decimal, decimals: int | None) -> int:
    """As many decimals as published, and more while two different numbers still look the same."""
    least = max(decimals_of(plain(other)), decimals or 0)
    for count in range(least, MOST_DECIMALS):
        if value == other or rounded(value, count) != rounded(other, count):
            return count
    return MOST_DECIMALS


def short_by(facts: Facts) -> str:
    return difference(facts, Decimal(facts["verdict"]["short_by"] or 0))


def difference(facts: Facts, value: Decimal) -> str:
    """A distance between two values: in percentage points where the values are percent, in places where they rank."""
    unit = facts["indicator"]["unit"]
    text = number(readable(plain(value), least_decimals(facts)))
    suffix = difference_unit(unit, value)
    return f"{text}{NBSP}{suffix}" if suffix else text


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


def share_said(share: str, borders: Iterable[str]) -> str:
    """A share of the way in percent, never rounded to a border that it is not at."""
    value = Decimal(share) * 100
    decimals = max(telling_decimals(value, Decimal(border) * 100, 0) for border in borders)
    return with_unit(number(value, decimals), "prosent")


def border_said(border: str) -> str:
    """A border as it was set."""
    return with_unit(number(plain(Decimal(border) * 100)), "prosent")
