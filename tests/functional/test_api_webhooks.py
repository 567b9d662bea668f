"""Webhooks through the API: set up, read with what was answered last, changed and taken away."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, Municipality, Role, Scope, User
from accounts.services.tokens import make_token
from api.models import Delivery, Webhook
from api.services import calls
from tests import factories
from tests.factories import NOW

LIST = "/api/v1/webhooks/"
SAID = {"name": "Arkivet", "url": "https://mottak.example.no/", "kinds": ["report.sealed"]}


@pytest.fixture
def home() -> Municipality:
    return factories.create_municipality(number="3909")


@pytest.fixture
def coordinator(home: Municipality) -> User:
    return factories.create_user(username="kari", role=Role.COORDINATOR, municipality=home)


@pytest.fixture(autouse=True)
def public_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names lead to a public address; numbers to themselves."""
    monkeypatch.setattr(calls, "look_up", lambda host, _port: ["8.8.8.8"] if "example" in host else [host])


class Caller:
    """A program with a key."""

    def __init__(self, user: User, *scopes: Scope) -> None:
        now = timezone.now()
        ends = now + timedelta(days=1)
        _token, key = make_token(user=user, name="prøve", scopes=scopes, expires_at=ends, by="prøve", now=now)
        self.client, self.headers = Client(), {"Authorization": f"Bearer {key}"}

    def ask(self, method: str, address: str, body: Any = None, **headers: str) -> Any:
        data: dict[str, Any] = {} if body is None else {"data": body, "content_type": "application/json"}
        return getattr(self.client, method)(address, headers=self.headers | headers, **data)


@pytest.fixture
def caller(coordinator: User) -> Caller:
    return Caller(coordinator, Scope.WEBHOOKS)


def one(webhook: Webhook) -> str:
    return reverse("api-webhook", args=[webhook.pk])


def test_the_answer_to_making_one_is_the_only_one_with_the_secret(caller: Caller) -> None:
    made = caller.ask("post", LIST, SAID)
    webhook = Webhook.objects.get()
    assert made.status_code == 201
    assert made["Location"].endswith(one(webhook))
    assert made.json()["secret"] == webhook.secret
    facts = {name: made.json()[name] for name in ("municipality", "name", "kinds", "hears_of_drafts", "last_answer")}
    assert facts == {
        "municipality": "3909",
        "name": "Arkivet",
        "kinds": ["report.sealed"],
        "hears_of_drafts": False,
        "last_answer": None,
    }
    for address in (LIST, one(webhook)):
        assert webhook.secret not in caller.ask("get", address).content.decode()
    changed = caller.ask("patch", one(webhook), {"name": "Nytt"})
    assert webhook.secret not in changed.content.decode()
    assert AuditEvent.objects.filter(action__startswith="api.webhook", actor="kari").count() == 2


def test_the_same_key_makes_one(caller: Caller) -> None:
    answers = [caller.ask("post", LIST, SAID, **{"Idempotency-Key": "a1"}) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert Webhook.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"url": "https://10.0.0.1/"}, "url"),
        ({"url": "http://mottak.example.no/"}, "url"),
        ({"url": "https://mottak.example.no:25/"}, "url"),
        ({"url": 7}, "url"),
        ({"kinds": []}, "kinds"),
        ({"kinds": ["test"]}, "kinds.0"),
        ({"kinds": "report.sealed"}, "kinds"),
        ({"municipality": "0301"}, "municipality"),
        ({"secret": "valgt selv"}, "secret"),
        ({"hears_of_drafts": "kanskje"}, "hears_of_drafts"),
    ],
)
def test_what_makes_no_sense_is_told_by_field_and_writes_nothing(
    caller: Caller, wrong: dict[str, Any], field: str
) -> None:
    answer = caller.ask("post", LIST, SAID | wrong)
    assert answer.status_code == 400
    assert [line["field"] for line in answer.json()["errors"]] == [field]
    assert not Webhook.objects.exists()


@pytest.mark.parametrize("missing", ["name", "url", "kinds"])
def test_what_is_left_out_is_told(caller: Caller, missing: str) -> None:
    said = {name: value for name, value in SAID.items() if name != missing}
    assert [line["field"] for line in caller.ask("post", LIST, said).json()["errors"]] == [missing]


