"""A write that is asked for twice with the same key is done once, and answered alike both times."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from api.models import KeptAnswer
from targets.services.locking import take_turn

KEPT_FOR = timedelta(days=2)


class KeyMeansElse(Exception):
    """The key was used before, to ask for something else."""


class KeyInUse(Exception):
    """Somebody is asking with the same key at this moment."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: str
    location: str = ""
    etag: str = ""
    is_again: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, with which key, for what: method, address and body, hashed."""

    actor: str
    key: str
    fingerprint: str


def answered_once(*, asked: Asked, act: Callable[[], Answer], now: datetime) -> Answer:
    """Do it and keep the answer in one transaction, or give the answer that was kept.

    Whatever `act` raises leaves nothing behind, so that the same key can be tried again. Raises KeyMeansElse and
    KeyInUse.
    """
    with transaction.atomic():
        take_turn()
        if kept := kept_answer(asked):
            return kept
        row = taken_key(asked, now)
        answer = act()
        row.status, row.body = answer.status, answer.body
        row.location, row.etag = answer.location, answer.etag
        row.save(update_fields=["status", "body", "location", "etag"])
    return answer


def kept_answer(asked: Asked) -> Answer | None:
    row = KeptAnswer.objects.filter(actor=asked.actor, key=asked.key).first()
    if row is None:
        return None
    if row.fingerprint != asked.fingerprint:
        raise KeyMeansElse
    return Answer(row.status, row.body, row.location, row.etag, is_again=True)


def taken_key(asked: Asked, now: datetime) -> KeptAnswer:
    """The row that keeps others out; another with the same key waits here until this one is written."""
    values = {"actor": asked.actor, "key": asked.key, "fingerprint": asked.fingerprint}
    try:
        with transaction.atomic():
            return KeptAnswer.objects.create(**values, status=0, kept_at=now)
    except IntegrityError as error:
        raise KeyInUse from error


def clear_old_answers(*, now: datetime) -> int:
    """Take away the answers that no program asks for any more; how many they were."""
    deleted, _rows = KeptAnswer.objects.filter(kept_at__lt=now - KEPT_FOR).delete()
    return int(deleted)
