"""The population in words: what groups and projections are called, and the sentences to take along."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.formats import date_format
from django.utils.translation import gettext

from indicators.demography.ages import EVERYBODY, AgeGroup
from indicators.demography.history import Count, Round, Years
from indicators.demography.ratios import Ratio, RatioName
from indicators.demography.rounding import decimal_of
from indicators.demography.rounds import Change, Reached, growth
from indicators.formats import NBSP, number

SHARE_DECIMALS = 1
RATIO_DECIMALS = {RatioName.SUPPORT: 2}


def group_name(group: AgeGroup) -> str:
    """`Alle`, `0 år`, `6–15 år`, `80 år og eldre`."""
    if group == EVERYBODY:
        return gettext("Alle")
    if group.last is None:
        return gettext("%(first)d år og eldre") % {"first": group.first}
    if group.first == group.last:
        return gettext("%(first)d år") % {"first": group.first}
    return gettext("%(first)d–%(last)d år") % {"first": group.first, "last": group.last}


def groups_named(groups: tuple[AgeGroup, ...]) -> str:
    *first, last = [group_name(group) for group in groups]
    return gettext("%(first)s og %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def subject(group: AgeGroup) -> str:
    """Who there are so many of, after a number."""
    if group == EVERYBODY:
        return gettext("innbyggere")
    return gettext("innbyggere i gruppen %(group)s") % {"group": group_name(group)}


def round_name(one: Round) -> str:
    """`fra 2023, hovedalternativet`; where nobody has said the year, since when it is known."""
    if one.projected_from:
        start = gettext("fra %(year)s") % {"year": one.projected_from}
    else:
        start = gettext("kjent fra %(day)s") % {"day": date_format(one.known_from)}
    return f"{start}, {one.scenario}" if one.scenario else start


def round_short(one: Round) -> str:
    """The name at the end of a line."""
    if one.projected_from:
        return gettext("fra %(year)s") % {"year": one.projected_from}
    return gettext("kjent fra %(year)d") % {"year": one.known_from.year}


def projection_name(one: Round) -> str:
    return gettext("Framskriving %(name)s") % {"name": round_name(one)}


def day_in_words(day: date) -> str:
    return date_format(day)


def persons(value: Decimal) -> str:
    return number(value)


def signed(value: Decimal, decimals: int = 0) -> str:
    """With a plus where there are more."""
    text = number(value, decimals)
    return f"+{text}" if value > 0 else text


def percent(exact: Fraction) -> str:
    return f"{number(decimal_of(exact, SHARE_DECIMALS), SHARE_DECIMALS)}{NBSP}%"


def signed_percent(exact: Fraction) -> str:
    rounded = decimal_of(exact, SHARE_DECIMALS)
    return f"{signed(rounded, SHARE_DECIMALS)}{NBSP}%"


def decimals_of_ratio(ratio: Ratio) -> int:
    return RATIO_DECIMALS.get(ratio.name, SHARE_DECIMALS)


def ratio_name(ratio: Ratio) -> str:
    names = {
        RatioName.SUPPORT: gettext("Aldersbæreevne"),
        RatioName.DEPENDENCY: gettext("Forsørgerbyrde"),
        RatioName.OLD_AGE: gettext("Forsørgerbrøk for eldre"),
        RatioName.EUROSTAT: gettext("Forsørgerbyrde slik Eurostat regner"),
    }
    return names[ratio.name]


def ratio_formula(ratio: Ratio) -> str:
    """How it is calculated, which way it goes, and whose definition it is."""
    formulas = {
        RatioName.SUPPORT: gettext(
            "Personer i yrkesaktiv alder (16–66 år) for hver person på 67 år og eldre. Synker når det blir flere "
            "eldre for hver yrkesaktiv. 67 år er den vanlige pensjonsalderen i folketrygden."
        ),
        RatioName.DEPENDENCY: gettext(
            "Personer på 0–15 år og 67 år og eldre for hver 100 på 16–66 år. Øker når det blir flere å forsørge."
        ),
        RatioName.OLD_AGE: gettext(
            "Personer på 65 år og eldre for hver 100 på 20–64 år, slik ressursportal.no regner. Øker når det blir "
            "flere eldre."
        ),
        RatioName.EUROSTAT: gettext(
            "Personer på 0–14 år og 65 år og eldre for hver 100 på 15–64 år: Eurostats første variant. Øker når det "
            "blir flere å forsørge."
        ),
    }
    return formulas[ratio.name]


def ratio_lacking(ratio: Ratio, lacking: tuple[AgeGroup, ...]) -> str:
    """Why it cannot be calculated."""
    words = {"name": ratio_name(ratio), "groups": groups_named(lacking)}
    return gettext("%(name)s kan ikke regnes ut: vi har ikke tall for %(groups)s.") % words


def how_to_get_ages() -> str:
    return gettext(
        "Tall for flere aldersgrupper kan hentes fra tabell 07459 under Kilder, når alder er med i utvalget."
    )


# Sentences ----------------------------------------------------------------------------------------------------------


def growth_sentences(name: str, group: AgeGroup, years: Years) -> Iterator[tuple[str, str]]:
    """How many there are, and since when how many more: each with its arithmetic, which may be empty."""
    known = years.persons(group)
    if not known:
        return
    last = max(known)
    words = {"name": name, "persons": persons(known[last]), "who": subject(group), "day": day_of(years, last, group)}
    first_words = gettext("%(name)s hadde %(persons)s %(who)s %(day)s.") % words
    grown = growth(known)
    if grown is None:
        yield first_words, ""
        return
    first, _last, change = grown
    since = change_in_words(change, since=day_of(years, first, group))
    yield f"{first_words} {since}", change_arithmetic(change)


def day_of(years: Years, year: int, group: AgeGroup) -> str:
    """The day that the source counts on; the first of January where the figure is a sum."""
    count = count_at(years, year, group)
    return day_in_words(count.on if count else date(year, 1, 1))


def count_at(years: Years, year: int, group: AgeGroup) -> Count | None:
    return years.counts.get((year, group))


def change_in_words(change: Change, *, since: str) -> str:
    """`Det er 3 303 flere enn 1. januar 2013, da det var 45 567 (+7,2 %).`"""
    moved = change.persons
    share = "" if change.percent is None else f" ({signed_percent(change.percent)})"
    words = {"count": persons(abs(moved)), "since": since, "then": persons(change.start), "share": share}
    if not moved:
        return gettext("Det er like mange som %(since)s.") % words
    if moved > 0:
        return gettext("Det er %(count)s flere enn %(since)s, da det var %(then)s%(share)s.") % words
    return gettext("Det er %(count)s færre enn %(since)s, da det var %(then)s%(share)s.") % words


def change_arithmetic(change: Change) -> str:
    """`48 870 − 45 567 = +3 303, og +3 303 / 45 567 = +7,2 %`."""
    words = {"end": persons(change.end), "start": persons(change.start), "moved": signed(change.persons)}
    difference = gettext("%(end)s − %(start)s = %(moved)s") % words
    if change.percent is None:
        return difference
    share = {**words, "percent": signed_percent(change.percent)}
    divided = gettext("%(moved)s / %(start)s = %(percent)s") % share
    return f"{difference}; {divided}"


def reached_sentence(name: str, group: AgeGroup, one: Round, reached: Reached) -> str:
    """That what was projected for a later year is there already."""
    words = {
        "name": name,
        "year": reached.year,
        "for_year": reached.projected_for,
        "who": subject(group),
        "actual": persons(reached.actual),
        "projected": persons(reached.projected),
        "round": round_name(one),
        "early": reached.years_early,
    }
    if reached.is_rising:
        start = gettext("%(name)s nådde i %(year)d det som var framskrevet for %(for_year)d") % words
    else:
        start = gettext("%(name)s var i %(year)d allerede nede på det som var framskrevet for %(for_year)d") % words
    middle = gettext("%(actual)s %(who)s 1. januar %(year)d, mot %(projected)s framskrevet for 1. januar %(for_year)d")
    by = gettext("framskriving %(round)s") % words
    return f"{start}: {middle % words} ({by})."


def ahead_sentence(group: AgeGroup, one: Round, last_actual: Decimal) -> str:
    """Where the newest projection ends."""
    projected = one.years.persons(group)
    year = max(projected)
    change = Change(last_actual, projected[year])
    moved, share = change.persons, change.percent
    words = {
        "round": f"({round_name(one)})",
        "persons": persons(projected[year]),
        "who": subject(group),
        "year": year,
        "change": persons(abs(moved)),
        "percent": "" if share is None else f" ({signed_percent(share)})",
    }
    if not moved:
        return gettext("Framskrivingen %(round)s har %(persons)s %(who)s i %(year)d, like mange som nå.") % words
    if moved > 0:
        text = gettext(
            "Framskrivingen %(round)s har %(persons)s %(who)s i %(year)d, %(change)s flere enn nå%(percent)s."
        )
    else:
        text = gettext(
            "Framskrivingen %(round)s har %(persons)s %(who)s i %(year)d, %(change)s færre enn nå%(percent)s."
        )
    return text % words


def ratio_sentence(ratio: Ratio, first: tuple[int, Fraction], last: tuple[int, Fraction]) -> str:
    decimals = decimals_of_ratio(ratio)
    words = {
        "name": ratio_name(ratio),
        "now": number(decimal_of(last[1], decimals), decimals),
        "year": last[0],
        "then": number(decimal_of(first[1], decimals), decimals),
        "since": first[0],
    }
    if ratio.name is RatioName.SUPPORT:
        return support_sentence(words, has_grown=first[0] != last[0])
    if first[0] == last[0]:
        return gettext("%(name)s er %(now)s i %(year)d.") % words
    return gettext("%(name)s er %(now)s i %(year)d, mot %(then)s i %(since)d.") % words


def support_sentence(words: dict[str, object], *, has_grown: bool) -> str:
    """How many there are to support each of the old, and how many there were."""
    text = gettext("Det er %(now)s personer i yrkesaktiv alder (16–66 år) for hver person på 67 år og eldre i %(year)d")
    then = gettext(", mot %(then)s i %(since)d") if has_grown else ""
    return f"{text % words}{then % words}."
