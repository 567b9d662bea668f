"""A cookie that tells a browser in which the account has been logged in before. It opens nothing by itself.

Tries from such a browser are counted by themselves (`accounts.rules.attempts`), so that wrong passwords from elsewhere
never keep a person out.
"""

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import get_random_string, salted_hmac

from accounts.rules.attempts import Try, client_address

REMEMBERED_FOR = timedelta(days=180)


def attempt_of(request: HttpRequest, username: str) -> Try:
    """Who tries to log in, from where."""
    account = digest("account", username.strip().casefold())
    address = client_address(
        request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", ""), settings.TRUSTED_PROXIES
    )
    return Try(account, address, known_browser(request, account))


def known_browser(request: HttpRequest, account: str) -> str:
    """A digest of what the cookie says; empty when there is none of ours for this account."""
    try:
        told = signer().unsign(request.COOKIES.get(cookie_name(account), ""), max_age=REMEMBERED_FOR)
    except BadSignature:
        return ""
    return digest("browser", told) if told.startswith(f"{account}.") else ""


def remember_browser(response: HttpResponseBase, request: HttpRequest, username: str) -> None:
    """Give the browser its cookie, now that the account has been logged in from it; one that it has, it keeps."""
    made = attempt_of(request, username)
    if not made.known_browser:
        response.set_cookie(
            cookie_name(made.account),
            signer().sign(f"{made.account}.{get_random_string(32)}"),
            max_age=REMEMBERED_FOR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def cookie_name(account: str) -> str:
    return f"kjent_{account[:16]}"


def signer() -> TimestampSigner:
    return TimestampSigner(salt="accounts.known_browser")


def digest(purpose: str, text: str) -> str:
    return salted_hmac(f"accounts.{purpose}", text, algorithm="sha256").hexdigest()
