"""The periods that rounds are for, and when they are over. Pure."""

from datetime import date

from indicators.periods import Period


def kind_of(period: Period) -> str:
    """`year`, `tertial` or `month`. Raises PeriodError for a period that no round is for."""
    raise NotImplementedError


def period_of_round(text: str, kind: str) -> Period:
    """The period that a text names. Raises PeriodError where it is none, or not of that kind."""
    raise NotImplementedError


def periods_to_choose(kind: str, *, on: date) -> list[str]:
    """Codes to offer for a new round: the newest first, the one that lasts and some before it."""
    raise NotImplementedError


def suggested_deadline(period: Period, *, on: date) -> date:
    """Three weeks after the period is over, or after today where that has passed; never on a Saturday or Sunday."""
    raise NotImplementedError
