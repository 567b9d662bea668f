"""The one door that every figure comes through: compared with what is kept, added where it says something new."""

import hashlib
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import transaction

from accounts.imports import LoadOutcome, Problems
from accounts.services import record_event
from indicators.models import Channel, Fetch, Indicator, Observation, Source, Standing, ValueKind
from indicators.vintages import News, Vintage, news_in, official_of

Cell = tuple[int, int, str, str]
CELLS_PER_BATCH = 2_000
JUDGED_KINDS = frozenset({ValueKind.ACTUAL, ValueKind.PROVISIONAL, ValueKind.CHANGE})
FIELDS = (
    *("indicator_id", "region_id", "period", "part", "literal", "missing", "kind", "standing", "source_table"),
    *("table_rank", "known_from", "value_min", "value_max", "id", "extra"),
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What somebody brought: the file as it came, by which channel, and since when its figures are known."""

    channel: Channel
    name: str
    body: bytes
    received_from: str
    received_at: datetime
    known_from: datetime
    # What only some deliveries have: the source that was asked and what it was asked, or where a person has it from.
    source: Source | None = None
    address: str = ""
    updated_upstream: datetime | None = None
    note: str = ""

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True, slots=True)
class NewFigure:
    """One figure that arrives, for a cell whose indicator and region are known, and where in its file it stands."""

    indicator_id: int
    region_id: int
    period: str
    period_end: date | None
    vintage: Vintage
    place: str
    part: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def cell(self) -> Cell:
        return (self.indicator_id, self.region_id, self.period, self.part)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A figure that a plan quotes and that the official statistics have otherwise."""

    figure: NewFigure
    official: Vintage


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of the figures of one delivery. `fetch` is None where there was nothing to keep."""

    outcome: LoadOutcome
    fetch: Fetch | None
    disagreements: tuple[Disagreement, ...]


def standing_of(kind: str, *, judged: Standing) -> Standing:
    """Where a figure of a kind stands; `judged` is where this door's actual figures stand."""
    if kind == ValueKind.CORRECTION:
        return Standing.CORRECTION
    return judged if kind in JUDGED_KINDS else Standing.SHOWN


def refuse_contradictions(figures: Sequence[NewFigure], problems: Problems) -> None:
    """One delivery may say a thing twice, but not two things of one cell in one table."""
    said: dict[tuple[object, ...], NewFigure] = {}
    for figure in figures:
        key = (figure.cell, figure.vintage.series, figure.vintage.source_table)
        first = said.setdefault(key, figure)
        if not first.vintage.says_same(figure.vintage):
            message = f"samme celle står også på {first.place}, med en annen verdi ({shown(first)} og {shown(figure)})"
            problems.add(figure.place, message)


def shown(figure: NewFigure) -> str:
    """What a figure says, for a message."""
    vintage = figure.vintage
    interval = f"{vintage.value_min}–{vintage.value_max}"
    return vintage.literal or vintage.missing or interval


@transaction.atomic
def record_figures(*, figures: Sequence[NewFigure], delivery: Delivery) -> Recorded:
    """Add the figures that say something new, with the delivery that they came in; a few queries per batch of cells."""
    kept_delivery = KeptDelivery(delivery)
    counts: Counter[News] = Counter()
    disagreements: list[Disagreement] = []
    for batch in batches(by_cell(figures)):
        lock_indicators(batch)
        kept = vintages_of(batch)
        read = [one for cell, arriving in batch.items() for one in read_cell(arriving, kept[cell])]
        counts.update(news for _figure, news, _official in read)
        kept_delivery.add([figure for figure, news, _official in read if news is not News.SAME])
        disagreements += [Disagreement(figure, official) for figure, _news, official in read if official]
    outcome = LoadOutcome(counts[News.NEW], counts[News.CHANGED], counts[News.SAME])
    return Recorded(outcome, kept_delivery.closed(outcome), tuple(disagreements))


def lock_indicators(cells: Iterable[Cell]) -> None:
    """Two loads at once take turns, so that the second one sees what the first one added."""
    keys = {indicator for indicator, _region, _period, _part in cells}
    list(Indicator.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))


def read_cell(arriving: Iterable[NewFigure], kept: list[Vintage]) -> Iterator[tuple[NewFigure, News, Vintage | None]]:
    """Each figure of one cell in order, whether it is news, and the official one that it disagrees with."""
    for figure in arriving:
        news, official = news_of(figure, kept)
        if news is not News.SAME:
            kept.append(replace(figure.vintage, number=UNSAVED + len(kept)))
        yield figure, news, official


@transaction.atomic
def take_delivery(*, figures: Sequence[NewFigure], delivery: Delivery, action: str) -> LoadOutcome:
    """Record what a file brought, and tell the audit trail where something of it was new."""
    recorded = record_figures(figures=figures, delivery=delivery)
    if recorded.fetch:
        record_event(
            action=action,
            subject=recorded.fetch,
            by=delivery.received_from,
            now=delivery.received_at,
            after={"created": recorded.outcome.created, "updated": recorded.outcome.updated},
        )
    return recorded.outcome


