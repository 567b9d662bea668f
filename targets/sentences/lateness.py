"""How long before or after a deadline, in words."""

from django.utils.translation import gettext, ngettext

from indicators.periods import parse_period

MONTHS_IN_YEAR = 12


def lateness(period: str, deadline: str) -> str:
    """«fire år for sent», «to år før fristen», «innen fristen»."""
    months = parse_period(period).position - parse_period(deadline).position
    if not months:
        return gettext("innen fristen")
    is_late, months = months > 0, abs(months)
    years, rest = divmod(months, MONTHS_IN_YEAR)
    return in_months(months, is_late=is_late) if rest else in_years(years, is_late=is_late)


def in_years(years: int, *, is_late: bool) -> str:
    text = (
        ngettext("%(count)s år for sent", "%(count)s år for sent", years)
        if is_late
        else ngettext("%(count)s år før fristen", "%(count)s år før fristen", years)
    )
    return text % {"count": counted(years)}


def in_months(months: int, *, is_late: bool) -> str:
    text = (
        ngettext("%(count)s måned for sent", "%(count)s måneder for sent", months)
        if is_late
        else ngettext("%(count)s måned før fristen", "%(count)s måneder før fristen", months)
    )
    return text % {"count": months}


def counted(number: int) -> str:
    """A small number in letters."""
    words = (
        *(gettext("ett"), gettext("to"), gettext("tre"), gettext("fire"), gettext("fem"), gettext("seks")),
        *(gettext("sju"), gettext("åtte"), gettext("ni"), gettext("ti"), gettext("elleve"), gettext("tolv")),
    )
    return words[number - 1] if 0 < number <= len(words) else str(number)
