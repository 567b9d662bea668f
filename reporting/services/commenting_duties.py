"""Which unit comments which service area and which goal."""

from collections.abc import Mapping
from datetime import datetime

from accounts.models import Municipality, Unit
from indicators.models import ServiceArea
from planning.models import Goal


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
    raise NotImplementedError
