"""However deliveries follow on each other, the door keeps what the rules for vintages say, and no more."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.imports import ImportProblem, ImportRefused, LoadOutcome, Problems
from indicators.models import TABLE_RANKS, Channel, Fetch, Observation, Standing
from indicators.queries.vintages import vintage_of
from indicators.services.recording import (
    Delivery,
    NewFigure,
    judging,
    record_figures,
    refuse_contradictions,
    settling,
    staging,
    standing_of,
)
from indicators.vintages import News, Vintage, scenario_in, verdicts_on
from tests.factories import create_indicator, create_region

MOMENTS = [datetime(2025, month, 1, 12, 30, 15, 250_000 * (month == 7), tzinfo=UTC) for month in (4, 7, 10)]
PERIODS = {"": None, "2023": date(2023, 12, 31), "2024K2": date(2024, 6, 30)}
SAID = st.sampled_from(
    [
        *({"literal": literal} for literal in ("5", "5.0", "6", "-0.50", "1234567890.123")),
        *({"missing": symbol} for symbol in (":", "..")),
        {"missing": "", "value_min": Decimal(1), "value_max": Decimal("2.5")},
        {"missing": "..", "value_max": Decimal("2.5")},
    ]
)


@dataclass(frozen=True)
class Told:
    """A figure before it is known which delivery it is part of."""

    indicator: int
    region: int
    period: str
    part: str
    said: dict[str, Any]
    kind: str
    table: str
    extra: dict[str, Any]


TOLD = st.builds(
    Told,
    st.integers(0, 1),
    st.integers(0, 1),
    st.sampled_from(list(PERIODS)),
    st.sampled_from(["", "", "god\tdel"]),
    SAID,
    st.sampled_from(["actual", "actual", "provisional", "change", "correction", "projection", "interval"]),
    st.sampled_from(["", "text", "detail", "overview", "fremmed\\N"]),
    st.sampled_from([{}, {"scenario": "lav"}, {"scenario": "høy", "horizon": 2040}]),
)
DELIVERIES = st.lists(
    st.tuples(
        st.lists(TOLD, max_size=12),
        st.sampled_from(MOMENTS),
        st.sampled_from([Standing.OFFICIAL, Standing.OFFICIAL, Standing.CITED]),
    ),
    max_size=4,
)


@dataclass
class World:
    """Two indicators and two regions in the database, and beside it what should have been kept of them."""

    indicators: list[int]
    regions: list[int]
    kept: dict[Any, list[Vintage]] = field(default_factory=lambda: defaultdict(list))

    def figures(self, told: list[Told], at: datetime, judged: Standing) -> list[NewFigure]:
        return [self.figure(one, at, judged, place=f"linje {line}") for line, one in enumerate(told, start=2)]

    def figure(self, told: Told, at: datetime, judged: Standing, *, place: str) -> NewFigure:
        said: dict[str, Any] = {"literal": "", "missing": ""} | told.said
        vintage = Vintage(
            kind=told.kind,
            standing=standing_of(told.kind, judged=judged),
            source_table=told.table,
            table_rank=TABLE_RANKS.get(told.table, 0),
            known_from=at,
            scenario=scenario_in(told.extra),
            **said,
        )
        return NewFigure(
            indicator_id=self.indicators[told.indicator],
            region_id=self.regions[told.region],
            period=told.period,
            period_end=PERIODS[told.period],
            vintage=vintage,
            place=place,
            part=told.part,
            extra=told.extra,
        )

    def expect(self, figures: list[NewFigure]) -> tuple[LoadOutcome, list[tuple[str, str]]]:
        """Take the figures in as the rules say: what that does, and where which official figure is quoted wrongly."""
        cells: dict[Any, list[NewFigure]] = defaultdict(list)
        for figure in sorted(figures, key=lambda one: one.vintage.table_rank):
            cells[figure.cell].append(figure)
        counts = dict.fromkeys(News, 0)
        disagreements = []
        for cell, arriving in sorted(cells.items()):
            verdicts = verdicts_on([one.vintage for one in arriving], self.kept[cell])
            for figure, verdict in zip(arriving, verdicts, strict=True):
                counts[verdict.news] += 1
                if verdict.official:
                    disagreements.append((figure.place, verdict.official.literal))
                if verdict.news is not News.SAME:
                    self.kept[cell].append(replace(figure.vintage, number=len(self.kept[cell])))
        return LoadOutcome(counts[News.NEW], counts[News.CHANGED], counts[News.SAME]), disagreements

    def in_database(self) -> dict[Any, list[Vintage]]:
        """Everything that is kept, each cell in the order in which it was added."""
        found: dict[Any, list[Vintage]] = defaultdict(list)
        for row in Observation.objects.order_by("pk"):
            assert row.value == (Decimal(row.literal) if row.literal else None)
            assert row.period_end == PERIODS[row.period]
            cell = found[row.indicator_id, row.region_id, row.period, row.part]
            vintage = vintage_of(row)
            cell.append(replace(vintage, number=len(cell)))
        return found


@pytest.fixture
def small_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a handful of figures crosses every border between stretches."""
    monkeypatch.setattr(staging, "FIGURES_AT_A_TIME", 5)
    monkeypatch.setattr(settling, "ROWS_AT_A_TIME", 2)
    monkeypatch.setattr(judging, "CELLS_AT_A_TIME", 2)
    monkeypatch.setattr(judging, "NEWS_AT_A_TIME", 2)


