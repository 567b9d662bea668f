"""The page where a coordinator says that everybody may read a plan, with a look at the pages before they are public."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from planning.models import PlanStatus
from reporting.permissions import get_plan_to_edit_for
from reporting.public_addresses import PREVIEW
from reporting.queries.publishing import embeddable, publication_of
from reporting.services import PlanIsDraft, publish_plan, unpublish_plan
from reporting.trails import plan_trail
from reporting.views import public


@require_http_methods(["GET", "HEAD", "POST"])
def plan_publish(request: HttpRequest, plan_code: str) -> HttpResponse:
    """What becomes public and what does not, and the button; `?maltall=KODE` shows how that target is embedded."""
    plan = get_plan_to_edit_for(request.user, plan_code)
    if request.method == "POST":
        publish_or_take_down(request, plan_code)
        return redirect("plan-publish", plan.code)
    chosen = request.GET.get("maltall", "")
    targets = embeddable(plan)
    embedded = next((one for one in targets if one.code == chosen), None)
    context = {
        "plan": plan,
        "is_draft": plan.status == PlanStatus.DRAFT,
        "publication": publication_of(plan),
        "address": request.build_absolute_uri(reverse("public-plan", args=[plan.code])),
        "targets": targets,
        "embedded": embedded,
        "card": request.build_absolute_uri(reverse("public-card", args=[plan.code, chosen])) if embedded else "",
        "crumbs": plan_trail(plan),
        "municipality": plan.municipality,
    }
    return render(request, "reporting/plan_publish.html", context)


def publish_or_take_down(request: HttpRequest, plan_code: str) -> None:
    """As the button says that was pressed."""
    plan = get_plan_to_edit_for(request.user, plan_code)
    by, now = request.user.get_username(), timezone.now()
    if request.POST.get("handling") == "ta-ned":
        unpublish_plan(plan=plan, by=by, now=now)
        messages.success(request, gettext("Planen er tatt ned. Nå kan bare de som logger inn, lese den."))
        return
    try:
        publish_plan(plan=plan, by=by, now=now)
        messages.success(request, gettext("Planen er publisert. Nå kan alle lese den."))
    except PlanIsDraft:
        messages.error(request, gettext("Planen er et utkast. Den må vedtas før den kan publiseres."))


@require_safe
def preview_plan(request: HttpRequest, plan_code: str) -> HttpResponse:
    """The public page as it is now, for those who may publish it."""
    return public.show_plan(request, get_plan_to_edit_for(request.user, plan_code), PREVIEW)


@require_safe
def preview_focus_area(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    return public.show_focus_area(request, get_plan_to_edit_for(request.user, plan_code), code, PREVIEW)


@require_safe
def preview_target(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    return public.show_target(request, get_plan_to_edit_for(request.user, plan_code), code, PREVIEW)


@require_safe
def preview_about(request: HttpRequest, plan_code: str) -> HttpResponse:
    return public.show_about(request, get_plan_to_edit_for(request.user, plan_code), PREVIEW)
