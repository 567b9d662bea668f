"""When to look again: the first day on which the passing of time alone can make a light, or its certificate, another.

May be too early, which costs one judgement that changes nothing. Must never be too late.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from indicators.periods import Period, last_day, months_at
from targets.rules.duties import due_after, first_due
from targets.rules.evidence import Done, Figure, Opinion, newest_last
from targets.rules.figures import STALE_AFTER_PERIODS
from targets.rules.overrides import Overriding
from targets.rules.terms import Kind, Terms
from targets.rules.verdicts import CannotJudge

ONE_DAY = timedelta(days=1)


def looks_again_on(
    terms: Terms,
    figures: Sequence[Figure],
    *,
    on: date,
    peer: Sequence[Figure] = (),
    done: Sequence[Done] = (),
    opinions: Sequence[Opinion] = (),
    overrides: Sequence[Overriding] = (),
) -> date | None:
    """The first such day after `on`, if no figure comes and nobody does anything; None where there is none."""
    days = [
        *month_that_tells(terms, figures, peer, on=on),
        *days_of_duty(terms, done, on=on),
        *(one.on for one in done),
        *(one.on for one in opinions),
        *(day for one in overrides for day in days_of_override(one)),
    ]
    return min((day for day in days if day > on), default=None)


def month_that_tells(terms: Terms, figures: Sequence[Figure], peer: Sequence[Figure], *, on: date) -> list[date]:
    """The first day of the first month that some period has ended before, where one will."""
    now = months_at(on)
    ends = [*(one.period.position for one in (*figures, *peer)), *ends_in_terms(terms), *goes_stale(figures, on=on)]
    ahead = min((position for position in ends if position >= now), default=None)
    return [] if ahead is None else [day_after(last_day(ahead))]


def ends_in_terms(terms: Terms) -> Iterator[int]:
    """The ends of the deadline, and of the first period after what the path begins with."""
    if terms.deadline is not None:
        yield terms.deadline.position
    for start in (terms.baseline_period, terms.changes_since):
        if start is not None:
            yield end_later(start, 1)


def goes_stale(figures: Iterable[Figure], *, on: date) -> Iterator[int]:
    """When so many whole periods have ended after the newest figure that it is old."""
    finished = [one for one in figures if one.period.is_finished(on)]
    if finished:
        yield end_later(max(finished, key=newest_last).period, STALE_AFTER_PERIODS)


def end_later(period: Period, count: int) -> int:
    """Where so many periods of the same length after this one have ended."""
    return period.position + count * period.months


def days_of_duty(terms: Terms, done: Sequence[Done], *, on: date) -> Iterator[date]:
    """The day after the one on which a recurring duty is due."""
    if terms.kind is not Kind.RECURRING:
        return
    past = sorted((one for one in done if one.on <= on), key=lambda one: one.on)
    try:
        yield day_after(due_after(past[-1], terms) if past else first_due(terms))
    except CannotJudge:
        return


def days_of_override(override: Overriding) -> Iterator[date]:
    """The first day that it holds, and the first that it does not."""
    yield override.on
    if override.until is not None:
        yield day_after(override.until)
    if override.ended_on is not None:
        yield override.ended_on


def day_after(day: date) -> date:
    """The next one; after the last day that there is, that day itself."""
    return day if day == date.max else day + ONE_DAY
