"""What is said of a light that has a colour: limits, paths, and after the deadline."""

from decimal import Decimal

from django.utils.translation import gettext

from indicators.formats import number
from targets.certificates import Facts
from targets.rules import Attainment, Family, Light
from targets.sentences.compared import peer_statement, trend_statement
from targets.sentences.people import duty_statement, milestone_statement
from targets.sentences.words import (
    amount,
    at_least,
    at_most,
    border_said,
    common_words,
    expected,
    period_label,
    share_said,
    short_by,
    term,
    within_band,
)


def judged_statement(facts: Facts) -> str:
    statements = {
        Family.LIMIT: limit_statement,
        Family.PATH: path_statement,
        Family.AFTER_DEADLINE: deadline_statement,
        Family.TREND: trend_statement,
        Family.PEER: peer_statement,
        Family.RECURRING: duty_statement,
        Family.MILESTONE: milestone_statement,
    }
    return statements[Family(facts["verdict"]["family"])](facts)


def limit_statement(facts: Facts) -> str:
    verdict = facts["verdict"]
    words = common_words(facts) | {"requirement": requirement(facts), "short": short_by(facts)}
    if verdict["light"] == Light.GREEN:
        return gettext("%(name)s er %(actual)s i %(period)s; kravet er %(requirement)s.") % words
    below = verdict["lower"] is not None and Decimal(facts["figure"]["literal"]) < Decimal(verdict["lower"])
    if below:
        text = gettext("%(name)s er %(actual)s i %(period)s, %(short)s under kravet på %(requirement)s.") % words
    else:
        text = gettext("%(name)s er %(actual)s i %(period)s, %(short)s over kravet på %(requirement)s.") % words
    return text + within_band(facts) if verdict["light"] == Light.YELLOW else text


def requirement(facts: Facts, limits: Facts | None = None) -> str:
    """The limit as it is said: at least, at most, between, or exactly. It is the verdict's, or some other terms'."""
    limits = limits or facts["verdict"]
    lower, upper = limits["lower"], limits["upper"]
    if upper is None:
        return at_least(amount(facts, lower))
    if lower is None:
        return at_most(amount(facts, upper))
    if lower == upper:
        return amount(facts, lower)
    return gettext("mellom %(lower)s og %(upper)s") % {
        "lower": number(Decimal(lower)),
        "upper": amount(facts, upper),
    }


def path_statement(facts: Facts) -> str:
    if facts["indicator"]["base_period"]:
        return change_statement(facts)
    verdict = facts["verdict"]
    words = common_words(facts) | {
        "needed": at_least(expected(facts)) if rises(facts) else at_most(expected(facts)),
        "goal": amount(facts, verdict["goal"]),
        "deadline": period_label(term(facts, "deadline")),
    }
    text = gettext("%(name)s er %(actual)s i %(period)s; planen krever %(needed)s da for å nå %(goal)s i %(deadline)s.")
    return text % words + near_enough(facts)


def near_enough(facts: Facts) -> str:
    """A sentence more, for a green light that is not quite where the plan wants it."""
    verdict = facts["verdict"]
    if verdict["light"] != Light.GREEN or not Decimal(verdict["short_by"] or 0):
        return ""
    green = term(facts, "green_from")
    words = {"share": share_said(verdict["share"], [green]), "green": border_said(green)}
    return " " + gettext("%(share)s av den ventede veien er gått, og fra %(green)s regnes det som i rute.") % words


def change_statement(facts: Facts) -> str:
    """For an indicator whose values are changes since a base period: reduced or increased by so much."""
    actual, goal = Decimal(facts["figure"]["literal"]), Decimal(facts["verdict"]["goal"])
    words = common_words(facts) | {
        "change": amount(facts, str(abs(actual))),
        "since": period_label(facts["indicator"]["base_period"]),
        "expected": expected(facts, size_only=True),
        "goal": amount(facts, str(abs(goal))),
        "deadline": period_label(term(facts, "deadline")),
        "way": gettext("nedgang") if goal < 0 else gettext("økning"),
    }
    start = change_said(actual, is_short=bool(facts.get("is_short"))) % words
    if (actual < 0) == (goal < 0):
        rest = gettext("planen krever %(expected)s i %(period)s for å nå %(goal)s i %(deadline)s.")
    else:
        rest = gettext("planen krever en %(way)s på %(expected)s i %(period)s for å nå %(goal)s i %(deadline)s.")
    return f"{start}; {rest % words}{near_enough(facts)}"


def change_said(change: Decimal, *, is_short: bool) -> str:
    """An indicator that is called "change in …" cannot itself be reduced, so its name stands before a colon."""
    if is_short:
        fall, rise = gettext("Redusert %(change)s siden %(since)s"), gettext("Økt %(change)s siden %(since)s")
        same = gettext("Uendret siden %(since)s")
    else:
        fall = gettext("%(name)s: redusert %(change)s siden %(since)s")
        rise = gettext("%(name)s: økt %(change)s siden %(since)s")
        same = gettext("%(name)s: uendret siden %(since)s")
    return (fall if change < 0 else rise) if change else same


def deadline_statement(facts: Facts) -> str:
    verdict = facts["verdict"]
    words = common_words(facts) | {"goal": amount(facts, verdict["goal"]), "short": short_by(facts)}
    if verdict["attainment"] == Attainment.REACHED:
        return gettext("%(name)s er %(actual)s i %(period)s; målet var %(goal)s.") % words
    return gettext("%(name)s er %(actual)s i %(period)s; det mangler %(short)s på målet på %(goal)s.") % words


def rises(facts: Facts) -> bool:
    """Whether the plan wants the value up: the goal lies above the baseline."""
    return Decimal(facts["verdict"]["goal"]) > Decimal(facts["verdict"]["baseline_value"])
