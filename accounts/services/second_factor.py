"""The second factor: setting it up, asking for it, and taking it away when the phone is lost."""

import secrets
from datetime import datetime

import pyotp
from django.db import transaction
from django.utils.crypto import salted_hmac
from pyotp.exceptions import OTPVerificationError

from accounts.models import RecoveryCode, SecondFactor, User
from accounts.queries import home_number
from accounts.services.audit import record_event

RECOVERY_CODES = 10
# Without letters and digits that look alike on paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def prepare_second_factor(*, user: User) -> SecondFactor:
    """A secret for the app, the same one until a code from it has been typed."""
    return SecondFactor.objects.get_or_create(user=user, defaults={"secret": pyotp.random_base32()})[0]


@transaction.atomic
def confirm_second_factor(*, user: User, code: str, now: datetime) -> list[str] | None:
    """Take the app into use, and return the recovery codes; None when the code is wrong or nothing waits for one."""
    factor = SecondFactor.objects.select_for_update().filter(user=user, confirmed_at__isnull=True).first()
    if factor is None or not is_next_code(factor, code, now):
        return None
    factor.confirmed_at = now
    factor.save()
    record_change(user, "second_factor_set", by=user.get_username(), now=now)
    return new_codes(factor)


@transaction.atomic
def accept_code(*, user: User, code: str, now: datetime) -> bool:
    """Whether a code from the app or on paper is right. Either works once."""
    factor = SecondFactor.objects.select_for_update().filter(user=user, confirmed_at__isnull=False).first()
    if factor is None:
        return False
    if is_next_code(factor, code, now):
        factor.save()
        return True
    used, _rows = factor.recovery_codes.filter(digest=digest_of(code)).delete()
    if used:
        record_change(user, "recovery_code_used", by=user.get_username(), now=now)
    return bool(used)


def is_next_code(factor: SecondFactor, code: str, now: datetime) -> bool:
    """Whether the app shows this code now, half a minute before or after; never one that was used, or an older one."""
    try:
        app = pyotp.TOTP(factor.secret)
        step = app.verify_and_get_timecode(without_spaces(code), for_time=now, valid_window=1)
    except OTPVerificationError:
        return False
    is_newer = step > factor.last_step
    factor.last_step = max(step, factor.last_step)
    return is_newer


@transaction.atomic
def renew_recovery_codes(*, user: User, now: datetime) -> list[str]:
    """New codes on paper; the earlier ones are void."""
    factor = SecondFactor.objects.select_for_update().get(user=user, confirmed_at__isnull=False)
    record_change(user, "recovery_codes_renewed", by=user.get_username(), now=now)
    return new_codes(factor)


@transaction.atomic
def remove_second_factor(*, user: User, by: str, now: datetime) -> bool:
    """The person logs in with the password alone, until they set up an app again. False when there was none."""
    _number, rows = SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).delete()
    if rows:
        record_change(user, "second_factor_removed", by=by, now=now)
    return bool(rows)


def new_codes(factor: SecondFactor) -> list[str]:
    """Ten codes, shown once: fifty bits each, of which we keep a digest."""
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(10)) for _ in range(RECOVERY_CODES)]
    factor.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(second_factor=factor, digest=digest_of(code)) for code in codes)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def digest_of(code: str) -> str:
    return salted_hmac(
        "accounts.recovery_code", without_spaces(code).replace("-", "").lower(), algorithm="sha256"
    ).hexdigest()


def without_spaces(code: str) -> str:
    return "".join(code.split())


def record_change(user: User, what: str, *, by: str, now: datetime) -> None:
    record_event(action=f"accounts.user.{what}", subject=user, by=by, now=now, municipality_number=home_number(user))
