"""How a piece of long work stands, in words: one page for judging, fetching, and making and sealing reports."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from accounts.models import Job, JobState
from accounts.services import LOST_AFTER
from indicators.formats import whole
from indicators.models import Source
from indicators.source_words import progress
from planning.models import Plan
from reporting.models import ReportFile, SealedReport, SealingAsked
from reporting.report_addresses import preview_address
from reporting.trails import Trail, reports_trail


@dataclass(frozen=True, slots=True)
class JobPage:
    """What the page of a job says as of `now`."""

    job: Job
    now: datetime
    title: str
    about: str
    address: str
    way_on: str
    sentence: str
    # What became of it, where it did not end well.
    trouble: str
    # Where it lies, unless that is under what it is about.
    trail: Trail | None = None
    # Whoever waits is taken to the address when it is done.
    leads_on: bool = False
    # The key of the sealed report that it made, or makes the files of.
    report: int | None = None

    @property
    def crumbs(self) -> Trail:
        return self.trail or [(self.about, self.address)]

    @property
    def can_be_cancelled(self) -> bool:
        return not self.job.is_over and self.job.cancel_asked_at is None

    @property
    def seen(self) -> str:
        """What a reader has been told already; another text whenever there is something new to read."""
        job = self.job
        return f"{job.state}-{job.done_count}-{job.total_count}-{'avbryt' if job.cancel_asked_at else ''}"

    @property
    def took(self) -> str:
        return took(self.job, self.now)


def assessment_page(*, job: Job, plan: Plan, now: datetime) -> JobPage:
    """The targets of a plan, judged again."""
    return JobPage(
        job=job,
        now=now,
        title=gettext("Vurdering av måltall"),
        about=plan.title,
        address=reverse("plan-detail", args=[plan.code]),
        way_on=gettext("Til oversikten"),
        sentence=sentence_of_assessment(job),
        trouble=gettext("Lysene er som før. Prøv igjen; hjelper ikke det, så si fra til administratoren."),
    )


def fetch_page(*, job: Job, source: Source, now: datetime) -> JobPage:
    """The figures of a source, fetched."""
    return JobPage(
        job=job,
        now=now,
        title=gettext("Henting av tall"),
        about=source.name,
        address=reverse("source-detail", args=[source.code]),
        way_on=gettext("Til kilden"),
        sentence=sentence_of_fetch(job),
        trouble=trouble_of_fetch(job),
    )


def report_page(*, job: Job, file: ReportFile, now: datetime) -> JobPage:
    """A report that is made as a file."""
    return JobPage(
        job=job,
        now=now,
        title=gettext("%(kind)s %(year)s") % {"kind": file.get_kind_display().capitalize(), "year": file.year},
        about=f"{subject_of(file)}, {file.get_format_display()}",
        address=reverse("report-list"),
        way_on=gettext("Til rapportene"),
        sentence=sentence_of_report(job),
        trouble=trouble_of_report(job),
        trail=reports_trail(),
    )


def preview_page(*, job: Job, file: ReportFile, now: datetime) -> JobPage:
    """A report that is made to be looked at."""
    is_done = job.state == JobState.DONE
    words = {"kind": file.get_kind_display(), "year": file.year}
    return JobPage(
        job=job,
        now=now,
        title=gettext("Forhåndsvisning av %(kind)s %(year)s") % words,
        about=subject_of(file),
        address=preview_address(file) if is_done else reverse("report-list"),
        way_on=gettext("Les forhåndsvisningen") if is_done else gettext("Til rapportene"),
        sentence=said_of_making(
            job,
            cancelled=gettext("Avbrutt. Det ble ikke laget noen forhåndsvisning."),
            failed=gettext("Det stoppet før forhåndsvisningen var ferdig."),
            done=gettext("Forhåndsvisningen er klar."),
        ),
        trouble=with_message(gettext("Det ble ikke laget noen forhåndsvisning. Prøv igjen."), job),
        trail=reports_trail(),
        leads_on=is_done,
    )


def sealing_page(*, job: Job, order: SealingAsked, now: datetime) -> JobPage:
    """A report that is being sealed."""
    words = {"kind": order.get_kind_display(), "year": order.year}
    return JobPage(
        job=job,
        now=now,
        title=gettext("Låsing av %(kind)s %(year)s") % words,
        about=subject_of(order),
        address=reverse("report-detail", args=[order.report_id]) if order.report_id else reverse("report-list"),
        way_on=gettext("Til den låste rapporten") if order.report_id else gettext("Til rapportene"),
        sentence=said_of_making(
            job,
            cancelled=gettext("Avbrutt. Rapporten er ikke låst."),
            failed=gettext("Det stoppet før rapporten var låst."),
            done=gettext("Rapporten er låst. Innholdet endres ikke mer."),
        ),
        trouble=" ".join((gettext("Rapporten er ikke låst."), job.message)).strip(),
        trail=reports_trail(),
        report=order.report_id,
    )


def sealed_files_page(*, job: Job, report: SealedReport, now: datetime) -> JobPage:
    """The files of a report that is sealed."""
    return JobPage(
        job=job,
        now=now,
        title=gettext("Filene til den låste rapporten"),
        about=report.title,
        address=reverse("report-detail", args=[report.pk]),
        way_on=gettext("Til rapporten"),
        sentence=sentence_of_sealed_files(job),
        trouble=trouble_of_report(job),
        report=report.pk,
    )


def subject_of(asked: ReportFile | SealingAsked) -> str:
    return asked.plan.title if asked.plan else asked.municipality.name


def sentence_of_sealed_files(job: Job) -> str:
    if job.state == JobState.RUNNING:
        counts = {"done": job.done_count, "total": job.total_count}
        return gettext("%(done)d av %(total)d filer er klare …") % counts
    return gettext("Venter på tur …") if job.state == JobState.WAITING else gettext("Alle filene er klare.")


def sentence_of_assessment(job: Job) -> str:
    counts = {"done": job.done_count, "total": job.total_count}
    match job.state:
        case JobState.WAITING:
            return gettext("Venter på tur …")
        case JobState.RUNNING:
            return gettext("%(done)d av %(total)d måltall er vurdert …") % counts
        case JobState.CANCELLED:
            return job.message or gettext("Avbrutt. Ingenting ble vurdert.")
    changed = (
        ngettext("%(n)d lys er endret.", "%(n)d lys er endret.", job.changed_count) % {"n": job.changed_count}
        if job.changed_count
        else gettext("Ingen lys er endret.")
    )
    return " ".join((gettext("%(done)d av %(total)d måltall er vurdert.") % counts, changed))


def sentence_of_report(job: Job) -> str:
    return said_of_making(
        job,
        cancelled=job.message or gettext("Avbrutt. Det ble ikke laget noen fil."),
        failed=gettext("Det stoppet før filen var ferdig."),
        done=gettext("Filen ligger klar under «Dine filer»."),
    )


def said_of_making(job: Job, *, cancelled: str, failed: str, done: str) -> str:
    """How it goes with a report; of the chapters only how many there are, for nobody knows how many there will be."""
    match job.state:
        case JobState.WAITING:
            return gettext("Venter på tur …")
        case JobState.RUNNING:
            return running_report_said(job)
    return {JobState.CANCELLED: cancelled, JobState.FAILED: failed}.get(JobState(job.state), done)


def trouble_of_report(job: Job) -> str:
    told = gettext("Det ble ikke laget noen fil. Prøv igjen; hjelper ikke det, så si fra til administratoren.")
    return with_message(told, job)


def with_message(told: str, job: Job) -> str:
    if not job.message:
        return told
    return " ".join((told, gettext("Meldingen var: «%(words)s»") % {"words": job.message}))


def running_report_said(job: Job) -> str:
    if job.total_count:
        return gettext("Kapitlene er klare. Filen skrives …")
    if not job.done_count:
        return gettext("Leser tallene …")
    return ngettext("%(n)d kapittel er klart …", "%(n)d kapitler er klare …", job.done_count) % {"n": job.done_count}


def sentence_of_fetch(job: Job) -> str:
    match job.state:
        case JobState.WAITING:
            return gettext("Venter på tur …")
        case JobState.RUNNING:
            told = progress(job)
            return gettext("%(progress)s deler …") % {"progress": told} if told else gettext("Ser etter nye tall …")
        case JobState.CANCELLED:
            return job.message or gettext("Avbrutt. Ingenting ble hentet.")
        case JobState.DONE if not job.changed_count:
            return job.message or gettext("Ingen tall er nye eller endret.")
    changed = ngettext("%(n)s tall er nytt eller endret.", "%(n)s tall er nye eller endret.", job.changed_count)
    return f"{changed % {'n': whole(job.changed_count)}} {job.message}".strip()


def trouble_of_fetch(job: Job) -> str:
    return with_message(gettext("Tallene er som før. På siden til kilden står det hva som kan gjøres."), job)


def took(job: Job, now: datetime) -> str:
    """How long it has lasted; that somebody should look at it, where it has lasted longer than anything should."""
    if job.started_at is None:
        return ""
    lasted = in_words(max((job.finished_at or now) - job.started_at, timedelta(0)))
    if job.is_over:
        return gettext("Det tok %(time)s.") % {"time": lasted}
    told = gettext("Har pågått i %(time)s.") % {"time": lasted}
    if now - job.started_at < LOST_AFTER:
        return told
    return " ".join((told, gettext("Det er uvanlig lenge. Avbryt gjerne, og prøv igjen.")))


def in_words(lasted: timedelta) -> str:
    seconds = int(lasted.total_seconds())
    if seconds < 1:
        return gettext("under ett sekund")
    if seconds < 60:
        return ngettext("%(n)d sekund", "%(n)d sekunder", seconds) % {"n": seconds}
    return ngettext("%(n)d minutt", "%(n)d minutter", seconds // 60) % {"n": seconds // 60}
