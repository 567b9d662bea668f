"""Goals on the plan's own pages: a new one, a changed one, and one that is taken away."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from accounts.opened import Opened, opened_as, opened_in
from planning.models import FocusArea, Goal
from planning.services.goals import CannotDelete, change_goal, create_goal
from reporting.forms.goal import LONG, GoalForm
from reporting.permissions import get_goal_to_edit_for, get_plan_to_edit_for
from reporting.queries.lights import light_rows
from reporting.resting_words import why_goal_stays
from reporting.services.in_turn import in_turn
from reporting.services.removing_commented import delete_goal
from reporting.trails import plan_trail
from targets.models import Target

SHOWN_OR_SENT = ["GET", "HEAD", "POST"]


@require_http_methods(SHOWN_OR_SENT)
def goal_create(request: HttpRequest, plan_code: str) -> HttpResponse:
    """`?omrade=CODE` says where the goal belongs."""
    plan = get_plan_to_edit_for(request.user, plan_code)
    area = FocusArea.objects.filter(plan=plan, code=request.GET.get("omrade", "")).first()
    last = plan.goals.order_by("-order").first()
    goal = Goal(plan=plan, primary_focus_area=area, order=last.order + 1 if last else 1)
    form = GoalForm(*sent(request), instance=goal)
    if is_saving(request) and form.is_valid():
        by, now = request.user.get_username(), timezone.now()
        made = create_goal(plan=plan, values=form.values, links=form.links, by=by, now=now)
        messages.success(request, gettext("Målet er lagret. Neste steg er å legge til måltall."))
        return redirect("goal-edit", plan.code, made.code)
    return render(request, "reporting/goal_form.html", context_of(request, goal, form))


@require_http_methods(SHOWN_OR_SENT)
def goal_edit(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    goal = get_goal_to_edit_for(request.user, plan_code, code)
    with in_turn(goal.plan, is_sent=request.method == "POST"):
        return goal_answered(request, goal)


def goal_answered(request: HttpRequest, goal: Goal) -> HttpResponse:
    form = GoalForm(*sent(request), instance=Goal.objects.select_related("plan__municipality").get(pk=goal.pk))
    opened = opened_as(form, rows=[goal])
    if is_saving(request) and opened.is_mine and form.is_valid():
        change_goal(
            goal=goal,
            values=form.values,
            links=form.links,
            reason=form.cleaned_data.get("why", ""),
            by=request.user.get_username(),
            on=timezone.localdate(),
            now=timezone.now(),
        )
        messages.success(request, gettext("Målet er endret."))
        return redirect("goal-edit", goal.plan.code, goal.code)
    # Whoever only looks through a list goes on from the version that was opened.
    shown = opened if is_saving(request) or not form.is_bound else Opened(opened_in(form))
    return render(request, "reporting/goal_form.html", context_of(request, goal, form) | {"opened": shown})


def sent(request: HttpRequest) -> tuple[Any, ...]:
    return (request.POST,) if request.method == "POST" else ()


def is_saving(request: HttpRequest) -> bool:
    """Not where only a long list is looked through."""
    return request.method == "POST" and "finn" not in request.POST


def context_of(request: HttpRequest, goal: Goal, form: GoalForm) -> dict[str, Any]:
    is_looking = request.method == "POST" and not is_saving(request)
    return {
        "form": form,
        "goal": goal,
        "plan": goal.plan,
        "shows_errors": not is_looking,
        "lists": form.long_lists({name: request.POST.get(f"finn_{name}", "") for name in LONG}),
        "looking_at": request.POST.get("finn", "") if is_looking else "",
        "rows": light_rows(Target.objects.filter(goal=goal)) if goal.pk else [],
        "crumbs": plan_trail(goal.plan),
        "municipality": goal.plan.municipality,
    }


@require_http_methods(SHOWN_OR_SENT)
def goal_delete(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    """Asked for once more, and done; or why that cannot be."""
    goal = get_goal_to_edit_for(request.user, plan_code, code)
    context = {"goal": goal, "plan": goal.plan, "crumbs": plan_trail(goal.plan), "municipality": goal.plan.municipality}
    if request.method != "POST":
        return render(request, "reporting/goal_delete.html", context)
    try:
        delete_goal(goal=goal, by=request.user.get_username(), now=timezone.now())
    except CannotDelete as problem:
        return render(request, "reporting/goal_delete.html", context | {"because": why_goal_stays(problem)}, status=409)
    messages.success(request, gettext("Målet er slettet."))
    return redirect("goals-edit", plan_code)
