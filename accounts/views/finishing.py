"""The last step of every way to log in."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.known_browsers import attempt_of, remember_browser
from accounts.middleware import MUST_SET_UP
from accounts.models import User
from accounts.queries import needs_second_factor, second_factor_of
from accounts.services.attempts import forget_attempts
from accounts.session_store import BROWSER

BACKEND = "django.contrib.auth.backends.ModelBackend"
# The provider of this log-in and its token, for logging out there too.
PROVIDER, ID_TOKEN = "provider", "id_token"


def log_in_with_password(request: HttpRequest, user: User, next_page: str) -> HttpResponseRedirect:
    """Password, and code where there is one, were right."""
    response = start_session(request, user, next_page)
    request.session[MUST_SET_UP] = second_factor_of(user) is None and needs_second_factor(user)
    forget_attempts(attempt_of(request, user.get_username()))
    remember_browser(response, request, user.get_username())
    return response


def log_in_from_provider(
    request: HttpRequest, user: User, next_page: str, *, provider: str, id_token: str
) -> HttpResponseRedirect:
    """The provider has said who it is; whether it asked for more than a password is the provider's affair."""
    response = start_session(request, user, next_page)
    request.session[PROVIDER], request.session[ID_TOKEN] = provider, id_token
    return response


def start_session(request: HttpRequest, user: User, next_page: str) -> HttpResponseRedirect:
    """A session under a new key, with nothing in it of what came before."""
    request.session.flush()
    login(request, user, backend=BACKEND)
    request.session[BROWSER] = request.headers.get("User-Agent", "")[:200]
    return HttpResponseRedirect(next_page if is_ours(request, next_page) else resolve_url("home"))


def is_ours(request: HttpRequest, address: str) -> bool:
    return url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
