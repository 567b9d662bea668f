"""What decided the colour, number by number, for those who want to check it."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext

from indicators.formats import number, with_unit
from targets.certificates import Facts
from targets.rules import Family, Light
from targets.sentences.compared import periods_said
from targets.sentences.judged import requirement
from targets.sentences.words import actual, amount, day_label, difference, expected, period_label, short_by, term

Row = tuple[str, str]


def thresholds(facts: Facts) -> list[Row]:
    """As (what, how much); nothing for a grey light."""
    if facts["verdict"]["light"] == Light.GREY:
        return []
    if facts["figure"] is None:
        return list(people_rows(facts))
    judged = f"{actual(facts)} ({period_label(facts['figure']['period'])})"
    return [
        (gettext("Tallet som er vurdert"), judged),
        *promised_rows(facts),
        *share_rows(facts),
        *distance_rows(facts),
    ]


def promised_rows(facts: Facts) -> Iterator[Row]:
    verdict = facts["verdict"]
    if verdict["family"] == Family.LIMIT:
        yield gettext("Krav"), requirement(facts)
    if verdict["family"] == Family.PEER:
        yield facts["peer"]["region"], expected(facts)
    if verdict["family"] == Family.TREND:
        yield gettext("Sammenlignet med"), f"{expected(facts)} ({periods_said(verdict['compared'])})"
    if verdict["baseline_value"] is not None:
        start = amount(facts, verdict["baseline_value"])
        yield gettext("Utgangspunkt"), f"{start} ({period_label(verdict['baseline_period'])})"
    if verdict["family"] == Family.PATH:
        yield gettext("Ventet nå"), expected(facts)
    if verdict["goal"] is not None:
        yield gettext("Mål"), amount(facts, verdict["goal"])


def people_rows(facts: Facts) -> Iterator[Row]:
    """What decided a colour that no figure gave."""
    verdict = facts["verdict"]
    if opinion := verdict["opinion"]:
        yield gettext("Vurdert av"), opinion["by"]
        yield gettext("Vurdert"), day_label(opinion["on"])
    if verdict["done_on"]:
        yield gettext("Sist gjort"), day_label(verdict["done_on"])
    if verdict["due_on"]:
        yield gettext("Frist"), day_label(verdict["due_on"])


def share_rows(facts: Facts) -> Iterator[Row]:
    if facts["verdict"]["share"] is None:
        return
    borders = {"green": percentage(term(facts, "green_from")), "yellow": percentage(term(facts, "yellow_from"))}
    yield gettext("Andel av veien som er gått"), percentage(facts["verdict"]["share"])
    yield gettext("Grenser"), gettext("grønt fra %(green)s, gult fra %(yellow)s") % borders


def distance_rows(facts: Facts) -> Iterator[Row]:
    verdict = facts["verdict"]
    if verdict["family"] == Family.TREND:
        yield (
            gettext("Regnes som uendret"),
            gettext("inntil %(noise)s") % {"noise": difference(facts, Decimal(verdict["band"]))},
        )
    elif verdict["band"] is not None:
        yield gettext("Slingringsmonn (gult)"), difference(facts, Decimal(verdict["band"]))
    if verdict["short_by"] not in {None, "0"}:
        yield gettext("Avvik"), short_by(facts)


def percentage(share: str) -> str:
    return with_unit(number(Decimal(share) * 100, 0), "prosent")