# Numbers of rows that have no key yet lie above those that have one.
UNSAVED = 1 << 62


def news_of(figure: NewFigure, kept: Sequence[Vintage]) -> tuple[News, Vintage | None]:
    """Whether it is news, and which official figure it disagrees with. To quote the official one is no news."""
    news = news_in(figure.vintage, kept)
    if figure.vintage.standing != Standing.CITED:
        return news, None
    official = official_of(kept, figure.vintage.known_from)
    if official is None:
        return news, None
    if (official.number_said, official.missing) == (figure.vintage.number_said, figure.vintage.missing):
        return News.SAME, None
    return news, official


def by_cell(figures: Sequence[NewFigure]) -> Iterator[tuple[Cell, list[NewFigure]]]:
    """The figures of each cell in the order of their tables, so that the last one is the current one."""
    cells: dict[Cell, list[NewFigure]] = defaultdict(list)
    for figure in sorted(figures, key=lambda one: one.vintage.table_rank):
        cells[figure.cell].append(figure)
    # Neighbours in a batch share indicators, so that one query finds what is kept of them and little else.
    yield from sorted(cells.items())


def batches(cells: Iterator[tuple[Cell, list[NewFigure]]]) -> Iterator[dict[Cell, list[NewFigure]]]:
    while batch := dict(islice(cells, CELLS_PER_BATCH)):
        yield batch


def vintages_of(cells: dict[Cell, list[NewFigure]]) -> dict[Cell, list[Vintage]]:
    """Everything that is kept of the cells; one query."""
    indicators, regions, periods, parts = (set(values) for values in zip(*cells, strict=True))
    rows = Observation.objects.filter(
        indicator__in=indicators, region__in=regions, period__in=periods, part__in=parts
    ).values_list(*FIELDS)
    kept: dict[Cell, list[Vintage]] = defaultdict(list)
    for *cell, literal, missing, kind, standing, table, rank, known_from, low, high, key, extra in rows.iterator():
        scenario = scenario_in(extra)
        vintage = Vintage(literal, missing, kind, standing, table, rank, known_from, low, high, scenario, key)
        kept[tuple(cell)].append(vintage)
    return kept


def scenario_in(extra: dict[str, Any]) -> str:
    """Which projection a figure belongs to; the horizon is part of that too."""
    return " ".join(str(extra[key]) for key in ("scenario", "horizon") if extra.get(key))


class KeptDelivery:
    """Keeps the delivery when its first figure is added, or when its content has not been seen before."""

    def __init__(self, delivery: Delivery) -> None:
        self.delivery = delivery
        self.fetch: Fetch | None = None

    def kept(self) -> Fetch:
        if self.fetch is None:
            self.fetch = Fetch.objects.create(
                channel=self.delivery.channel,
                name=self.delivery.name[:300],
                checksum=self.delivery.checksum,
                body=zlib.compress(self.delivery.body),
                received_at=self.delivery.received_at,
                known_from=self.delivery.known_from,
                received_from=self.delivery.received_from,
                source=self.delivery.source,
                address=self.delivery.address,
                updated_upstream=self.delivery.updated_upstream,
                note=self.delivery.note,
            )
        return self.fetch

    def add(self, figures: Sequence[NewFigure]) -> None:
        if figures:
            fetch = self.kept()
            Observation.objects.bulk_create((observation_of(one, fetch) for one in figures), batch_size=1_000)

    def closed(self, outcome: LoadOutcome) -> Fetch | None:
        """The delivery with its counts. The same content again, with nothing new in it, is not kept twice."""
        seen = Fetch.objects.filter(channel=self.delivery.channel, checksum=self.delivery.checksum).exists()
        if self.fetch is None and seen:
            return None
        fetch = self.kept()
        fetch.created_count, fetch.updated_count = outcome.created, outcome.updated
        fetch.unchanged_count = outcome.unchanged
        fetch.save(update_fields=["created_count", "updated_count", "unchanged_count"])
        return fetch


def observation_of(figure: NewFigure, fetch: Fetch) -> Observation:
    vintage = figure.vintage
    return Observation(
        indicator_id=figure.indicator_id,
        region_id=figure.region_id,
        period=figure.period,
        period_end=figure.period_end,
        part=figure.part,
        value=vintage.number_said,
        literal=vintage.literal,
        value_min=vintage.value_min,
        value_max=vintage.value_max,
        missing=vintage.missing,
        kind=vintage.kind,
        standing=vintage.standing,
        source_table=vintage.source_table,
        table_rank=vintage.table_rank,
        known_from=vintage.known_from,
        fetch=fetch,
        extra=figure.extra,
    )