def delivery_at(moment: datetime, number: int, read_as: str = "") -> Delivery:
    return Delivery(Channel.CSV, "tall.csv", b"%d" % number, "kari", moment, moment, read_as=read_as)


# As many on each of the two databases.
@pytest.mark.slow
@pytest.mark.usefixtures("small_stretches")
@given(deliveries=DELIVERIES)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_door_keeps_what_the_rules_say(deliveries: list[tuple[list[Told], datetime, Standing]]) -> None:
    with transaction.atomic():
        world = World([create_indicator().pk for _ in range(2)], [create_region().pk for _ in range(2)])
        for number, (told, moment, judged) in enumerate(deliveries):
            figures = world.figures(told, moment, judged)
            outcome, disagreements = world.expect(figures)
            recorded = record_figures(figures=iter(figures), delivery=delivery_at(moment, number))
            assert recorded.outcome == outcome
            assert [(one.figure.place, one.official.literal) for one in recorded.disagreements] == disagreements
            assert [one.figure in figures for one in recorded.disagreements] == [True] * len(disagreements)
            assert {cell: kept for cell, kept in world.kept.items() if kept} == world.in_database()
        transaction.set_rollback(True)


@pytest.mark.slow
@pytest.mark.usefixtures("small_stretches")
@given(deliveries=DELIVERIES, again=st.sampled_from(MOMENTS))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_contradictions_are_told_as_for_a_list_and_the_same_content_again_is_no_news(
    deliveries: list[tuple[list[Told], datetime, Standing]], again: datetime
) -> None:
    with transaction.atomic():
        world = World([create_indicator().pk for _ in range(2)], [create_region().pk for _ in range(2)])
        for number, (told, moment, judged) in enumerate(deliveries):
            figures = world.figures(told, moment, judged)
            expected = Problems("tall.csv")
            refuse_contradictions(figures, expected)
            before = Observation.objects.count(), Fetch.objects.count()
            assert problems_told(figures, delivery_at(moment, number, "read")) == expected.listed
            if expected:
                assert before == (Observation.objects.count(), Fetch.objects.count())
                continue
            require_same_answer(number, world.figures(told, max(moment, again), judged), max(moment, again))
        transaction.set_rollback(True)


def problems_told(figures: list[NewFigure], delivery: Delivery) -> list[ImportProblem]:
    """Record the figures, or say why they are refused."""
    try:
        record_figures(figures=iter(figures), delivery=delivery, problems=Problems("tall.csv"))
    except ImportRefused as refused:
        return list(refused.problems)
    return []


def require_same_answer(number: int, figures: list[NewFigure], moment: datetime) -> None:
    """Whether the content is recognised or compared figure by figure makes no difference."""
    outcomes = []
    for read_as in ("read", ""):
        with transaction.atomic():
            recorded = record_figures(figures=figures, delivery=delivery_at(moment, number, read_as))
            outcomes.append((recorded.outcome, Observation.objects.count()))
            transaction.set_rollback(True)
    assert outcomes[0] == outcomes[1]
