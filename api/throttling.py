"""How often a caller is answered: each key, each person who is logged in, and each address of everybody else."""

from typing import TYPE_CHECKING

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from accounts.models import ApiToken
from accounts.rules.attempts import client_address

if TYPE_CHECKING:
    from rest_framework.views import APIView


class PerCaller(SimpleRateThrottle):
    """Counted in the cache: with Redis by all processes together, without it by each for itself."""

    def __init__(self) -> None:
        """The rate is known when it is known who asks."""

    def allow_request(self, request: Request, view: "APIView") -> bool:
        kind, self.caller = caller_of(request)
        self.scope = f"api-{kind}"
        self.rate = settings.API_RATES[kind]
        self.num_requests, self.duration = self.parse_rate(self.rate)
        return super().allow_request(request, view)

    def get_cache_key(self, request: Request, view: "APIView") -> str:
        return self.cache_format % {"scope": self.scope, "ident": self.caller}


def caller_of(request: Request) -> tuple[str, str]:
    """What kind of caller it is, and which."""
    if isinstance(request.auth, ApiToken):
        return "token", str(request.auth.pk)
    if request.user.is_authenticated:
        return "person", str(request.user.pk)
    meta = request.META
    address = client_address(
        meta.get("REMOTE_ADDR", ""), meta.get("HTTP_X_FORWARDED_FOR", ""), settings.TRUSTED_PROXIES
    )
    return "anonymous", address
