"""Fetch and check together: one cannot get the thing without passing the check. What one may not see is a 404."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext

from accounts.models import Job, Municipality, Unit, User
from accounts.permissions import Permission, Rights, has_permission, municipalities_with
from indicators.models import Indicator, Upload
from indicators.permissions import may_fetch
from indicators.services.fetching import FETCH_JOB
from indicators.services.uploads import Reach, codes_through_time
from planning.models import FocusArea, Goal, Plan
from reporting.quality_actions import Able
from targets.models import Target
from targets.queries import tables_of

Person = User | AnonymousUser


def visible_plans(user: Person) -> QuerySet[Plan]:
    """Adopted plans of the person's municipalities; drafts for those whose role sees drafts there."""
    adopted = Plan.objects.adopted().of(municipalities_with(user, Permission.SEE_ADOPTED))
    drafts = Plan.objects.of(municipalities_with(user, Permission.SEE_DRAFTS))
    return Plan.objects.filter(Q(pk__in=adopted.values("pk")) | Q(pk__in=drafts.values("pk")))


def get_plan_for(user: Person, code: str) -> Plan:
    """The plan, or 404 for whoever may not read it."""
    plan = visible_plans(user).select_related("municipality").filter(code=code).first()
    if plan is None:
        raise no_such_plan()
    return plan


def no_such_plan() -> Http404:
    return Http404(gettext("Planen finnes ikke, eller du har ikke tilgang til den."))


def get_plan_beside_drafts(user: Person, code: str) -> tuple[Plan, list[str]]:
    """The plan, or 404, and the tables of the drafts that the person may not know of; one query."""
    may_read = Exists(visible_plans(user).filter(pk=OuterRef("pk")))
    drafts = Q(pk__in=Plan.objects.drafts().values("pk"), may_read=False)
    rows = Plan.objects.annotate(may_read=may_read).filter(Q(code=code, may_read=True) | drafts)
    found = list(rows.select_related("municipality"))
    plan = next((one for one in found if one.may_read), None)  # type: ignore[attr-defined]
    if plan is None:
        raise no_such_plan()
    return plan, tables_of(one.code for one in found if not one.may_read)  # type: ignore[attr-defined]


def get_plan_to_edit_for(user: Person, code: str) -> Plan:
    """The plan for those who write it; refused for others who may read it."""
    plan = get_plan_for(user, code)
    if not has_permission(user, Permission.EDIT_PLANS, municipality=plan.municipality):
        raise PermissionDenied
    return plan


def get_goal_to_edit_for(user: Person, plan_code: str, code: str) -> Goal:
    """A goal of the plan for those who write it; refused for others who may read it."""
    plan = get_plan_to_edit_for(user, plan_code)
    goals = Goal.objects.filter(plan=plan).select_related("plan__municipality", "primary_focus_area")
    if found := goals.filter(code=code).first():
        return found
    raise Http404(gettext("Målet finnes ikke i planen."))


def get_focus_area_for(user: Person, plan_code: str, code: str) -> FocusArea:
    """The focus area of a plan that the person may read."""
    area = FocusArea.objects.filter(plan=get_plan_for(user, plan_code), code=code).select_related("plan__municipality")
    if found := area.first():
        return found
    raise Http404(gettext("Innsatsområdet finnes ikke i planen."))


def get_target_for(user: Person, plan_code: str, code: str) -> Target:
    """The target of a plan that the person may read, with everything its page and its rule need."""
    targets = Target.objects.for_assessment().select_related(
        "plan__municipality", "goal__theme", "primary_focus_area", "peer"
    )
    if found := targets.filter(plan=get_plan_for(user, plan_code), code=code).first():
        return found
    raise Http404(gettext("Måltallet finnes ikke i planen."))


def get_target_to_edit_for(user: Person, plan_code: str, code: str) -> Target:
    """The same for those who may judge it and set lights; refused for others who may read it."""
    target = get_target_for(user, plan_code, code)
    if not may_edit_targets(user, target.plan):
        raise PermissionDenied
    return target


def may_edit_targets(user: Person, plan: Plan) -> bool:
    """Whether the person may judge states, say that duties are done, and set lights beside the calculated ones."""
    return has_permission(user, Permission.EDIT_TARGETS, municipality=plan.municipality)


def get_unit_for(plan: Plan, pk: int) -> Unit:
    """A unit of the plan's own municipality."""
    if found := Unit.objects.filter(municipality=plan.municipality, pk=pk).first():
        return found
    raise Http404(gettext("Virksomheten finnes ikke."))


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


def people_of(municipality: Municipality) -> QuerySet[User]:
    """Whoever has a role there and can be asked to answer for something."""
    members = User.objects.filter(is_active=True, memberships__municipality=municipality)
    return members.order_by("first_name", "last_name", "username").distinct()


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
    return has_permission(user, Permission.ASK_FOR_ASSESSMENT, municipality=job.municipality)


def may_ask_for_assessment(user: Person, plan: Plan) -> bool:
    """Whether the person may have the plan's targets judged again."""
    return has_permission(user, Permission.ASK_FOR_ASSESSMENT, municipality=plan.municipality)


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


def may_review_figures(rights: Rights, plan: Plan) -> bool:
    """Whether the person may say of a thing in the plan's figures that it may stay: whoever brings the figures."""
    return rights.may(Permission.LOAD_FIGURES, municipality=plan.municipality)


def may_export(rights: Rights, plan: Plan) -> bool:
    """Whether the person may take what the plan's pages say with them as a file."""
    return rights.may(Permission.EXPORT, municipality=plan.municipality)


def able_in(rights: Rights, plan: Plan) -> Able:
    """What the person may do about the plan's figures and lights."""
    return Able(
        load_figures=may_review_figures(rights, plan),
        edit_targets=rights.may(Permission.EDIT_TARGETS, municipality=plan.municipality),
        administer=rights.may(Permission.ADMINISTER, municipality=plan.municipality),
    )
