"""What a coordinator works through in the figures behind a plan, and that somebody has looked at a thing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from accounts.context import remember
from accounts.permissions import rights_of
from planning.models import Plan
from reporting.exports.quality import quality_heading, quality_rows
from reporting.exports.rows import XLSX, csv_of, xlsx_of
from reporting.forms.quality import ReviewForm
from reporting.permissions import Person, able_in, get_plan_beside_drafts, may_export, may_review_figures
from reporting.quality import Kind
from reporting.quality_actions import listed, listed_actions
from reporting.queries.quality import quality_page, things_to_look_at
from reporting.services import ThingHasChanged, review_thing, take_up_again
from reporting.trails import plan_trail

TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX}


@require_safe
def quality_list(request: HttpRequest, plan_code: str) -> HttpResponse:
    """Everything that is left to look at, or that of one kind; `?slag=mangler`. Eight queries in all."""
    rights = rights_of(request.user)
    remember(request, rights)
    plan, hidden = get_plan_beside_drafts(request.user, plan_code)
    able, kind = able_in(rights, plan), kind_in(request.GET.get("slag", ""))
    page = quality_page(plan=plan, hidden=hidden, on=timezone.localdate(), kind=kind)
    context = {
        "page": page,
        "groups": listed_actions(page.groups, able),
        "seen": listed(page.seen, able),
        "crumbs": plan_trail(plan),
        "municipality": plan.municipality,
        "may_review": may_review_figures(rights, plan),
        "may_export": may_export(rights, plan),
    }
    return render(request, "reporting/quality.html", context)


def kind_in(text: str) -> Kind | None:
    """A word that nobody knows chooses nothing."""
    return Kind(text) if text in set(Kind) else None


def get_plan_to_review(user: Person, plan_code: str) -> tuple[Plan, list[str]]:
    """As the page gets it; refused for those who may only read it."""
    plan, hidden = get_plan_beside_drafts(user, plan_code)
    if not may_review_figures(rights_of(user), plan):
        raise PermissionDenied
    return plan, hidden


@require_POST
def quality_review(request: HttpRequest, plan_code: str) -> HttpResponse:
    """Keep that the reader has looked at a thing."""
    plan, hidden = get_plan_to_review(request.user, plan_code)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect("quality-list", plan.code)
    try:
        review_thing(
            plan=plan,
            things=things_to_look_at(plan=plan, hidden=hidden, on=timezone.localdate()),
            key=form.cleaned_data["ting"],
            stamp=form.cleaned_data["avtrykk"],
            reason=form.cleaned_data["begrunnelse"],
            by=request.user.get_username(),
            now=timezone.now(),
        )
        messages.success(request, gettext("Lagret. Kommer tilbake hvis tallene endres."))
    except ThingHasChanged:
        messages.error(request, gettext("Dette er endret siden du så det. Se over på nytt."))
    return redirect("quality-list", plan.code)


@require_POST
def quality_reopen(request: HttpRequest, plan_code: str) -> HttpResponse:
    """Put a thing back on the list."""
    plan, _hidden = get_plan_to_review(request.user, plan_code)
    take_up_again(plan=plan, key=request.POST.get("ting", "")[:100], by=request.user.get_username(), now=timezone.now())
    return redirect("quality-list", plan.code)


@require_safe
def quality_export(request: HttpRequest, plan_code: str, form: str) -> HttpResponse:
    """The whole list as a file, those that somebody has seen too."""
    plan, hidden = get_plan_beside_drafts(request.user, plan_code)
    if not may_export(rights_of(request.user), plan):
        raise PermissionDenied
    if form not in TYPES:
        raise Http404
    things = things_to_look_at(plan=plan, hidden=hidden, on=timezone.localdate())
    rows, heading = list(quality_rows(things)), quality_heading()
    body = csv_of(heading, rows) if form == "csv" else xlsx_of(gettext("Datakvalitet"), heading, rows)
    response = HttpResponse(body, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="datakvalitet.{form}"'
    return response
