"""`send_webhooks`, and the tasks that do the same where a worker runs: from what has happened to the call."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from django.utils.module_loading import import_string

from api.models import Webhook
from api.tasks import clear_old_webhook_events, send_webhooks
from tests import factories
from tests.fakes.receiver import Receiver, Reply


@pytest.fixture
def webhook(receiver: Receiver) -> Webhook:
    webhook = factories.create_webhook(url=receiver.address)
    plan = factories.create_plan(municipality=webhook.municipality)
    factories.create_sealed_report(plan, title="Årsrapport for nå", sealed_at=timezone.now())
    return webhook


def test_the_command_finds_and_sends_and_says_so(
    webhook: Webhook, receiver: Receiver, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("send_webhooks")
    assert capsys.readouterr().out == "1 nye hendelser, 1 kall tatt imot, 0 ikke tatt imot\n"
    assert [call.told["data"]["title"] for call in receiver.calls] == ["Årsrapport for nå"]
    call_command("send_webhooks")
    assert len(receiver.calls) == 1


def test_what_is_not_taken_is_no_error(
    webhook: Webhook, receiver: Receiver, capsys: pytest.CaptureFixture[str]
) -> None:
    receiver.answer_next(Reply(500))
    call_command("send_webhooks")
    assert capsys.readouterr().out.endswith("0 kall tatt imot, 1 ikke tatt imot\n")


def test_the_task_does_the_same(webhook: Webhook, receiver: Receiver) -> None:
    send_webhooks.delay()
    clear_old_webhook_events.delay()
    assert len(receiver.calls) == 1


def test_the_clock_asks_for_both() -> None:
    asked = {str(one["task"]) for one in settings.CELERY_BEAT_SCHEDULE.values()}
    mine = {name for name in asked if name.startswith("api.")}
    assert {"api.tasks.send_webhooks", "api.tasks.clear_old_webhook_events"} <= mine
    assert all(import_string(name) for name in mine)
