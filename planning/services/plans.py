"""Making a plan, and changing what it says of itself."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import Municipality
from accounts.services import record_event
from accounts.snapshots import snapshot
from planning.models import Plan, PlanStatus
from planning.services.editing import edited
from planning.services.wording import change_words


@transaction.atomic
def create_plan(*, municipality: Municipality, values: Mapping[str, Any], by: str, now: datetime) -> Plan:
    """A draft with nothing in it yet. There is nothing to go back to, so making it is audited and cannot be undone."""
    plan = Plan.objects.create(municipality=municipality, status=PlanStatus.DRAFT, **values)
    record_event(
        action="planning.plan.added",
        subject=plan,
        by=by,
        now=now,
        municipality_number=municipality.number,
        after=snapshot(plan),
    )
    return plan


def change_plan(
    *,
    plan: Plan,
    values: Mapping[str, Any],
    reason: str,
    by: str,
    on: date,
    now: datetime,
    decision_reference: str = "",
) -> None:
    """Give a plan other settings. Raises WordsNeedReason where an adopted plan's title is changed without one."""
    with edited(
        plan=plan, action="planning.plan.changed", label=plan.title, by=by, now=now, reason=reason.strip()
    ) as edit:
        change_words(
            edit=edit,
            row=plan,
            values=values,
            reason=reason,
            decision_reference=decision_reference,
            by=by,
            on=on,
            now=now,
        )
