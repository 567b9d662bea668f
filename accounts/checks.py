"""What `manage.py check`, and every command that changes the database, says of the settings for log-in."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

from accounts.models import Role
from accounts.oidc.providers import providers


def check_log_in(**_rest: Any) -> list[CheckMessage]:
    """A role that does not exist would ask nobody for a second factor, and say nothing of it."""
    unknown = [one for one in settings.SECOND_FACTOR_FOR if one not in Role.values]
    found: list[CheckMessage] = [
        Error(f"SECOND_FACTOR_FOR: there is no role {one}; there are {', '.join(Role.values)}.") for one in unknown
    ]
    try:
        offered = providers()
    except ImproperlyConfigured as problem:
        return [*found, Error(str(problem))]
    if not settings.PASSWORD_LOG_IN and not offered:
        found.append(Error("PASSWORD_LOG_IN is off and OIDC_PROVIDERS is empty: nobody could log in."))
    return found
