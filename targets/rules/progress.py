"""Reach and change_by: on the way by the share of the expected way, after the deadline reached or missed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from targets.rules.evidence import Evidence, Figure
from targets.rules.figures import figure_at, is_stale, shown, trusted
from targets.rules.lights import Attainment, Detail, Family, Light, Reason
from targets.rules.limits import band_of, judge_limit
from targets.rules.outlook import Aim, outlook_of
from targets.rules.paths import Path, goal_of, path_of, with_baseline
from targets.rules.terms import Kind, Terms
from targets.rules.verdicts import CannotJudge, Verdict

NEARLY_REACHED = Fraction(95, 100)


def judge_path(terms: Terms, seen: Evidence, newest: Figure) -> Verdict:
    """Reach and change_by: on a path when there is both baseline and deadline, else as a limit at the goal."""
    terms = with_baseline(terms, seen.finished)
    goal = goal_of(terms)
    if terms.baseline_value is not None and goal == Fraction(terms.baseline_value):
        raise CannotJudge(Reason.NOT_ASSESSED, Detail.BASELINE_IS_TARGET)
    if terms.deadline is None or terms.baseline_value is None or terms.baseline_period is None:
        return judge_goal_as_limit(terms, goal, seen, newest)
    path = path_of(terms, goal)
    due = figure_at(seen.finished, terms.deadline)
    verdict = (
        after_deadline(terms, path, due)
        if due is not None and due.value is not None
        else on_the_way(terms, path, seen, newest)
    )
    return replace(
        verdict, goal=shown(goal), baseline_period=terms.baseline_period, baseline_value=terms.baseline_value
    )


def judge_goal_as_limit(terms: Terms, goal: Fraction, seen: Evidence, newest: Figure) -> Verdict:
    """Without a path the goal is a limit, with the side that the baseline or the indicator's direction tells."""
    sign = terms.direction
    if terms.baseline_value is not None:
        sign = 1 if goal > Fraction(terms.baseline_value) else -1
    if not sign:
        raise CannotJudge(Reason.NOT_ASSESSED, Detail.NO_DIRECTION)
    limit = terms.goal if terms.kind is Kind.REACH and terms.goal is not None else shown(goal)
    side = replace(terms, lower=limit if sign > 0 else None, upper=limit if sign < 0 else None)
    return replace(judge_limit(side, seen, newest), goal=limit)


def on_the_way(terms: Terms, path: Path, seen: Evidence, newest: Figure) -> Verdict:
    """The newest figure against what the path expects at the end of its period."""
    require_period_after_baseline(terms, newest, on=seen.on)
    actual = Fraction(trusted(newest, terms))
    expected = path.expected_at(newest.period.position)
    light, band = path_light(terms, path, actual, expected)
    share = path.share(actual, expected)
    return Verdict(
        light,
        family=Family.PATH,
        figure=newest,
        expected=shown(expected),
        band=band,
        share=None if share is None else shown(share),
        short_by=shown(max((expected - actual) * path.sign, Fraction(0))),
        is_stale=is_stale(newest, on=seen.on),
        is_overdue=terms.deadline is not None and terms.deadline.is_finished(seen.on),
        outlook=outlook_of(terms, seen, newest, goal_ahead(path)),
    )


def goal_ahead(path: Path) -> Aim:
    """The goal as the outlook sees it: the limit that the path leads to."""
    return Aim(lower=path.goal) if path.sign > 0 else Aim(upper=path.goal)


def require_period_after_baseline(terms: Terms, newest: Figure, *, on: date) -> None:
    """Nothing is due before a period after the baseline has ended; one that ended without a figure is missing data."""
    assert terms.baseline_period is not None
    if newest.period.position > terms.baseline_period.position:
        return
    if terms.baseline_period.ended_since(on):
        raise CannotJudge(Reason.NO_DATA, Detail.NO_FIGURE_AFTER_BASELINE)
    raise CannotJudge(Reason.NOT_DUE, Detail.BEFORE_FIRST_PERIOD)


def path_light(terms: Terms, path: Path, actual: Fraction, expected: Fraction) -> tuple[Light, Decimal | None]:
    """Green at or ahead of the expected value, else by the share of the expected way that is gone."""
    if path.is_met(actual, expected):
        return Light.GREEN, None
    share = path.share(actual, expected)
    if share is None:
        band = band_of(expected, terms.tolerance)
        near = band is not None and abs(actual - expected) <= band
        return (Light.YELLOW if near else Light.RED), None if band is None else shown(band)
    if share >= Fraction(terms.green_from):
        return Light.GREEN, None
    return (Light.YELLOW if share >= Fraction(terms.yellow_from) else Light.RED), None


def after_deadline(terms: Terms, path: Path, due: Figure) -> Verdict:
    """Reached or missed, judged on the figure of the deadline's own period."""
    actual = Fraction(trusted(due, terms))
    share = path.share(actual, path.goal)
    assert share is not None  # the goal always lies beyond the baseline in its own direction
    reached = path.is_met(actual, path.goal)
    missed_light = Light.YELLOW if share >= NEARLY_REACHED else Light.RED
    return Verdict(
        Light.GREEN if reached else missed_light,
        family=Family.AFTER_DEADLINE,
        figure=due,
        expected=shown(path.goal),
        share=shown(share),
        short_by=shown(max((path.goal - actual) * path.sign, Fraction(0))),
        attainment=Attainment.REACHED if reached else Attainment.MISSED,
    )
