"""Who answers for what in the demonstration. Invented, as the units and people are."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts.models import Unit, User
from accounts.services import record_event
from planning.models import Plan


@transaction.atomic
def give_goals_to_units(
    *, plan: Plan, units: Mapping[str, Unit], owners: Mapping[str, User], by: str, now: datetime
) -> int:
    """By the code of a focus area: the unit and the person that its goals are given to.

    Only where nobody answers for any goal yet, so that what somebody has chosen or taken away is left as it is.
    """
    if plan.goals.filter(Q(unit__isnull=False) | Q(owner__isnull=False)).exists():
        return 0
    given = 0
    for code, unit in units.items():
        goals = plan.goals.filter(unit__isnull=True).filter(
            Q(primary_focus_area__code=code) | Q(focus_areas__code=code)
        )
        keys = list(goals.values_list("pk", flat=True))
        given += plan.goals.filter(pk__in=keys).update(unit=unit, owner=owners.get(code))
    if given:
        record_event(
            action="planning.plan.changed",
            subject=plan,
            by=by,
            now=now,
            municipality_number=plan.municipality.number,
            after={"units": {code: unit.name for code, unit in units.items()}},
        )
    return given
