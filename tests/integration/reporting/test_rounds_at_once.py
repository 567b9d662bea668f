"""Two who begin to write at the same moment, and two workers that remind, on a real PostgreSQL."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import connection

from reporting.models import Commentary, Reminder
from reporting.services.commentary import SavedByAnother, save_commentary
from reporting.services.reminders import send_reminders
from tests.factories import NOW, TODAY
from tests.rounds import add_target, ask, create_world, judge

pytestmark = [pytest.mark.postgres, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """What each says, or the error that stopped it; all begin when all are ready."""
    ready, said = threading.Barrier(len(works)), [None] * len(works)

    def run(number: int, work: Callable[[], Any]) -> None:
        try:
            ready.wait()
            said[number] = work()
        except Exception as error:  # noqa: BLE001
            said[number] = error  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return said


def test_of_two_who_begin_at_once_one_is_told_and_of_two_workers_one_writes() -> None:
    world = create_world()
    target = add_target(world, "red", unit=world.schools)
    judge(world)
    given: dict[str, Any] = {"asked": ask(world), "subject": target, "unit": world.schools, "version": 0, "now": NOW}
    told = at_once(
        lambda: send_reminders(on=TODAY, now=NOW),
        lambda: send_reminders(on=TODAY, now=NOW),
    )
    assert sorted(told) == [0, 1]
    assert (len(mail.outbox), Reminder.objects.count()) == (1, 1)
    kept = at_once(
        lambda: save_commentary(text="Vildes ord", by="vilde", **given),
        lambda: save_commentary(text="Karis ord", by="kari", **given),
    )
    (words,) = [one for one in kept if isinstance(one, Commentary)]
    (told_so,) = [one for one in kept if not isinstance(one, Commentary)]
    assert isinstance(told_so, SavedByAnother)
    first = Commentary.objects.get()
    assert (first.version, first.versions.count(), first.text) == (1, 1, words.text)
