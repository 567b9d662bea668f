"""What units are asked to write of their figures, and what they wrote."""

import hashlib
from collections.abc import Iterable
from typing import Any

from accounts.models import Municipality, Unit
from planning.models import Plan
from reporting.models import Commentary, CommentingDuty, Evidence, ReportingRound
from tests.factories.moments import NOW, TODAY


def create_round(
    *, municipality: Municipality, plans: Iterable[Plan] = (), units: Iterable[Unit] = (), **values: Any
) -> ReportingRound:
    told = {"kind": "year", "period": "2025", "deadline": TODAY, "opened_by": "koordinator", "opened_at": NOW}
    made = ReportingRound.objects.create(municipality=municipality, **told | values)
    made.plans.set(plans)
    made.units.set(units)
    return made


def create_duty(*, unit: Unit, **values: Any) -> CommentingDuty:
    return CommentingDuty.objects.create(municipality=unit.municipality, unit=unit, **values)


def create_commentary(asked: ReportingRound, *, unit: Unit, **values: Any) -> Commentary:
    """Words on a target or an indicator, begun by the unit."""
    told = {"text": "Færre søkere enn ventet.", "version": 1, "saved_by": "virksomhet", "saved_at": NOW}
    return Commentary.objects.create(round=asked, unit=unit, **told | values)


def create_evidence(commentary: Commentary, **values: Any) -> Evidence:
    body = b"notat"
    told = {"name": "notat.txt", "media_type": "text/plain", "size": len(body), "body": body}
    told |= {"checksum": hashlib.sha256(body).hexdigest(), "brought_by": "virksomhet", "brought_at": NOW}
    return Evidence.objects.create(commentary=commentary, **told | values)
