"""Logging out here, and then at the provider that one came from."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.oidc.client import log_out_url
from accounts.oidc.providers import provider_named
from accounts.views.finishing import ID_TOKEN, PROVIDER

# What the page after it needs to know, when nobody is logged in any more.
LEFT = "left_provider"


@never_cache
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Ends the session; asked for with POST only, so that a link cannot log a person out."""
    provider, id_token = request.session.get(PROVIDER, ""), request.session.get(ID_TOKEN, "")
    logout(request)
    if not provider_named(provider):
        return redirect("login")
    request.session[LEFT] = [provider, id_token]
    return redirect("logged-out")


@never_cache
@login_not_required
@require_safe
def logged_out(request: HttpRequest) -> HttpResponse:
    """Says that one is out of Planpuls, and leads on to where one is still logged in.

    A link, and not a redirect: a form may lead to no other host, says the security policy.
    """
    key, id_token = request.session.pop(LEFT, ("", ""))
    provider = provider_named(key)
    back_to = request.build_absolute_uri(reverse("logged-out"))
    leave_url = log_out_url(provider, id_token, back_to) if provider else ""
    return render(request, "accounts/logged_out.html", {"provider": provider, "leave_url": leave_url})
