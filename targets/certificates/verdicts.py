"""What the rule answered, as it stands in a certificate."""

from targets.certificates.texts import Facts, code, day, text
from targets.rules import Crossing, Opinion, Outlook, Overriding, Projection, Verdict


def verdict_facts(verdict: Verdict) -> Facts:
    return {
        "light": verdict.light.value,
        "reason": verdict.reason.value if verdict.reason else None,
        "detail": verdict.detail.value if verdict.detail else None,
        "family": verdict.family.value if verdict.family else None,
        "expected": text(verdict.expected),
        "goal": text(verdict.goal),
        "baseline_period": code(verdict.baseline_period),
        "baseline_value": text(verdict.baseline_value),
        "lower": text(verdict.lower),
        "upper": text(verdict.upper),
        "band": text(verdict.band),
        "share": text(verdict.share),
        "short_by": text(verdict.short_by),
        "attainment": verdict.attainment.value if verdict.attainment else None,
        "is_stale": verdict.is_stale,
        "compared": [period.code for period in verdict.compared],
        "direction": verdict.direction,
        "done_on": day(verdict.done_on),
        "due_on": day(verdict.due_on),
        "opinion": opinion_facts(verdict.opinion) if verdict.opinion else None,
        "outlook": outlook_facts(verdict.outlook) if verdict.outlook else None,
        "warning": verdict.warning.value if verdict.warning else None,
        # Only where it is so: certificates from before it was looked for have no such part.
        **({"is_overdue": True} if verdict.is_overdue else {}),
    }


def opinion_facts(opinion: Opinion) -> Facts:
    return {"light": opinion.light.value, "on": day(opinion.on), "reason": opinion.reason, "by": opinion.by}


def outlook_facts(outlook: Outlook) -> Facts:
    return {
        "points": outlook.points,
        "since": outlook.since.code,
        "pace": text(outlook.pace),
        "pace_low": text(outlook.pace_low),
        "pace_high": text(outlook.pace_high),
        "is_certain": outlook.is_certain,
        "next": projection_facts(outlook.next),
        "at_deadline": projection_facts(outlook.at_deadline) if outlook.at_deadline else None,
        "course": outlook.course.value if outlook.course else None,
        "crossing": crossing_facts(outlook.crossing) if outlook.crossing else None,
    }


def projection_facts(projection: Projection) -> Facts:
    return {
        "period": projection.period.code,
        "value": text(projection.value),
        "low": text(projection.low),
        "high": text(projection.high),
    }


def crossing_facts(crossing: Crossing) -> Facts:
    return {"period": crossing.period.code, "earliest": code(crossing.earliest), "latest": code(crossing.latest)}


def override_facts(override: Overriding) -> Facts:
    """What a person has set beside the verdict; a certificate without an override has no such part."""
    return {
        "override": {
            "light": override.light.value,
            "reason": override.reason,
            "by": override.by,
            "on": day(override.on),
            "until": day(override.until),
        }
    }
