"""Those who write a plan, and what they may reach from it."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext

from accounts.models import Municipality
from accounts.permissions import Permission, answering_of, has_permission, municipalities_with
from planning.models import Challenge, FocusArea, Goal, Guideline, Measure, Plan, Theme
from reporting.permissions.persons import Person
from reporting.permissions.plans import get_focus_area_for, get_plan_for


def get_plan_to_edit_for(user: Person, code: str) -> Plan:
    """The plan for those who write it; refused for others who may read it."""
    plan = get_plan_for(user, code)
    if not has_permission(user, Permission.EDIT_PLANS, municipality=plan.municipality):
        raise PermissionDenied
    return plan


def may_edit_plan(user: Person, plan: Plan) -> bool:
    """Whether the person may write the plan: its focus areas, goals, measures and targets."""
    return has_permission(user, Permission.EDIT_PLANS, municipality=plan.municipality)


def get_goal_to_edit_for(user: Person, plan_code: str, code: str) -> Goal:
    """A goal of the plan for those who write it; refused for others who may read it."""
    plan = get_plan_to_edit_for(user, plan_code)
    goals = Goal.objects.filter(plan=plan).select_related("plan__municipality", "primary_focus_area")
    if found := goals.filter(code=code).first():
        return found
    raise Http404(gettext("Målet finnes ikke i planen."))


def get_guideline_to_edit_for(user: Person, plan_code: str, code: str) -> Guideline:
    """A guideline of the plan for those who write it; refused for others who may read it."""
    guidelines = Guideline.objects.filter(plan=get_plan_to_edit_for(user, plan_code), code=code)
    if found := guidelines.select_related("plan__municipality").first():
        return found
    raise Http404(gettext("Føringen finnes ikke i planen."))


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


def get_challenge_to_edit_for(user: Person, plan_code: str, code: str) -> Challenge:
    """A challenge or an opportunity for those who write plans; refused for others who may read it."""
    plan = get_plan_to_edit_for(user, plan_code)
    challenges = Challenge.objects.filter(plan=plan).select_related("plan__municipality", "theme__focus_area")
    if found := challenges.filter(code=code).first():
        return found
    raise Http404(gettext("Utfordringen finnes ikke i planen."))


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
