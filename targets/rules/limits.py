"""Limits: at or better than the limit is green, outside it yellow within the band, red beyond."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from targets.rules.evidence import Evidence, Figure
from targets.rules.figures import figure_at, is_stale, known_value, shown, trusted
from targets.rules.lights import Attainment, Detail, Family, Light, Reason
from targets.rules.outlook import Aim, aim_at, outlook_of, with_outlook
from targets.rules.terms import Terms
from targets.rules.verdicts import CannotJudge, Verdict

# Share of a broken limit's own size that is still "near" where the target sets no band.
DEFAULT_BAND = Fraction(1, 10)


def judge_limit(terms: Terms, seen: Evidence, newest: Figure) -> Verdict:
    """At or better than the limit is green; outside it yellow within the band, red beyond."""
    if terms.lower is None and terms.upper is None:
        raise CannotJudge(Reason.NOT_ASSESSED, Detail.NO_TARGET_VALUE)
    return judged_in_time(terms, seen, newest, lambda figure: limit_verdict(terms, figure), aim_at(terms))


def judged_in_time(
    terms: Terms, seen: Evidence, newest: Figure, verdict_on: Callable[[Figure], Verdict], aim: Aim | None = None
) -> Verdict:
    """On the newest figure; with a deadline on that period's own, which is reached or missed once it has ended."""
    if terms.deadline is None:
        verdict, outlook = verdict_on(newest), outlook_of(terms, seen, newest, aim)
        return with_outlook(verdict, outlook, is_stale=is_stale(newest, on=seen.on))
    if not terms.deadline.is_finished(seen.on):
        outlook = outlook_of(terms, seen, newest, aim)
        raise CannotJudge(Reason.NOT_DUE, Detail.BEFORE_DEADLINE, outlook=outlook)
    verdict = verdict_on(known_value(figure_at(seen.finished, terms.deadline), Detail.NO_FIGURE_AT_DEADLINE))
    attainment = Attainment.REACHED if verdict.light is Light.GREEN else Attainment.MISSED
    return replace(verdict, attainment=attainment)


def limit_verdict(terms: Terms, figure: Figure) -> Verdict:
    actual = trusted(figure, terms)
    broken = broken_limit(actual, terms.lower, terms.upper)
    light, band = limit_light(actual, broken, terms.tolerance)
    met = terms.lower if terms.upper is None or terms.lower == terms.upper else None
    return Verdict(
        light,
        family=Family.LIMIT,
        figure=figure,
        expected=broken if broken is not None else (terms.upper if terms.lower is None else met),
        lower=terms.lower,
        upper=terms.upper,
        band=band,
        short_by=Decimal(0) if broken is None else shown(abs(Fraction(actual) - Fraction(broken))),
    )


def broken_limit(actual: Decimal, lower: Decimal | None, upper: Decimal | None) -> Decimal | None:
    """The limit that the figure is on the wrong side of, as published: 5.0 against at least 5 breaks nothing."""
    if lower is not None and actual < lower:
        return lower
    if upper is not None and actual > upper:
        return upper
    return None


def limit_light(actual: Decimal, broken: Decimal | None, tolerance: Decimal | None) -> tuple[Light, Decimal | None]:
    """The light and the band that it was judged with."""
    if broken is None:
        return Light.GREEN, tolerance
    band = band_of(Fraction(broken), tolerance)
    near = band is not None and abs(Fraction(actual) - Fraction(broken)) <= band
    return (Light.YELLOW if near else Light.RED), None if band is None else shown(band)


def band_of(limit: Fraction, tolerance: Decimal | None) -> Fraction | None:
    """The band as set, or a tenth of the limit's size; a limit of 0 has none unless it is set."""
    if tolerance is not None:
        return Fraction(tolerance)
    return abs(limit) * DEFAULT_BAND or None
