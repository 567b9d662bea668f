"""Who asks: a program with a key, or a person who is logged in to the pages."""

from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.utils import timezone
from django.utils.translation import gettext
from rest_framework.authentication import BaseAuthentication, SessionAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from accounts.middleware import MUST_SET_UP
from accounts.models import ApiToken, User
from accounts.services.tokens import keep_use, token_by_key

SCHEME = "Bearer"


class ByToken(BaseAuthentication):
    """`Authorization: Bearer planpuls_…`"""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        words = get_authorization_header(request).split()
        if not words:
            return None
        if len(words) != 2 or words[0].lower() != SCHEME.lower().encode():
            raise AuthenticationFailed(gettext("Skriv nøkkelen slik: Authorization: Bearer planpuls_…"))
        return self.found(words[1].decode("ascii", errors="replace"))

    def found(self, key: str) -> tuple[User, ApiToken]:
        now = timezone.now()
        token = token_by_key(key=key, now=now)
        if token is None:
            raise AuthenticationFailed(gettext("Nøkkelen finnes ikke, er gått ut eller er trukket tilbake."))
        keep_use(token=token, now=now)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return f'{SCHEME} realm="planpuls"'


class ByLogIn(SessionAuthentication):
    """The log-in of the pages, with their protection against forged requests.

    A browser that sends a log-in which is over is told so: as everybody else it would be answered less than it asked.
    """

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        found = super().authenticate(request)
        if found is None and is_over(request):
            raise AuthenticationFailed(gettext("Innloggingen er over. Logg inn på nytt."))
        if found and request.session.get(MUST_SET_UP):
            raise AuthenticationFailed(gettext("Du må sette opp engangskode før du kan bruke API-et."))
        return found

    def enforce_csrf(self, request: Any) -> None:
        try:
            super().enforce_csrf(request)
        except PermissionDenied as error:
            told = gettext("Skriv X-CSRFToken i hodet, med verdien fra informasjonskapselen csrftoken.")
            raise PermissionDenied(told) from error


def is_over(request: Request) -> bool:
    """Whether there is a session that is gone, or whose person may not log in any more."""
    has_sent = settings.SESSION_COOKIE_NAME in request.COOKIES
    return has_sent and (request.session.is_empty() or SESSION_KEY in request.session)
