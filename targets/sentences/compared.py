"""What is said of a figure that is set beside others: its own earlier ones, or another region's."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext

from indicators.formats import decimals_of, plain
from targets.certificates import Facts
from targets.rules import Light
from targets.sentences.words import (
    common_words,
    compared_with,
    difference,
    least_decimals,
    periods_said,
    readable,
    within_band,
)


def trend_statement(facts: Facts) -> str:
    """How far the newest figure lies from those before, and whether that counts."""
    verdict = facts["verdict"]
    change = Decimal(facts["figure"]["literal"]) - Decimal(verdict["expected"])
    words = common_words(facts) | {
        "distance": difference(facts, abs(change)),
        "mean": compared_with(facts),
        "before": periods_said(verdict["compared"]),
    }
    return " ".join((trend_said(change, of=len(verdict["compared"])) % words, *trend_remarks(facts)))


def trend_said(change: Decimal, *, of: int) -> str:
    if of == 1:
        over = gettext("%(name)s er %(actual)s i %(period)s, %(distance)s over tallet for %(before)s (%(mean)s).")
        under = gettext("%(name)s er %(actual)s i %(period)s, %(distance)s under tallet for %(before)s (%(mean)s).")
        same = gettext("%(name)s er %(actual)s i %(period)s, det samme som i %(before)s.")
    else:
        over = gettext("%(name)s er %(actual)s i %(period)s, %(distance)s over snittet for %(before)s (%(mean)s).")
        under = gettext("%(name)s er %(actual)s i %(period)s, %(distance)s under snittet for %(before)s (%(mean)s).")
        same = gettext("%(name)s er %(actual)s i %(period)s, det samme som snittet for %(before)s.")
    return (over if change > 0 else under) if change else same


def trend_remarks(facts: Facts) -> Iterator[str]:
    """Why the difference has that colour: too small to count, or which way is better."""
    verdict = facts["verdict"]
    if verdict["light"] == Light.YELLOW:
        yield gettext("En forskjell på inntil %(noise)s regnes som uendret.") % {"noise": noise_said(facts)}
    elif verdict["direction"] > 0:
        yield gettext("Planen vil ha tallet opp.")
    else:
        yield gettext("Planen vil ha tallet ned.")


def noise_said(facts: Facts) -> str:
    """The noise as it was set; where it was computed, with no more digits than tell that the change is within it."""
    noise = Decimal(facts["verdict"]["band"])
    if facts["terms"]["tolerance"] is not None:
        return difference(facts, noise)
    change = abs(Decimal(facts["figure"]["literal"]) - Decimal(facts["verdict"]["expected"]))
    at_least = max(least_decimals(facts), decimals_of(readable(plain(change), least_decimals(facts))))
    told = (readable(plain(noise), count, at_most=0) for count in range(least_decimals(facts), at_least + 1))
    return difference(facts, next((one for one in told if one >= change), noise))


def peer_statement(facts: Facts) -> str:
    """The figure beside the peer's for the same period."""
    verdict = facts["verdict"]
    distance = Decimal(facts["figure"]["literal"]) - Decimal(verdict["expected"])
    words = common_words(facts) | {
        "peer": facts["peer"]["region"],
        "theirs": compared_with(facts),
        "distance": difference(facts, abs(distance)),
    }
    if not distance or (verdict["direction"] and verdict["light"] == Light.GREEN):
        return gettext("%(name)s er %(actual)s i %(period)s; %(peer)s har %(theirs)s.") % words
    if distance > 0:
        text = gettext("%(name)s er %(actual)s i %(period)s, %(distance)s over %(peer)s (%(theirs)s).")
    else:
        text = gettext("%(name)s er %(actual)s i %(period)s, %(distance)s under %(peer)s (%(theirs)s).")
    return text % words + peer_band(facts)


def peer_band(facts: Facts) -> str:
    """That the distance is near enough, where it is."""
    verdict = facts["verdict"]
    if verdict["light"] == Light.RED:
        return ""
    if verdict["direction"] or verdict["light"] == Light.GREEN:
        return within_band(facts)
    band = difference(facts, Decimal(verdict["band"]))
    return " " + gettext("Avviket er innenfor to ganger slingringsmonnet på %(band)s.") % {"band": band}
