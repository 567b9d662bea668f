"""The second signal in words: where it ends at the present pace."""

from decimal import Decimal

from django.utils.translation import gettext

from targets.certificates import Facts
from targets.rules import Course, Family, Light
from targets.rules.pace import FEWEST_POINTS
from targets.sentences.judged import requirement
from targets.sentences.lateness import lateness
from targets.sentences.words import amount, in_unit, period_label, telling_decimals, term


def outlook_in(facts: Facts) -> Facts | None:
    """The outlook that a certificate holds; those of rule version 1 hold none."""
    found: Facts | None = facts["verdict"].get("outlook")
    return found


def outlook_said(facts: Facts) -> str:
    """A sentence, or two where even the direction is uncertain; empty where there is no outlook."""
    if (outlook := outlook_in(facts)) is None:
        return ""
    return with_doubt(gettext("Utsikter: %(said)s.") % {"said": heading(facts, outlook)}, outlook)


def outlook_alone(facts: Facts) -> str:
    """The same under a heading that says what it is."""
    if (outlook := outlook_in(facts)) is None:
        return ""
    said = heading(facts, outlook)
    return with_doubt(f"{said[:1].upper()}{said[1:]}.", outlook)


def with_doubt(sentence: str, outlook: Facts) -> str:
    """What stands still for certain has no direction to doubt."""
    stands_still = outlook["pace_low"] == outlook["pace_high"]
    doubt = "" if outlook["is_certain"] or stands_still else gettext("Retningen er usikker.")
    return " ".join(part for part in (sentence, doubt) if part)


def too_few_said() -> str:
    """Instead of an outlook, where there are not figures enough for one."""
    text = gettext("Det trengs minst %(count)s tall av samme slag for å si hvor det går, og så mange finnes ikke.")
    return text % {"count": FEWEST_POINTS}


def heading(facts: Facts, outlook: Facts) -> str:
    verdict = facts["verdict"]
    if verdict["light"] == Light.GREY:
        return deadline_heading(facts, outlook)
    if verdict["family"] == Family.PATH:
        return goal_heading(facts, outlook)
    if outlook["course"]:
        return limit_heading(facts, outlook)
    return gettext("%(next)s i %(period)s med dagens tempo") % next_words(facts, outlook)


def deadline_heading(facts: Facts, outlook: Facts) -> str:
    """What the deadline's own period would have, where it has not ended."""
    words = {
        "value": projected(facts, outlook["at_deadline"]["value"], limit_of(facts)),
        "deadline": period_label(outlook["at_deadline"]["period"]),
    }
    said = gettext("%(value)s i %(deadline)s med dagens tempo") % words
    if term(facts, "lower") is None and term(facts, "upper") is None:
        return said
    return f"{said}; " + gettext("kravet er %(requirement)s") % {"requirement": requirement(facts, facts["terms"])}


def goal_heading(facts: Facts, outlook: Facts) -> str:
    """When the goal is reached, seen from the deadline."""
    words = next_words(facts, outlook) | {"goal": amount(facts, facts["verdict"]["goal"])}
    match Course(outlook["course"]):
        case Course.HOLDS:
            return gettext("målet på %(goal)s er nådd og holdes med dagens tempo") % words
        case Course.BREAKS:
            return gettext("målet på %(goal)s er nådd, men holdes bare til %(crossing)s med dagens tempo") % words
        case Course.REACHES:
            words["late"] = lateness(outlook["crossing"]["period"], term(facts, "deadline"))
            return gettext("nås i %(crossing)s, %(late)s, med dagens tempo") % words
    if not outlook["at_deadline"]:
        return gettext("nås ikke med dagens tempo")
    words["value"] = projected(facts, outlook["at_deadline"]["value"], limit_of(facts))
    words["deadline"] = period_label(outlook["at_deadline"]["period"])
    return gettext("nås ikke med dagens tempo, som gir %(value)s i %(deadline)s") % words


def limit_heading(facts: Facts, outlook: Facts) -> str:
    """When a limit that is met is broken, or the other way round."""
    words = next_words(facts, outlook)
    match Course(outlook["course"]):
        case Course.BREAKS if Decimal(outlook["pace"]) < 0:
            words["limit"] = amount(facts, facts["verdict"]["lower"])
            return gettext("bryter %(limit)s i %(crossing)s med dagens fall") % words
        case Course.BREAKS:
            words["limit"] = amount(facts, facts["verdict"]["upper"])
            return gettext("bryter %(limit)s i %(crossing)s med dagens økning") % words
        case Course.HOLDS:
            return gettext("kravet holdes med dagens tempo, som gir %(next)s i %(period)s") % words
        case Course.REACHES:
            return gettext("kravet oppfylles i %(crossing)s med dagens tempo") % words
    return gettext("kravet oppfylles ikke med dagens tempo, som gir %(next)s i %(period)s") % words


def next_words(facts: Facts, outlook: Facts) -> dict[str, str]:
    return {
        "next": projected(facts, outlook["next"]["value"], limit_of(facts)),
        "period": period_label(outlook["next"]["period"]),
        "crossing": period_label(outlook["crossing"]["period"]) if outlook["crossing"] else "",
    }


def limit_of(facts: Facts) -> str | None:
    """The limit or the goal, which a projected value must not look equal to unless it is."""
    verdict = facts["verdict"]
    found: str | None = verdict["goal"]
    if verdict["family"] == Family.LIMIT:
        found = verdict["expected"]
    elif verdict["light"] == Light.GREY:
        found = term(facts, "lower") or term(facts, "upper")
    return found


def projected(facts: Facts, value: str, beside: str | None) -> str:
    """A computed value in the indicator's unit, as short as it can be told apart from the one beside it."""
    shown, other = Decimal(value), Decimal(facts["figure"]["literal"] if beside is None else beside)
    decimals = telling_decimals(shown, other, facts["indicator"]["decimals"])
    return in_unit(facts, shown, decimals)
