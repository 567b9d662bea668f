"""Counting wrong passwords and codes, in the database: the same count for every process and every machine."""

from datetime import datetime

from django.db.models import Q

from accounts.models import FailedLogIn
from accounts.rules.attempts import LONGEST, Failure, Try, free_at


class TooManyAttempts(Exception):
    """It must be waited until `free_at`; nothing has been looked at."""

    def __init__(self, free_at: datetime) -> None:
        super().__init__(free_at)
        self.free_at = free_at


def begin_attempt(*, made: Try, now: datetime) -> FailedLogIn:
    """Count the try as failed before the password is looked at, so that many at the same time are all counted.

    Raises TooManyAttempts for one that must wait, which is not counted: who keeps trying waits no longer for it.
    """
    FailedLogIn.objects.filter(at__lte=now - LONGEST).delete()
    row = FailedLogIn.objects.create(
        at=now, account=made.account, address=made.address, known_browser=made.known_browser
    )
    earlier = FailedLogIn.objects.filter(Q(account=made.account) | Q(address=made.address)).exclude(pk=row.pk)
    failures = [Failure(one.at, Try(one.account, one.address, one.known_browser)) for one in earlier]
    if wait := free_at(made, failures, now):
        row.delete()
        raise TooManyAttempts(wait)
    return row


def take_back(row: FailedLogIn) -> None:
    """The password was right after all."""
    row.delete()


def forget_attempts(made: Try) -> None:
    """The person is logged in: what went wrong before, in the same place, no longer counts."""
    FailedLogIn.objects.filter(account=made.account).filter(
        Q(known_browser=made.known_browser) if made.known_browser else Q(known_browser="", address=made.address)
    ).delete()
