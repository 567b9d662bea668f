"""Which figure is judged, and how numbers are compared and shown."""

from collections.abc import Sequence
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from itertools import pairwise

from indicators.periods import Period
from targets.rules.terms import CannotJudge, Detail, Figure, Missing, Reason, Terms

STALE_AFTER_PERIODS = 2
SHOWN_PRECISION = Context(prec=15)


def newest_last(figure: Figure) -> tuple[int, int]:
    """By end; of two periods that end together the longer one (a year before its last month) counts."""
    return figure.period.position, figure.period.months


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
    if terms.artefact_above is not None and figure.value > terms.artefact_above:
        raise CannotJudge(Reason.NOT_ASSESSED, Detail.ARTEFACT)
    return figure.value


def figure_at(finished: list[Figure], period: Period) -> Figure | None:
    """The figure of that very period; of several that end with it, the longest."""
    return next((f for f in reversed(finished) if f.period.position == period.position), None)


def is_stale(figure: Figure, *, on: date) -> bool:
    """Whether two whole periods have ended after the figure's own."""
    return figure.period.ended_since(on) >= STALE_AFTER_PERIODS


def shown(number: Fraction) -> Decimal:
    """A decimal for showing and storing, to fifteen digits. No light is ever decided on it."""
    return SHOWN_PRECISION.divide(Decimal(number.numerator), Decimal(number.denominator))


def in_order(positions: Sequence[int]) -> bool:
    return all(left < right for left, right in pairwise(positions))
