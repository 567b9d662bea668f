"""Calls are signed, tried again, given up, and sent by one worker at a time. One that fails holds up no other."""

from datetime import datetime, timedelta

import pytest

from accounts.models import AuditEvent
from api.models import Delivery, Webhook
from api.rules.retrying import MOST_TRIES, WAITS
from api.services import sending
from api.services.calls import Outcome, post
from api.services.sending import CLAIMED_FOR, LONGEST_ROUND, Tally, claim_delivery, send_one, send_waiting
from api.services.webhooks import WebhookRefused, pause_webhook, resume_webhook, send_again, send_test
from tests import factories
from tests.factories import NOW
from tests.fakes.receiver import Receiver, Reply

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
DOWN = Reply(503, b"stengt")


def at(moment: datetime) -> Tally:
    return send_waiting(clock=lambda: moment, chance=lambda: 0.0)


@pytest.fixture
def webhook(receiver: Receiver) -> Webhook:
    return factories.create_webhook(url=receiver.address)


@pytest.fixture
def delivery(webhook: Webhook) -> Delivery:
    return factories.create_delivery(webhook)


def test_a_call_is_signed_and_says_what_happened(receiver: Receiver, delivery: Delivery) -> None:
    assert at(NOW) == Tally(accepted=1)
    (call,) = receiver.calls
    assert call.is_genuine("hemmelig")
    assert not call.is_genuine("gjettet")
    assert (call.headers["Planpuls-Event"], call.headers["Planpuls-Delivery"]) == (
        str(delivery.event_id),
        str(delivery.pk),
    )
    assert call.headers["Planpuls-Signature"].startswith(f"t={int(NOW.timestamp())},")
    assert call.told == {
        "id": delivery.event_id,
        "kind": "report.sealed",
        "happened_at": "2026-07-01T12:00:00Z",
        "municipality": delivery.webhook.municipality.number,
        "data": {"title": "Årsrapport 2025"},
    }
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries, delivery.last_status, delivery.last_answer) == ("delivered", 1, 200, "takk")


def test_what_came_through_is_not_sent_again(receiver: Receiver, delivery: Delivery) -> None:
    assert (at(NOW), at(NOW + DAY)) == (Tally(accepted=1), Tally())
    assert len(receiver.calls) == 1


def test_what_did_not_is_tried_again_when_its_time_comes(receiver: Receiver, delivery: Delivery) -> None:
    receiver.answer_next(DOWN, DOWN)
    assert at(NOW) == Tally(refused=1)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.last_status, delivery.last_answer) == ("retrying", 503, "stengt")
    assert delivery.next_try_at == NOW + WAITS[0]
    assert at(NOW + WAITS[0] - timedelta(seconds=1)) == Tally()
    assert at(NOW + WAITS[0]) == Tally(refused=1)
    assert at(NOW + WAITS[0] + WAITS[1]) == Tally(accepted=1)
    # The same ids every time, and each time signed anew.
    assert len({call.headers["Planpuls-Delivery"] for call in receiver.calls}) == 1
    assert len({call.headers["Planpuls-Signature"] for call in receiver.calls}) == 3
    assert all(call.is_genuine("hemmelig") for call in receiver.calls)


def test_after_the_last_try_it_is_given_up(receiver: Receiver, webhook: Webhook, delivery: Delivery) -> None:
    receiver.usual = DOWN
    moment = NOW
    for wait in (*WAITS, timedelta(0)):
        assert at(moment) == Tally(refused=1)
        moment += wait
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries, len(receiver.calls)) == ("given_up", MOST_TRIES, MOST_TRIES)
    assert at(moment + 30 * DAY) == Tally()
    # Two days are not enough to leave it alone.
    webhook.refresh_from_db()
    assert (webhook.failing_since, webhook.paused_at) == (NOW, None)


def test_an_address_that_has_failed_for_days_is_left_alone(
    receiver: Receiver, webhook: Webhook, delivery: Delivery
) -> None:
    receiver.usual = DOWN
    Webhook.objects.update(failing_since=NOW - 3 * DAY)
    Delivery.objects.update(tries=MOST_TRIES - 1)
    at(NOW)
    webhook.refresh_from_db()
    assert (webhook.paused_at, webhook.pause_reason) == (NOW, "Mottakeren svarte ikke som den skulle.")
    assert AuditEvent.objects.get(action="api.webhook.paused").actor == "Planpuls"
    factories.create_delivery(webhook)
    assert at(NOW + DAY) == Tally()


def test_one_that_says_that_it_is_gone_is_left_alone_at_once(
    receiver: Receiver, webhook: Webhook, delivery: Delivery
) -> None:
    receiver.answer_next(Reply(410, b"nedlagt"))
    at(NOW)
    delivery.refresh_from_db()
    webhook.refresh_from_db()
    assert (delivery.state, webhook.paused_at) == ("given_up", NOW)


def test_one_call_that_comes_through_makes_it_well_again(
    receiver: Receiver, webhook: Webhook, delivery: Delivery
) -> None:
    Webhook.objects.update(failing_since=NOW - 2 * DAY)
    at(NOW)
    webhook.refresh_from_db()
    assert webhook.failing_since is None


