"""What decided the colour, number by number, for those who want to check it."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext

from indicators.formats import number, with_unit
from targets.certificates import Facts
from targets.rules import Family, Light
from targets.sentences.judged import requirement
from targets.sentences.words import actual, amount, difference, expected, period_label, short_by

Row = tuple[str, str]


def thresholds(facts: Facts) -> list[Row]:
    """As (what, how much); nothing for a grey light."""
    if facts["verdict"]["light"] == Light.GREY:
        return []
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
    if verdict["baseline_value"] is not None:
        start = amount(facts, verdict["baseline_value"])
        yield gettext("Utgangspunkt"), f"{start} ({period_label(verdict['baseline_period'])})"
    if verdict["family"] == Family.PATH:
        yield gettext("Ventet nå"), expected(facts)
    if verdict["goal"] is not None:
        yield gettext("Mål"), amount(facts, verdict["goal"])


def share_rows(facts: Facts) -> Iterator[Row]:
    if facts["verdict"]["share"] is None:
        return
    target = facts["target"]
    borders = {"green": percentage(target["green_from"]), "yellow": percentage(target["yellow_from"])}
    yield gettext("Andel av veien som er gått"), percentage(facts["verdict"]["share"])
    yield gettext("Grenser"), gettext("grønt fra %(green)s, gult fra %(yellow)s") % borders


def distance_rows(facts: Facts) -> Iterator[Row]:
    verdict = facts["verdict"]
    if verdict["band"] is not None:
        yield gettext("Slingringsmonn (gult)"), difference(facts, Decimal(verdict["band"]))
    if verdict["short_by"] not in {None, "0"}:
        yield gettext("Avvik"), short_by(facts)


def percentage(share: str) -> str:
    return with_unit(number(Decimal(share) * 100, 0), "prosent")
