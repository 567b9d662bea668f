"""Fetch and check together: one cannot get the thing without passing the check. What one may not see is a 404."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext

from accounts.models import Job, Membership, Municipality, Role, Unit, User
from accounts.permissions import Permission, Rights, answering_of, has_permission, municipalities_with
from indicators.models import Indicator, Upload
from indicators.permissions import may_fetch
from indicators.services.fetching import FETCH_JOB
from indicators.services.uploads import Reach, codes_through_time
from planning.models import FocusArea, Measure, Plan, Theme
from reporting.answering import NOBODY, Answering
from reporting.models import Publication
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


def published_plans() -> QuerySet[Plan]:
    """What everybody may read, whoever they are: adopted, and published by somebody."""
    return Plan.objects.adopted().filter(Exists(Publication.objects.filter(plan=OuterRef("pk"))))


def get_published_plan(code: str) -> Plan:
    """The plan that everybody may read, or 404: a draft answers as one that is not published or is not there."""
    found = published_plans().select_related("municipality").filter(code=code).first()
    if found is None:
        raise Http404(gettext("Siden finnes ikke."))
    return found


def get_focus_area_of(plan: Plan, code: str) -> FocusArea:
    """A focus area of a plan that is fetched and checked already."""
    if found := FocusArea.objects.filter(plan=plan, code=code).first():
        return found
    raise Http404(gettext("Innsatsområdet finnes ikke i planen."))


def get_target_of(plan: Plan, code: str) -> Target:
    """A target of such a plan, with everything its page and its rule need."""
    targets = Target.objects.for_assessment().select_related("goal__unit", "unit_in_charge", "peer")
    if found := targets.filter(plan=plan, code=code).first():
        return found
    raise Http404(gettext("Måltallet finnes ikke i planen."))


def get_focus_area_for(user: Person, plan_code: str, code: str) -> FocusArea:
    """The focus area of a plan that the person may read."""
    area = FocusArea.objects.filter(plan=get_plan_for(user, plan_code), code=code).select_related("plan__municipality")
    if found := area.first():
        return found
    raise Http404(gettext("Innsatsområdet finnes ikke i planen."))


def get_focus_area_to_edit_for(user: Person, plan_code: str, code: str) -> FocusArea:
    """The same for those who write the plan; refused for others who may read it."""
    get_plan_to_edit_for(user, plan_code)
    return get_focus_area_for(user, plan_code, code)


def get_theme_to_edit_for(user: Person, plan_code: str, area_code: str, code: str) -> Theme:
    """A theme of such a focus area."""
    area = get_focus_area_to_edit_for(user, plan_code, area_code)
    themes = Theme.objects.filter(focus_area=area, code=code)
    if found := themes.select_related("focus_area__plan__municipality", "parent").first():
        return found
    raise Http404(gettext("Temaet finnes ikke i innsatsområdet."))


def get_plan_with_history_for(user: Person, code: str) -> Plan:
    """The plan for those who may know how it came about; refused for others who may read it."""
    plan = get_plan_for(user, code)
    if not has_permission(user, Permission.SEE_DRAFTS, municipality=plan.municipality):
        raise PermissionDenied
    return plan


def may_edit_plan(user: Person, plan: Plan) -> bool:
    """Whether the person may write the plan: its focus areas, goals, measures and targets."""
    return has_permission(user, Permission.EDIT_PLANS, municipality=plan.municipality)


def municipalities_to_plan_for(user: Person) -> QuerySet[Municipality]:
    """The municipalities in which the person may make plans. Whoever has none is refused."""
    found = municipalities_with(user, Permission.EDIT_PLANS)
    if not found.exists():
        raise PermissionDenied
    return found.order_by("name")


def plans_to_continue_for(user: Person) -> QuerySet[Plan]:
    """Plans that a new one may be made from: adopted once, in a municipality in which the person makes plans."""
    plans = Plan.objects.adopted().of(municipalities_with(user, Permission.EDIT_PLANS))
    return plans.select_related("municipality").order_by("-period_to", "title")


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


def get_target_to_answer_for(user: Person, plan_code: str, code: str) -> Target:
    """The target for those who say why it stands as it does: whoever answers for all, and its own unit's contacts."""
    target = get_target_for(user, plan_code, code)
    if not may_answer_for(user, target):
        raise PermissionDenied
    return target


def may_answer_for(user: Person, target: Target) -> bool:
    """A target answers to its own unit, or to its goal's where it names none."""
    unit = target.unit_in_charge_id or (target.goal.unit_id if target.goal else None)
    return answering_of(user, target.plan.municipality).covers(unit)


def get_plan_with_drafts_for(user: Person, code: str) -> Plan:
    """The plan for those who work on plans; refused for others who may read it."""
    plan = get_plan_for(user, code)
    if not has_permission(user, Permission.SEE_DRAFTS, municipality=plan.municipality):
        raise PermissionDenied
    return plan


def get_measure_for(user: Person, plan_code: str, code: str) -> Measure:
    """The measure of a plan that the person may read, with what its page tells of itself."""
    measures = Measure.objects.select_related("plan__municipality", "theme__focus_area", "unit", "owner")
    if found := measures.filter(plan=get_plan_for(user, plan_code), code=code).first():
        return found
    raise Http404(gettext("Tiltaket finnes ikke i planen."))


def get_measure_to_edit_for(user: Person, plan_code: str, code: str) -> Measure:
    """The same for those who write plans; refused for others who may read it."""
    measure = get_measure_for(user, plan_code, code)
    if not may_edit_plan(user, measure.plan):
        raise PermissionDenied
    return measure


def get_measure_to_tell_of_for(user: Person, plan_code: str, code: str) -> Measure:
    """The measure for those who say how it gets on; refused for others who may read it."""
    measure = get_measure_for(user, plan_code, code)
    if not may_tell_of(user, measure):
        raise PermissionDenied
    return measure


def may_tell_of(user: Person, measure: Measure) -> bool:
    """Unit contacts where their unit has the measure, or answers for one of its goals."""
    units = [measure.unit_id, *measure.goals.values_list("unit", flat=True)]
    return answering_of(user, measure.plan.municipality).covers(*units)


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


def answering_in(user: Person, rights: Rights, plan: Plan) -> Answering:
    """For which of the plan's lights the person may write cause and measures; unit contacts for their own units'."""
    if not rights.may(Permission.ANSWER_FOR_LIGHTS, municipality=plan.municipality) or not user.is_authenticated:
        return NOBODY
    if rights.may(Permission.ASK_FOR_ASSESSMENT, municipality=plan.municipality):
        return Answering(everything=True)
    own = Membership.objects.filter(user=user, municipality=plan.municipality, role=Role.UNIT_CONTACT)
    return Answering(units=frozenset(own.values_list("unit_id", flat=True)))


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
