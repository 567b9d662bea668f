"""What is told of a plan: reports that are sealed or made as a file, and what everybody may read."""

import hashlib
from typing import Any

from planning.models import Plan
from reporting.frozen import content_hash
from reporting.models import Publication, ReportFile, ReportFormat, ReportKind, SealedFile, SealedReport
from reporting.models.report_files import REPORT_JOB
from tests.factories.jobs import create_job
from tests.factories.moments import NOW


def create_sealed_report(about: Plan, *, body: bytes = b"<p>Rapporten</p>", **values: Any) -> SealedReport:
    """A report that is sealed with one file, and holds nothing."""
    empty: dict[str, Any] = {"document": {}, "figures": [], "certificates": []}
    told = {"municipality": about.municipality, "plan": about, "kind": ReportKind.ANNUAL, "year": 2025, "edition": 1}
    sealed = {"title": "Årsrapport 2025", "language": "nb", "rule_version": "2", "sealed_by": "kari", "sealed_at": NOW}
    report = SealedReport.objects.create(**empty | told | sealed | {"content_hash": content_hash(**empty)} | values)
    SealedFile.objects.create(
        report=report,
        format=ReportFormat.HTML,
        name="arsrapport-2025.html",
        media_type="text/html; charset=utf-8",
        size=len(body),
        checksum=hashlib.sha256(body).hexdigest(),
        body=body,
    )
    return report


def create_report_file(about: Plan, *, by: str = "kari", body: bytes = b"PK", **values: Any) -> ReportFile:
    """A report that somebody has asked for, made as a Word file."""
    job = values.pop("job", None) or create_job(plan=about, kind=REPORT_JOB, subject="annual", asked_by=by)
    told = {
        "municipality": about.municipality,
        "plan": about,
        "kind": ReportKind.ANNUAL,
        "year": 2025,
        "language": "nb",
    }
    made = {
        "name": "arsrapport-2025-kps.docx",
        "media_type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "size": len(body),
        "checksum": hashlib.sha256(body).hexdigest(),
        "made_at": NOW,
    }
    asked = {"format": ReportFormat.DOCX, "job": job, "asked_by": by, "asked_at": NOW, "body": body}
    return ReportFile.objects.create(**told | asked | made | values)


def create_publication(plan: Plan, **values: Any) -> Publication:
    """That everybody may read the plan; kept also for a draft, which nobody may read all the same."""
    return Publication.objects.create(plan=plan, **{"published_at": NOW, "published_by": "ola"} | values)
