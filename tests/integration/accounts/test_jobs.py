"""Progress of long work: asked for once, done by one, and never left hanging."""

from datetime import timedelta

import pytest

from accounts.models import Job, JobState, Municipality
from accounts.services import (
    ask_for_job,
    cancel_job,
    claim_job,
    end_cancelled_job,
    fail_job,
    finish_job,
    report_progress,
)
from tests import factories
from tests.factories import NOW


def ask(municipality: Municipality | None = None, *, subject: str = "KPS", minutes: int = 0) -> Job:
    now = NOW + timedelta(minutes=minutes)
    return ask_for_job(kind="assess_targets", subject=subject, municipality=municipality, by="anne", now=now)


def test_asking_twice_gives_one_job() -> None:
    assert ask() == ask()
    assert Job.objects.count() == 1


def test_another_subject_is_another_job() -> None:
    assert ask(subject="KPS") != ask(subject="KLIMA")


def test_a_job_that_is_over_does_not_stand_in_the_way() -> None:
    first = ask()
    finish_job(job_id=first.pk, changed=0, now=NOW)
    assert ask() != first


def test_a_running_job_is_returned_to_whoever_asks() -> None:
    job = ask()
    claim_job(job_id=job.pk, now=NOW)
    assert ask(minutes=5) == job


def test_a_job_whose_worker_died_is_given_up_and_asked_for_anew() -> None:
    lost = ask()
    claim_job(job_id=lost.pk, now=NOW)
    again = ask(minutes=16)
    lost.refresh_from_db()
    assert again != lost
    assert (lost.state, lost.message) == (JobState.FAILED, "Jobben stoppet før den ble ferdig.")
    assert lost.is_over


def test_a_job_that_is_heard_from_is_not_lost_however_long_it_takes() -> None:
    job = ask()
    claim_job(job_id=job.pk, now=NOW)
    report_progress(job_id=job.pk, done=1, total=3, now=NOW + timedelta(minutes=14))
    assert ask(minutes=28) == job


def test_only_one_worker_gets_a_job() -> None:
    job = ask()
    assert [claim_job(job_id=job.pk, now=NOW) for _worker in range(2)] == [True, False]


def test_progress_is_told_while_the_job_runs() -> None:
    job = ask()
    claim_job(job_id=job.pk, now=NOW)
    report_progress(job_id=job.pk, done=20, total=52, now=NOW)
    job.refresh_from_db()
    assert (job.state, job.done_count, job.total_count, job.is_over) == (JobState.RUNNING, 20, 52, False)


def test_a_waiting_job_that_is_cancelled_is_never_begun() -> None:
    job = ask()
    cancel_job(job_id=job.pk, now=NOW)
    job.refresh_from_db()
    assert (job.state, job.is_over, claim_job(job_id=job.pk, now=NOW)) == (JobState.CANCELLED, True, False)


def test_a_running_job_hears_that_it_is_cancelled_when_it_tells_how_far_it_has_come() -> None:
    job = ask()
    claim_job(job_id=job.pk, now=NOW)
    heard = [report_progress(job_id=job.pk, done=1, total=3, now=NOW)]
    cancel_job(job_id=job.pk, now=NOW)
    heard.append(report_progress(job_id=job.pk, done=2, total=3, now=NOW))
    end_cancelled_job(job_id=job.pk, message="2 av 3 er hentet.", now=NOW)
    job.refresh_from_db()
    assert (heard, job.state, job.message) == ([True, False], JobState.CANCELLED, "2 av 3 er hentet.")


def test_a_job_that_is_over_cannot_be_cancelled() -> None:
    job = ask()
    finish_job(job_id=job.pk, changed=3, now=NOW)
    cancel_job(job_id=job.pk, now=NOW)
    end_cancelled_job(job_id=job.pk, message="", now=NOW)
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_late_news_from_a_job_that_is_over_changes_nothing() -> None:
    job = ask()
    finish_job(job_id=job.pk, changed=3, now=NOW)
    report_progress(job_id=job.pk, done=1, total=52, now=NOW)
    job.refresh_from_db()
    assert (job.state, job.done_count, job.changed_count) == (JobState.DONE, 0, 3)


def test_a_failed_job_says_why() -> None:
    job = ask()
    fail_job(job_id=job.pk, message="Ingen kontakt med databasen.", now=NOW)
    job.refresh_from_db()
    assert (job.state, job.message, job.finished_at) == (JobState.FAILED, "Ingen kontakt med databasen.", NOW)


@pytest.mark.parametrize("named", [True, False])
def test_a_job_remembers_whose_it_is(named: bool) -> None:
    municipality = factories.create_municipality() if named else None
    assert ask(municipality).municipality == municipality
