"""Reports as files: asked for on a page, made as a job that tells how far it has come, and kept for some time.

A file is there whole or not at all: its body is written together with the end of its job.
"""

import hashlib
from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from accounts.models import Job, JobState
from accounts.services import ask_for_job, end_cancelled_job, fail_job, finish_job, report_progress, take_up_job
from reporting.exports.reports import FORMS, ReportAsked, ReportNotMade, composed, file_name, written
from reporting.models import ReportFile, ReportFormat, ReportKind, SealingAsked
from reporting.models.report_files import PREVIEW_JOB, REPORT_JOB

KEPT_FOR = timedelta(days=30)
# Longer than any single step takes; then the worker is dead.
SILENT_FOR = timedelta(minutes=10)
# A report that brings down whoever begins it is not begun for ever.
GIVEN_UP_AFTER = timedelta(hours=1)

Clock = Callable[[], datetime]


class Stopped(Exception):
    """Somebody has asked for it."""


@transaction.atomic
def ask_for_report_file(
    *, asked: ReportAsked, form: ReportFormat, by: str, now: datetime, kind: str = REPORT_JOB
) -> ReportFile:
    """A file that waits to be made; the one that the same person already waits for, where there is one."""
    about = asked.plan.pk if asked.plan else asked.municipality.number
    person = hashlib.sha256(by.encode()).hexdigest()[:12]
    subject = f"{asked.kind.value} {about} {asked.year} {asked.language} {form.value} {person}"
    job = ask_for_job(kind=kind, subject=subject, municipality=asked.municipality, by=by, now=now)
    file, _is_new = ReportFile.objects.get_or_create(
        job=job,
        defaults={
            "municipality": asked.municipality,
            "plan": asked.plan,
            "kind": asked.kind,
            "year": asked.year,
            "language": asked.language,
            "format": form,
            "asked_by": by,
            "asked_at": now,
        },
    )
    return file


def ask_for_preview(*, asked: ReportAsked, by: str, now: datetime) -> ReportFile:
    """The report as a page to look at. When it is made it takes the place of the person's preview before it."""
    return ask_for_report_file(asked=asked, form=ReportFormat.HTML, by=by, now=now, kind=PREVIEW_JOB)


def run_report_file_job(*, job_id: int, on: date, clock: Clock, is_redelivered: bool = False) -> None:
    """Make the file that the job is for. What a dead worker had begun is begun anew; what another one has, is left."""
    silent_for = timedelta(0) if is_redelivered else SILENT_FOR
    if not take_up_job(job_id=job_id, now=clock(), silent_for=silent_for):
        return
    file = ReportFile.objects.select_related("municipality", "plan__municipality", "job").filter(job=job_id).first()
    if file is None:
        fail_job(job_id=job_id, message=gettext("Rapporten er ikke bestilt lenger."), now=clock())
        return
    try:
        body = made(file, on=on, step=step_of(job_id, clock))
    except Stopped:
        end_cancelled_job(job_id=job_id, message=gettext("Avbrutt. Det ble ikke laget noen fil."), now=clock())
    except ReportNotMade as problem:
        fail_job(job_id=job_id, message=str(problem), now=clock())
    except Exception as error:
        fail_job(job_id=job_id, message=type(error).__name__, now=clock())
        raise
    else:
        keep(file, body, now=clock())


def step_of(job_id: int, clock: Clock) -> Callable[[int, int], None]:
    """What is done between two steps: tell how far it has come, and stop where somebody asks for it."""

    def step(done: int, total: int) -> None:
        if not report_progress(job_id=job_id, done=done, total=total, now=clock()):
            raise Stopped

    return step


def made(file: ReportFile, *, on: date, step: Callable[[int, int], None]) -> bytes:
    """The whole file, chapter by chapter. Raises Stopped between two of them."""
    chapters = 0

    def on_chapter(_title: str) -> None:
        nonlocal chapters
        step(chapters, 0)
        chapters += 1

    step(0, 0)
    report = composed(asked_in(file), on=on, on_chapter=on_chapter)
    # All chapters are there; writing them is one step that cannot be parted.
    step(chapters, chapters)
    body = written(report, ReportFormat(file.format), stop=lambda: step(chapters, chapters))
    step(chapters, chapters)
    return body


def asked_in(file: ReportFile) -> ReportAsked:
    return ReportAsked(
        kind=ReportKind(file.kind),
        municipality=file.municipality,
        plan=file.plan,
        year=file.year,
        language=file.language,
    )


@transaction.atomic
def keep(file: ReportFile, body: bytes, *, now: datetime) -> None:
    """The file and the end of its job together. Of two workers that made the same file the first one's stands."""
    running = Job.objects.select_for_update().filter(pk=file.job_id, state=JobState.RUNNING)
    if running.first() is None:
        return
    form = ReportFormat(file.format)
    ReportFile.objects.filter(pk=file.pk).update(
        name=file_name(asked_in(file), form),
        media_type=FORMS[form].media_type,
        size=len(body),
        checksum=hashlib.sha256(body).hexdigest(),
        body=body,
        made_at=now,
    )
    finish_job(job_id=file.job_id, changed=1, now=now)
    forget_with_jobs(previews_before(file))


def previews_before(file: ReportFile) -> QuerySet[ReportFile]:
    """Those of the same report for the same person; of a file none."""
    of_the_same = {"job__kind": PREVIEW_JOB, "job__subject": file.job.subject}
    before = ReportFile.objects.filter(pk__lt=file.pk, **of_the_same)
    return before if file.job.kind == PREVIEW_JOB else before.none()


def lost_jobs(*, kind: str, now: datetime) -> list[int]:
    """Jobs whose worker died, or whose message never reached one, to be begun anew; hopeless ones are ended."""
    unfinished = Job.objects.filter(kind=kind, state__in=[JobState.WAITING, JobState.RUNNING])
    lost = unfinished.filter(heard_at__lte=now - SILENT_FOR)
    for job in lost.filter(cancel_asked_at__isnull=False):
        end_cancelled_job(job_id=job.pk, message=gettext("Avbrutt. Det ble ikke laget noen fil."), now=now)
    for job in lost.filter(asked_at__lte=now - GIVEN_UP_AFTER, cancel_asked_at__isnull=True):
        fail_job(job_id=job.pk, message=gettext("Jobben stoppet før den ble ferdig."), now=now)
    return list(lost.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def clear_old_files(*, now: datetime) -> int:
    """Delete what was asked for longer ago than files are kept, with the jobs; how many they were.

    What was asked to be sealed goes too, and never the sealed report.
    """
    old = Job.objects.filter(
        asked_at__lt=now - KEPT_FOR, state__in=[JobState.DONE, JobState.FAILED, JobState.CANCELLED]
    )
    return sum(
        forget_with_jobs(rows.filter(job__in=old)) for rows in (ReportFile.objects.all(), SealingAsked.objects.all())
    )


def forget_with_jobs(rows: QuerySet[ReportFile] | QuerySet[SealingAsked]) -> int:
    jobs = list(rows.values_list("job_id", flat=True))
    rows.filter(job__in=jobs).delete()
    Job.objects.filter(pk__in=jobs).delete()
    return len(jobs)
