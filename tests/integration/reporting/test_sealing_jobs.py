"""Sealing as a job: it tells how far it has come, and one that is stopped, fails or dies leaves nothing half done."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from accounts.models import Job, JobState, Municipality, Role
from accounts.services import cancel_job
from planning.models import Plan, PlanStatus
from reporting.exports.reports import ReportAsked, composed
from reporting.models import ReportKind, SealedFile, SealedReport, SealingAsked
from reporting.models.report_files import SEAL_JOB
from reporting.services import sealing, sealing_jobs
from reporting.services.sealing import ReasonNeeded, SealingRefused
from reporting.services.sealing_jobs import ask_for_sealing, run_sealing_job
from reporting.tasks import seal_asked, take_up_lost_reports
from tests import factories

ON = date(2026, 3, 1)
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def plan() -> Plan:
    home = factories.create_municipality(name="Fjordvik", number="3999")
    plan = factories.create_plan(municipality=home, code="KPS", title="Samfunnsdelen")
    area = factories.create_focus_area(plan=plan)
    factories.give_figure(
        factories.create_target(goal=factories.create_goal(plan=plan, primary_focus_area=area)), "6.1"
    )
    return plan


def ask(plan: Plan, reason: str = "") -> Job:
    asked = ReportAsked(ReportKind.ANNUAL, plan.municipality, plan, 2025, "nb")
    return ask_for_sealing(asked=asked, reason=reason, by="kari", now=NOW)


def run(job: Job, **told: Any) -> Job | None:
    files = run_sealing_job(job_id=job.pk, on=ON, clock=lambda: NOW, **told)
    job.refresh_from_db()
    return files


def test_the_report_the_end_of_the_job_and_the_job_of_the_files_come_together(plan: Plan) -> None:
    job = ask(plan)
    assert ask(plan) == job
    files = run(job)
    report = SealedReport.objects.get()
    assert (job.state, report.sealed_by, report.sealed_at) == (JobState.DONE, "kari", NOW)
    assert job.done_count > 0
    assert SealingAsked.objects.get().report == report
    assert files is not None
    assert (files.kind, files.subject, files.state) == (SEAL_JOB, str(report.pk), JobState.WAITING)
    # A message that comes twice seals once.
    assert run(job, is_redelivered=True) is None
    assert SealedReport.objects.count() == 1


def test_what_is_in_the_way_is_told_before_anybody_waits(plan: Plan) -> None:
    Plan.objects.update(status=PlanStatus.DRAFT)
    plan.refresh_from_db()
    with pytest.raises(SealingRefused):
        ask(plan)
    Plan.objects.update(status=PlanStatus.ADOPTED)
    plan.refresh_from_db()
    run(ask(plan))
    with pytest.raises(ReasonNeeded):
        ask(plan)
    assert Job.objects.filter(kind="sealing").count() == 1


def test_what_came_in_the_way_while_it_waited_ends_the_job_with_that_line(plan: Plan) -> None:
    job = ask(plan)
    Plan.objects.update(status=PlanStatus.DRAFT)
    assert run(job) is None
    assert (job.state, job.message) == (
        JobState.FAILED,
        "Planen er et utkast. Den må vedtas før rapporten kan låses.",
    )
    assert not SealedReport.objects.exists()


def test_one_that_waits_is_stopped_at_once(plan: Plan) -> None:
    job = ask(plan)
    cancel_job(job_id=job.pk, now=NOW)
    assert run(job) is None
    assert job.state == JobState.CANCELLED
    assert not SealedReport.objects.exists()


def test_one_that_is_stopped_on_the_way_seals_nothing(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the chapters are there and only keeping is left. That is one piece of work, which nobody stops."""
    job, real = ask(plan), composed

    def stopped_meanwhile(*told: Any, **named: Any) -> Any:
        cancel_job(job_id=job.pk, now=NOW)
        return real(*told, **named)

    monkeypatch.setattr(sealing, "composed", stopped_meanwhile)
    assert run(job) is None
    assert job.state == JobState.CANCELLED
    assert (SealedReport.objects.count(), SealedFile.objects.count()) == (0, 0)
    assert not Job.objects.filter(kind=SEAL_JOB).exists()


def test_one_that_fails_while_it_is_kept_keeps_nothing(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    job = ask(plan)

    def fail(**_told: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(sealing_jobs, "ask_for_sealed_files", fail)
    with pytest.raises(RuntimeError):
        run(job)
    job.refresh_from_db()
    assert (job.state, job.message) == (JobState.FAILED, "RuntimeError")
    assert (SealedReport.objects.count(), SealedFile.objects.count()) == (0, 0)


def test_one_whose_worker_died_is_taken_up_and_gets_its_files(plan: Plan) -> None:
    job = ask(plan)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, started_at=NOW)
    seal_asked(job_id=Job.objects.get().pk)
    assert SealedReport.objects.count() == 1
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert SealedReport.objects.get().files.count() == 5
    take_up_lost_reports()
    assert SealedReport.objects.count() == 1


def test_only_who_may_seal_sees_and_stops_the_job(plan: Plan, client: Client) -> None:
    job, home = ask(plan), plan.municipality
    page, stop = f"/jobber/{job.pk}/", f"/jobber/{job.pk}/avbryt/"
    client.force_login(factories.create_user(role=Role.READER, municipality=home))
    assert (client.get(page).status_code, client.post(stop).status_code) == (404, 404)
    client.force_login(factories.create_user(role=Role.COORDINATOR, municipality=other_municipality()))
    assert (client.get(page).status_code, client.post(stop).status_code) == (404, 404)
    client.force_login(factories.create_user(role=Role.COORDINATOR, municipality=home))
    assert "Venter på tur" in client.get(page).content.decode()
    assert "Avbrutt. Rapporten er ikke låst." in client.post(stop, follow=True).content.decode()


def other_municipality() -> Municipality:
    return factories.create_municipality(name="Andre", number="3998")
