"""The files of a sealed report: made from what is frozen, each once, in a job, because some of them take a while.

What is there is never made again. A worker that dies leaves whole files behind, and the next one makes the others.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from accounts.models import Job
from accounts.services import ask_for_job, fail_job, finish_job, report_progress, take_up_job
from reporting.exports.reports import Composed, ReportAsked, ReportNotMade, written
from reporting.fingerprint import fingerprint
from reporting.frozen import thawed
from reporting.models import SEALED_FORMS, ReportFormat, ReportKind, SealedReport
from reporting.models.report_files import SEAL_JOB
from reporting.services.report_files import SILENT_FOR, Clock
from reporting.services.sealing import file_of, marked


def ask_for_sealed_files(*, report: SealedReport, by: str, now: datetime) -> Job:
    """A waiting job that makes the files that are missing; the one that is at it already where there is one."""
    return ask_for_job(kind=SEAL_JOB, subject=str(report.pk), municipality=report.municipality, by=by, now=now)


def run_sealed_files_job(*, job_id: int, clock: Clock, is_redelivered: bool = False) -> None:
    """Make every file that is missing. What a dead worker had begun is gone on with."""
    silent_for = SILENT_FOR * (not is_redelivered)
    if not take_up_job(job_id=job_id, now=clock(), silent_for=silent_for):
        return
    subject = Job.objects.get(pk=job_id).subject
    report = SealedReport.objects.select_related("municipality", "plan__municipality").get(pk=subject)
    try:
        make_missing(report, told=lambda done, total: heard(job_id, done, total, clock))
    except ReportNotMade as problem:
        fail_job(job_id=job_id, message=str(problem), now=clock())
    except Exception as error:
        fail_job(job_id=job_id, message=type(error).__name__, now=clock())
        raise
    else:
        finish_job(job_id=job_id, changed=1, message=gettext("Alle filene er klare."), now=clock())


def heard(job_id: int, done: int, total: int, clock: Clock) -> None:
    """Nobody stops this: a sealed report is to have its files."""
    report_progress(job_id=job_id, done=done, total=total, now=clock())


def missing_forms(report: SealedReport) -> list[ReportFormat]:
    """Which files are still to be made."""
    there = set(report.files.values_list("format", flat=True))
    return [one for one in SEALED_FORMS if one.value not in there]


def make_missing(report: SealedReport, *, told: Callable[[int, int], None]) -> None:
    """One file after the other, each kept when it is whole. Raises ReportNotMade."""
    if fingerprint(report) != report.content_hash:
        raise ReportNotMade(gettext("Innholdet stemmer ikke med avtrykket, så det lages ingen filer av det."))
    missing, frozen_report = missing_forms(report), marked(as_composed(report), report)
    for number, form in enumerate(missing):
        told(number, len(missing))
        body = written(frozen_report, form, stop=partial(told, number, len(missing)))
        try:
            with transaction.atomic():
                file_of(report, frozen_report.asked, form, body).save(force_insert=True)
        except IntegrityError:
            # Another worker was first; its file is the one that counts.
            continue


def as_composed(report: SealedReport) -> Composed:
    """What is frozen, as it was before."""
    asked = ReportAsked(ReportKind(report.kind), report.municipality, report.plan, report.year, report.language)
    document = thawed(report.document)
    return Composed(
        asked=asked,
        on=document.made_on,
        document=document,
        figures=report.figures,
        certificates=report.certificates,
        rule_version=report.rule_version,
        count=len(report.certificates),
    )
