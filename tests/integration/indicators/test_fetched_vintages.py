"""Every figure that Statistics Norway has said is kept, with since when it was known."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from indicators.models import Channel, Fetch, Indicator, Observation, SourceStatus, Standing, ValueKind
from indicators.services.fetch_endings import Ended
from tests.factories import create_observation, create_region
from tests.fakes.pxweb import PxWeb, saying, utgifter
from tests.fetched import (
    NOON,
    PUBLISHED,
    counts,
    dumped,
    fetch,
    mapped,
    publish,
    put,
    small_table,
    source_of,
)

WEEK = timedelta(days=7)
MARCH = datetime(2026, 3, 15, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(["1.9", "2.1"], id="a revision"),
        pytest.param(["1.9", "2.1", "1.9"], id="a correction that is taken back"),
        pytest.param(["1.9", "."], id="a cell that is withdrawn"),
        pytest.param(["1.9", ".", "1.9"], id="a cell that comes back"),
        pytest.param(["1.9", ":"], id="a value that turns confidential"),
        pytest.param([":", "1.9"], id="a value that is no longer confidential"),
        pytest.param(["0", ".."], id="zero is not missing"),
        pytest.param(["..", "0"], id="missing is not zero"),
        pytest.param(["-", "0"], id="a dash is not zero"),
        pytest.param(["..", ":", ".", "-"], id="four reasons for no value"),
        pytest.param(["-1.9", "-0.1", "123456789012345"], id="negative and large"),
    ],
)
def test_what_was_known_after_each_fetch(pxweb: PxWeb, said: list[str]) -> None:
    table = small_table()
    source = source_of(pxweb, table)
    mapped(source)
    moments = [NOON + WEEK * week for week in range(len(said))]
    for printed, moment in zip(said, moments, strict=True):
        put(table, printed)
        publish(pxweb, table, updated=moment - timedelta(days=1))
        outcome = fetch(source, at=moment)
        assert counts(outcome) == ((8, 0, 0) if moment == NOON else (0, 1, 7))
    for printed, moment in zip(said, moments, strict=True):
        assert dumped(known_at=moment.date())["2025"] == printed
    assert dumped(known_at=NOON.date() - timedelta(days=1)) == {}
    assert Observation.objects.count() == 8 + len(said) - 1


def test_a_symbol_that_nobody_knows_is_missing_and_told(pxweb: PxWeb) -> None:
    table = small_table()
    source = source_of(pxweb, table)
    mapped(source)
    put(table, "x")
    publish(pxweb, table, updated=NOON - timedelta(days=1))
    assert fetch(source, at=NOON).message == "tegnet «x» er ukjent; det leses som at tallet mangler"
    assert dumped(known_at=NOON.date())["2025"] == "x"


def test_figures_of_march_are_provisional_and_the_same_figures_of_june_final(pxweb: PxWeb) -> None:
    table = small_table(updated=MARCH)
    source = source_of(pxweb, table, is_kostra=True)
    mapped(source)
    fetch(source, at=MARCH + timedelta(hours=2))
    publish(pxweb, table, updated=PUBLISHED)
    assert counts(fetch(source, at=PUBLISHED + timedelta(hours=2))) == (0, 4, 4)
    assert dumped(known_at=MARCH.date()) == {"2024": "1.5", "2025": "1.5*"}
    assert dumped(known_at=PUBLISHED.date()) == {"2024": "1.5", "2025": "1.5"}


def test_a_table_that_is_changed_again_before_june_writes_only_what_differs(pxweb: PxWeb) -> None:
    table = small_table(updated=MARCH)
    source = source_of(pxweb, table, is_kostra=True)
    mapped(source)
    fetch(source, at=MARCH + timedelta(hours=2))
    put(table, "1.7")
    publish(pxweb, table, updated=MARCH + WEEK)
    assert counts(fetch(source, at=MARCH + WEEK + timedelta(hours=2))) == (0, 1, 7)
    assert dumped()["2025"] == "1.7*"


def test_what_is_missing_in_march_is_not_provisional(pxweb: PxWeb) -> None:
    table = small_table(updated=MARCH)
    put(table, ".")
    source = source_of(pxweb, table, is_kostra=True)
    mapped(source)
    fetch(source, at=MARCH + timedelta(hours=2))
    assert dumped() == {"2024": "1.5", "2025": "."}


def test_other_statistics_than_kostra_are_provisional_only_where_a_star_says_so(pxweb: PxWeb) -> None:
    table = small_table(updated=MARCH)
    table.mark("*", KOKkommuneregion0000="3909", ContentsCode="KOSAGD230000", Tid="2024")
    source = source_of(pxweb, table)
    mapped(source)
    fetch(source)
    assert dumped() == {"2024": "1.5*", "2025": "1.5"}


def test_a_local_correction_stands_beside_what_is_fetched(pxweb: PxWeb) -> None:
    table = small_table()
    source = source_of(pxweb, table)
    indicator = mapped(source)
    fetch(source)
    official = Observation.objects.get(indicator=indicator, region__code="3909", period="2025")
    correction = create_observation(
        indicator=indicator,
        region=official.region,
        literal="2.5",
        kind=ValueKind.CORRECTION,
        standing=Standing.CORRECTION,
        known_from=NOON + WEEK,
    )
    put(table, "1.8")
    publish(pxweb, table, updated=NOON + WEEK)
    fetch(source, at=NOON + WEEK * 2)
    correction.refresh_from_db()
    assert (correction.literal, correction.kind) == ("2.5", ValueKind.CORRECTION)
    assert dumped()["2025"] == "1.8"


@pytest.mark.parametrize("is_forced", [False, True])
def test_the_same_content_again_writes_nothing(pxweb: PxWeb, is_forced: bool) -> None:
    table = small_table()
    source = source_of(pxweb, table)
    fetch(source)
    before = Observation.objects.count(), Fetch.objects.count()
    if not is_forced:
        publish(pxweb, table, updated=NOON)
    outcome = fetch(source, at=NOON + WEEK, is_forced=is_forced)
    assert (outcome.ended, counts(outcome)) == (Ended.UNCHANGED, (0, 0, 0))
    assert (Observation.objects.count(), Fetch.objects.count()) == before == (8, 1)


def test_an_answer_in_another_order_reads_the_same(pxweb: PxWeb) -> None:
    source = source_of(pxweb, utgifter())
    fetch(source)
    before = Observation.objects.count(), Fetch.objects.count(), Indicator.objects.count()
    (asked,) = pxweb.asked_for("/data")
    placed = "&heading=ContentsCode,KOKart0000&stub=Tid,KOKkommuneregion0000,KOKfunksjon0000"
    turned = pxweb.bank.reply(replace(asked, target=asked.target + placed)).body
    assert json.loads(turned)["id"] != json.loads(pxweb.bank.reply(asked).body)["id"]
    pxweb.answer_next(saying(turned), to="/data")
    assert fetch(source, at=NOON + WEEK, is_forced=True).ended is Ended.UNCHANGED
    pxweb.answer_next(saying(turned), to="/data")
    SourceStatus.objects.update(content_hash="")
    outcome = fetch(source, at=NOON + WEEK, is_forced=True)
    assert (outcome.ended, outcome.created, outcome.updated) == (Ended.FETCHED, 0, 0)
    assert (Observation.objects.count(), Indicator.objects.count()) == (before[0], before[2])


def test_the_delivery_says_what_was_asked_and_of_whom(pxweb: PxWeb) -> None:
    source = source_of(pxweb, small_table())
    fetch(source)
    delivery = Fetch.objects.get()
    assert (delivery.channel, delivery.source, delivery.updated_upstream) == (Channel.SSB, source, PUBLISHED)
    assert delivery.address.startswith(f"{pxweb.address}/tables/12134/data?")
    assert (delivery.received_from, delivery.received_at, delivery.known_from) == ("kari", NOON, NOON)
    assert set(Observation.objects.values_list("source_table", flat=True)) == {"12134"}


def test_a_figure_that_a_file_brought_is_revised_by_what_is_fetched(pxweb: PxWeb) -> None:
    source = source_of(pxweb, small_table())
    indicator, region = mapped(source), create_region(code="3909")
    for year in ("2024", "2025"):
        literal = "1.5" if year == "2024" else "1.4"
        create_observation(
            indicator=indicator,
            region=region,
            period=year,
            literal=literal,
            source_table="overview",
            known_from=NOON - WEEK,
        )
    assert counts(fetch(source)) == (6, 1, 1)
    assert dumped() == {"2024": "1.5", "2025": "1.5"}
    assert dumped(known_at=NOON.date() - WEEK) == {"2024": "1.5", "2025": "1.4"}
