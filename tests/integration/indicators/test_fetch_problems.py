"""What goes wrong at a source is seen by people, ends when it works again, and never touches a figure."""

from datetime import timedelta
from typing import Any

import pytest

from indicators.models import Fetch, Observation, ProblemKind, Source, SourceProblem, SourceStatus
from indicators.services.fetch_endings import Ended
from indicators.services.source_setup import Meaning, Setup, change_setup
from tests.described_tables import described
from tests.factories import create_mapping
from tests.fakes.pxweb import (
    PxWeb,
    broken,
    half_a_document,
    reloading,
    saying,
    web_page,
)
from tests.fetched import (
    FUND,
    NOON,
    REGION,
    RESULT,
    TIME,
    counts,
    dumped,
    fetch,
    mapped,
    publish,
    put,
    small_table,
    source_of,
)

DAY = timedelta(days=1)


def status_of(source: Source) -> SourceStatus:
    return SourceStatus.objects.get(source=source)


def open_problems() -> list[tuple[str, str, str]]:
    return list(SourceProblem.objects.open().order_by("pk").values_list("kind", "title", "detail"))


def test_a_code_that_is_gone_is_named_and_the_rest_is_fetched(pxweb: PxWeb) -> None:
    table = small_table()
    source = source_of(pxweb, table, selection={"ContentsCode": [RESULT, FUND]})
    indicator = mapped(source)
    fetch(source)
    table.remove_code("ContentsCode", RESULT)
    put(table, "9.9", metric=FUND)
    publish(pxweb, table, updated=NOON)
    outcome = fetch(source, at=NOON + DAY)
    assert (outcome.ended, counts(outcome)) == (Ended.FETCHED, (0, 1, 3))
    lost = [f"ContentsCode: {RESULT}", f"12134:{RESULT} ({indicator})"]
    assert outcome.lost == tuple(f"en kode finnes ikke lenger (Non-existent value: {what})" for what in lost)
    assert open_problems() == [(ProblemKind.LOST_CODE, "Non-existent value", what) for what in lost]
    assert dumped() == {"2024": "1.5", "2025": "1.5"}
    assert dumped(indicator=f"12134:{FUND}")["2025"] == "9.9"


def test_a_lost_code_is_one_problem_until_it_is_there_again(pxweb: PxWeb) -> None:
    table = small_table()
    source = source_of(pxweb, table, selection={"ContentsCode": [RESULT, "KOSborte"]})
    fetch(source)
    publish(pxweb, table, updated=NOON)
    fetch(source, at=NOON + DAY)
    fetch(source, at=NOON + DAY * 2)
    problem = SourceProblem.objects.get()
    assert (problem.found_at, problem.seen_at, problem.ended_at) == (NOON, NOON + DAY, None)
    table.add_code("ContentsCode", "KOSborte")
    publish(pxweb, table, updated=NOON + DAY * 2)
    fetch(source, at=NOON + DAY * 3)
    problem.refresh_from_db()
    assert problem.ended_at == NOON + DAY * 3


def test_a_code_that_nobody_has_named_is_missed_until_somebody_has_gone_through_what_is_fetched(pxweb: PxWeb) -> None:
    table = small_table()
    source = source_of(pxweb, table)
    mapped(source)
    fetch(source)
    table.remove_code(REGION, "3909")
    table.remove_code(TIME, "2025")
    table.add_code(TIME, "2026")
    publish(pxweb, table, updated=NOON)
    lost = [(ProblemKind.LOST_CODE, "Non-existent value", f"{what}") for what in (f"{REGION}: 3909", f"{TIME}: 2025")]
    for day in (1, 2):
        source.refresh_from_db()
        fetch(source, at=NOON + DAY * day, is_forced=True)
        assert open_problems() == lost
    assert dumped() == {"2024": "1.5", "2025": "1.5"}
    source.refresh_from_db()
    setup = Setup({}, [Meaning(f"12134:{RESULT}", source.mappings.get().indicator), Meaning(f"12134:{FUND}")])
    assert change_setup(source=source, table=described(table), setup=setup, by="anne", now=NOON + DAY * 2)
    source.refresh_from_db()
    assert fetch(source, at=NOON + DAY * 3).ended is Ended.FETCHED
    assert open_problems() == []
    assert not change_setup(source=source, table=described(table), setup=setup, by="anne", now=NOON + DAY * 3)


