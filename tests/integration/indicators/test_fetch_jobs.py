"""Fetching as work in the background: one worker for each source, told how far it has come, stopped when asked."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import Job, JobState
from accounts.services import cancel_job
from indicators.models import Fetch, Observation, Source, SourceStatus
from indicators.services.claims import CLAIMED_FOR, ClaimLost, claim_source
from indicators.services.fetch_endings import Ended
from indicators.services.fetching import ask_for_due_fetches, ask_for_fetch, run_fetch_job
from indicators.services.ssb_figures import record_part
from indicators.tasks import fetch_due_sources
from tests.factories import create_fetched_source, create_source
from tests.fakes.pxweb import (
    PxWeb,
)
from tests.fetched import NOON, counts, fetch, small_table, source_of

DAY = timedelta(days=1)
PARTS = "indicators.services.ssb_fetch.CELLS_AT_A_TIME"


def status_of(source: Source) -> SourceStatus:
    return SourceStatus.objects.get(source=source)


def test_a_source_that_another_worker_has_is_left_to_it(pxweb: PxWeb) -> None:
    source = source_of(pxweb, small_table())
    claim = claim_source(source=source, now=NOON)
    assert claim
    assert fetch(source).ended is Ended.BUSY
    assert pxweb.calls == []
    claim.end()
    assert fetch(source).ended is Ended.FETCHED


def test_a_dead_worker_loses_its_claim(pxweb: PxWeb) -> None:
    source = source_of(pxweb, small_table())
    dead = claim_source(source=source, now=NOON)
    assert dead
    later = NOON + CLAIMED_FOR + timedelta(seconds=1)
    assert fetch(source, at=later).ended is Ended.FETCHED
    with pytest.raises(ClaimLost):
        dead.renew(later)
    hash_kept = status_of(source).content_hash
    dead.end(content_hash="")
    assert status_of(source).content_hash == hash_kept


def test_a_worker_that_lost_its_claim_stops_and_says_nothing_of_how_it_went(pxweb: PxWeb) -> None:
    source = source_of(pxweb, small_table())

    def taken_over(_done: int, _total: int) -> bool:
        SourceStatus.objects.update(claimed_until=NOON + DAY)
        return True

    assert fetch(source, progress=taken_over).ended is Ended.BUSY
    status = status_of(source)
    assert (status.claimed_until, status.fetched_at) == (NOON + DAY, None)


def test_an_unexpected_error_lets_the_source_go(pxweb: PxWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    source = source_of(pxweb, small_table())
    monkeypatch.setattr("indicators.services.ssb_fetch.fingerprint", lambda _dataset: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        fetch(source)
    assert status_of(source).claimed_until is None


def done(job: Job) -> Job:
    run_fetch_job(job_id=job.pk, clock=lambda: NOON)
    job.refresh_from_db()
    return job


def test_a_job_tells_how_far_it_has_come_and_what_it_brought(pxweb: PxWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PARTS, 4)
    source = source_of(pxweb, small_table())
    job = done(ask_for_fetch(source=source, by="kari", now=NOON))
    assert (job.kind, job.subject, job.state) == ("fetch_source", source.code, JobState.DONE)
    assert (job.done_count, job.total_count, job.changed_count) == (4, 4, 8)
    assert set(Fetch.objects.values_list("received_from", flat=True)) == {"kari"}
    assert sorted(Fetch.objects.values_list("name", flat=True)) == [
        "Statistisk sentralbyrå, tabell 12134, del 1 av 2",
        "Statistisk sentralbyrå, tabell 12134, del 2 av 2",
    ]


def test_a_job_is_asked_for_and_done_once(pxweb: PxWeb) -> None:
    source = source_of(pxweb, small_table())
    job = ask_for_fetch(source=source, by="kari", now=NOON)
    assert ask_for_fetch(source=source, by="ola", now=NOON) == job
    done(job)
    pxweb.forget_calls()
    done(job)
    assert pxweb.calls == []


def test_a_job_says_that_nothing_has_changed(pxweb: PxWeb) -> None:
    source = source_of(pxweb, small_table())
    fetch(source)
    job = done(ask_for_fetch(source=source, by="kari", now=NOON))
    assert (job.state, job.message) == (JobState.DONE, "Ikke endret hos kilden siden 15. juni 2026.")


def test_a_job_fails_with_the_words_of_the_source(pxweb: PxWeb) -> None:
    source = source_of(pxweb, small_table())
    pxweb.withdraw("12134")
    job = done(ask_for_fetch(source=source, by="kari", now=NOON))
    assert (job.state, job.message) == (JobState.FAILED, "tabellen finnes ikke lenger (Non-existent table)")


def test_a_job_of_a_source_that_is_no_longer_fetched_says_so() -> None:
    source = create_fetched_source()
    job = ask_for_fetch(source=source, by="kari", now=NOON)
    Source.objects.update(is_fetched=False)
    assert (done(job).state, job.message) == (JobState.FAILED, "Kilden hentes ikke lenger.")


def test_a_cancelled_job_stops_between_two_parts_and_the_next_run_completes_it(
    pxweb: PxWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PARTS, 4)
    source = source_of(pxweb, small_table())
    job = ask_for_fetch(source=source, by="kari", now=NOON)
    seen: list[int] = []

    def cancel_after_the_first(*args: Any, **values: Any) -> Any:
        seen.append(1)
        cancel_job(job_id=job.pk, now=NOON)
        return record_part(*args, **values)

    with monkeypatch.context() as patched:
        patched.setattr("indicators.services.ssb_fetch.record_part", cancel_after_the_first)
        assert done(job).state == JobState.CANCELLED
    assert (len(seen), Observation.objects.count()) == (1, 4)
    assert SourceStatus.objects.get().fetched_at is None
    assert counts(fetch(source, at=NOON + DAY)) == (4, 0, 4)
    assert Observation.objects.count() == 8


def test_only_due_sources_are_asked_for() -> None:
    due, never = create_fetched_source(), create_fetched_source()
    SourceStatus.objects.filter(source=due).update(next_fetch_at=NOON)
    for later in (create_fetched_source(), create_fetched_source()):
        SourceStatus.objects.filter(source=later).update(next_fetch_at=NOON + DAY)
    busy = create_fetched_source()
    claim_source(source=busy, now=NOON)
    create_source(table="12143")
    jobs = ask_for_due_fetches(now=NOON)
    assert {job.subject for job in jobs} == {due.code, never.code}
    assert {job.pk for job in ask_for_due_fetches(now=NOON)} == {job.pk for job in jobs}


def test_the_timetable_fetches_what_is_due(pxweb: PxWeb) -> None:
    source_of(pxweb, small_table())
    fetch_due_sources()
    assert Observation.objects.count() == 8
    pxweb.forget_calls()
    fetch_due_sources()
    assert pxweb.calls == []
