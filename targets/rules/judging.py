"""The rule of the light: terms, what is known and a day in, a verdict out."""

from collections.abc import Callable, Sequence
from datetime import date

from targets.rules.duties import judge_recurring
from targets.rules.evidence import Done, Evidence, Figure, Opinion, evidence_at
from targets.rules.figures import known_value
from targets.rules.lights import Detail, Light, Reason
from targets.rules.limits import judge_limit
from targets.rules.milestones import judge_milestone
from targets.rules.peers import judge_peer
from targets.rules.progress import judge_path
from targets.rules.terms import Kind, Terms
from targets.rules.trends import judge_trend
from targets.rules.verdicts import CannotJudge, Verdict

# The rule of each kind that looks at figures.
RULES: dict[Kind, Callable[[Terms, Evidence, Figure], Verdict]] = {
    Kind.STAY_ABOVE: judge_limit,
    Kind.STAY_BELOW: judge_limit,
    Kind.STAY_WITHIN: judge_limit,
    Kind.REACH: judge_path,
    Kind.CHANGE_BY: judge_path,
    Kind.TREND: judge_trend,
    Kind.PEER: judge_peer,
}


def assess(
    terms: Terms,
    figures: Sequence[Figure],
    *,
    on: date,
    peer: Sequence[Figure] = (),
    done: Sequence[Done] = (),
    opinions: Sequence[Opinion] = (),
) -> Verdict:
    """The verdict on one target as of a day, from the figures that count (one per period, no projections)."""
    seen = evidence_at(on, figures, peer, done, opinions)
    try:
        return judge(terms, seen)
    except CannotJudge as grey:
        return Verdict(Light.GREY, reason=grey.reason, detail=grey.detail, figure=seen.newest, outlook=grey.outlook)


def judge(terms: Terms, seen: Evidence) -> Verdict:
    """The first reason for grey in the published order, else the rule of the kind."""
    if terms.kind is Kind.MILESTONE:
        return judge_milestone(seen)
    if terms.kind is Kind.RECURRING:
        return judge_recurring(terms, seen)
    if not terms.has_indicator:
        raise CannotJudge(Reason.NO_INDICATOR)
    if not terms.unit_fits:
        raise CannotJudge(Reason.UNIT_MISMATCH)
    newest = known_value(seen.newest, Detail.NO_FIGURES)
    return RULES[terms.kind](terms, seen, newest)
