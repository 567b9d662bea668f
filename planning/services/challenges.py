"""Writing a plan's challenges and opportunities on its pages: made, changed and taken away.

Every write is one edit of the plan, so that it can be undone. Files know a challenge by its code; here it gets the
next.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from planning.models import Challenge, FocusArea, Measure, Plan
from planning.services.editing import edited
from planning.services.numbering import next_code
from planning.services.plans import locked
from planning.services.wording import WordsNeedReason, change_words, is_binding

LAST_PLACE = 32_767


@dataclass(frozen=True, slots=True)
class ChallengeLinks:
    """Where in the plan a challenge stands, and what answers it."""

    focus_areas: Collection[FocusArea] = ()
    measures: Collection[Measure] = ()


@transaction.atomic
def add_challenge(*, plan: Plan, values: Mapping[str, Any], links: ChallengeLinks, by: str, now: datetime) -> Challenge:
    """Last in the plan, with the next free code."""
    # Two people may add one at the same time; the second waits here, and gets the next code.
    plan = locked(plan)
    code = next_code(plan.challenges.values_list("code", flat=True), otherwise="U-")
    last = plan.challenges.aggregate(last=Max("order"))["last"]
    order = 0 if last is None else min(last + 1, LAST_PLACE)
    with edited(plan=plan, action="planning.challenge.added", label=values["text"], by=by, now=now) as edit:
        challenge = Challenge.objects.create(plan=plan, code=code, order=order, **values)
        link(challenge, links)
        edit.added(challenge)
    return challenge


def change_challenge(
    *,
    challenge: Challenge,
    values: Mapping[str, Any],
    links: ChallengeLinks,
    reason: str,
    by: str,
    on: date,
    now: datetime,
    decision_reference: str = "",
) -> None:
    """Raises WordsNeedReason where an adopted plan would say something else without one."""
    label = str(values.get("text", challenge.text))
    action = "planning.challenge.changed"
    with edited(plan=challenge.plan, action=action, label=label, by=by, now=now, reason=reason) as edit:
        why = {"reason": reason, "decision_reference": decision_reference}
        change_words(edit=edit, row=challenge, values=values, **why, by=by, on=on, now=now)
        link(challenge, links)


def link(challenge: Challenge, links: ChallengeLinks) -> None:
    challenge.focus_areas.set(links.focus_areas)
    challenge.measures.set(links.measures)


def delete_challenge(*, challenge: Challenge, reason: str, by: str, now: datetime) -> None:
    """Raises WordsNeedReason where the plan is adopted and nobody has said why."""
    if is_binding(challenge) and not reason.strip():
        raise WordsNeedReason(challenge.text)
    told: dict[str, Any] = {"label": challenge.text, "by": by, "now": now, "reason": reason.strip()}
    with edited(plan=challenge.plan, action="planning.challenge.deleted", **told) as edit:
        edit.before(challenge)
        # By a query, so that the row keeps the key by which the trail tells of it.
        Challenge.objects.filter(pk=challenge.pk).delete()
