"""Pages of a plan: which plans there are, how one stands, a focus area, a target, and the button that judges again."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.context import remember
from accounts.permissions import Permission, rights_of
from accounts.services import ask_for_job
from reporting.days import picked_day
from reporting.drawing import draw_ordinal, draw_target
from reporting.permissions import (
    answering_in,
    get_focus_area_for,
    get_plan_beside_drafts,
    get_plan_for,
    get_target_for,
    may_answer_for,
    may_ask_for_assessment,
    may_edit_targets,
    visible_plans,
)
from reporting.queries.answers import answers_for, causes_before
from reporting.queries.changed_since import LOOKING_BACK, changed_since
from reporting.queries.dashboard import dashboard
from reporting.queries.focus_area import focus_area_page
from reporting.queries.quality import number_to_look_at
from reporting.queries.red_thread import loose_ends
from reporting.queries.rounds.shown import open_rounds_about
from reporting.queries.target import target_page
from reporting.trails import focus_area_trail, plan_trail, plans_trail
from targets.tasks import assess_plan


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Straight to the plan where there is only one."""
    plans = list(visible_plans(request.user).values_list("code", flat=True)[:2])
    return redirect("plan-detail", plans[0]) if len(plans) == 1 else redirect("plan-list")


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    plans = visible_plans(request.user).select_related("municipality").order_by("municipality__name", "title")
    rights = rights_of(request.user)
    remember(request, rights)
    may_plan = rights.may(Permission.EDIT_PLANS)
    return render(request, "reporting/plan_list.html", {"plans": plans, "may_plan": may_plan})


@require_safe
def plan_detail(request: HttpRequest, plan_code: str) -> HttpResponse:
    rights = rights_of(request.user)
    remember(request, rights)
    plan, hidden = get_plan_beside_drafts(request.user, plan_code)
    today = timezone.localdate()
    picked = picked_day(request.GET.get("siden", ""), today=today)
    answering = answering_in(request.user, rights, plan)
    may_see_drafts = rights.may(Permission.SEE_DRAFTS, municipality=plan.municipality)
    context = {
        "page": dashboard(plan=plan, on=today, answering=answering),
        # Whoever only reads does not see rounds.
        "rounds": open_rounds_about(plan, units=answering.units, on=today) if may_see_drafts else [],
        "to_look_at": number_to_look_at(plan=plan, hidden=hidden, on=today),
        "picked": picked,
        "changed": changed_since(plan=plan, since=picked.day or today - LOOKING_BACK),
        "crumbs": plans_trail(),
        "municipality": plan.municipality,
        "may_assess": rights.may(Permission.ASK_FOR_ASSESSMENT, municipality=plan.municipality),
        "may_write": rights.may(Permission.EDIT_PLANS, municipality=plan.municipality),
        "may_see_drafts": may_see_drafts,
        # Whoever only reads is not asked to mend anything.
        "loose": len(loose_ends(plan=plan, on=today)) if may_see_drafts else None,
    }
    return render(request, "reporting/dashboard.html", context)


@require_safe
def focus_area_detail(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    rights = rights_of(request.user)
    remember(request, rights)
    area = get_focus_area_for(request.user, plan_code, code)
    page = focus_area_page(area=area, plans=visible_plans(request.user), on=timezone.localdate())
    context = {
        "page": page,
        "drawings": [(one, draw_ordinal(one.chart)) for one in page.indicators.distributions],
        "crumbs": plan_trail(area.plan),
        "municipality": area.plan.municipality,
        "may_edit": rights.may(Permission.EDIT_PLANS, municipality=area.plan.municipality),
    }
    return render(request, "reporting/focus_area.html", context)


@require_safe
def target_detail(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    target = get_target_for(request.user, plan_code, code)
    page = target_page(target=target)
    answer = answers_for([target.pk], on=timezone.localdate())[target.pk]
    context = {
        "page": page,
        "answer": answer,
        "causes_before": causes_before(target, answer),
        "may_answer": may_answer_for(request.user, target),
        "crumbs": focus_area_trail(page.focus_area) if page.focus_area else plan_trail(target.plan),
        "municipality": target.plan.municipality,
        "drawing": draw_target(page.chart, family=page.family) if page.chart else None,
        "may_edit": may_edit_targets(request.user, target.plan),
    }
    return render(request, "reporting/target.html", context)


@require_POST
def plan_assess(request: HttpRequest, plan_code: str) -> HttpResponse:
    """Ask for the plan's targets to be judged again, and show how far that has come."""
    plan = get_plan_for(request.user, plan_code)
    if not may_ask_for_assessment(request.user, plan):
        raise PermissionDenied
    job = ask_for_job(
        kind="assess_plan",
        subject=plan.code,
        municipality=plan.municipality,
        by=request.user.get_username(),
        now=timezone.now(),
    )
    transaction.on_commit(partial(assess_plan.delay, job_id=job.pk))
    return redirect("job-detail", job.pk)
