"""Sealing as a job that tells how far it has come: a large report takes a while to make.

The report is sealed together with the end of its job, so that one that is stopped or dies leaves nothing behind.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import Job, JobState
from accounts.services import ask_for_job, end_cancelled_job, fail_job, finish_job, take_up_job
from reporting.exports.reports import ReportAsked, ReportNotMade
from reporting.models import ReportKind, SealingAsked
from reporting.models.report_files import SEALING_JOB
from reporting.services.report_files import SILENT_FOR, Clock, Stopped, step_of
from reporting.services.sealed_files import ask_for_sealed_files
from reporting.services.sealing import MadeToSeal, ReasonNeeded, SealingRefused, keep, made_to_seal, refuse_unready


@transaction.atomic
def ask_for_sealing(*, asked: ReportAsked, reason: str, by: str, now: datetime) -> Job:
    """A waiting job; the one that is at the same report already, where there is one. Raises SealingRefused and
    ReasonNeeded."""
    refuse_unready(asked, reason=reason)
    about = asked.plan.pk if asked.plan else asked.municipality.number
    subject = f"{asked.kind.value} {about} {asked.year} {asked.language}"
    job = ask_for_job(kind=SEALING_JOB, subject=subject, municipality=asked.municipality, by=by, now=now)
    told: dict[str, Any] = {
        "municipality": asked.municipality,
        "plan": asked.plan,
        "kind": asked.kind,
        "year": asked.year,
    }
    told |= {"language": asked.language, "reason": reason.strip()}
    SealingAsked.objects.get_or_create(job=job, defaults=told)
    return job


def run_sealing_job(*, job_id: int, on: date, clock: Clock, is_redelivered: bool = False) -> Job | None:
    """Seal what the job names; the job that is to make its files, None where nothing was sealed."""
    if not take_up_job(job_id=job_id, now=clock(), silent_for=SILENT_FOR * (not is_redelivered)):
        return None
    order = SealingAsked.objects.select_related("municipality", "plan__municipality", "job").get(job=job_id)
    try:
        return sealed(order, on=on, clock=clock)
    except Stopped:
        end_cancelled_job(job_id=job_id, message=gettext("Avbrutt. Rapporten er ikke låst."), now=clock())
    except (SealingRefused, ReportNotMade) as problem:
        fail_job(job_id=job_id, message=str(problem), now=clock())
    except ReasonNeeded:
        fail_job(job_id=job_id, message=gettext("Skriv hvorfor det kommer en ny utgave."), now=clock())
    except Exception as error:
        fail_job(job_id=job_id, message=type(error).__name__, now=clock())
        raise
    return None


def sealed(order: SealingAsked, *, on: date, clock: Clock) -> Job:
    """Raises Stopped between two chapters, and what `sealing` raises."""
    step, asked = step_of(order.job_id, clock), asked_in(order)
    step(0, 0)
    made = made_to_seal(asked, reason=order.reason, on=on, on_chapter=counted(step))
    return keep_together(order, made, now=clock())


def counted(step: Callable[[int, int], None]) -> Callable[[str], None]:
    """Tells of every chapter how many there are so far."""
    chapters = 0

    def on_chapter(_title: str) -> None:
        nonlocal chapters
        step(chapters, 0)
        chapters += 1

    return on_chapter


@transaction.atomic
def keep_together(order: SealingAsked, made: MadeToSeal, *, now: datetime) -> Job:
    """The report, the end of its job, and the job of its files: all of them or none."""
    wanted = Job.objects.select_for_update().filter(
        pk=order.job_id, state=JobState.RUNNING, cancel_asked_at__isnull=True
    )
    if wanted.first() is None:
        raise Stopped
    by = order.job.asked_by
    report = keep(made, by=by, now=now, reason=order.reason)
    SealingAsked.objects.filter(pk=order.pk).update(report=report)
    finish_job(job_id=order.job_id, changed=1, now=now)
    return ask_for_sealed_files(report=report, by=by, now=now)


def asked_in(order: SealingAsked) -> ReportAsked:
    return ReportAsked(ReportKind(order.kind), order.municipality, order.plan, order.year, order.language)
