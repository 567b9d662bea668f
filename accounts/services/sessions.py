"""Ending sessions: one's own, one by one or all the others, and somebody else's when an administrator must."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import Session, User
from accounts.queries import home_number
from accounts.services.audit import record_event


def public_name(session_key: str) -> str:
    """What a session is called on a page: from it nobody can make the key that the browser holds."""
    return salted_hmac("accounts.session", session_key, algorithm="sha256").hexdigest()[:24]


@transaction.atomic
def end_session(*, user: User, name: str, now: datetime) -> bool:
    """End one of the person's own sessions by its public name; False when it is not there any more."""
    keys = Session.objects.filter(user=user).values_list("session_key", flat=True)
    found = [key for key in keys if constant_time_compare(public_name(key), name)]
    return end_and_record(user=user, keys=found, by=user.get_username(), now=now) > 0


@transaction.atomic
def end_other_sessions(*, user: User, but: str | None, now: datetime) -> int:
    """End all the person's sessions but the one with this key; how many they were."""
    others = Session.objects.filter(user=user).exclude(session_key=but or "")
    return end_and_record(user=user, keys=others.values_list("session_key", flat=True), by=user.get_username(), now=now)


@transaction.atomic
def end_all_sessions(*, user: User, by: str, now: datetime) -> int:
    """Log a person out everywhere; how many sessions that were."""
    every = Session.objects.filter(user=user).values_list("session_key", flat=True)
    return end_and_record(user=user, keys=every, by=by, now=now)


def end_and_record(*, user: User, keys: Iterable[str], by: str, now: datetime) -> int:
    ended, _rows = Session.objects.filter(session_key__in=list(keys)).delete()
    if ended:
        record_event(
            action="accounts.user.sessions_ended",
            subject=user,
            by=by,
            now=now,
            municipality_number=home_number(user),
        )
    return int(ended)


@transaction.atomic
def password_was_changed(request: HttpRequest, *, user: User, now: datetime) -> None:
    """One's own new password: this browser stays logged in, every other one is out."""
    update_session_auth_hash(request, user)
    record_event(
        action="accounts.user.password_changed",
        subject=user,
        by=user.get_username(),
        now=now,
        municipality_number=home_number(user),
    )
    end_other_sessions(user=user, but=request.session.session_key, now=now)
