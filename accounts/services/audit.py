"""The audit trail: who did what."""

from datetime import datetime
from typing import Any

from django.db import models

from accounts.models import AuditEvent


def record_event(
    *,
    action: str,
    subject: models.Model,
    by: str,
    now: datetime,
    municipality_number: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> AuditEvent:
    """Keep who did what to which object. `action` is dotted, `planning.plan.loaded`."""
    return AuditEvent.objects.create(
        at=now,
        actor=by,
        action=action,
        object_type=subject._meta.label_lower,
        object_id=str(subject.pk),
        object_label=str(subject)[:500],
        municipality_number=municipality_number,
        before=before,
        after=after,
        reason=reason,
    )