def test_an_address_that_fails_is_asked_once_in_a_round_and_holds_up_no_other(receiver: Receiver) -> None:
    bad = factories.create_webhook(url="https://10.0.0.1/")
    good = factories.create_webhook(url=receiver.address)
    for _number in range(3):
        factories.create_delivery(bad)
        factories.create_delivery(good)
    assert at(NOW) == Tally(accepted=3, refused=1)
    refused = Delivery.objects.filter(webhook=bad).order_by("pk").values_list("tries", "last_answer")
    assert [one[0] for one in refused] == [1, 0, 0]
    assert "lukket nett" in refused[0][1]


def test_a_round_ends_before_the_next_one_begins(receiver: Receiver, webhook: Webhook) -> None:
    for _number in range(3):
        factories.create_delivery(webhook)
    # Asked when it begins, twice around each call, and before it is sent and when it is done.
    clock = iter(NOW + LONGEST_ROUND * step / 6 for step in range(100))
    assert send_waiting(clock=lambda: next(clock), chance=lambda: 0.0).accepted < 3


def test_nothing_is_sent_to_one_that_is_paused_and_all_of_it_afterwards(
    receiver: Receiver, webhook: Webhook, delivery: Delivery
) -> None:
    assert pause_webhook(webhook=webhook, by="kari", now=NOW)
    assert not pause_webhook(webhook=webhook, by="kari", now=NOW)
    assert at(NOW + DAY) == Tally()
    assert resume_webhook(webhook=webhook, by="kari", now=NOW)
    assert at(NOW + DAY) == Tally(accepted=1)


# Several workers ----------------------------------------------------------------------------------------------------


def test_only_one_of_two_workers_gets_a_call(delivery: Delivery) -> None:
    assert [claim_delivery(delivery_id=delivery.pk, now=NOW) for _worker in range(2)] == [True, False]


def test_what_another_worker_has_is_not_sent(receiver: Receiver, delivery: Delivery) -> None:
    claim_delivery(delivery_id=delivery.pk, now=NOW)
    assert at(NOW + MINUTE) == Tally()
    assert not send_one(delivery_id=delivery.pk, clock=lambda: NOW + MINUTE)
    assert receiver.calls == []


def test_a_worker_that_dies_loses_its_call_to_another(receiver: Receiver, delivery: Delivery) -> None:
    claim_delivery(delivery_id=delivery.pk, now=NOW)
    assert at(NOW + CLAIMED_FOR) == Tally(accepted=1)
    delivery.refresh_from_db()
    assert delivery.tries == 2


def test_a_call_that_kills_its_workers_is_given_up(receiver: Receiver, delivery: Delivery) -> None:
    for number in range(MOST_TRIES):
        assert claim_delivery(delivery_id=delivery.pk, now=NOW + number * CLAIMED_FOR)
    assert at(NOW + DAY) == Tally()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.last_answer, receiver.calls) == ("given_up", "Utsendingen stoppet underveis.", [])


def test_a_worker_that_was_too_slow_does_not_overwrite_what_the_next_one_wrote(
    receiver: Receiver, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = post

    def slow(url: str, *, body: bytes, headers: dict[str, str]) -> Outcome:
        monkeypatch.setattr(sending, "post", really)
        assert at(NOW + CLAIMED_FOR) == Tally(accepted=1)
        return Outcome(500, "for sent")

    monkeypatch.setattr(sending, "post", slow)
    at(NOW)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.last_status) == ("delivered", 200)


# What a person asks for ---------------------------------------------------------------------------------------------


def test_a_test_call_tells_nothing_and_is_sent_as_every_other(receiver: Receiver, webhook: Webhook) -> None:
    for _time in range(2):
        made = send_test(webhook=webhook, by="kari", now=NOW)
        assert send_one(delivery_id=made.pk, clock=lambda: NOW)
    assert [(call.told["kind"], call.is_genuine("hemmelig")) for call in receiver.calls] == [("test", True)] * 2


@pytest.mark.parametrize("state", ["delivered", "given_up", "retrying"])
def test_a_call_can_be_sent_again_and_begins_anew(
    receiver: Receiver, webhook: Webhook, delivery: Delivery, state: str
) -> None:
    ended: dict[str, dict[str, datetime | None]] = {
        "delivered": {"delivered_at": NOW, "next_try_at": None},
        "given_up": {"given_up_at": NOW, "next_try_at": None},
        "retrying": {"next_try_at": NOW + DAY},
    }
    Delivery.objects.update(tries=5)
    Delivery.objects.update(**ended[state])
    send_again(delivery=delivery, by="kari", now=NOW)
    assert at(NOW) == Tally(accepted=1)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries) == ("delivered", 1)


def test_what_is_being_sent_or_waits_for_a_person_is_not_sent_again(webhook: Webhook, delivery: Delivery) -> None:
    claim_delivery(delivery_id=delivery.pk, now=NOW)
    with pytest.raises(WebhookRefused, match="akkurat nå"):
        send_again(delivery=delivery, by="kari", now=NOW)
    pause_webhook(webhook=webhook, by="kari", now=NOW)
    delivery.webhook.refresh_from_db()
    with pytest.raises(WebhookRefused, match="på vent"):
        send_again(delivery=delivery, by="kari", now=NOW + DAY)
