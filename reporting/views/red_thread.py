"""What hangs loose in a plan, for those who work on it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission, answering_of, rights_of
from planning.models import Plan
from reporting.forms.quality import ReviewForm
from reporting.permissions import Person, get_plan_to_edit_for, get_plan_with_drafts_for
from reporting.queries.red_thread import loose_ends, red_thread_of
from reporting.red_thread import KEYS, Check, check_words, counted
from reporting.red_thread_actions import MayMend, listed_checks
from reporting.services import ThingHasChanged, review_thing, take_up_again
from reporting.trails import plan_trail


@require_safe
def red_thread(request: HttpRequest, plan_code: str) -> HttpResponse:
    """Everything that hangs loose, or that of one kind; `?slag=mal-uten-maltall`."""
    plan = get_plan_with_drafts_for(request.user, plan_code)
    thread = red_thread_of(plan=plan, on=timezone.localdate())
    found = thread.left
    chosen = check_in(request.GET.get("slag", ""))
    shown = [one for one in found if chosen in {None, one.check}]
    may = may_mend(request.user, plan)
    context = {
        "plan": plan,
        "total": len(found),
        "counts": [(check, check_words(check)[0], number) for check, number in counted(found).items()],
        "chosen": chosen,
        "groups": listed_checks(shown, may),
        "set_aside": [one for one in thread.set_aside if chosen in {None, one.finding.check}],
        "may_set_aside": may.writes_plans,
        "crumbs": plan_trail(plan),
        "municipality": plan.municipality,
    }
    return render(request, "reporting/red_thread.html", context)


@require_POST
def red_thread_set_aside(request: HttpRequest, plan_code: str) -> HttpResponse:
    """Keep that something may hang loose, and why."""
    plan = get_plan_to_edit_for(request.user, plan_code)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect("red-thread", plan.code)
    given = form.cleaned_data
    try:
        review_thing(
            plan=plan,
            things=[one for one in loose_ends(plan=plan, on=timezone.localdate()) if one.may_rest],
            key=given["ting"],
            stamp=given["avtrykk"],
            reason=given["begrunnelse"],
            by=request.user.get_username(),
            now=timezone.now(),
        )
        messages.success(request, gettext("Satt til side. Det står nederst på siden."))
    except ThingHasChanged:
        messages.error(request, gettext("Dette er endret siden du så det. Se over på nytt."))
    return redirect("red-thread", plan.code)


@require_POST
def red_thread_reopen(request: HttpRequest, plan_code: str) -> HttpResponse:
    """Put what was set aside back on the list."""
    plan = get_plan_to_edit_for(request.user, plan_code)
    key = request.POST.get("ting", "")[:100]
    if key.startswith(KEYS):
        take_up_again(plan=plan, key=key, by=request.user.get_username(), now=timezone.now())
    return redirect("red-thread", plan.code)


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
