"""Milestone: a state that no figure measures, judged by a person with reason and date."""

from targets.rules.evidence import Evidence
from targets.rules.lights import Detail, Family, Reason
from targets.rules.verdicts import CannotJudge, Verdict


def judge_milestone(seen: Evidence) -> Verdict:
    """What a person judged last; grey until somebody has."""
    if not seen.opinions:
        raise CannotJudge(Reason.NOT_ASSESSED, Detail.NOBODY_JUDGED)
    opinion = seen.opinions[-1]
    return Verdict(opinion.light, family=Family.MILESTONE, opinion=opinion)
