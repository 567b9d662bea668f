"""What changed in the figures of an indicator: which deliveries said something else than was known, and what."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from indicators.models import Fetch, Indicator, Observation, Region, Standing
from indicators.queries.vintages import vintage_of
from indicators.revisions import Delivered, Revision, revision_by
from reporting.change_words import delivery_told, figure_in_words, turn_in_words, who_changed
from targets.queries import period_named

MOST_SHOWN = 50
# The figures of a cell that replace each other: official ones whatever their table, a plan's within that plan.
Thread = tuple[int, str, str, int, str]


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """One figure that is another than before: from what to what, and what that means."""

    region: str
    is_own: bool
    period: str
    before: str
    after: str
    what: str


@dataclass(frozen=True, slots=True)
class ChangingDelivery:
    """The figures that one delivery changed, with one sentence on who did it and the delivery's own name."""

    seen_at: datetime
    sentence: str
    delivery: str
    figures: tuple[ChangedFigure, ...]


@dataclass(frozen=True, slots=True)
class FigureChanges:
    """The newest changes, and how many older ones are left out. `elsewhere` counts those of other regions."""

    deliveries: tuple[ChangingDelivery, ...]
    more: int
    elsewhere: int
    is_own_only: bool


def figure_changes(
    rows: Sequence[Observation], indicator: Indicator, *, own: Region | None, everyone: bool
) -> FigureChanges:
    """Those of the own municipality, unless it has none or the reader asks for everyone's.

    `rows` are everything that was ever said of the regions that are looked at.
    """
    judged = [row for row in rows if row.standing > Standing.SHOWN]
    changed = list(changed_figures(judged))
    of_own = [row for row in changed if row.region == own]
    is_own_only = bool(of_own) and not everyone
    chosen = of_own if is_own_only else changed
    newest = newest_first(chosen, own)[:MOST_SHOWN]
    deliveries = tuple(deliveries_of(newest, revisions_of(newest, judged), indicator, own))
    return FigureChanges(deliveries, len(chosen) - len(newest), len(changed) - len(of_own), is_own_only)


def changed_figures(judged: Iterable[Observation]) -> Iterator[Observation]:
    """The last word of every delivery on a cell of which another delivery had spoken before."""
    threads: dict[Thread, list[Observation]] = defaultdict(list)
    for row in judged:
        threads[thread_of(row)].append(row)
    for thread in threads.values():
        in_order = sorted(thread, key=lambda one: (one.table_rank, one.pk))
        last_words = {row.fetch_id: row for row in in_order}
        for row in last_words.values():
            others = (one for one in thread if one.fetch_id != row.fetch_id)
            if any((one.known_from, one.pk) < (row.known_from, row.pk) for one in others):
                yield row


def newest_first(changed: Iterable[Observation], own: Region | None) -> list[Observation]:
    """The newest delivery first; in each the own municipality, and then the newest period."""

    def place(row: Observation) -> tuple[object, ...]:
        age = -row.period_end.toordinal() if row.period_end else 0
        return row.region != own, age, row.region.name, row.part, row.pk

    in_delivery = sorted(changed, key=place)
    return sorted(in_delivery, key=lambda row: (row.known_from, row.fetch_id), reverse=True)


def revisions_of(changed: Sequence[Observation], judged: Iterable[Observation]) -> dict[int, Revision]:
    """What each of the figures was before; by the key of the new one."""
    said: dict[Thread, list[Delivered]] = defaultdict(list)
    wanted = {thread_of(row) for row in changed}
    for row in judged:
        if (thread := thread_of(row)) in wanted:
            said[thread].append(Delivered(row.fetch_id, vintage_of(row)))
    found = {row.pk: revision_by(row.fetch_id, said[thread_of(row)]) for row in changed}
    return {key: revision for key, revision in found.items() if revision is not None}


def thread_of(row: Observation) -> Thread:
    table = "" if row.standing == Standing.OFFICIAL else row.source_table
    return row.region_id, row.period, row.part, row.standing, table


def deliveries_of(
    changed: Sequence[Observation], revisions: dict[int, Revision], indicator: Indicator, own: Region | None
) -> Iterator[ChangingDelivery]:
    """The changes by the delivery that brought them. A figure that only another table repeats is none."""
    told = (row for row in changed if row.pk in revisions)
    for _fetch, group in groupby(told, key=lambda row: row.fetch_id):
        rows = list(group)
        fetch: Fetch = rows[0].fetch
        turns = {revisions[row.pk].turn for row in rows}
        figures = tuple(changed_figure(row, revisions[row.pk], indicator, own) for row in rows)
        yield ChangingDelivery(rows[0].known_from, who_changed(fetch, turns, len(rows)), delivery_told(fetch), figures)


def changed_figure(row: Observation, revision: Revision, indicator: Indicator, own: Region | None) -> ChangedFigure:
    period = period_named(row.period).label if row.period else ""
    return ChangedFigure(
        region=row.region.name,
        is_own=row.region == own,
        period=", ".join(part for part in (period, row.part) if part),
        before=figure_in_words(revision.before, indicator.decimals),
        after=figure_in_words(revision.after, indicator.decimals),
        what=turn_in_words(revision),
    )
