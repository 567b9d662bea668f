"""Trend: the newest figure against the mean of up to three before it."""

from dataclasses import replace
from fractions import Fraction

from targets.rules.evidence import Evidence, Figure
from targets.rules.figures import comparable, is_stale, shown, trusted
from targets.rules.lights import Detail, Family, Light, Reason
from targets.rules.outlook import outlook_of
from targets.rules.terms import Terms
from targets.rules.verdicts import CannotJudge, Verdict

PERIODS_BEFORE = 3
# Share of that mean's own size that is still noise where the target sets none.
DEFAULT_NOISE = Fraction(2, 100)


def judge_trend(terms: Terms, seen: Evidence, newest: Figure) -> Verdict:
    """Better than the mean by more than the noise is green, within the noise yellow, worse red."""
    actual = Fraction(trusted(newest, terms))
    before = comparable(terms, seen.finished, newest)[:-1][-PERIODS_BEFORE:]
    if not before:
        unbroken = comparable(replace(terms, breaks=()), seen.finished, newest)
        raise CannotJudge(Reason.TOO_FEW, Detail.ONE_AFTER_BREAK if len(unbroken) > 1 else None)
    mean = sum((Fraction(one.value or 0) for one in before), Fraction(0)) / len(before)
    noise = noise_of(terms, mean)
    return Verdict(
        trend_light(actual - mean, noise, terms.direction),
        family=Family.TREND,
        figure=newest,
        expected=shown(mean),
        band=shown(noise),
        short_by=shown(max((mean - actual) * (terms.direction or 0), Fraction(0))),
        is_stale=is_stale(newest, on=seen.on),
        compared=tuple(one.period for one in before),
        direction=terms.direction,
        outlook=outlook_of(terms, seen, newest),
    )


def noise_of(terms: Terms, mean: Fraction) -> Fraction:
    """The noise as set, or 2 % of the mean's size."""
    return abs(mean) * DEFAULT_NOISE if terms.tolerance is None else Fraction(terms.tolerance)


def trend_light(change: Fraction, noise: Fraction, direction: int | None) -> Light:
    """A change within the noise is none, whichever way is better; beyond it somebody must have said which."""
    if abs(change) <= noise:
        return Light.YELLOW
    if not direction:
        raise CannotJudge(Reason.NOT_ASSESSED, Detail.NO_DIRECTION)
    return Light.GREEN if change * direction > 0 else Light.RED
