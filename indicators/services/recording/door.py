"""Recording a delivery: all of its figures compared with what is kept, and what is new of them added."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from accounts.imports import ImportProblem, LoadOutcome, Problems
from accounts.services import record_event
from indicators.models import Fetch
from indicators.services.checking import check_delivery
from indicators.services.recording.bodies import whole_or_nothing
from indicators.services.recording.contradictions import find_contradictions
from indicators.services.recording.deliveries import Delivery, KeptDelivery
from indicators.services.recording.figures import Disagreement, NewFigure, StagedFigure, moment_text, staged
from indicators.services.recording.judging import judge_doubted
from indicators.services.recording.settling import (
    add_new,
    count_new,
    find_kept,
    find_repeated,
    leave_only_new,
    lock_indicators,
    put_doubted_aside,
)
from indicators.services.recording.staging import STAGED, rows_of, staged_figures
from indicators.services.region_rows import tell_shipped_history
from indicators.vintages import News


class KnownTooLate(ValueError):
    """A figure says that it became known after the delivery that brings it."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of the figures of one delivery. `fetch` is None where there was nothing to keep."""

    outcome: LoadOutcome
    fetch: Fetch | None
    disagreements: tuple[Disagreement, ...]


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
    """Add the figures that say something new, with the delivery that they came in.

    They are asked for one by one, and not at all where the delivery has said them before. With `problems`, what is
    found to be wrong while they are made is refused when all are made, and contradictions among them too.
    """
    kept = KeptDelivery(delivery)
    if said := kept.said_before():
        return Recorded(LoadOutcome(unchanged=number_of_figures(said)), None, ())
    rows = (one if isinstance(one, StagedFigure) else staged(one) for one in figures)
    with staged_figures(rows) as count:
        require_known(delivery)
        lock_indicators()
        find_repeated()
        if problems is not None:
            problems.refuse_if_any()
            find_contradictions(problems)
            problems.refuse_if_any()
        recorded = record_staged(kept, count=count)
    if recorded.outcome.wrote:
        tell_shipped_history()
        recorded = with_warnings(
            recorded, check_delivery(fetch=recorded.fetch, file=delivery.name, now=delivery.received_at)
        )
    return recorded


def with_warnings(recorded: Recorded, warnings: tuple[ImportProblem, ...]) -> Recorded:
    return replace(recorded, outcome=replace(recorded.outcome, warnings=(*recorded.outcome.warnings, *warnings)))


def record_staged(kept: KeptDelivery, *, count: int) -> Recorded:
    """What is put aside, settled or judged, and added where it is new."""
    find_kept()
    doubted_cells = put_doubted_aside()
    if new := count_new():
        leave_only_new()
        add_new(kept.kept(), last=count)
    judged = judge_doubted(cells=doubted_cells, kept_fetch=kept.kept)
    created, updated = new + judged.counts[News.NEW], judged.counts[News.CHANGED]
    outcome = LoadOutcome(created, updated, count - created - updated)
    return Recorded(outcome, kept.closed(outcome), tuple(judged.disagreements))


def number_of_figures(fetch: Fetch) -> int:
    return fetch.created_count + fetch.updated_count + fetch.unchanged_count


def require_known(delivery: Delivery) -> None:
    """What is said before is found by when deliveries were known, so none of their figures may be known later."""
    latest = moment_text(delivery.known_from)
    if rows_of(f"SELECT 1 FROM {STAGED} WHERE known_from > %s LIMIT 1", [latest]):
        raise KnownTooLate(delivery.name)
