"""Whoever acts on a page or through the API, as services ask for it."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone


def who(request: HttpRequest) -> dict[str, Any]:
    """By whom and when."""
    return {"by": request.user.get_username(), "now": timezone.now()}
