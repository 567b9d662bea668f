"""Reports: what may be made of which plan, what is sealed, and whose files are whose."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext

from accounts.models import Job, Municipality
from accounts.permissions import Permission, has_permission, municipalities_with
from planning.models import Plan
from reporting.models import ReportFile, SealedReport, SealingAsked
from reporting.models.report_files import PREVIEW_JOB, REPORT_JOB
from reporting.permissions.persons import Person
from reporting.permissions.plans import visible_plans


def plans_to_report_on_for(user: Person) -> QuerySet[Plan]:
    """The plans that the person may take with them as a file."""
    return visible_plans(user).filter(municipality__in=municipalities_to_report_on_for(user))


def municipalities_to_report_on_for(user: Person) -> QuerySet[Municipality]:
    return municipalities_with(user, Permission.EXPORT)


def visible_sealed_reports(user: Person) -> QuerySet[SealedReport]:
    """Those on plans that the person may read, and those on the person's municipalities."""
    of_municipality = Q(plan__isnull=True, municipality__in=municipalities_with(user, Permission.SEE_ADOPTED))
    return SealedReport.objects.filter(Q(plan__in=visible_plans(user)) | of_municipality)


def get_sealed_report_for(user: Person, pk: int) -> SealedReport:
    """The sealed report, or 404 for whoever may not read it."""
    found = visible_sealed_reports(user).select_related("municipality", "plan__municipality").filter(pk=pk).first()
    if found is None:
        raise Http404(gettext("Rapporten finnes ikke, eller du har ikke tilgang til den."))
    return found


def own_report_files(user: Person) -> QuerySet[ReportFile]:
    """The files that the person has asked for."""
    return asked_for_by(user).filter(job__kind=REPORT_JOB)


def own_previews(user: Person) -> QuerySet[ReportFile]:
    """What the person has asked to look at."""
    return asked_for_by(user).filter(job__kind=PREVIEW_JOB)


def asked_for_by(user: Person) -> QuerySet[ReportFile]:
    """Both, as long as the person may still read what they are about."""
    if not user.is_authenticated:
        return ReportFile.objects.none()
    readable = Q(plan__in=plans_to_report_on_for(user)) | Q(
        plan__isnull=True, municipality__in=municipalities_to_report_on_for(user)
    )
    return ReportFile.objects.filter(readable, asked_by=user.get_username())


def get_report_file_for(user: Person, pk: int) -> ReportFile:
    """A file that the person has asked for, or 404."""
    found = own_report_files(user).filter(pk=pk).first()
    if found is None:
        raise no_such_file()
    return found


def get_report_file_of_job_for(user: Person, job: Job) -> ReportFile:
    found = asked_for_by(user).defer("body").filter(job=job).select_related("plan", "municipality").first()
    if found is None:
        raise no_such_file()
    return found


def get_sealing_of_job_for(user: Person, job: Job) -> SealingAsked:
    """What the job is to seal, for those who may seal; to others it is not there."""
    found = SealingAsked.objects.select_related("municipality", "plan").filter(job=job).first()
    if found is None or not may_seal(user, found.municipality):
        raise Http404(gettext("Jobben finnes ikke."))
    return found


def no_such_file() -> Http404:
    return Http404(gettext("Filen finnes ikke. Filer tas vare på i 30 dager."))


def may_seal(user: Person, municipality: Municipality) -> bool:
    """Whether the person may seal the municipality's reports."""
    return has_permission(user, Permission.RUN_ROUNDS, municipality=municipality)


def check_may_seal(user: Person, municipality: Municipality) -> None:
    """Raises PermissionDenied."""
    if not may_seal(user, municipality):
        raise PermissionDenied
