"""Who set up a webhook is told when it pauses itself, once for each time, and others where that one cannot be told."""

from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from accounts.models import Membership, Municipality, Role, User
from api.models import Delivery, Webhook
from api.rules.retrying import MOST_TRIES
from api.services.pause_mail import tell_of_paused
from api.services.sending import send_waiting
from api.services.webhooks import leave_alone, pause_webhook, resume_webhook
from api.tasks import tell_of_paused_webhooks
from tests import factories
from tests.factories import NOW
from tests.fakes.receiver import Receiver, Reply

DAY = timedelta(days=1)
KARI, ADA, OLA = "kari@larvik.example", "ada@larvik.example", "ola@larvik.example"


@pytest.fixture
def home() -> Municipality:
    return factories.create_municipality(number="3909", name="Larvik")


@pytest.fixture(autouse=True)
def kari(home: Municipality) -> User:
    return factories.create_user(role=Role.COORDINATOR, municipality=home, username="kari", email=KARI)


@pytest.fixture(autouse=True)
def ada(home: Municipality) -> User:
    return factories.create_user(role=Role.ADMINISTRATOR, municipality=home, username="ada", email=ADA)


@pytest.fixture
def webhook(home: Municipality) -> Webhook:
    values: dict[str, Any] = {"name": "Arkivet", "failing_since": NOW - 4 * DAY}
    return factories.create_webhook(municipality=home, url="https://mottak.example.no/?nokkel=hemmelig", **values)


def tell(*, days: int = 0) -> list[str]:
    """Who is written to then."""
    mail.outbox.clear()
    tell_of_paused(now=NOW + days * DAY)
    return sorted(address for message in mail.outbox for address in message.to)


def test_whoever_set_it_up_is_told_once(webhook: Webhook) -> None:
    leave_alone(webhook=webhook, now=NOW)
    assert tell() == [KARI]
    (message,) = mail.outbox
    assert message.subject == "Planpuls: varslingen «Arkivet» er satt på vent"
    assert message.body.splitlines()[0].startswith("Planpuls har sluttet å kalle «Arkivet» (Larvik)")
    assert f"/varslinger/{webhook.pk}/" in message.body
    assert tell(days=1) == []


def test_the_mail_says_what_was_answered_and_how_much_waits_but_no_secret(webhook: Webhook) -> None:
    answered = {"answered_at": NOW, "last_status": 503, "last_answer": "Logg inn på http://lurt.example"}
    factories.create_delivery(webhook, tries=8, next_try_at=None, given_up_at=NOW, **answered)
    for _one in range(2):
        factories.create_delivery(webhook)
    leave_alone(webhook=webhook, now=NOW)
    tell()
    body = mail.outbox[0].body
    assert "Mottakeren svarte sist 503." in body
    assert "2 kall venter." in body
    for hidden in ("hemmelig", "nokkel", "lurt.example"):
        assert hidden not in body


def test_the_mail_says_where_nothing_was_answered(webhook: Webhook) -> None:
    factories.create_delivery(webhook, answered_at=NOW, last_answer="Svarte ikke i tide.")
    leave_alone(webhook=webhook, now=NOW)
    tell()
    assert "Mottakeren har ikke svart." in mail.outbox[0].body
    assert "1 kall venter." in mail.outbox[0].body


def shut_out(kari: User) -> None:
    User.objects.filter(pk=kari.pk).update(is_active=False)


def without_address(kari: User) -> None:
    User.objects.filter(pk=kari.pk).update(email="")


def another_role(kari: User) -> None:
    Membership.objects.filter(user=kari).update(role=Role.READER)


def another_place(kari: User) -> None:
    Membership.objects.filter(user=kari).update(municipality=factories.create_municipality())


GONE: dict[str, Callable[[User], object]] = {
    "shut out": shut_out,
    "without an address": without_address,
    "with another role": another_role,
    "in another municipality": another_place,
    "deleted": lambda kari: kari.delete(),
}


@pytest.mark.parametrize("gone", GONE.values(), ids=GONE)
def test_where_that_one_cannot_be_told_the_administrators_are(
    webhook: Webhook, kari: User, gone: Callable[[User], object]
) -> None:
    elsewhere = factories.create_municipality()
    factories.create_user(role=Role.ADMINISTRATOR, municipality=elsewhere, email="andre@andre.example")
    gone(kari)
    leave_alone(webhook=webhook, now=NOW)
    assert tell() == [ADA]


def test_where_no_administrator_has_an_address_those_who_can_mend_it_are_told(
    webhook: Webhook, home: Municipality, kari: User, ada: User
) -> None:
    factories.create_user(role=Role.COORDINATOR, municipality=home, email=OLA)
    factories.create_user(role=Role.READER, municipality=home, email="leser@larvik.example")
    kari.delete()
    ada.delete()
    leave_alone(webhook=webhook, now=NOW)
    assert tell() == [OLA]


def test_nobody_is_told_of_what_a_person_has_paused(webhook: Webhook) -> None:
    pause_webhook(webhook=webhook, by="kari", now=NOW)
    assert tell() == []


def test_nobody_is_told_of_what_is_mended_already(webhook: Webhook) -> None:
    leave_alone(webhook=webhook, now=NOW)
    resume_webhook(webhook=webhook, by="kari", now=NOW)
    assert tell() == []


def test_each_time_it_pauses_itself_is_told(webhook: Webhook) -> None:
    for days in range(2):
        leave_alone(webhook=webhook, now=NOW + days * DAY)
        assert tell(days=days) == [KARI]
        resume_webhook(webhook=webhook, by="kari", now=NOW + days * DAY)


def test_what_the_mail_server_does_not_take_is_told_the_next_time(
    webhook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def disconnected(*_args: Any) -> int:
        raise SMTPServerDisconnected

    leave_alone(webhook=webhook, now=NOW)
    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", disconnected)
        assert tell() == []
    assert tell() == [KARI]


def test_one_worker_at_a_time_tells(webhook: Webhook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another that asks while the mail is on its way finds nothing to tell."""
    really, nested = EmailBackend.send_messages, []

    def send(self: Any, messages: Any) -> int:
        nested.append(tell_of_paused(now=NOW))
        return int(really(self, messages))

    leave_alone(webhook=webhook, now=NOW)
    monkeypatch.setattr(EmailBackend, "send_messages", send)
    assert (tell(), nested) == ([KARI], [0])


def test_from_the_call_that_is_given_up_to_the_mail(receiver: Receiver, webhook: Webhook, settings: Any) -> None:
    receiver.answer_next(Reply(410, b"nedlagt"))
    Webhook.objects.update(url=receiver.address)
    Delivery.objects.filter(pk=factories.create_delivery(webhook).pk).update(tries=MOST_TRIES - 1)
    send_waiting(clock=lambda: NOW)
    tell_of_paused_webhooks.delay()
    assert [message.to for message in mail.outbox] == [[KARI]]
    assert "Mottakeren svarte sist 410." in mail.outbox[0].body
    assert "api.tasks.tell_of_paused_webhooks" in {one["task"] for one in settings.CELERY_BEAT_SCHEDULE.values()}
