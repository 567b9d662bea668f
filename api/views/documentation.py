"""The API for people: how one begins, and every address with what it takes and answers."""

import inspect

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from accounts.models import Scope
from accounts.rules.tokens import LONGEST_DAYS
from api.documentation import description, parts
from api.rules import verifying


@login_not_required
@require_safe
def api_guide(request: HttpRequest) -> HttpResponse:
    """How to ask, how to write, and what there is."""
    context = {
        "parts": parts(description()),
        "root": request.build_absolute_uri("/api/v1/"),
        "scopes": Scope.choices,
        "longest_days": LONGEST_DAYS,
        "rates": rates_told(),
        "verifying": inspect.getsource(verifying).partition('"""\n\n')[2],
    }
    return render(request, "api/guide.html", context)


def rates_told() -> dict[str, int]:
    """Calls each minute by kind of caller; none where the installation sets no limit, or another span of time."""
    said = {kind: str(rate or "").partition("/") for kind, rate in settings.API_RATES.items()}
    return {kind: int(number) for kind, (number, _slash, span) in said.items() if span.startswith("m")}


@login_not_required
@require_safe
def api_part(request: HttpRequest, tag: str) -> HttpResponse:
    """Everything that can be asked of one kind of things."""
    every = parts(description())
    found = next((one for one in every if one.tag == tag), None)
    if found is None:
        raise Http404(gettext("Siden finnes ikke."))
    site = request.build_absolute_uri("/").removesuffix("/")
    return render(request, "api/part.html", {"part": found, "parts": every, "site": site})
