"""Which unit comments which service area and which goal."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import Municipality, Unit
from accounts.services import record_event
from indicators.models import ServiceArea
from planning.models import Goal
from reporting.models import CommentingDuty
from reporting.services.rounds import RoundRefused
from targets.services.locking import take_turn

Subject = ServiceArea | Goal


@transaction.atomic
def set_duties(
    *,
    municipality: Municipality,
    by: str,
    now: datetime,
    service_areas: Mapping[ServiceArea, Unit | None] | None = None,
    goals: Mapping[Goal, Unit | None] | None = None,
) -> int:
    """Set what is given, all at once; None takes a duty away, and then a goal's or target's own unit comments it.

    How many became others than they were. Raises RoundRefused for a unit or goal of another municipality.
    """
    take_turn()
    wanted: dict[Subject, Unit | None] = dict([*(service_areas or {}).items(), *(goals or {}).items()])
    for subject, unit in wanted.items():
        refuse_strangers(municipality, subject, unit)
    # Two who set the table at once wait for each other.
    Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)
    kept = duties_of(municipality)
    changed = {one: unit for one, unit in wanted.items() if unit_in(kept, one) != unit}
    for subject, unit in changed.items():
        set_duty(municipality, subject, unit)
    if changed:
        record_event(
            action="reporting.duties.changed",
            subject=municipality,
            by=by,
            now=now,
            municipality_number=municipality.number,
            before={str(one): said(unit_in(kept, one)) for one in changed},
            after={str(one): said(unit) for one, unit in changed.items()},
        )
    return len(changed)


def refuse_strangers(municipality: Municipality, subject: Subject, unit: Unit | None) -> None:
    is_elsewhere = isinstance(subject, Goal) and subject.plan.municipality_id != municipality.pk
    if is_elsewhere or (unit is not None and unit.municipality_id != municipality.pk):
        raise RoundRefused(
            gettext("«%(name)s» hører til en annen kommune.") % {"name": subject if is_elsewhere else unit}
        )


def duties_of(municipality: Municipality) -> dict[tuple[str, int], Unit]:
    duties = CommentingDuty.objects.filter(municipality=municipality).select_related("unit")
    return {
        ("goal", one.goal_id) if one.goal_id else ("service_area", one.service_area_id or 0): one.unit for one in duties
    }


def unit_in(kept: Mapping[tuple[str, int], Unit], subject: Subject) -> Unit | None:
    return kept.get((field_of(subject), subject.pk))


def field_of(subject: Subject) -> str:
    return "goal" if isinstance(subject, Goal) else "service_area"


def set_duty(municipality: Municipality, subject: Subject, unit: Unit | None) -> None:
    which: dict[str, Any] = {"municipality": municipality, field_of(subject): subject}
    if unit is None:
        CommentingDuty.objects.filter(**which).delete()
    else:
        CommentingDuty.objects.update_or_create(**which, defaults={"unit": unit})


def said(unit: Unit | None) -> str:
    return unit.name if unit else ""
