"""Pages on which a coordinator makes a plan, says what it is, sees how it is built, and has it adopted."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.opened import opened_as
from planning.models import Plan, PlanStatus
from planning.services.adopting import CannotAdopt, adopt_plan, obstacles_to_adoption, plan_to_supersede
from planning.services.plans import change_plan, create_plan
from reporting.forms.plans import AdoptPlanForm, NewPlanForm, PlanSettingsForm, proposed_code
from reporting.permissions import get_plan_to_edit_for, municipalities_to_plan_for, plans_to_continue_for
from reporting.queries.edits import undoable
from reporting.queries.plan_structure import plan_structure
from reporting.services.in_turn import in_turn
from reporting.trails import plan_trail, plans_trail, writing_trail
from targets.services.next_period import continue_plan

SHOWN_OR_SENT = ["GET", "HEAD", "POST"]
SETTINGS = ("title", "kind", "period_from", "period_to", "horizon_note")


@require_http_methods(SHOWN_OR_SENT)
def plan_create(request: HttpRequest) -> HttpResponse:
    """From nothing, or from the plan of the period before."""
    municipalities, earlier = municipalities_to_plan_for(request.user), plans_to_continue_for(request.user)
    if request.headers.get("HX-Request"):
        return with_proposed_code(request)
    sent = (request.POST,) if request.method == "POST" else ()
    form = NewPlanForm(*sent, municipalities=municipalities, earlier=earlier)
    if form.is_valid() and (plan := made(request, form)):
        return redirect("plan-edit", plan.code)
    return render(request, "reporting/plan_create.html", {"form": form, "crumbs": plans_trail()})


def with_proposed_code(request: HttpRequest) -> HttpResponse:
    """The field for the code, filled in as soon as there is a title; what the person has written stays."""
    title, year, code = (request.GET.get(name, "")[:300] for name in ("title", "period_from", "code"))
    first = int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None
    if title.strip() and code in {"", proposed_code(title, None)}:
        code = proposed_code(title, first)
    form = NewPlanForm(
        initial={"code": code},
        municipalities=municipalities_to_plan_for(request.user),
        earlier=Plan.objects.none(),
    )
    return render(request, "reporting/_plan_code.html", {"field": form["code"]})


def made(request: HttpRequest, form: NewPlanForm) -> Plan | None:
    """The draft; none where somebody took its code at the same moment."""
    try:
        return draft_of(request, form)
    except IntegrityError:
        form.add_error("code", gettext("Navnet er i bruk. Velg et annet."))
        return None


def draft_of(request: HttpRequest, form: NewPlanForm) -> Plan:
    by, now, earlier = request.user.get_username(), timezone.now(), form.cleaned_data.get("earlier")
    if earlier is None:
        plan = create_plan(municipality=form.chosen_municipality, values=form.values, by=by, now=now)
        messages.success(request, gettext("Utkastet er opprettet. Begynn med innsatsområdene."))
        return plan
    plan = continue_plan(earlier=earlier, values=form.values, by=by, on=timezone.localdate(), now=now)
    text = gettext("Utkastet er opprettet med alt fra «%(title)s». Tiltak som er fullført eller stanset, er ikke med.")
    messages.success(request, text % {"title": earlier.title})
    return plan


@require_safe
def plan_edit(request: HttpRequest, plan_code: str) -> HttpResponse:
    plan = get_plan_to_edit_for(request.user, plan_code)
    context = {
        "page": plan_structure(plan=plan),
        "opened": request.GET.get("apne", ""),
        "undoable": undoable(plan=plan, by=request.user.get_username()),
        "crumbs": plan_trail(plan),
        "municipality": plan.municipality,
    }
    return render(request, "reporting/plan_edit.html", context)


@require_http_methods(SHOWN_OR_SENT)
def plan_settings(request: HttpRequest, plan_code: str) -> HttpResponse:
    plan = get_plan_to_edit_for(request.user, plan_code)
    with in_turn(plan, plan, is_sent=request.method == "POST"):
        return settings_answered(request, plan)


def settings_answered(request: HttpRequest, plan: Plan) -> HttpResponse:
    sent = (request.POST,) if request.method == "POST" else ()
    form = PlanSettingsForm(*sent, row=plan, initial={name: getattr(plan, name) for name in SETTINGS})
    opened = opened_as(form, rows=[plan])
    if opened.is_mine and form.is_valid():
        by, on, now = request.user.get_username(), timezone.localdate(), timezone.now()
        change_plan(plan=plan, values=form.values, **form.why, by=by, on=on, now=now)
        messages.success(request, gettext("Lagret."))
        return redirect("plan-edit", plan.code)
    return render(request, "reporting/plan_settings.html", {"form": form, "opened": opened, **context_of(plan)})


@require_http_methods(SHOWN_OR_SENT)
def plan_adopt(request: HttpRequest, plan_code: str) -> HttpResponse:
    """What adopting does, what stands in its way, and the decision."""
    plan = get_plan_to_edit_for(request.user, plan_code)
    if plan.status != PlanStatus.DRAFT:
        messages.info(request, gettext("Planen er vedtatt allerede."))
        return redirect("plan-edit", plan_code)
    sent = (request.POST,) if request.method == "POST" else ()
    form = AdoptPlanForm(*sent, earlier=plan_to_supersede(plan), on=timezone.localdate())
    if form.is_valid() and is_adopted(request, plan, form):
        messages.success(request, gettext("Planen er vedtatt. Alle i kommunen kan lese den nå."))
        return redirect("plan-detail", plan_code)
    obstacles = obstacles_to_adoption(plan)
    return render(request, "reporting/plan_adopt.html", {"form": form, "obstacles": obstacles, **context_of(plan)})


def is_adopted(request: HttpRequest, plan: Plan, form: AdoptPlanForm) -> bool:
    """Whether the plan was adopted; not where it is not ready."""
    said = form.cleaned_data
    try:
        adopt_plan(
            plan=plan,
            decision_reference=said["decision_reference"],
            decided_on=said["decided_on"],
            supersede=bool(said.get("supersede")),
            by=request.user.get_username(),
            now=timezone.now(),
        )
    except CannotAdopt as refused:
        for obstacle in refused.obstacles:
            form.add_error(None, obstacle)
        return False
    return True


def context_of(plan: Plan) -> dict[str, Any]:
    return {"plan": plan, "crumbs": writing_trail(plan), "municipality": plan.municipality}
