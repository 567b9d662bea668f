"""How often a caller is answered: each key, each person who is logged in, and each address of everybody else."""

from collections.abc import Iterable
from math import ceil
from typing import TYPE_CHECKING

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from accounts.models import ApiToken
from accounts.rules.attempts import client_address

if TYPE_CHECKING:
    from rest_framework.views import APIView

TOLD = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")


class PerCaller(SimpleRateThrottle):
    """Counted in the cache: with Redis by all processes together, without it by each for itself."""

    def __init__(self) -> None:
        """The rate is known when it is known who asks."""

    def allow_request(self, request: Request, view: "APIView") -> bool:
        kind, self.caller = self.counted(request)
        self.scope = f"api-{kind}"
        self.rate = settings.API_RATES[kind]
        self.num_requests, self.duration = self.parse_rate(self.rate)
        return super().allow_request(request, view)

    def counted(self, request: Request) -> tuple[str, str]:
        """What kind of caller it is, and which."""
        return caller_of(request)

    def headers(self) -> Iterable[tuple[str, str]]:
        """How often the caller may ask, how often still, and in how many seconds more often; of the usual names.

        Nothing before anybody is counted, and where nobody is.
        """
        times: list[float] = getattr(self, "history", [])
        if not times:
            return ()
        most, within = self.parse_rate(self.rate)
        said = (most or 0, (most or 0) - len(times), ceil(times[-1] + (within or 0) - self.now))
        return zip(TOLD, map(str, said), strict=True)

    def get_cache_key(self, request: Request, view: "APIView") -> str:
        return self.cache_format % {"scope": self.scope, "ident": self.caller}


class PerWrongKey(PerCaller):
    """Those who say wrongly who they are, by address. Asked only then: guesses of others never hurt a right key."""

    def counted(self, request: Request) -> tuple[str, str]:
        return "wrong_key", address_of(request)


def caller_of(request: Request) -> tuple[str, str]:
    """What kind of caller it is, and which."""
    if isinstance(request.auth, ApiToken):
        return "token", str(request.auth.pk)
    if request.user.is_authenticated:
        return "person", str(request.user.pk)
    return "anonymous", address_of(request)


def address_of(request: Request) -> str:
    """The network that it comes from, as far as our own proxies say it."""
    meta = request.META
    return client_address(meta.get("REMOTE_ADDR", ""), meta.get("HTTP_X_FORWARDED_FOR", ""), settings.TRUSTED_PROXIES)
