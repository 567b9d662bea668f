"""The door itself: what a delivery brought is added, and what follows from it is done at once."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from accounts.imports import ImportProblem, LoadOutcome, Problems
from accounts.services import record_event
from indicators.models import Fetch
from indicators.services.checking import check_delivery
from indicators.services.recording.adding import Recorded, add_figures
from indicators.services.recording.bodies import whole_or_nothing
from indicators.services.recording.computing import recompute_after
from indicators.services.recording.deliveries import Delivery
from indicators.services.recording.figures import NewFigure, StagedFigure
from indicators.services.region_rows import tell_shipped_history


@whole_or_nothing()
def take_delivery(
    *,
    figures: Iterable[NewFigure | StagedFigure],
    delivery: Delivery,
    action: str,
    problems: Problems | None = None,
) -> LoadOutcome:
    """Record what a file brought, and tell the audit trail where something of it was new."""
    recorded = record_figures(figures=figures, delivery=delivery, problems=problems)
    if recorded.fetch:
        record_event(
            action=action,
            subject=recorded.fetch,
            by=delivery.received_from,
            now=delivery.received_at,
            after={"created": recorded.outcome.created, "updated": recorded.outcome.updated},
        )
    return recorded.outcome


@whole_or_nothing()
def record_figures(
    *, figures: Iterable[NewFigure | StagedFigure], delivery: Delivery, problems: Problems | None = None
) -> Recorded:
    """Add the figures that say something new, with the delivery that they came in, and do what follows from them."""
    recorded = add_figures(figures=figures, delivery=delivery, problems=problems)
    if recorded.fetch and recorded.outcome.wrote:
        warnings = figures_have_come_in(recorded.fetch, file=delivery.name, now=delivery.received_at)
        return with_warnings(recorded, warnings)
    return recorded


def figures_have_come_in(fetch: Fetch, *, file: str, now: datetime) -> tuple[ImportProblem, ...]:
    """What every channel owes to what it brought: the past of its regions, what is computed from its figures, and
    whether they add up. Returns what does not."""
    tell_shipped_history()
    recompute_after(fetch=fetch)
    return check_delivery(fetch=fetch, file=file, now=now)


def with_warnings(recorded: Recorded, warnings: tuple[ImportProblem, ...]) -> Recorded:
    return replace(recorded, outcome=replace(recorded.outcome, warnings=(*recorded.outcome.warnings, *warnings)))
