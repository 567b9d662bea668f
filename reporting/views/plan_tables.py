"""Many at once: all goals of a plan in one table, and all its targets. One form, one save, one edit."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from planning.models import FocusArea, Plan
from planning.services.goals import change_goals
from reporting.forms.goal_table import changes_words, goal_table
from reporting.forms.rows import Table
from reporting.forms.target_table import changes_promise, target_table
from reporting.permissions import get_plan_to_edit_for
from reporting.queries.plan_tables import goals_to_edit, targets_to_edit
from reporting.services.in_turn import in_turn
from reporting.trails import plan_trail
from targets.services.promising import change_targets

SHOWN_OR_SENT = ["GET", "HEAD", "POST"]


@require_http_methods(SHOWN_OR_SENT)
def goals_edit(request: HttpRequest, plan_code: str) -> HttpResponse:
    plan = get_plan_to_edit_for(request.user, plan_code)
    with in_turn(plan, is_sent=request.method == "POST"):
        return goals_answered(request, plan)


def goals_answered(request: HttpRequest, plan: Plan) -> HttpResponse:
    area = area_of(request, plan)
    table = goal_table(plan, goals_to_edit(plan=plan, area=area), sent(request))
    if request.method == "POST" and table.is_valid(changes_words):
        changed = change_goals(changes=table.changes(), label=gettext("Mål i tabell"), **told(request, plan, table))
        text = ngettext("%(count)d mål er endret.", "%(count)d mål er endret.", changed)
        return done(request, text, changed)
    return shown(request, "reporting/goals_edit.html", plan, area, table)


@require_http_methods(SHOWN_OR_SENT)
def targets_edit(request: HttpRequest, plan_code: str) -> HttpResponse:
    plan = get_plan_to_edit_for(request.user, plan_code)
    with in_turn(plan, is_sent=request.method == "POST"):
        return targets_answered(request, plan)


def targets_answered(request: HttpRequest, plan: Plan) -> HttpResponse:
    area = area_of(request, plan)
    table = target_table(plan, targets_to_edit(plan=plan, area=area), sent(request))
    if request.method == "POST" and table.is_valid(changes_promise):
        changes = table.changes()
        changed = change_targets(changes=changes, label=gettext("Måltall i tabell"), **told(request, plan, table))
        text = ngettext(
            "%(count)d måltall er endret og vurdert på nytt.",
            "%(count)d måltall er endret og vurdert på nytt.",
            changed,
        )
        return done(request, text, changed)
    return shown(request, "reporting/targets_edit.html", plan, area, table)


def area_of(request: HttpRequest, plan: Plan) -> FocusArea | None:
    return FocusArea.objects.filter(plan=plan, code=request.GET.get("omrade", "")).first()


def sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def told(request: HttpRequest, plan: Plan, table: Table) -> dict[str, Any]:
    """Who does it when and why, as the services want it."""
    by, on, now = request.user.get_username(), timezone.localdate(), timezone.now()
    return {"plan": plan, "reason": table.why, "by": by, "on": on, "now": now}


def done(request: HttpRequest, text: str, changed: int) -> HttpResponse:
    if changed:
        messages.success(request, text % {"count": changed})
    else:
        messages.info(request, gettext("Ingenting var endret, så ingenting er lagret."))
    return redirect(request.get_full_path())


def shown(request: HttpRequest, template: str, plan: Plan, area: FocusArea | None, table: Table) -> HttpResponse:
    if request.method != "POST":
        for row in table.rows:
            row.name_cells()
    context = {
        "plan": plan,
        "table": table,
        "area": area,
        "areas": plan.focus_areas.order_by("order", "code"),
        "crumbs": plan_trail(plan),
        "municipality": plan.municipality,
    }
    return render(request, template, context)
