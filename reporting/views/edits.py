"""What was done to a plan, the button that takes the last thing back, and what the plan's words were before."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from planning.services import CannotUndo, last_edit
from reporting.permissions import (
    get_plan_for,
    get_plan_to_edit_for,
    get_plan_with_history_for,
    may_edit_plan,
)
from reporting.queries.edits import history_of, undoable, words_of
from reporting.queries.wordings import KINDS, worded_row, worded_rows
from reporting.trails import plan_trail
from targets.services.undoing import undo_edit


@require_safe
def edit_list(request: HttpRequest, plan_code: str) -> HttpResponse:
    plan = get_plan_with_history_for(request.user, plan_code)
    may_edit = may_edit_plan(request.user, plan)
    context = {
        "plan": plan,
        "history": history_of(plan=plan, page=request.GET.get("page", "1")),
        "undoable": undoable(plan=plan, by=request.user.get_username()) if may_edit else None,
        "may_edit": may_edit,
        "crumbs": plan_trail(plan),
        "municipality": plan.municipality,
    }
    return render(request, "reporting/edit_list.html", context)


@require_POST
def edit_undo(request: HttpRequest, plan_code: str) -> HttpResponse:
    """Take back the last thing that the person did, if that is still what the button named."""
    plan = get_plan_to_edit_for(request.user, plan_code)
    by = request.user.get_username()
    edit = last_edit(plan, by=by)
    if edit is None:
        messages.info(request, gettext("Du har ingen endring å angre i denne planen."))
    elif request.POST.get("endring") != str(edit.pk):
        messages.warning(request, gettext("Det er ikke lenger den siste endringen din. Se hva som er det nå."))
    else:
        try:
            undo_edit(edit=edit, by=by, on=timezone.localdate(), now=timezone.now())
            messages.success(request, gettext("Angret: %(what)s") % {"what": words_of(edit)})
        except CannotUndo:
            text = gettext("Endringen kan ikke angres, for noe er endret eller bygd på den siden: %(what)s")
            messages.error(request, text % {"what": words_of(edit)})
    return redirect("edit-list" if request.POST.get("fra") == "endringer" else "plan-edit", plan_code)


@require_safe
def wording_list(request: HttpRequest, plan_code: str) -> HttpResponse:
    plan = get_plan_for(request.user, plan_code)
    context = {"plan": plan, "rows": worded_rows(plan=plan), "crumbs": plan_trail(plan)}
    return render(request, "reporting/wording_list.html", context | {"municipality": plan.municipality})


@require_safe
def wording_of(request: HttpRequest, plan_code: str, kind: str, code: str) -> HttpResponse:
    """One row's earlier words; 404 where there are none."""
    plan = get_plan_for(request.user, plan_code)
    row = worded_row(plan=plan, kind=kind, code=code) if kind in KINDS else None
    if row is None:
        raise Http404(gettext("Det finnes ingen tidligere ordlyd her."))
    context = {"plan": plan, "rows": [row], "crumbs": plan_trail(plan), "municipality": plan.municipality}
    return render(request, "reporting/wording_list.html", context)
