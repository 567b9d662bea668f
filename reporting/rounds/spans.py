"""The periods that rounds are for, and when they are over. Pure."""

from datetime import date, timedelta

from indicators.periods import MONTHS, Frequency, Period, PeriodError, months_at, parse_period

# A round is of a kind as figures are of a frequency, and the other two frequencies have none.
KINDS = (Frequency.YEAR, Frequency.TERTIAL, Frequency.MONTH)
OFFERED = {Frequency.YEAR: 3, Frequency.TERTIAL: 4, Frequency.MONTH: 6}
TIME_TO_WRITE = timedelta(weeks=3)
SATURDAY = 5


def kind_of(period: Period) -> str:
    """`year`, `tertial` or `month`. Raises PeriodError for a period that no round is for."""
    if period.frequency not in KINDS or period.base_position is not None:
        raise PeriodError(period.code)
    return period.frequency.value


def period_of_round(text: str, kind: str) -> Period:
    """The period that a text names. Raises PeriodError where it is none, or not of that kind."""
    period = parse_period(text)
    if kind_of(period) != kind:
        raise PeriodError(text)
    return period


def periods_to_choose(kind: str, *, on: date) -> list[str]:
    """Codes to offer for a new round: the newest first, the one that lasts and some before it."""
    frequency = Frequency(kind)
    months = MONTHS[frequency]
    # The period that the day lies in ends at the next whole number of them.
    year, month = on.year, -(-on.month // months) * months
    ends = (year * 12 + month - back * months for back in range(OFFERED[frequency]))
    return [code_ending_at(end, frequency) for end in ends]


def code_ending_at(position: int, frequency: Frequency) -> str:
    year, month = (position - 1) // 12, (position - 1) % 12 + 1
    number = month // MONTHS[frequency]
    return {
        Frequency.YEAR: f"{year}",
        Frequency.TERTIAL: f"{year}T{number}",
        Frequency.MONTH: f"{year}M{number:02}",
    }[frequency]


def suggested_deadline(period: Period, *, on: date) -> date:
    """Three weeks after the period is over, or after today where that has passed; never on a Saturday or Sunday."""
    day = max(period.end, on) + TIME_TO_WRITE
    return day + timedelta(days=7 - day.weekday() if day.weekday() >= SATURDAY else 0)


def first_day(period: Period) -> date:
    """The day that the period begins on."""
    year, month = divmod(period.start - 1, 12)
    return date(year, month + 1, 1)


def is_over(period: Period, *, on: date) -> bool:
    return period.position < months_at(on)
