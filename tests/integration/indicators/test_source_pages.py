"""What the list of sources says of each: how fresh, what is wrong, what happens now, when next."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import JobState
from indicators.models import ProblemKind, RateBudget, Source, SourceStatus
from indicators.problem_words import PROBLEM_WORDS
from indicators.source_list import SourceRow, source_list
from indicators.source_pages import source_page
from indicators.source_words import moment_in_words
from tests import factories

# Half past two in the afternoon in Norway.
NOW = datetime(2026, 6, 16, 12, 30, tzinfo=UTC)
LATER, EARLIER = NOW + timedelta(hours=2), NOW - timedelta(hours=2)


def rows() -> list[SourceRow]:
    return source_list(sources=Source.objects.all(), now=NOW).rows


def source_with(**status: Any) -> Source:
    source = factories.create_fetched_source()
    SourceStatus.objects.filter(source=source).update(**status)
    return source


FETCHED = {"fetched_at": NOW, "updated_upstream": datetime(2026, 6, 15, 6, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("status", "said"),
    [
        pytest.param({}, "Ikke hentet ennå.", id="never fetched"),
        pytest.param(FETCHED, "Oppdatert hos SSB 15. juni 2026, hentet 16. juni 2026.", id="fetched"),
        pytest.param({"fetched_at": NOW}, "Hentet 16. juni 2026.", id="the source does not say how new it is"),
        pytest.param(
            {"fetched_at": datetime(2026, 6, 15, 22, 30, tzinfo=UTC)}, "Hentet 16. juni 2026.", id="a day is Norwegian"
        ),
    ],
)
def test_freshness_is_said_with_the_source_s_own_day(status: dict[str, Any], said: str) -> None:
    source_with(**status)
    assert rows()[0].freshness == said


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ({}, "om høyst et kvarter"),
        ({"next_fetch_at": EARLIER}, "om høyst et kvarter"),
        ({"next_fetch_at": LATER}, "i dag kl. 16.30"),
        ({"next_fetch_at": NOW + timedelta(days=1)}, "i morgen kl. 14.30"),
        ({"next_fetch_at": NOW + timedelta(days=9)}, "25. juni 2026 kl. 14.30"),
    ],
)
def test_the_next_run_is_said_as_one_would(status: dict[str, Any], said: str, settings: Any) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:6379/0"
    source_with(**status)
    assert said in rows()[0].next_run


def test_without_a_queue_nobody_is_told_of_a_next_run(settings: Any) -> None:
    settings.REDIS_URL = ""
    source_with(next_fetch_at=LATER)
    assert rows()[0].next_run == "Her er ingen tidsplan i gang: kilden hentes når noen ber om det."


def test_yesterday_is_called_so() -> None:
    assert moment_in_words(NOW - timedelta(days=1), NOW) == "i går kl. 14.30"


@pytest.mark.parametrize(
    ("status", "job", "problem", "word"),
    [
        pytest.param({}, None, False, "Ny", id="never asked"),
        pytest.param(FETCHED, None, False, "I orden", id="in order"),
        pytest.param(FETCHED, None, True, "Problem", id="a problem"),
        pytest.param({}, {"state": JobState.WAITING}, False, "Venter på tur", id="waiting"),
        pytest.param({}, {"state": JobState.RUNNING}, True, "Henter nå", id="running"),
        pytest.param(
            {},
            {"state": JobState.RUNNING, "done_count": 3, "total_count": 24},
            False,
            "Henter: 3 av 12",
            id="running, so far",
        ),
        pytest.param({"claimed_until": LATER}, None, False, "Henter nå", id="claimed by a worker"),
        pytest.param({"claimed_until": EARLIER}, None, False, "Ny", id="its worker died"),
    ],
)
def test_what_happens_to_a_source_now_is_said_in_a_word(
    status: dict[str, Any], job: dict[str, Any] | None, problem: bool, word: str
) -> None:
    source = source_with(**status)
    made = factories.create_fetch_job(source=source, finished_at=None, **job) if job else None
    if problem:
        factories.create_source_problem(source=source)
    state = rows()[0].state
    assert (state.word, state.job_id) == (word, made.pk if made else None)


def test_everything_waits_while_the_bank_asks_to_be_left_alone() -> None:
    source_with()
    host = settings.SSB_API_URL.split("/")[2]
    RateBudget.objects.create(host=host, left=0, per_minute=30, counted_at=NOW, closed_until=LATER)
    assert rows()[0].state.word == "Holdt igjen til i dag kl. 16.30"


def test_everything_waits_in_the_quiet_hours_of_the_bank() -> None:
    source_with()
    early = datetime(2026, 6, 16, 4, 0, tzinfo=UTC)
    assert source_list(sources=Source.objects.all(), now=early).rows[0].state.word == "Holdt igjen til i dag kl. 08.15"


def test_problems_come_first_and_then_the_names() -> None:
    for name in ("Ål", "Øl", "Alpha", "Beta"):
        factories.create_fetched_source(name=name)
    factories.create_source_problem(source=Source.objects.get(name="Beta"))
    assert [row.name for row in rows()] == ["Beta", "Alpha", "Øl", "Ål"]


def test_a_problem_that_is_over_is_no_longer_in_the_list() -> None:
    factories.create_source_problem(ended_at=NOW)
    assert rows()[0].problems == []


def test_the_first_sentence_sums_it_up() -> None:
    source_with(**FETCHED)
    factories.create_source_problem(source=factories.create_fetched_source())
    page = source_list(sources=Source.objects.all(), now=NOW)
    assert page.summary == "2 kilder. 1 har et problem. Sist hentet 16. juni 2026."


def test_a_source_that_a_plan_cites_is_none_whose_figures_come() -> None:
    factories.create_source(namespace="PLAN", table="12134")
    assert rows() == []


def test_indicators_are_counted_by_mapping_and_by_the_table_s_own_codes() -> None:
    source = factories.create_fetched_source(table="12134")
    factories.create_mapping(source=source)
    factories.create_mapping(source=source, indicator=factories.create_indicator(code="12134:A"), code="12134:A")
    factories.create_indicator(code="12134:B")
    factories.create_indicator(code="121340:B")
    assert rows()[0].indicators == 3
    assert source_page(source=source, now=NOW).unmapped == 1


def test_the_list_asks_as_much_for_thirty_sources_as_for_three() -> None:
    def fill(count: int) -> None:
        for _ in range(count):
            source = factories.create_fetched_source()
            factories.create_mapping(source=source)
            factories.create_source_problem(source=source)
            factories.create_fetch_job(source=source, finished_at=None, state=JobState.WAITING)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            rows()
        return len(captured)

    fill(3)
    few = queries()
    fill(27)
    assert queries() == few
    assert few <= 4


def test_the_indicator_of_a_plan_is_not_named_to_those_who_may_not_read_it() -> None:
    plan = factories.create_plan(code="UTKAST")
    secret = factories.create_indicator(code="UTKAST:x", namespace=plan.code, name_nb="Hemmelig")
    source = factories.create_fetched_source()
    factories.create_mapping(source=source, indicator=secret)
    mapped = source_page(source=source, now=NOW).mapped[0]
    assert (mapped.name, mapped.indicator_code) == ("en plans egen indikator", "")


def test_chosen_codes_are_told_in_the_words_of_the_table_or_of_the_region() -> None:
    factories.create_region(code="3909", name="Larvik")
    source = factories.create_fetched_source(
        selection={"Region": ["3909"], "Kjonn": [], "Art": ["AGD2", "X"], "Tid": ["from(2020)"]},
        codelists={"Region": "agg_KommSummer"},
        extra={"variables": {"Kjonn": "kjønn", "Ny": "måling"}, "labels": {"Art": {"AGD2": "Netto"}}},
    )
    chosen = {one.id: one for one in source_page(source=source, now=NOW).chosen}
    assert chosen["Region"].codes == [("3909", "Larvik")]
    assert chosen["Region"].codelist == "agg_KommSummer"
    assert (chosen["Kjonn"].label, chosen["Kjonn"].is_left_out) == ("kjønn", True)
    assert chosen["Art"].codes == [("AGD2", "Netto"), ("X", "")]
    assert (chosen["Ny"].codes, chosen["Ny"].is_left_out) == ([], False)


@pytest.mark.parametrize("kind", ProblemKind)
def test_every_kind_of_problem_says_what_it_means_and_what_to_do(kind: ProblemKind) -> None:
    words = PROBLEM_WORDS[kind]
    assert str(words.meaning).endswith(".")
    assert str(words.to_do).endswith(".")
