"""The page on which an administrator changes how a source is fetched, and the button that takes in the shipped ones."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from indicators.permissions import get_source_for
from indicators.services.source_setup import change_settings
from indicators.source_forms import SourceSettingsForm
from indicators.views.source_setup import for_administrators
from indicators.views.sources import sources_trail


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def source_edit(request: HttpRequest, code: str) -> HttpResponse:
    source = get_source_for(request.user, code)
    form = SourceSettingsForm(request.POST or None, instance=source)
    if form.is_valid():
        by, now = request.user.get_username(), timezone.now()
        if change_settings(source=source, values=form.cleaned_data, by=by, now=now):
            messages.success(request, gettext("Innstillingene er lagret."))
        return redirect("source-detail", code)
    crumbs = [*sources_trail(), (source.name, reverse("source-detail", args=[code]))]
    return render(request, "indicators/source_edit.html", {"form": form, "source": source, "crumbs": crumbs})
