"""Pages of webhooks: set up, shown once, tried, paused, and taken away; what a person does stands in the trail."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEvent, Municipality, Role, User
from api.models import Delivery, Webhook
from api.services import calls
from tests import factories
from tests.fakes.receiver import Receiver, Reply
from tests.html_text import main_text

TYPED = {"name": "Styringsportalen", "url": "https://mottak.example.no/", "kinds": ["light.changed", "report.sealed"]}


@pytest.fixture
def home() -> Municipality:
    return factories.create_municipality(number="3909", name="Larvik")


@pytest.fixture
def coordinator(home: Municipality) -> User:
    return factories.create_user(username="kari", role=Role.COORDINATOR, municipality=home)


@pytest.fixture
def client(coordinator: User) -> Client:
    client = Client()
    client.force_login(coordinator)
    return client


@pytest.fixture
def public_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every name leads to a public address."""
    monkeypatch.setattr(calls, "look_up", lambda _host, _port: ["8.8.8.8"])


def shown(client: Client, name: str, *arguments: Any) -> str:
    answer = client.get(reverse(name, args=arguments))
    assert answer.status_code == 200
    return main_text(answer.content.decode())


def sent(client: Client, page: str, /, *arguments: Any, **fields: Any) -> Any:
    return client.post(reverse(page, args=arguments), fields, follow=True)


def test_my_page_leads_to_the_webhooks_of_who_may_set_them_up(client: Client, home: Municipality) -> None:
    address = reverse("webhook-list")
    assert f'href="{address}"' in client.get(reverse("my-page")).content.decode()
    client.force_login(factories.create_user(role=Role.LEADER, municipality=home))
    assert address not in client.get(reverse("my-page")).content.decode()
    assert "Ingen andre systemer blir varslet" not in client.get(address).content.decode()


def test_a_new_webhook_shows_its_secret_once(client: Client, public_names: None) -> None:
    assert "Ingen andre systemer blir varslet" in shown(client, "webhook-list")
    answer = client.post(reverse("webhook-create"), TYPED)
    webhook = Webhook.objects.get()
    assert webhook.secret in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert (webhook.municipality.number, webhook.made_by) == ("3909", "kari")
    assert (webhook.kinds, webhook.hears_of_drafts) == (["light.changed", "report.sealed"], False)
    for name, arguments in (("webhook-list", []), ("webhook-detail", [webhook.pk]), ("webhook-edit", [webhook.pk])):
        assert webhook.secret not in client.get(reverse(name, args=arguments)).content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Navn: Gi varslingen et navn."),
        ({"url": ""}, "Adresse: Skriv adressen til mottakeren."),
        ({"url": "http://mottak.example.no/"}, "Adresse: Adressen må begynne med https://."),
        ({"url": "https://mottak.example.no:22/"}, "Adresse: Adressen kan bare ha port 443 eller 8443."),
        ({"url": "https://127.0.0.1/"}, "Adresse: Tjeneren 127.0.0.1 ligger på et lukket nett, og dit sender vi ikke."),
        ({"url": "https://kari:passord@mottak.example.no/"}, "Adresse: Adressen kan ikke ha brukernavn eller passord"),
        ({"kinds": []}, "Varsle når: Velg minst én ting det skal varsles om."),
        ({"kinds": ["alt"]}, "Varsle når: Velg bare fra listen."),
        ({"kinds": ["test"]}, "Varsle når: Velg bare fra listen."),
    ],
)
def test_what_is_typed_wrongly_is_told_at_its_field(client: Client, wrong: dict[str, Any], said: str) -> None:
    answer = client.post(reverse("webhook-create"), TYPED | {"url": "https://8.8.8.8/"} | wrong)
    assert said in main_text(answer.content.decode())
    assert not Webhook.objects.exists()


def test_another_name_needs_no_address_that_answers_today(client: Client, home: Municipality) -> None:
    webhook = factories.create_webhook(municipality=home, url="https://finnes-ikke.invalid/")
    sent(client, "webhook-edit", webhook.pk, **TYPED | {"url": webhook.url, "name": "Arkivet"})
    webhook.refresh_from_db()
    assert webhook.name == "Arkivet"


def test_a_test_call_is_sent_and_its_answer_is_shown(
    client: Client, home: Municipality, receiver: Receiver, django_capture_on_commit_callbacks: Any
) -> None:
    webhook = factories.create_webhook(municipality=home, url=receiver.address)
    receiver.answer_next(Reply(500, b"feil i mottaket"))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("webhook-test", args=[webhook.pk]))
    assert [call.told["kind"] for call in receiver.calls] == ["test"]
    page = shown(client, "webhook-detail", webhook.pk)
    assert "Ingen kall har kommet fram siden" in page
    assert "Prøvekall" in page
    assert "Svarte 500 feil i mottaket" in page
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("webhook-send-again", args=[webhook.pk, Delivery.objects.get().pk]))
    page = shown(client, "webhook-detail", webhook.pk)
    assert "Tatt imot Svarte 200 takk" in page
    assert "Ingen kall har kommet fram" not in page
    assert "Virker" in shown(client, "webhook-list")


