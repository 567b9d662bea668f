"""What hangs loose in a plan, for those who work on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, answering_of, rights_of
from planning.models import Plan
from reporting.permissions import Person, get_plan_with_drafts_for
from reporting.queries.red_thread import loose_ends
from reporting.red_thread import Check, check_words, counted
from reporting.red_thread_actions import MayMend, listed_checks
from reporting.trails import plan_trail


@require_safe
def red_thread(request: HttpRequest, plan_code: str) -> HttpResponse:
    """Everything that hangs loose, or that of one kind; `?slag=mal-uten-maltall`."""
    plan = get_plan_with_drafts_for(request.user, plan_code)
    found = loose_ends(plan=plan, on=timezone.localdate())
    chosen = check_in(request.GET.get("slag", ""))
    shown = [one for one in found if chosen in {None, one.check}]
    context = {
        "plan": plan,
        "total": len(found),
        "counts": [(check, check_words(check)[0], number) for check, number in counted(found).items()],
        "chosen": chosen,
        "groups": listed_checks(shown, may_mend(request.user, plan)),
        "crumbs": plan_trail(plan),
        "municipality": plan.municipality,
    }
    return render(request, "reporting/red_thread.html", context)


def check_in(text: str) -> Check | None:
    """A word that nobody knows chooses nothing."""
    return Check(text) if text in set(Check) else None


def may_mend(user: Person, plan: Plan) -> MayMend:
    rights, home = rights_of(user), plan.municipality
    return MayMend(
        writes_plans=rights.may(Permission.EDIT_PLANS, municipality=home),
        edits_targets=rights.may(Permission.EDIT_TARGETS, municipality=home),
        loads_figures=rights.may(Permission.LOAD_FIGURES, municipality=home),
        answering=answering_of(user, home),
    )
