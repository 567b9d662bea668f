"""What every page asks of the address, and of the log-in: does it still hold, and is a second factor missing?

An address for programs answers such things itself, and leads nowhere: its view says `for_programs = True`.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext

from accounts.session_store import SEEN, STARTED, moment

MUST_SET_UP = "must_set_up_second_factor"
# How exactly it is kept when a session was last used: a write for every page would be a write too many.
SEEN_WITHIN = 60
# What a person can do who must set up a second factor first.
BEFORE_SET_UP = {"second-factor", "logout", "logged-out", "set_language", "color-scheme", "healthz"}
BEFORE_SET_UP |= {"glossary", "accessibility-statement"}


class WithoutNull:
    """The sign NUL is no part of any text, and PostgreSQL refuses it: in the address of a page it is not heard."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked and not is_for_programs(request):
            request.META["QUERY_STRING"] = asked.replace("%00", "")
        return self.get_response(request)


class SessionLimits:
    """Ends a session that is too old or has lain too long, and keeps when it was used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if SESSION_KEY in request.session:
            self.look_at(request, timezone.now())
        return self.get_response(request)

    def look_at(self, request: HttpRequest, now: datetime) -> None:
        started, seen = moment(request.session.get(STARTED, 0)), moment(request.session.get(SEEN, 0))
        if settings.SESSION_LIFETIME.is_over(started=started, seen=seen, now=now):
            logout(request)
            if not is_for_programs(request):
                over = gettext("Du er logget ut fordi det er lenge siden du logget inn eller gjorde noe.")
                messages.info(request, over)
        elif (now - seen).total_seconds() >= SEEN_WITHIN:
            request.session.modified = True


def is_for_programs(request: HttpRequest) -> bool:
    """Whether a program is answered there, and no page is shown. Asked before Django has found the view."""
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return False
    return bool(getattr(view, "for_programs", False))


class SecondFactorFirst:
    """Leads a person who must have a second factor, and has none, to where it is set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, arguments: Any, named_arguments: Any
    ) -> HttpResponseBase | None:
        if not request.session.get(MUST_SET_UP) or getattr(view, "for_programs", False):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        return None if name in BEFORE_SET_UP else redirect("second-factor")