def test_pausing_resuming_and_deleting(client: Client, home: Municipality) -> None:
    webhook = factories.create_webhook(municipality=home)
    delivery = factories.create_delivery(webhook)
    page = main_text(sent(client, "webhook-pause", webhook.pk).content.decode())
    assert "Varslingen er satt på vent" in page
    assert "Når den tas opp igjen" in page
    refused = main_text(sent(client, "webhook-test", webhook.pk).content.decode())
    assert "Varslingen er satt på vent. Ta den opp igjen først." in refused
    assert "Ta den opp igjen først" in sent(client, "webhook-send-again", webhook.pk, delivery.pk).content.decode()
    assert "På vent" in shown(client, "webhook-list")
    assert "1 kall venter" in shown(client, "webhook-list")
    sent(client, "webhook-resume", webhook.pk)
    webhook.refresh_from_db()
    assert webhook.paused_at is None
    assert "er slettet" in sent(client, "webhook-delete", webhook.pk).content.decode()
    assert not Webhook.objects.exists()
    assert not Delivery.objects.exists()


def test_a_new_secret_is_shown_once_and_the_old_one_is_gone(client: Client, home: Municipality) -> None:
    webhook = factories.create_webhook(municipality=home)
    page = sent(client, "webhook-secret", webhook.pk).content.decode()
    webhook.refresh_from_db()
    assert webhook.secret != "hemmelig"
    assert webhook.secret in page


def test_everything_that_a_person_does_is_in_the_trail_and_no_secret_is(
    client: Client, home: Municipality, public_names: None
) -> None:
    client.post(reverse("webhook-create"), TYPED)
    webhook = Webhook.objects.get()
    secrets = [webhook.secret]
    sent(client, "webhook-edit", webhook.pk, **TYPED | {"name": "Arkivet"})
    # Nothing was changed.
    sent(client, "webhook-edit", webhook.pk, **TYPED | {"name": "Arkivet"})
    sent(client, "webhook-secret", webhook.pk)
    webhook.refresh_from_db()
    secrets.append(webhook.secret)
    sent(client, "webhook-test", webhook.pk)
    sent(client, "webhook-send-again", webhook.pk, Delivery.objects.get().pk)
    for name in ("webhook-pause", "webhook-resume", "webhook-delete"):
        sent(client, name, webhook.pk)
    trail = AuditEvent.objects.order_by("pk")
    done = ["added", "changed", "secret_renewed", "tested", "sent_again", "paused", "resumed", "deleted"]
    assert [one.action for one in trail] == [f"api.webhook.{verb}" for verb in done]
    assert {(one.actor, one.municipality_number) for one in trail} == {("kari", "3909")}
    kept = str(list(trail.values()))
    assert not any(secret in kept for secret in secrets)


def test_what_another_system_answers_is_shown_as_text(client: Client, home: Municipality) -> None:
    webhook = factories.create_webhook(municipality=home)
    answered = {"next_try_at": None, "given_up_at": factories.NOW, "answered_at": factories.NOW, "tries": 8}
    factories.create_delivery(webhook, last_status=500, last_answer="<script>alert(1)</script>", **answered)
    page = client.get(reverse("webhook-detail", args=[webhook.pk])).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert re.search(r"8 forsøk", page)


def test_a_person_of_two_municipalities_sees_both_and_sets_up_in_the_one_that_is_named(
    client: Client, coordinator: User, home: Municipality, public_names: None
) -> None:
    other = factories.create_municipality(number="4003", name="Skien")
    factories.create_membership(user=coordinator, role=Role.COORDINATOR, municipality=other)
    page = shown(client, "webhook-list")
    assert "Larvik" in page
    assert "Skien" in page
    client.post(reverse("webhook-create") + "?kommune=4003", TYPED)
    assert Webhook.objects.get().municipality == other
    assert client.get(reverse("webhook-create") + "?kommune=0301").status_code == 404


@pytest.mark.parametrize("name", ["webhook-list", "webhook-detail"])
def test_many_rows_cost_no_more_questions_than_few(client: Client, home: Municipality, name: str) -> None:
    webhook = factories.create_webhook(municipality=home)
    counts = []
    for number in (1, 6):
        for _one in range(number):
            factories.create_delivery(factories.create_webhook(municipality=home))
            factories.create_delivery(webhook)
        with CaptureQueriesContext(connection) as queries:
            shown(client, name, *([] if name == "webhook-list" else [webhook.pk]))
        counts.append(len(queries))
    assert counts[0] == counts[1]
