"""Which figure is judged, which others it can be compared with, and how numbers are shown."""

from collections.abc import Sequence
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from itertools import pairwise

from indicators.periods import Period
from targets.rules.evidence import Figure, Missing
from targets.rules.lights import Detail, Reason
from targets.rules.terms import Terms
from targets.rules.verdicts import CannotJudge

STALE_AFTER_PERIODS = 2
SHOWN_PRECISION = Context(prec=15)


def known_value(figure: Figure | None, otherwise: Detail) -> Figure:
    """The figure, if it has a value; a cell without one is grey and never zero."""
    if figure is None:
        raise CannotJudge(Reason.NO_DATA, otherwise)
    if figure.value is None:
        if figure.missing == Missing.CONFIDENTIAL:
            raise CannotJudge(Reason.CONFIDENTIAL)
        raise CannotJudge(Reason.NO_DATA, Detail.MISSING_AT_SOURCE)
    return figure


def trusted(figure: Figure, terms: Terms) -> Decimal:
    """The figure's value, unless it is known to be an artefact of its source."""
    assert figure.value is not None  # known_value has refused the others
    if is_artefact(figure.value, terms):
        raise CannotJudge(Reason.NOT_ASSESSED, Detail.ARTEFACT)
    return figure.value


def is_artefact(value: Decimal, terms: Terms) -> bool:
    return terms.artefact_above is not None and value > terms.artefact_above


def figure_at(finished: list[Figure], period: Period) -> Figure | None:
    """The figure of that very period; of several that end with it, the longest."""
    return next((f for f in reversed(finished) if f.period.position == period.position), None)


def comparable(terms: Terms, finished: list[Figure], newest: Figure) -> list[Figure]:
    """The figures that can be set beside the newest, it included: with a believable value, of periods of the same
    kind and length, and since the last break in the series."""
    old_series_ended = max((position for position in terms.breaks if position < newest.period.position), default=0)
    alike = [
        one
        for one in finished
        if one.value is not None
        and one.period.position > old_series_ended
        and is_alike(one.period, newest.period)
        and not is_artefact(one.value, terms)
    ]
    return list({one.period.position: one for one in alike}.values())


def is_alike(one: Period, other: Period) -> bool:
    """Whether two periods measure the same: both levels, or both changes since one base or over as long a time."""
    if one.frequency is not other.frequency or (one.base_position is None) is not (other.base_position is None):
        return False
    if one.base_position is None or other.base_position is None:
        return True
    same_length = one.position - one.base_position == other.position - other.base_position
    return same_length or one.base_position == other.base_position


def is_stale(figure: Figure, *, on: date) -> bool:
    """Whether two whole periods have ended after the figure's own."""
    return figure.period.ended_since(on) >= STALE_AFTER_PERIODS


def shown(number: Fraction) -> Decimal:
    """A decimal for showing and storing, to fifteen digits. No light is ever decided on it."""
    return SHOWN_PRECISION.divide(Decimal(number.numerator), Decimal(number.denominator))


def in_order(positions: Sequence[int]) -> bool:
    return all(left < right for left, right in pairwise(positions))
