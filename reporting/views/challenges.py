"""The challenges and opportunities of a plan: the list of them all, and writing them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.opened import opened_as
from planning.models import Challenge
from planning.services.challenges import add_challenge, change_challenge, delete_challenge
from reporting.acting import who
from reporting.forms.challenges import ChallengeFilterForm, ChallengeForm, DeleteChallengeForm
from reporting.permissions import get_challenge_to_edit_for, get_plan_for, get_plan_to_edit_for, may_edit_plan
from reporting.queries.challenges import challenge_list as list_of
from reporting.services.in_turn import in_turn
from reporting.trails import challenges_trail, plan_trail
from reporting.views.measures import SHOWN_OR_SENT, around, sent


@require_safe
def challenge_list(request: HttpRequest, plan_code: str) -> HttpResponse:
    plan = get_plan_for(request.user, plan_code)
    form = ChallengeFilterForm(request.GET, plan=plan)
    context = {
        "page": list_of(plan=plan, asked=form.asked),
        "form": form,
        "may_edit": may_edit_plan(request.user, plan),
        **around(plan, plan_trail(plan)),
    }
    return render(request, "reporting/challenge_list.html", context)


@require_http_methods(SHOWN_OR_SENT)
def challenge_create(request: HttpRequest, plan_code: str) -> HttpResponse:
    """A new one; `?omrade=KLIMA` ticks a focus area beforehand."""
    plan = get_plan_to_edit_for(request.user, plan_code)
    areas = plan.focus_areas.filter(code__in=request.GET.getlist("omrade"))
    form = ChallengeForm(*sent(request), plan=plan, initial={"focus_areas": areas})
    if form.is_valid():
        challenge = add_challenge(plan=plan, values=form.values, links=form.links, **who(request))
        said = {"kind": challenge.get_kind_display()}
        messages.success(request, gettext("Lagt til: %(kind)s.") % said)
        return redirect("challenge-list", plan.code)
    context = {"form": form, "plan": plan, **around(plan, challenges_trail(plan))}
    return render(request, "reporting/challenge_edit.html", context)


@require_http_methods(SHOWN_OR_SENT)
def challenge_edit(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    challenge = get_challenge_to_edit_for(request.user, plan_code, code)
    with in_turn(challenge.plan, challenge, is_sent=request.method == "POST"):
        return challenge_answered(request, challenge)


def challenge_answered(request: HttpRequest, challenge: Challenge) -> HttpResponse:
    form = ChallengeForm(*sent(request), plan=challenge.plan, challenge=challenge)
    opened = opened_as(form, rows=[challenge])
    if opened.is_mine and form.is_valid():
        said: dict[str, Any] = {"values": form.values, "links": form.links, **form.why}
        change_challenge(challenge=challenge, **said, on=timezone.localdate(), **who(request))
        messages.success(request, gettext("Lagret."))
        return redirect("challenge-list", challenge.plan.code)
    context = {
        "form": form,
        "opened": opened,
        "plan": challenge.plan,
        "challenge": challenge,
        "delete_form": DeleteChallengeForm(plan=challenge.plan, auto_id="slett-%s"),
        **around(challenge.plan, challenges_trail(challenge.plan)),
    }
    return render(request, "reporting/challenge_edit.html", context)


@require_POST
def challenge_delete(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    challenge = get_challenge_to_edit_for(request.user, plan_code, code)
    form = DeleteChallengeForm(request.POST, plan=challenge.plan)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect("challenge-edit", plan_code, code)
    delete_challenge(challenge=challenge, reason=form.cleaned_data["reason"], **who(request))
    messages.success(request, gettext("Slettet. Du kan angre på siden «Endringer»."))
    return redirect("challenge-list", plan_code)