def test_a_table_that_goes_on_leaves_its_oldest_year_behind_without_a_word(pxweb: PxWeb) -> None:
    table = small_table()
    source = source_of(pxweb, table)
    fetch(source)
    table.remove_code(TIME, "2024")
    table.add_code(TIME, "2026")
    publish(pxweb, table, updated=NOON)
    source.refresh_from_db()
    assert fetch(source, at=NOON + DAY).ended is Ended.FETCHED
    assert open_problems() == []


def test_a_closed_table_is_a_problem_although_nothing_in_it_has_changed(pxweb: PxWeb) -> None:
    table = small_table()
    source = source_of(pxweb, table)
    fetch(source)
    closed = [(ProblemKind.DISCONTINUED, "discontinued", "")]
    for day, is_forced in enumerate((False, True), start=1):
        table.is_discontinued = True
        outcome = fetch(source, at=NOON + DAY * day, is_forced=is_forced)
        assert outcome.ended is Ended.UNCHANGED
        assert (outcome.lost, open_problems()) == (("tabellen er avsluttet (discontinued)",), closed)
        table.is_discontinued = False
        fetch(source, at=NOON + DAY * day, is_forced=is_forced)
        assert open_problems() == []
    assert dumped(indicator=f"12134:{RESULT}") == {"2024": "1.5", "2025": "1.5"}


def test_a_source_of_which_every_code_is_gone_fails_and_nothing_else_is_fetched(pxweb: PxWeb) -> None:
    source = source_of(pxweb, small_table(), selection={"ContentsCode": ["KOSborte"]})
    assert fetch(source).ended is Ended.FAILED
    assert open_problems() == [(ProblemKind.LOST_CODE, "Non-existent value", "ContentsCode: KOSborte")]
    assert not pxweb.asked_for("/data")


def test_a_variable_that_is_gone_is_named_and_the_rest_is_fetched(pxweb: PxWeb) -> None:
    source = source_of(pxweb, small_table(), selection={"KOKart0000": ["AGD2"], "Kjonn": []})
    assert fetch(source).ended is Ended.FETCHED
    assert open_problems() == [
        (ProblemKind.LOST_CODE, "Non-existent variable", "Kjonn"),
        (ProblemKind.LOST_CODE, "Non-existent variable", "KOKart0000"),
    ]


@pytest.mark.parametrize(
    ("answers", "to", "kind", "title"),
    [
        pytest.param(
            [reloading()] * 4, "/data", ProblemKind.UNAVAILABLE, "HTTP 503 Service Unavailable", id="reloading"
        ),
        pytest.param([broken()] * 4, "/12134", ProblemKind.UNAVAILABLE, "HTTP 500 Internal Server Error", id="broken"),
        pytest.param([web_page()], "/data", ProblemKind.UNREADABLE, "", id="a web page"),
        pytest.param([half_a_document()], "/data", ProblemKind.UNREADABLE, "", id="half a document"),
        pytest.param(
            [saying(b'{"title": "Illegal selection expression", "status": 400}', status=400)],
            "/data",
            ProblemKind.REJECTED,
            "Illegal selection expression",
            id="refused",
        ),
        pytest.param(
            [saying(b'{"title": "Non-existent table", "status": 404}', status=404)] * 2,
            "/tables/12134",
            ProblemKind.WITHDRAWN,
            "Non-existent table",
            id="withdrawn",
        ),
    ],
)
def test_a_failure_is_a_problem_that_ends_when_the_source_works_again(
    pxweb: PxWeb, answers: list[Any], to: str, kind: ProblemKind, title: str
) -> None:
    table = small_table()
    source = source_of(pxweb, table)
    mapped(source)
    fetch(source)
    before = Observation.objects.count(), Fetch.objects.count(), dumped()
    publish(pxweb, table, updated=NOON)
    pxweb.answer_next(*answers, to=to)
    outcome = fetch(source, at=NOON + DAY)
    assert outcome.ended is Ended.FAILED
    ((found, said, _detail),) = open_problems()
    assert found == kind
    assert title in {"", said}
    assert outcome.message.startswith(f"{kind.label} ({said}")
    assert (Observation.objects.count(), Fetch.objects.count(), dumped()) == before
    status = status_of(source)
    assert (status.checked_at, status.fetched_at, status.claimed_until) == (NOON + DAY, NOON, None)
    assert status.next_fetch_at is not None
    assert status.next_fetch_at < NOON + DAY + timedelta(hours=1)
    pxweb.ordered.clear()
    fetch(source, at=NOON + DAY * 2)
    assert open_problems() == []


