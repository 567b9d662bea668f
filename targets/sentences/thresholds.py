"""What decided the colour, number by number, for those who want to check it."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext

from targets.certificates import Facts
from targets.rules import Family, Light
from targets.rules.figures import shown
from targets.rules.progress import NEARLY_REACHED
from targets.sentences.judged import requirement
from targets.sentences.words import (
    actual,
    amount,
    border_said,
    compared_with,
    day_label,
    difference,
    period_label,
    periods_said,
    share_said,
    term,
)

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
        yield facts["peer"]["region"], compared_with(facts)
    if verdict["family"] == Family.TREND:
        yield gettext("Sammenlignet med"), f"{compared_with(facts)} ({periods_said(verdict['compared'])})"
    if verdict["baseline_value"] is not None:
        start = amount(facts, verdict["baseline_value"])
        yield gettext("Utgangspunkt"), f"{start} ({period_label(verdict['baseline_period'])})"
    if verdict["family"] == Family.PATH:
        yield gettext("Ventet nå"), compared_with(facts)
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
    borders = borders_of(facts)
    told = {light: border_said(border) for light, border in borders.items()}
    yield gettext("Andel av veien som er gått"), share_said(facts["verdict"]["share"], borders.values())
    yield gettext("Grenser"), gettext("grønt fra %(green)s, gult fra %(yellow)s") % told


def borders_of(facts: Facts) -> dict[str, str]:
    """From which share of the way it is green and yellow; after the deadline only the whole way is green."""
    if facts["verdict"]["family"] == Family.AFTER_DEADLINE:
        return {"green": "1", "yellow": str(shown(NEARLY_REACHED))}
    return {"green": term(facts, "green_from"), "yellow": term(facts, "yellow_from")}


def distance_rows(facts: Facts) -> Iterator[Row]:
    verdict = facts["verdict"]
    if verdict["family"] == Family.TREND:
        yield (
            gettext("Regnes som uendret"),
            gettext("inntil %(noise)s") % {"noise": difference(facts, Decimal(verdict["band"]))},
        )
    elif verdict["band"] is not None:
        green_band, yellow_band = gettext("Slingringsmonn (grønt)"), gettext("Slingringsmonn (gult)")
        yield (green_band if is_level(facts) else yellow_band), difference(facts, Decimal(verdict["band"]))
    if deviation := deviation_of(facts):
        yield gettext("Avvik"), difference(facts, deviation)


def is_level(facts: Facts) -> bool:
    """Whether the figure is to be on level with a peer's, whichever side it is on."""
    return facts["verdict"]["family"] == Family.PEER and not facts["verdict"]["direction"]


def deviation_of(facts: Facts) -> Decimal:
    """How far the figure is from where it should be, as the sentence tells it."""
    verdict = facts["verdict"]
    if is_level(facts):
        return abs(Decimal(facts["figure"]["literal"]) - Decimal(verdict["expected"]))
    return Decimal(verdict["short_by"] or 0)
