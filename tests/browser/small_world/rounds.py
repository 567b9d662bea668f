"""What its units are asked for."""

from typing import Any

from accounts.models import Unit
from planning.models import Plan
from reporting.models import CommentaryState, ReportingRound
from targets.models import Target
from tests import factories


def create_rounds(plan: Plan, unit: Unit, sent: Target, returned: Target) -> tuple[ReportingRound, ReportingRound]:
    """One with words that wait and words that were sent back, and one that is closed before anything was written."""
    home = plan.municipality
    told: dict[str, Any] = {"municipality": home, "plans": [plan], "units": [unit]}
    asked = factories.create_round(**told, message="Skriv kort.")
    closed = factories.create_round(
        **told, period="2024", closed_by="koordinator", closed_at=factories.NOW, opened_at=factories.NOW
    )
    been: dict[str, Any] = {"unit": unit, "submitted_by": "koordinator", "submitted_at": factories.NOW}
    waiting = factories.create_commentary(asked, target=sent, state=CommentaryState.SUBMITTED, **been)
    factories.create_evidence(waiting)
    been |= {"decided_by": "koordinator", "decided_at": factories.NOW, "return_reason": "Hva gjør dere?"}
    factories.create_commentary(asked, target=returned, state=CommentaryState.RETURNED, **been)
    factories.create_duty(unit=unit, service_area=factories.create_service_area(name="Barnehage"))
    return asked, closed