def test_a_source_that_keeps_failing_is_one_problem_and_asked_more_and_more_seldom(pxweb: PxWeb) -> None:
    source = source_of(pxweb, small_table())
    pxweb.withdraw("12134")
    waits = []
    for hours in (0, 1, 4):
        at = NOON + timedelta(hours=hours)
        fetch(source, at=at)
        again = status_of(source).next_fetch_at
        assert again is not None
        waits.append(again - at)
    problem = SourceProblem.objects.get()
    assert (problem.found_at, problem.seen_at) == (NOON, NOON + timedelta(hours=4))
    assert waits == sorted(waits)


def test_an_answer_that_says_nonsense_is_told_by_its_first_reasons(pxweb: PxWeb) -> None:
    table = small_table()
    source = source_of(pxweb, table)
    table.add_code("Tid", "2024U01")
    assert fetch(source).ended is Ended.FAILED
    ((kind, title, detail),) = open_problems()
    assert (kind, title) == (ProblemKind.UNREADABLE, "«2024U01» er ikke en periode")
    assert "dimension.Tid" in detail
    assert Observation.objects.count() == 0


def test_a_code_that_cannot_be_the_name_of_an_indicator_is_told(pxweb: PxWeb) -> None:
    table = small_table()
    source = source_of(pxweb, table)
    table.add_code("ContentsCode", "KOS med mellomrom")
    assert fetch(source).ended is Ended.FAILED
    ((kind, title, _detail),) = open_problems()
    assert kind == ProblemKind.UNREADABLE
    assert "KOS med mellomrom" in title


def test_two_codes_that_are_said_to_be_one_indicator_are_told_where_they_differ(pxweb: PxWeb) -> None:
    table = small_table()
    source = source_of(pxweb, table)
    create_mapping(source=source, indicator=mapped(source), code=f"12134:{FUND}")
    put(table, "9.9")
    assert fetch(source).ended is Ended.FAILED
    ((kind, title, _detail),) = open_problems()
    assert kind == ProblemKind.UNREADABLE
    assert "samme celle" in title
    assert Observation.objects.count() == 0


def test_where_the_bank_itself_does_not_answer_no_table_is_called_withdrawn(pxweb: PxWeb) -> None:
    source = source_of(pxweb, small_table())
    pxweb.answer_next(saying(b"", status=404), saying(b"", status=404))
    fetch(source)
    assert [kind for kind, _title, _detail in open_problems()] == [ProblemKind.REJECTED]


def test_a_source_that_is_held_back_has_no_problem(pxweb: PxWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indicators.services.ssb_gate.is_own_host", lambda _host: True)
    source = source_of(pxweb, small_table())
    early = NOON.replace(hour=4)
    outcome = fetch(source, at=early)
    assert outcome.ended is Ended.HELD_BACK
    assert "08.15" in outcome.message
    assert status_of(source).next_fetch_at == early.replace(hour=6, minute=15)
    assert (open_problems(), pxweb.calls) == ([], [])