def test_what_is_left_out_of_a_change_stays(caller: Caller, home: Municipality) -> None:
    webhook = factories.create_webhook(municipality=home, hears_of_drafts=True)
    answer = caller.ask("patch", one(webhook), {"kinds": ["light.changed"]})
    assert answer.status_code == 200
    webhook.refresh_from_db()
    assert (webhook.name, webhook.kinds, webhook.hears_of_drafts) == ("Styringsportalen", ["light.changed"], True)


def test_nobody_writes_over_what_they_have_not_read(caller: Caller, home: Municipality) -> None:
    webhook = factories.create_webhook(municipality=home)
    read = caller.ask("get", one(webhook))
    Webhook.objects.update(name="Endret imens")
    refused = [
        caller.ask("patch", one(webhook), {"name": "Mitt"}, **{"If-Match": read["ETag"]}),
        caller.ask("delete", one(webhook), **{"If-Match": read["ETag"]}),
    ]
    assert [answer.status_code for answer in refused] == [412, 412]
    again = caller.ask("get", one(webhook))
    assert caller.ask("delete", one(webhook), **{"If-Match": again["ETag"]}).status_code == 204
    assert not Webhook.objects.exists()


def test_calls_are_listed_with_what_was_answered_last(caller: Caller, home: Municipality) -> None:
    webhook = factories.create_webhook(municipality=home)
    factories.create_delivery(webhook)
    failed = {"tries": 2, "answered_at": NOW, "last_status": 503, "last_answer": "stengt"}
    delivery = factories.create_delivery(webhook, **failed)
    answer = caller.ask("get", reverse("api-webhook-delivery-list", args=[webhook.pk]))
    assert [row["state"] for row in answer.json()["results"]] == ["retrying", "waiting"]
    assert answer.json()["results"][0] | {"happened_at": ""} == {
        "id": delivery.pk,
        "event": delivery.event_id,
        "kind": "report.sealed",
        "happened_at": "",
        "state": "retrying",
        "tries": 2,
        "next_try_at": "2026-07-01T12:00:00Z",
        "delivered_at": None,
        "given_up_at": None,
        "answered_at": "2026-07-01T12:00:00Z",
        "last_status": 503,
        "last_answer": "stengt",
    }
    told = caller.ask("get", one(webhook)).json()
    assert told["waiting"] == 2
    assert told["last_answer"] == {
        "answered_at": "2026-07-01T12:00:00Z",
        "accepted": False,
        "status": 503,
        "text": "stengt",
    }


def test_a_key_without_the_scope_opens_nothing(coordinator: User, home: Municipality) -> None:
    webhook = factories.create_webhook(municipality=home)
    other = Caller(coordinator, *(scope for scope in Scope if scope != Scope.WEBHOOKS))
    asked = [("get", LIST), ("get", one(webhook)), ("patch", one(webhook)), ("delete", one(webhook))]
    assert [other.ask(*one_).status_code for one_ in asked] == [403] * 4
    assert Webhook.objects.exists()


@pytest.mark.parametrize("role", [Role.READER, Role.UNIT_CONTACT, Role.LEADER])
def test_the_scope_gives_no_more_than_the_person_has(home: Municipality, role: Role) -> None:
    webhook = factories.create_webhook(municipality=home)
    person = Caller(factories.create_user(role=role, municipality=home), Scope.WEBHOOKS)
    statuses = [
        person.ask("get", LIST).status_code,
        person.ask("post", LIST, SAID).status_code,
        person.ask("get", one(webhook)).status_code,
        person.ask("delete", one(webhook)).status_code,
        person.ask("get", reverse("api-webhook-delivery-list", args=[webhook.pk])).status_code,
    ]
    assert statuses == [403, 403, 404, 404, 404]


def test_others_webhooks_are_not_there(caller: Caller) -> None:
    webhook = factories.create_webhook()
    factories.create_delivery(webhook)
    assert caller.ask("get", LIST).json()["results"] == []
    assert caller.ask("get", one(webhook)).status_code == 404
    assert caller.ask("patch", one(webhook), {"url": "https://mottak.example.no/"}).status_code == 404
    assert Delivery.objects.exists()


def test_more_rows_cost_no_more_questions(caller: Caller, home: Municipality) -> None:
    counts = []
    for number in (1, 5):
        for _one in range(number):
            factories.create_delivery(factories.create_webhook(municipality=home))
        with CaptureQueriesContext(connection) as queries:
            assert caller.ask("get", LIST).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
