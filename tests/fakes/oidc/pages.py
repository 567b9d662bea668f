"""The provider's addresses: those of the library, its log-in page, and the one from which the test controls it."""

import json
from typing import Any

from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path
from oauth2_provider.models import get_application_model
from oauth2_provider.views import TokenView

from tests.fakes.oidc.lies import STATE


def control(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        changes: dict[str, Any] = json.loads(request.body)
        if addresses := changes.pop("addresses", None):
            get_application_model().objects.update(redirect_uris=addresses, post_logout_redirect_uris=addresses)
        STATE.update(changes)
    return JsonResponse(STATE["asked"])


def token(request: HttpRequest) -> HttpResponse:
    """The library's answer; without an ID token, or none at all, when the test wants to see that."""
    STATE["asked"] = {name: value for name, value in request.POST.items() if name != "client_secret"}
    if STATE["lie"] == "out of order":
        return HttpResponse("<h1>503</h1>", status=503)
    answer: HttpResponse = TokenView.as_view()(request)
    if STATE["lie"] == "no id token":
        told = json.loads(answer.content)
        return JsonResponse({name: value for name, value in told.items() if name != "id_token"})
    return answer


urlpatterns = [
    path("control", control),
    path("login/", LoginView.as_view()),
    path("o/token/", token),
    path("o/", include("oauth2_provider.urls")),
]
