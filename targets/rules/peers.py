"""Peer: the newest figure against what another region published for the same period."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from targets.rules.evidence import Evidence, Figure, Missing
from targets.rules.figures import figure_at, shown, trusted
from targets.rules.lights import Detail, Family, Light, Reason
from targets.rules.limits import band_of, judged_in_time, limit_verdict
from targets.rules.terms import Terms
from targets.rules.verdicts import CannotJudge, Verdict

# Without a direction, so many bands away from the peer is still near.
NEAR_BANDS = 2


def judge_peer(terms: Terms, seen: Evidence, newest: Figure) -> Verdict:
    """With a direction the peer's value is a limit; without one, within the band is green, within two yellow."""
    if not terms.has_peer:
        raise CannotJudge(Reason.NOT_ASSESSED, Detail.NO_PEER)
    if terms.peer_is_sum:
        raise CannotJudge(Reason.NOT_ASSESSED, Detail.PEER_IS_SUM)
    return judged_in_time(terms, seen, newest, lambda figure: peer_verdict(terms, seen, figure))


def peer_verdict(terms: Terms, seen: Evidence, figure: Figure) -> Verdict:
    value = peer_value(seen, figure)
    if terms.direction:
        is_floor = terms.direction > 0
        side = replace(terms, lower=value if is_floor else None, upper=None if is_floor else value)
        return replace(limit_verdict(side, figure), family=Family.PEER, direction=terms.direction)
    return level_verdict(terms, figure, value)


def peer_value(seen: Evidence, figure: Figure) -> Decimal:
    """What the peer published for the same period; an older figure does not stand in for it."""
    theirs = figure_at(seen.peer, figure.period)
    if theirs is not None and theirs.missing == Missing.CONFIDENTIAL:
        raise CannotJudge(Reason.CONFIDENTIAL, Detail.PEER_HIDDEN)
    if theirs is None or theirs.value is None:
        raise CannotJudge(Reason.NO_DATA, Detail.NO_PEER_FIGURE)
    return theirs.value


def level_verdict(terms: Terms, figure: Figure, value: Decimal) -> Verdict:
    """On level with the peer, whichever side."""
    distance = abs(Fraction(trusted(figure, terms)) - Fraction(value))
    band = band_of(Fraction(value), terms.tolerance) or Fraction(0)
    yellow = Light.YELLOW if distance <= band * NEAR_BANDS else Light.RED
    return Verdict(
        Light.GREEN if distance <= band else yellow,
        family=Family.PEER,
        figure=figure,
        expected=value,
        band=shown(band),
        short_by=shown(max(distance - band, Fraction(0))),
    )
