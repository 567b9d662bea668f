"""The second signal: where it ends at the present pace."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor

from indicators.periods import Frequency, Period, PeriodError, parse_period
from targets.rules.evidence import Evidence, Figure
from targets.rules.figures import comparable, shown
from targets.rules.lights import Course, Forewarning, Light
from targets.rules.pace import FEWEST_POINTS, MOST_POINTS, Pace, pace_of
from targets.rules.terms import Terms
from targets.rules.verdicts import Crossing, Outlook, Projection, Verdict

# Nothing is said about what lies further ahead, however steady the pace.
FARTHEST_MONTHS = 20 * 12


@dataclass(frozen=True, slots=True)
class Aim:
    """The limits or the goal that the figures are seen from."""

    lower: Fraction | None = None
    upper: Fraction | None = None

    def is_met(self, value: Fraction) -> bool:
        return (self.lower is None or value >= self.lower) and (self.upper is None or value <= self.upper)

    def steps_to_crossing(self, value: Fraction, step: Fraction) -> int | None:
        """After how many steps the standing is another one than now; None where it never is."""
        if not step:
            return None
        ahead, behind = (self.upper, self.lower) if step > 0 else (self.lower, self.upper)
        if self.is_met(value):
            return None if ahead is None else floor((ahead - value) / step) + 1
        if behind is None or (behind - value) / step < 0:
            return None
        steps = ceil((behind - value) / step)
        return steps if self.is_met(value + step * steps) else None


def aim_at(terms: Terms) -> Aim | None:
    """The limits of the terms; None where they have none."""
    if terms.lower is None and terms.upper is None:
        return None
    return Aim(*(None if limit is None else Fraction(limit) for limit in (terms.lower, terms.upper)))


def outlook_of(terms: Terms, seen: Evidence, newest: Figure, aim: Aim | None = None) -> Outlook | None:
    """Where the series goes from its newest figure; None with fewer than four figures that can be compared."""
    figures = comparable(terms, seen.finished, newest)[-MOST_POINTS:]
    if len(figures) < FEWEST_POINTS:
        return None
    pace = pace_of([at(one) for one in figures], months=newest.period.months)
    way = Way(newest.period, Fraction(newest.value or 0), pace)
    next_period = later(newest.period, 1)
    if next_period is None:
        return None
    crossing = way.crossing(aim) if aim else None
    return Outlook(
        points=len(figures),
        since=figures[0].period,
        pace=shown(pace.median),
        pace_low=shown(pace.low),
        pace_high=shown(pace.high),
        next=way.value_at(next_period),
        at_deadline=way.value_at(terms.deadline) if terms.deadline and is_ahead(terms.deadline, newest) else None,
        course=course_of(is_met=aim.is_met(way.value), crosses=crossing is not None) if aim else None,
        crossing=crossing,
    )


def at(figure: Figure) -> tuple[int, Decimal]:
    return figure.period.position, figure.value or Decimal(0)


def is_ahead(deadline: Period, newest: Figure) -> bool:
    return deadline.position > newest.period.position


def course_of(*, is_met: bool, crosses: bool) -> Course:
    if is_met:
        return Course.BREAKS if crosses else Course.HOLDS
    return Course.REACHES if crosses else Course.MISSES


def with_outlook(verdict: Verdict, outlook: Outlook | None, *, is_stale: bool) -> Verdict:
    """The verdict on the newest figure with its outlook. A limit that is met, and broken by the next figure at this
    pace, warns."""
    is_met = verdict.light is Light.GREEN
    warns = is_met and outlook is not None and outlook.course is Course.BREAKS and crosses_next(outlook)
    warning = Forewarning.WILL_BREACH if warns else None
    return replace(verdict, is_stale=is_stale, outlook=outlook, warning=warning)


def crosses_next(outlook: Outlook) -> bool:
    return outlook.crossing is not None and outlook.crossing.period == outlook.next.period


@dataclass(frozen=True, slots=True)
class Way:
    """The newest figure and the pace at which it is carried on, per period of its length."""

    period: Period
    value: Fraction
    pace: Pace

    def value_at(self, period: Period) -> Projection:
        """What the period would have at the present pace."""
        months, each = period.position - self.period.position, self.period.months
        steps = (self.pace.median, self.pace.low, self.pace.high)
        # Nearly always it is the next period that is asked for.
        ahead = steps if months == each else [step * Fraction(months, each) for step in steps]
        return Projection(period, *(shown(self.value + change) for change in ahead))

    def crossing(self, aim: Aim) -> Crossing | None:
        """When the standing changes, and between when the interval of the pace puts it."""
        period = self.crossing_at(aim, self.pace.median)
        if period is None:
            return None
        ends = [self.crossing_at(aim, step) for step in (self.pace.low, self.pace.high)]
        known = [one for one in ends if one is not None]
        return Crossing(period, earliest=first(known), latest=last(known) if len(known) == len(ends) else None)

    def crossing_at(self, aim: Aim, step: Fraction) -> Period | None:
        steps = aim.steps_to_crossing(self.value, step)
        if steps is None or steps * self.period.months > FARTHEST_MONTHS:
            return None
        return later(self.period, steps)


def first(periods: Iterable[Period]) -> Period | None:
    return min(periods, key=lambda one: one.position, default=None)


def last(periods: Iterable[Period]) -> Period | None:
    return max(periods, key=lambda one: one.position, default=None)


@lru_cache(maxsize=4096)
def later(period: Period, steps: int) -> Period | None:
    """The period of the same kind so many steps later; None beyond the years that periods are written in."""
    year, month = divmod(period.position + steps * period.months - 1, 12)
    number = (month + 1) // period.months
    codes = {
        Frequency.YEAR: f"{year}",
        Frequency.SCHOOL_YEAR: f"{year - 1}/{year}",
        Frequency.TERTIAL: f"{year}T{number}",
        Frequency.QUARTER: f"{year}K{number}",
        Frequency.MONTH: f"{year}M{number:02}",
    }
    try:
        return parse_period(codes[period.frequency])
    except PeriodError:
        return None
