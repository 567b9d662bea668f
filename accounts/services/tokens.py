"""Keys for programs: made, shown once, used, and taken back."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from accounts.models import ApiToken, Scope, User
from accounts.queries import home_number
from accounts.rules.tokens import LONGEST_LIFE
from accounts.services.audit import record_event
from accounts.snapshots import in_words

# Whoever finds a key lying about can see what it opens, and so can those who search code for forgotten secrets.
BEGINS_WITH = "planpuls_"
SHOWN = 12
# How exactly it is kept when a key was last used: a write for every answer would be a write too many.
USED_WITHIN = timedelta(minutes=1)
# How long a person finds a key that has ended on the list.
LISTED_AFTER_END = timedelta(days=90)


def digest_of(key: str) -> str:
    """What is kept of a key. It is long and drawn by lot, so nothing is won by a slow hash."""
    return hashlib.sha256(key.encode()).hexdigest()


@transaction.atomic
def make_token(
    *, user: User, name: str, scopes: Collection[Scope], expires_at: datetime, by: str, now: datetime
) -> tuple[ApiToken, str]:
    """A new key, and the text of it, which nobody can be shown again. Raises ValueError for a life that is too long."""
    if not now < expires_at <= now + LONGEST_LIFE:
        raise ValueError(expires_at)
    key = BEGINS_WITH + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=user,
        name=name,
        prefix=key[:SHOWN],
        digest=digest_of(key),
        scopes=sorted(Scope(one).value for one in scopes),
        made_at=now,
        expires_at=expires_at,
    )
    record(token, "accounts.apitoken.made", by=by, now=now, after=told(token))
    return token, key


@transaction.atomic
def revoke_token(*, token: ApiToken, by: str, now: datetime) -> bool:
    """Take a key back; it opens nothing from now on. False where somebody has done so already."""
    if not ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=now):
        return False
    record(token, "accounts.apitoken.revoked", by=by, now=now, before=told(token))
    return True


@transaction.atomic
def revoke_tokens_of(*, user: User, by: str, now: datetime) -> int:
    """Take back every key of a person that opens something, or would if the person could log in; how many."""
    left = user.api_tokens.filter(revoked_at__isnull=True, expires_at__gt=now).select_related("user")
    return sum(revoke_token(token=token, by=by, now=now) for token in left.order_by("pk"))


def token_by_key(*, key: str, now: datetime) -> ApiToken | None:
    """The key that opens now: made by us, not taken back, not expired, of a person who may still log in."""
    return ApiToken.objects.living(now).select_related("user").filter(digest=digest_of(key)).first()


def keep_use(*, token: ApiToken, now: datetime) -> None:
    """When the key was used last, to within a minute."""
    long_ago = Q(used_at__isnull=True) | Q(used_at__lt=now - USED_WITHIN)
    ApiToken.objects.filter(long_ago, pk=token.pk).update(used_at=now)


def clear_ended_tokens(*, now: datetime) -> int:
    """Take away the keys that ended long ago; how many they were. What was done with them stays in the audit trail."""
    deleted, _rows = ApiToken.objects.ended_before(now - LISTED_AFTER_END).delete()
    return int(deleted)


def told(token: ApiToken) -> dict[str, Any]:
    """Whose it is, what it opens and until when."""
    return {"user": in_words(token.user), "scopes": token.scopes, "expires_at": in_words(token.expires_at)}


def record(token: ApiToken, action: str, *, by: str, now: datetime, **changes: Any) -> None:
    record_event(action=action, subject=token, by=by, now=now, municipality_number=home_number(token.user), **changes)
