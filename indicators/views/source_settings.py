"""The page on which an administrator changes how a source is fetched, and the button that takes in the shipped ones."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.opened import opened_as, row_in_turn
from indicators.models import Source
from indicators.permissions import get_source_for
from indicators.services.source_files import load_shipped_sources
from indicators.services.source_settings import change_settings
from indicators.source_forms import SourceSettingsForm
from indicators.views.source_setup import for_administrators
from indicators.views.sources import sources_trail


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def source_edit(request: HttpRequest, code: str) -> HttpResponse:
    source = get_source_for(request.user, code)
    with row_in_turn(source, is_sent=request.method == "POST"):
        return settings_answered(request, source)


def settings_answered(request: HttpRequest, source: Source) -> HttpResponse:
    form = SourceSettingsForm(request.POST or None, instance=source)
    opened = opened_as(form, rows=[source])
    if opened.is_mine and form.is_valid():
        by, now = request.user.get_username(), timezone.now()
        if change_settings(source=source, values=form.cleaned_data, by=by, now=now):
            messages.success(request, gettext("Innstillingene er lagret."))
        return redirect("source-detail", source.code)
    crumbs = [*sources_trail(), (source.name, reverse("source-detail", args=[source.code]))]
    context = {"form": form, "opened": opened, "source": source, "crumbs": crumbs}
    return render(request, "indicators/source_edit.html", context)


@require_POST
@for_administrators
def source_load(request: HttpRequest) -> HttpResponse:
    """Make the sources known that ship with the product; they are fetched the next time we look for new figures."""
    outcome = load_shipped_sources(by=request.user.get_username(), now=timezone.now())
    if outcome.wrote:
        messages.success(request, gettext("Kildene er lagt inn. Tallene hentes neste gang vi ser etter nye."))
    return redirect("source-list")
