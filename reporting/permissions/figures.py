"""Indicators, figures that are brought, and jobs."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext

from accounts.models import Job, Municipality
from accounts.permissions import Permission, has_permission, municipalities_with
from indicators.models import Indicator, Upload
from indicators.permissions import may_fetch
from indicators.services.fetching import FETCH_JOB
from indicators.services.uploads import Reach, codes_through_time
from planning.models import Plan
from reporting.models.report_files import PREVIEW_JOB, REPORT_JOB, SEAL_JOB, SEALING_JOB
from reporting.permissions.persons import Person
from reporting.permissions.plans import visible_plans


def visible_indicators(user: Person) -> QuerySet[Indicator]:
    """The public catalogue, and what the plans that the person may read have brought in."""
    codes = visible_plans(user).values("code")
    return Indicator.objects.filter(Q(namespace="") | Q(namespace__in=codes))


def get_indicator_for(user: Person, code: str) -> Indicator:
    """The indicator, or 404 when it belongs to a plan that the person may not read."""
    if found := visible_indicators(user).filter(code=code).first():
        return found
    raise Http404(gettext("Indikatoren finnes ikke, eller du har ikke tilgang til den."))


def indicators_for(user: Person, plan: Plan) -> QuerySet[Indicator]:
    """What the plan may measure by: of what the person may see all but what another draft has brought in.

    Whoever reads this plan could else learn of the draft.
    """
    drafts = Plan.objects.drafts().exclude(pk=plan.pk)
    return visible_indicators(user).exclude(namespace__in=drafts.values("code"))


def get_job_for(user: Person, pk: int) -> Job:
    """The job, for those who may read the municipality's plans; fetching is everybody's who may read sources."""
    municipalities = municipalities_with(user, Permission.SEE_ADOPTED)
    own = Q(municipality__in=municipalities)
    shared = Q(municipality__isnull=True, kind=FETCH_JOB) if municipalities.exists() else Q(pk__in=[])
    if found := Job.objects.filter(own | shared).filter(pk=pk).first():
        return found
    raise Http404(gettext("Jobben finnes ikke."))


def may_cancel(user: Person, job: Job) -> bool:
    """Whether the person may stop the job: whoever may ask for one of its kind."""
    if job.kind == FETCH_JOB:
        return may_fetch(user)
    if job.kind in {REPORT_JOB, PREVIEW_JOB}:
        return job.asked_by == user.get_username()
    if job.kind == SEALING_JOB:
        return has_permission(user, Permission.RUN_ROUNDS, municipality=job.municipality)
    if job.kind == SEAL_JOB:
        # A sealed report is to have its files.
        return False
    return has_permission(user, Permission.ASK_FOR_ASSESSMENT, municipality=job.municipality)


def municipalities_to_load_for(user: Person) -> QuerySet[Municipality]:
    """The municipalities that the person may bring figures for. Whoever has none is refused."""
    found = municipalities_with(user, Permission.LOAD_FIGURES)
    if not found.exists():
        raise PermissionDenied
    return found


def get_upload_for(user: Person, pk: int) -> Upload:
    """The waiting file, for those who may load figures for the municipality that it was brought for."""
    uploads = Upload.objects.filter(municipality__in=municipalities_with(user, Permission.LOAD_FIGURES))
    if found := uploads.select_related("municipality").filter(pk=pk).first():
        return found
    raise Http404(gettext("Filen finnes ikke. Den kan være tatt inn eller forkastet."))


def reach_of(user: Person, upload: Upload) -> Reach:
    """Administrators bring figures about any region; others about their own municipality, through time.

    A shipped mapping describes its indicators, so anybody may be the first to use it; other files that add to the
    catalogue, which all municipalities share, are for administrators.
    """
    home = upload.municipality
    is_administrator = has_permission(user, Permission.ADMINISTER, municipality=home)
    return Reach(
        regions=None if is_administrator else codes_through_time(home.number),
        indicators=visible_indicators(user),
        may_add_indicators=is_administrator or bool(upload.mapping),
    )


def may_load_figures(user: Person) -> bool:
    """Whether the person may bring or type figures for some municipality."""
    return has_permission(user, Permission.LOAD_FIGURES)
