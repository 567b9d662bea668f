"""The pages of reports: what is asked for, what is sealed, and what has been corrected since."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from accounts.last_change import names_of
from accounts.models import Job, JobState
from reporting.errata_words import erratum_said
from reporting.fingerprint import fingerprint
from reporting.models import SEALED_FORMS, ReportFile, SealedFile, SealedReport
from reporting.models.report_files import SEAL_JOB
from reporting.queries.errata import errata_of
from reporting.queries.jobs import sentence_of_report, subject_of
from reporting.queries.sealed_files import is_whole
from reporting.report_addresses import NamedReport

# The whole of a report is read only where it is shown.
HEAVY = ("document", "figures", "certificates")


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file that somebody has asked for, and how far it has come."""

    file: ReportFile
    about: str
    sentence: str
    is_waiting: bool
    is_made: bool
    is_broken: bool


@dataclass(frozen=True, slots=True)
class SealedRow:
    """One edition with its files. `errata` is None for an edition that a newer one has taken the place of."""

    report: SealedReport
    files: list[SealedFile]
    errata: int | None
    # What it is written in, where that is not bokmål.
    language: str


@dataclass(frozen=True, slots=True)
class SealedYear:
    year: int
    rows: list[SealedRow]


@dataclass(frozen=True, slots=True)
class SealedPage:
    """One sealed report. `is_unchanged`: everything in it still gives the hashes that it was sealed with. `sealed_by`
    is what the person is called now."""

    report: SealedReport
    sealed_by: str
    files: list[SealedFile]
    errata: list[str]
    is_unchanged: bool
    editions: list[SealedReport]
    # The job that makes the files that are not there yet, and which they are.
    job: Job | None
    missing: list[str]

    @property
    def newest(self) -> SealedReport:
        return self.editions[0]

    @property
    def is_newest(self) -> bool:
        return self.newest.pk == self.report.pk


def preview_of(previews: QuerySet[ReportFile], asked: NamedReport) -> ReportFile | None:
    """The newest of the report that is made or being made, with all that is in it; one query."""
    about = {name: getattr(asked, name) for name in ("municipality", "plan", "kind", "year", "language")}
    gone = [JobState.FAILED, JobState.CANCELLED]
    found = previews.filter(**about).exclude(job__state__in=gone)
    return found.select_related("job", "plan", "municipality").order_by("-pk").first()


def file_rows(files: QuerySet[ReportFile]) -> list[FileRow]:
    """The newest first; one query."""
    found = files.defer("body").select_related("job", "plan", "municipality").order_by("-asked_at", "-pk")
    return [file_row(one) for one in found]


def file_row(file: ReportFile) -> FileRow:
    state = file.job.state
    return FileRow(
        file=file,
        about=subject_of(file),
        sentence=sentence_of_report(file.job),
        is_waiting=not file.job.is_over,
        is_made=file.made_at is not None,
        is_broken=state == JobState.FAILED,
    )


def sealed_years(reports: QuerySet[SealedReport]) -> list[SealedYear]:
    """Everything that is sealed, the newest year and edition first; twelve queries however much there is."""
    found = list(reports.defer(*HEAVY).select_related("plan", "municipality").order_by("-year", "title", "-edition"))
    newest = newest_editions(found)
    read = SealedReport.objects.filter(pk__in=newest).defer("document").select_related("plan")
    errata = errata_of(list(read))
    files = files_of(found)
    years: dict[int, list[SealedRow]] = defaultdict(list)
    for one in found:
        count = len(errata[one.pk]) if one.pk in errata else None
        years[one.year].append(SealedRow(one, files[one.pk], count, language_of(one)))
    return [SealedYear(year, rows) for year, rows in years.items()]


def language_of(report: SealedReport) -> str:
    names = {code: str(name) for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE}
    return names.get(report.language, "")


def newest_editions(reports: Iterable[SealedReport]) -> list[int]:
    """The last edition of each, by its key."""
    newest: dict[tuple[object, ...], SealedReport] = {}
    for one in sorted(reports, key=lambda one: one.edition):
        newest[one.kind, one.plan_id, one.municipality_id, one.year, one.language] = one
    return [one.pk for one in newest.values()]


def files_of(reports: Sequence[SealedReport]) -> dict[int, list[SealedFile]]:
    """The files of each without what stands in them, in the order in which forms are offered."""
    files: dict[int, list[SealedFile]] = defaultdict(list)
    for file in SealedFile.objects.filter(report__in=reports).defer("body").order_by("pk"):
        files[file.report_id].append(file)
    return files


def sealed_page(report: SealedReport) -> SealedPage:
    """One sealed report, with its hashes counted again."""
    about = {"plan": report.plan_id} if report.plan_id else {"plan": None, "municipality": report.municipality_id}
    editions = SealedReport.objects.filter(kind=report.kind, year=report.year, language=report.language, **about)
    files = list(report.files.defer("body").order_by("pk"))
    there = {file.format for file in files}
    return SealedPage(
        report=report,
        sealed_by=names_of([report.sealed_by]).get(report.sealed_by, report.sealed_by),
        files=files,
        errata=[erratum_said(one) for one in errata_of([report])[report.pk]],
        is_unchanged=is_unchanged(report),
        editions=list(editions.defer(*HEAVY).order_by("-edition")),
        job=Job.objects.filter(kind=SEAL_JOB, subject=str(report.pk)).order_by("-pk").first(),
        missing=[str(one.label) for one in SEALED_FORMS if one.value not in there],
    )


def is_unchanged(report: SealedReport) -> bool:
    """Whether the content and every file give the hashes that were written down when it was sealed."""
    return fingerprint(report) == report.content_hash and all(is_whole(file) for file in report.files.iterator())
