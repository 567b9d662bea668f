"""Pages of the sources whose figures come by themselves: all of them, one of them, and the button that fetches."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission, has_permission
from indicators.permissions import get_source_for, may_fetch, may_set_up_sources, visible_sources
from indicators.services.fetching import ask_for_fetch
from indicators.source_list import source_list as list_of_sources
from indicators.source_pages import source_page
from indicators.tasks import fetch_source

Trail = list[tuple[str, str]]


def sources_trail() -> Trail:
    return [(gettext("Kilder"), reverse("source-list"))]


@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    if not has_permission(request.user, Permission.SEE_ADOPTED):
        raise PermissionDenied
    context = {
        "page": list_of_sources(sources=visible_sources(request.user), now=timezone.now()),
        "may_set_up": may_set_up_sources(request.user),
        "upload_address": address_if_any("figures-upload") if may_fetch(request.user) else "",
    }
    return render(request, "indicators/source_list.html", context)


def address_if_any(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@require_safe
def source_detail(request: HttpRequest, code: str) -> HttpResponse:
    source = get_source_for(request.user, code)
    context = {
        "page": source_page(source=source, now=timezone.now()),
        "source": source,
        "crumbs": sources_trail(),
        "may_fetch": may_fetch(request.user),
        "may_set_up": may_set_up_sources(request.user),
    }
    return render(request, "indicators/source.html", context)


@require_POST
def source_fetch(request: HttpRequest, code: str) -> HttpResponse:
    """Have the source fetched now, and show how far that has come."""
    source = get_source_for(request.user, code)
    if not may_fetch(request.user):
        raise PermissionDenied
    job = ask_for_fetch(source=source, by=request.user.get_username(), now=timezone.now())
    transaction.on_commit(partial(fetch_source.delay, job_id=job.pk))
    return redirect("job-detail", job.pk)
