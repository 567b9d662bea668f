"""What changed in the figures of an indicator: which deliveries said something else than was known, and what."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Case, Count, Exists, F, OuterRef, Q, Value, When

from indicators.models import Fetch, Indicator, Observation, ObservationQuerySet, Region, Standing
from indicators.queries.vintages import vintage_of
from indicators.revisions import Delivered, Revision, revision_by
from reporting.change_words import delivery_in_words, figure_in_words, turn_in_words, who_changed
from targets.queries import period_named

MOST_SHOWN = 50
SAME_CELL = ("indicator", "region", "period", "part", "standing")
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
    indicator: Indicator, *, own: Region | None, hidden: Collection[str], everyone: bool
) -> FigureChanges:
    """Those of the own municipality, unless it has none or the reader asks for everyone's; three queries."""
    changed = changed_figures(indicator, hidden)
    counts = changed.aggregate(all=Count("pk"), own=Count("pk", filter=Q(region=own)))
    is_own_only = bool(counts["own"]) and not everyone
    chosen = changed.filter(region=own) if is_own_only else changed
    newest = list(newest_first(chosen, own)[:MOST_SHOWN])
    deliveries = tuple(deliveries_of(newest, revisions_of(newest), indicator, own))
    total: int = counts["own"] if is_own_only else counts["all"]
    return FigureChanges(deliveries, total - len(newest), counts["all"] - counts["own"], is_own_only)


def changed_figures(indicator: Indicator, hidden: Collection[str]) -> ObservationQuerySet:
    """The last word of every delivery on a cell of which another delivery had spoken before."""
    same = Observation.objects.filter(**{name: OuterRef(name) for name in SAME_CELL})
    same = same.filter(Q(standing=Standing.OFFICIAL) | Q(source_table=OuterRef("source_table")))
    before = Q(known_from__lt=OuterRef("known_from")) | Q(known_from=OuterRef("known_from"), pk__lt=OuterRef("pk"))
    overruled = Q(table_rank__gt=OuterRef("table_rank")) | Q(table_rank=OuterRef("table_rank"), pk__gt=OuterRef("pk"))
    chosen = Observation.objects.filter(indicator=indicator).exclude(source_table__in=hidden).judged()
    return chosen.filter(
        Exists(same.exclude(fetch=OuterRef("fetch")).filter(before)),
        ~Exists(same.filter(overruled, fetch=OuterRef("fetch"))),
    )


def newest_first(changed: ObservationQuerySet, own: Region | None) -> ObservationQuerySet:
    """The newest delivery first; in each the own municipality, and then the newest period."""
    others_last = Case(When(region=own, then=Value(0)), default=Value(1))
    with_delivery = changed.select_related("region", "fetch__source").defer("fetch__body")
    return with_delivery.order_by(
        "-known_from", "-fetch", others_last, F("period_end").desc(nulls_last=True), "region__name", "part", "pk"
    )


def revisions_of(changed: Sequence[Observation]) -> dict[int, Revision]:
    """What each of the figures was before; by the key of the new one. One query."""
    said: dict[Thread, list[Delivered]] = defaultdict(list)
    for row in history_of(changed):
        said[thread_of(row)].append(Delivered(row.fetch_id, vintage_of(row)))
    found = {row.pk: revision_by(row.fetch_id, said[thread_of(row)]) for row in changed}
    return {key: revision for key, revision in found.items() if revision is not None}


def history_of(changed: Sequence[Observation]) -> Iterable[Observation]:
    """Everything that was ever said of the cells."""
    return Observation.objects.judged().filter(
        indicator__in={row.indicator_id for row in changed},
        region__in={row.region_id for row in changed},
        period__in={row.period for row in changed},
        part__in={row.part for row in changed},
    )


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
        yield ChangingDelivery(
            rows[0].known_from, who_changed(fetch, turns, len(rows)), delivery_in_words(fetch), figures
        )


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
