"""Deleting a draft that was made by mistake: what goes, asked for once more, and done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from reporting.acting import who
from reporting.forms.removing_plans import DeletePlanForm
from reporting.permissions import get_plan_to_edit_for
from reporting.services.removing_plans import delete_plan, why_plan_stays
from reporting.trails import writing_trail
from reporting.views.measures import SHOWN_OR_SENT, around, sent
from targets.services.plan_removal import CannotDeletePlan, what_goes


@require_http_methods(SHOWN_OR_SENT)
def plan_delete(request: HttpRequest, plan_code: str) -> HttpResponse:
    plan = get_plan_to_edit_for(request.user, plan_code)
    form, kept = DeletePlanForm(*sent(request), plan=plan), why_plan_stays(plan)
    if not kept and form.is_valid():
        try:
            delete_plan(plan=plan, **who(request))
        except CannotDeletePlan as refused:
            kept = str(refused)
        else:
            messages.success(request, gettext("Utkastet «%(title)s» er slettet.") % {"title": plan.title})
            return redirect("plan-list")
    context = {"plan": plan, "form": form, "kept": kept, "going": what_goes(plan), **around(plan, writing_trail(plan))}
    status = 409 if kept and request.method == "POST" else 200
    return render(request, "reporting/plan_delete.html", context, status=status)
