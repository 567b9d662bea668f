"""What others ask about people and their log-ins."""

from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet

from accounts.models import ApiToken, Municipality, Role, SecondFactor, Session, User


def home_number(user: User) -> str:
    """The municipality whose administrators see what the person does; none in particular for a person of several."""
    found = list(Municipality.objects.filter(memberships__user=user).distinct().values_list("number", flat=True)[:2])
    return found[0] if len(found) == 1 else ""


def second_factor_of(user: User) -> SecondFactor | None:
    """The one that is in use; None where the person logs in with the password alone."""
    return SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).first()


def needs_second_factor(user: User) -> bool:
    """Whether the installation asks people with this person's roles for more than a password."""
    roles: list[str] = settings.SECOND_FACTOR_FOR
    if not roles:
        return False
    rules_everything = user.is_superuser and Role.ADMINISTRATOR in roles
    return rules_everything or user.memberships.filter(role__in=roles).exists()


def listed_tokens(user: User) -> list[ApiToken]:
    """The person's keys, the newest first; those that ended long ago are gone."""
    return list(user.api_tokens.order_by("-made_at", "-pk"))


def living_sessions(user: User, now: datetime) -> QuerySet[Session]:
    """The browsers in which the person is logged in now, the last used first."""
    living = Session.objects.filter(
        user=user,
        expire_date__gt=now,
        started_at__gt=now - settings.SESSION_LIFETIME.longest,
        seen_at__gt=now - settings.SESSION_LIFETIME.idle,
    )
    return living.order_by("-seen_at", "session_key")
