"""Targets: to read, to judge, to answer for."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext

from accounts.models import Membership, Role
from accounts.permissions import Permission, Rights, answering_of, has_permission
from planning.models import Plan
from reporting.answering import NOBODY, Answering
from reporting.permissions.persons import Person
from reporting.permissions.plans import get_plan_for
from reporting.quality_actions import Able
from targets.models import Target


def get_target_of(plan: Plan, code: str) -> Target:
    """A target of such a plan, with everything its page and its rule need."""
    targets = Target.objects.for_assessment().select_related("goal__unit", "unit_in_charge", "peer")
    if found := targets.filter(plan=plan, code=code).first():
        return found
    raise Http404(gettext("Måltallet finnes ikke i planen."))


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


def answering_in(user: Person, rights: Rights, plan: Plan) -> Answering:
    """For which of the plan's lights the person may write cause and measures; unit contacts for their own units'."""
    if not rights.may(Permission.ANSWER_FOR_LIGHTS, municipality=plan.municipality) or not user.is_authenticated:
        return NOBODY
    if rights.may(Permission.ASK_FOR_ASSESSMENT, municipality=plan.municipality):
        return Answering(everything=True)
    own = Membership.objects.filter(user=user, municipality=plan.municipality, role=Role.UNIT_CONTACT)
    return Answering(units=frozenset(own.values_list("unit_id", flat=True)))


def able_in(rights: Rights, plan: Plan) -> Able:
    """What the person may do about the plan's figures and lights."""
    return Able(
        load_figures=may_review_figures(rights, plan),
        edit_targets=rights.may(Permission.EDIT_TARGETS, municipality=plan.municipality),
        administer=rights.may(Permission.ADMINISTER, municipality=plan.municipality),
    )


def may_review_figures(rights: Rights, plan: Plan) -> bool:
    """Whether the person may say of a thing in the plan's figures that it may stay: whoever brings the figures."""
    return rights.may(Permission.LOAD_FIGURES, municipality=plan.municipality)
