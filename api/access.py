"""What a caller's key opens. What the person behind it may see and do is asked where the thing is fetched."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from accounts.models import ApiToken, Scope

if TYPE_CHECKING:
    from rest_framework.views import APIView


class Opens(BasePermission):
    """Everybody reads what is open; the rest needs a person, and a key with the right scope where one is used.

    A view says `is_open`, `reads_with` and `writes_with`.
    """

    def has_permission(self, request: Request, view: "APIView") -> bool:
        is_read = request.method in SAFE_METHODS
        if not request.user.is_authenticated:
            return is_read and getattr(view, "is_open", False)
        if isinstance(request.auth, ApiToken):
            check_scope(request.auth, view.reads_with if is_read else view.writes_with)  # type: ignore[attr-defined]
        return True


def check_scope(token: ApiToken, needed: Scope) -> None:
    """Raises PermissionDenied with the scope that is missing."""
    if needed.value not in token.scopes:
        message = gettext("Nøkkelen åpner ikke for dette. Den mangler «%(scope)s».")
        raise PermissionDenied(message % {"scope": needed.label})
