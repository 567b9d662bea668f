"""Reports as files: made whole in a job, stopped in the middle, begun anew after a worker died, and cleared away."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from accounts.models import Job, JobState
from accounts.services import cancel_job
from planning.models import Plan
from reporting.exports import reports
from reporting.exports.reports import ReportAsked
from reporting.exports.typesetting import Stop
from reporting.models import (
    SEALED_FORMS,
    ReportFile,
    ReportFormat,
    ReportKind,
    SealedFile,
    SealedReport,
    SealingAsked,
)
from reporting.models.report_files import REPORT_JOB, SEAL_JOB
from reporting.services import report_files
from reporting.services.report_files import (
    GIVEN_UP_AFTER,
    KEPT_FOR,
    SILENT_FOR,
    ask_for_report_file,
    clear_old_files,
    lost_jobs,
    run_report_file_job,
)
from reporting.services.sealed_files import ask_for_sealed_files, run_sealed_files_job
from reporting.services.sealing import seal_report
from reporting.services.sealing_jobs import ask_for_sealing
from tests import factories
from tests.report_files import docx_texts

ON, NOW = date(2026, 3, 1), factories.NOW
MINUTE = timedelta(minutes=1)


@pytest.fixture
def plan() -> Plan:
    plan = factories.create_plan(code="KPS", title="Samfunnsdelen")
    factories.give_figure(factories.create_target(plan=plan), "6")
    return plan


def ask(plan: Plan, *, by: str = "kari", now: datetime = NOW, form: ReportFormat = ReportFormat.DOCX) -> ReportFile:
    asked = ReportAsked(ReportKind.ANNUAL, plan.municipality, plan, 2025, "nb")
    return ask_for_report_file(asked=asked, form=form, by=by, now=now)


def run(file: ReportFile, *, now: datetime = NOW, **values: Any) -> Job:
    run_report_file_job(job_id=file.job_id, on=ON, clock=lambda: now, **values)
    file.refresh_from_db()
    return Job.objects.get(pk=file.job_id)


def in_the_middle(monkeypatch: pytest.MonkeyPatch, doing: Callable[[], None]) -> None:
    """Something happens when the chapters are there and the file is to be written."""
    form = reports.FORMS[ReportFormat.DOCX]

    def write(report: reports.Composed, stop: Stop) -> bytes:
        doing()
        return form.write(report, stop)

    monkeypatch.setitem(reports.FORMS, ReportFormat.DOCX, reports.Form(form.media_type, write))


def test_a_file_is_made_once_and_is_the_report(plan: Plan) -> None:
    file = ask(plan)
    assert ask(plan, now=NOW + MINUTE).pk == file.pk
    assert ask(plan, by="ola").pk != file.pk
    job = run(file)
    assert (job.state, job.total_count > 3) == (JobState.DONE, True)
    assert (file.name, file.made_at, file.size) == ("arsrapport-2025-kps.docx", NOW, len(bytes(file.body)))
    assert "Årsrapport 2025" in docx_texts(bytes(file.body))
    # A message that comes twice changes nothing, and who asks again gets another file.
    checksum = file.checksum
    assert run(file, now=NOW + MINUTE, is_redelivered=True).finished_at == NOW
    assert (file.checksum, file.made_at) == (checksum, NOW)
    assert ask(plan, now=NOW + MINUTE).pk != file.pk


def test_a_job_that_is_cancelled_in_the_middle_leaves_no_file(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    file = ask(plan)
    in_the_middle(monkeypatch, lambda: cancel_job(job_id=file.job_id, now=NOW))
    job = run(file)
    assert (job.state, job.message) == (JobState.CANCELLED, "Avbrutt. Det ble ikke laget noen fil.")
    assert (bytes(file.body), file.made_at) == (b"", None)


def test_a_job_that_goes_wrong_says_so_and_leaves_no_file(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    file = ask(plan)

    def fail() -> None:
        raise MemoryError

    in_the_middle(monkeypatch, fail)
    with pytest.raises(MemoryError):
        run(file)
    job = Job.objects.get(pk=file.job_id)
    assert (job.state, job.message) == (JobState.FAILED, "MemoryError")
    assert ReportFile.objects.get(pk=file.pk).made_at is None


class Killed(BaseException):
    """As a worker ends that nobody asks."""


def test_what_a_killed_worker_had_begun_is_begun_anew(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    file = ask(plan)

    def die() -> None:
        raise Killed

    with monkeypatch.context() as patch:
        in_the_middle(patch, die)
        with pytest.raises(Killed):
            run(file)
    assert Job.objects.get(pk=file.job_id).state == JobState.RUNNING
    # Nobody takes it from a worker that may still be at it, unless the broker knows that it is dead.
    assert lost_jobs(kind=REPORT_JOB, now=NOW + MINUTE) == []
    assert run(file, now=NOW + MINUTE).state == JobState.RUNNING
    assert lost_jobs(kind=REPORT_JOB, now=NOW + SILENT_FOR) == [file.job_id]
    assert run(file, now=NOW + SILENT_FOR).state == JobState.DONE
    assert "Årsrapport 2025" in docx_texts(bytes(file.body))


def test_a_message_that_the_broker_delivers_again_is_taken_up_at_once(plan: Plan) -> None:
    file = ask(plan)
    Job.objects.filter(pk=file.job_id).update(state=JobState.RUNNING, started_at=NOW)
    assert run(file, now=NOW + MINUTE, is_redelivered=True).state == JobState.DONE


def test_a_worker_that_comes_second_does_not_overwrite(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    file = ask(plan)
    in_the_middle(monkeypatch, lambda: report_files.keep(file, b"den andres", now=NOW))
    run(file)
    assert bytes(file.body) == b"den andres"


def test_lost_jobs_that_should_stop_or_that_are_hopeless_are_ended(plan: Plan) -> None:
    waiting, cancelled, hopeless = ask(plan), ask(plan, by="ola"), ask(plan, by="per", now=NOW - GIVEN_UP_AFTER)
    for file in (cancelled, hopeless):
        Job.objects.filter(pk=file.job_id).update(state=JobState.RUNNING, started_at=file.asked_at)
    cancel_job(job_id=cancelled.job_id, now=NOW)
    assert lost_jobs(kind=REPORT_JOB, now=NOW + SILENT_FOR) == [waiting.job_id]
    states = dict(Job.objects.values_list("asked_by", "state"))
    assert states == {"kari": "waiting", "ola": "cancelled", "per": "failed"}


def test_files_are_kept_for_thirty_days(plan: Plan) -> None:
    old, new = ask(plan, now=NOW - KEPT_FOR - MINUTE), ask(plan, by="ola", now=NOW - KEPT_FOR + MINUTE)
    assert clear_old_files(now=NOW) == 0
    Job.objects.filter(pk=old.job_id).update(state=JobState.DONE, finished_at=NOW)
    assert clear_old_files(now=NOW) == 1
    assert list(ReportFile.objects.values_list("pk", flat=True)) == [new.pk]
    assert list(Job.objects.values_list("pk", flat=True)) == [new.job_id]


@pytest.mark.parametrize("state", [JobState.DONE, JobState.FAILED, JobState.CANCELLED])
def test_what_was_asked_to_be_sealed_is_forgotten_after_as_long_and_the_report_stays(
    plan: Plan, state: JobState
) -> None:
    asked = ReportAsked(ReportKind.ANNUAL, plan.municipality, plan, 2025, "nb")
    old = ask_for_sealing(asked=asked, reason="", by="kari", now=NOW - KEPT_FOR - MINUTE)
    new = ask_for_sealing(asked=replace(asked, year=2024), reason="", by="kari", now=NOW - KEPT_FOR + MINUTE)
    assert clear_old_files(now=NOW) == 0
    report = seal_report(asked=asked, by="kari", on=ON, now=NOW)
    SealingAsked.objects.filter(job=old).update(report=report)
    Job.objects.update(state=state, finished_at=NOW)
    assert clear_old_files(now=NOW) == 1
    assert list(SealingAsked.objects.values_list("job_id", flat=True)) == [new.pk]
    assert list(Job.objects.values_list("pk", flat=True)) == [new.pk]
    assert SealedReport.objects.get() == report


def test_the_files_of_a_sealed_report_are_made_once_and_gone_on_with(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = seal_report(
        asked=ReportAsked(ReportKind.ANNUAL, plan.municipality, plan, 2025, "nb"), by="kari", on=ON, now=NOW
    )
    assert [one.format for one in report.files.all()] == ["html"]
    job = ask_for_sealed_files(report=report, by="kari", now=NOW)
    assert ask_for_sealed_files(report=report, by="ola", now=NOW).pk == job.pk

    # The worker dies when Word has been written and PDF is begun.
    def die(*_given: object) -> bytes:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setitem(reports.FORMS, ReportFormat.PDF, reports.Form("application/pdf", die))
        with pytest.raises(Killed):
            run_sealed_files_job(job_id=job.pk, clock=lambda: NOW)
    word = SealedFile.objects.get(report=report, format=ReportFormat.DOCX)
    # What is promised and called is another thing now; the files are of what was sealed.
    Plan.objects.filter(pk=plan.pk).update(title="Noe annet")
    later = NOW + SILENT_FOR
    assert lost_jobs(kind=SEAL_JOB, now=later) == [job.pk]
    run_sealed_files_job(job_id=job.pk, clock=lambda: later)
    job.refresh_from_db()
    assert (job.state, job.message) == (JobState.DONE, "Alle filene er klare.")
    files = {one.format: one for one in report.files.all()}
    assert set(files) == {one.value for one in SEALED_FORMS}
    assert (files["docx"].pk, files["docx"].checksum) == (word.pk, word.checksum)
    assert "Samfunnsdelen" in docx_texts(bytes(files["docx"].body))
    assert bytes(files["pdf"].body).startswith(b"%PDF-")
