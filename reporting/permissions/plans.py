"""Plans and what they are made of."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext

from accounts.models import Municipality, Unit, User
from accounts.permissions import Permission, Rights, has_permission, municipalities_with
from planning.models import FocusArea, Plan
from reporting.permissions.persons import Person
from targets.queries import tables_of


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


def get_plan_with_drafts_for(user: Person, code: str) -> Plan:
    """The plan for those who work on plans; refused for others who may read it."""
    plan = get_plan_for(user, code)
    if not has_permission(user, Permission.SEE_DRAFTS, municipality=plan.municipality):
        raise PermissionDenied
    return plan


def get_focus_area_of(plan: Plan, code: str) -> FocusArea:
    """A focus area of a plan that is fetched and checked already."""
    if found := FocusArea.objects.filter(plan=plan, code=code).first():
        return found
    raise Http404(gettext("Innsatsområdet finnes ikke i planen."))


def get_focus_area_for(user: Person, plan_code: str, code: str) -> FocusArea:
    """The focus area of a plan that the person may read."""
    area = FocusArea.objects.filter(plan=get_plan_for(user, plan_code), code=code).select_related("plan__municipality")
    if found := area.first():
        return found
    raise Http404(gettext("Innsatsområdet finnes ikke i planen."))


def get_unit_for(plan: Plan, pk: int) -> Unit:
    """A unit of the plan's own municipality."""
    if found := Unit.objects.filter(municipality=plan.municipality, pk=pk).first():
        return found
    raise Http404(gettext("Virksomheten finnes ikke."))


def people_of(municipality: Municipality) -> QuerySet[User]:
    """Whoever has a role there and can be asked to answer for something."""
    members = User.objects.filter(is_active=True, memberships__municipality=municipality)
    return members.order_by("first_name", "last_name", "username").distinct()


def may_ask_for_assessment(user: Person, plan: Plan) -> bool:
    """Whether the person may have the plan's targets judged again."""
    return has_permission(user, Permission.ASK_FOR_ASSESSMENT, municipality=plan.municipality)


def may_export(rights: Rights, plan: Plan) -> bool:
    """Whether the person may take what the plan's pages say with them as a file."""
    return rights.may(Permission.EXPORT, municipality=plan.municipality)


def check_may_export(user: Person, plan: Plan) -> None:
    """The same for one plan alone. Raises PermissionDenied."""
    if not has_permission(user, Permission.EXPORT, municipality=plan.municipality):
        raise PermissionDenied
