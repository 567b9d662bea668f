"""Its reports: looked at, made as files, sealed and corrected; and the jobs that work on them."""

from typing import Any

from django.utils import timezone

from accounts.models import Job, JobState
from planning.models import Plan
from reporting.exports.reports import Composed, ReportAsked, composed, written
from reporting.frozen import content_hash
from reporting.models import ReportFormat, ReportKind, SealedReport
from reporting.models.report_files import PREVIEW_JOB, REPORT_JOB
from tests import factories


def create_reports(plan: Plan) -> SealedReport:
    """Two editions of one report, its preview, a file that is made and one that is being made."""
    report = composed_of(plan, ReportKind.ANNUAL, language="nb")
    create_preview(report, plan)
    first = factories.create_sealed_report(plan, body=written(report, ReportFormat.HTML))
    factories.create_report_file(plan, by="koordinator")
    waiting = factories.create_job(
        plan=plan, kind=REPORT_JOB, asked_by="koordinator", state=JobState.RUNNING, done_count=3, finished_at=None
    )
    factories.create_report_file(plan, by="koordinator", job=waiting, made_at=None, name="", body=b"")
    factories.create_sealed_report(plan, edition=2, edition_reason="SSB rettet et tall.")
    return first


def create_analysis(plan: Plan) -> SealedReport:
    """In English, with a figure that was corrected afterwards."""
    report = composed_of(plan, ReportKind.STATUS, language="en")
    create_preview(report, plan)
    printed, *others = [one for one in report.figures if one["literal"]]
    figures = [printed | {"literal": "99.9"}, *others]
    return factories.create_sealed_report(
        plan,
        body=written(report, ReportFormat.HTML),
        plan=None,
        kind=ReportKind.STATUS,
        language="en",
        figures=figures,
        content_hash=content_hash(document={}, figures=figures, certificates=[]),
    )


def composed_of(plan: Plan, kind: ReportKind, *, language: str) -> Composed:
    about = plan if kind == ReportKind.ANNUAL else None
    return composed(ReportAsked(kind, plan.municipality, about, 2025, language), on=factories.TODAY)


def create_preview(report: Composed, plan: Plan) -> None:
    """Made for the coordinator to read."""
    asked = report.asked
    job = factories.create_job(plan=plan, kind=PREVIEW_JOB, asked_by="koordinator", started_at=factories.NOW)
    told = {"plan": asked.plan, "kind": asked.kind, "language": asked.language, "format": ReportFormat.HTML}
    body = written(report, ReportFormat.HTML)
    factories.create_report_file(plan, by="koordinator", job=job, body=body, **told)


def create_jobs(plan: Plan) -> dict[str, Job]:
    """A job for each way it can stand, and a preview of which nobody knows how many chapters it will have."""
    begun: dict[str, Any] = {"state": JobState.RUNNING, "started_at": timezone.now(), "finished_at": None}
    preview = factories.create_job(plan=plan, kind=PREVIEW_JOB, asked_by="koordinator", done_count=3, **begun)
    factories.create_report_file(plan, by="koordinator", job=preview, year=2023, made_at=None, name="", body=b"")
    return {
        "preview": preview,
        JobState.DONE: factories.create_job(plan=plan),
        JobState.FAILED: factories.create_job(plan=plan, state=JobState.FAILED),
        JobState.RUNNING: factories.create_job(
            plan=plan,
            done_count=1,
            total_count=3,
            asked_at=timezone.now(),
            **begun,
        ),
    }
