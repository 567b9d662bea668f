"""The guidelines of a plan: each once, with every place that cites it; written, changed and taken away."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.opened import opened_as
from planning.models import Guideline, Plan
from planning.services.goals import CannotDelete
from planning.services.guidelines import add_guideline, change_guideline, delete_guideline
from reporting.acting import who
from reporting.forms.guideline import DeleteGuidelineForm, WrittenGuidelineForm
from reporting.forms.guidelines import GuidelineForm
from reporting.permissions import get_guideline_to_edit_for, get_plan_for, get_plan_to_edit_for, may_edit_plan
from reporting.queries.guidelines import guideline_page
from reporting.resting_words import why_guideline_stays
from reporting.services.in_turn import in_turn
from reporting.trails import guidelines_trail, plan_trail

SHOWN_OR_SENT = ["GET", "HEAD", "POST"]


@require_safe
def guideline_list(request: HttpRequest, plan_code: str) -> HttpResponse:
    plan = get_plan_for(request.user, plan_code)
    form = GuidelineForm(request.GET)
    context = {
        "page": guideline_page(plan=plan, **form.asked()),
        "form": form,
        "may_edit": may_edit_plan(request.user, plan),
        "crumbs": plan_trail(plan),
        "municipality": plan.municipality,
    }
    return render(request, "reporting/guideline_list.html", context)


@require_http_methods(SHOWN_OR_SENT)
def guideline_create(request: HttpRequest, plan_code: str) -> HttpResponse:
    plan = get_plan_to_edit_for(request.user, plan_code)
    form = WrittenGuidelineForm(*sent(request), plan=plan)
    if form.is_valid():
        guideline = add_guideline(plan=plan, values=form.values, **form.links, **who(request))
        messages.success(request, gettext("Føringen er lagt til."))
        return back_to(plan, guideline)
    return render(request, "reporting/guideline_edit.html", {"form": form, **around(plan)})


@require_http_methods(SHOWN_OR_SENT)
def guideline_edit(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    guideline = get_guideline_to_edit_for(request.user, plan_code, code)
    with in_turn(guideline.plan, guideline, is_sent=request.method == "POST"):
        return guideline_answered(request, guideline)


def guideline_answered(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    form = WrittenGuidelineForm(*sent(request), plan=guideline.plan, guideline=guideline)
    opened = opened_as(form, *form.places, rows=[guideline, *guideline.citations.all()])
    if opened.is_mine and form.is_valid():
        said: dict[str, Any] = {"values": form.values, **form.links, **form.why}
        change_guideline(guideline=guideline, **said, on=timezone.localdate(), **who(request))
        messages.success(request, gettext("Føringen er lagret."))
        return back_to(guideline.plan, guideline)
    goals = guideline.goals.count()
    context = {
        "form": form,
        "opened": opened,
        "guideline": guideline,
        "kept": why_guideline_stays(goals) if goals else "",
        "delete_form": DeleteGuidelineForm(plan=guideline.plan, auto_id="slett-%s"),
        **around(guideline.plan),
    }
    return render(request, "reporting/guideline_edit.html", context)


@require_POST
def guideline_delete(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    guideline = get_guideline_to_edit_for(request.user, plan_code, code)
    form = DeleteGuidelineForm(request.POST, plan=guideline.plan)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect("guideline-edit", plan_code, code)
    try:
        delete_guideline(guideline=guideline, reason=form.cleaned_data["reason"], **who(request))
    except CannotDelete as problem:
        messages.error(request, why_guideline_stays(problem.count))
        return redirect("guideline-edit", plan_code, code)
    messages.success(request, gettext("Føringen «%(title)s» er slettet.") % {"title": guideline.title})
    return redirect("guideline-list", plan_code)


def back_to(plan: Plan, guideline: Guideline) -> HttpResponse:
    """To its place in the list."""
    return redirect(reverse("guideline-list", args=[plan.code], fragment=f"foring-{guideline.code}"))


def sent(request: HttpRequest) -> tuple[Any, ...]:
    return (request.POST,) if request.method == "POST" else ()


def around(plan: Plan) -> dict[str, Any]:
    return {"plan": plan, "crumbs": guidelines_trail(plan), "municipality": plan.municipality}
