"""The rule of the light: terms, figures and a day in, a verdict out."""

from collections.abc import Sequence
from datetime import date

from targets.rules.figures import known_value, newest_last
from targets.rules.limits import judge_limit
from targets.rules.progress import judge_path
from targets.rules.terms import JUDGED, LIMITS, CannotJudge, Detail, Figure, Light, Reason, Terms, Verdict


def assess(terms: Terms, figures: Sequence[Figure], *, on: date) -> Verdict:
    """The verdict on one target as of a day, from the figures that count (one per period, no projections)."""
    finished = sorted((f for f in figures if f.period.is_finished(on)), key=newest_last)
    newest = finished[-1] if finished else None
    try:
        return judge(terms, finished, on=on)
    except CannotJudge as grey:
        return Verdict(Light.GREY, reason=grey.reason, detail=grey.detail, figure=newest)


def judge(terms: Terms, finished: list[Figure], *, on: date) -> Verdict:
    """The first reason for grey in the published order, else the rule of the kind."""
    if terms.kind not in JUDGED:
        raise CannotJudge(Reason.NOT_ASSESSED, Detail.NO_RULE_YET)
    if not terms.has_indicator:
        raise CannotJudge(Reason.NO_INDICATOR)
    if not terms.unit_fits:
        raise CannotJudge(Reason.UNIT_MISMATCH)
    newest = known_value(finished[-1] if finished else None, Detail.NO_FIGURES)
    if terms.kind in LIMITS:
        return judge_limit(terms, finished, newest, on=on)
    return judge_path(terms, finished, newest, on=on)
