"""Webhooks through the API: set up, read with what was answered last, changed and taken away."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import TextField
from django.db.models.functions import Cast
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, Municipality, Role, Scope, User
from accounts.services.tokens import make_token
from api.models import Delivery, Webhook
from api.services import calls
from api.tasks import send_delivery
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


def call(delivery: Delivery) -> str:
    return reverse("api-webhook-delivery", args=[delivery.webhook_id, delivery.pk])


def act(webhook: Webhook, name: str) -> str:
    return reverse(f"api-webhook-{name}", args=[webhook.pk])


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


def test_the_same_key_makes_one_and_tells_its_secret_once(caller: Caller) -> None:
    first, again = (caller.ask("post", LIST, SAID, **{"Idempotency-Key": "a1"}) for _time in range(2))
    assert [answer.status_code for answer in (first, again)] == [201, 201]
    webhook = Webhook.objects.get()
    assert first.json()["secret"] == webhook.secret
    assert again.json() == first.json() | {"secret": None}
    assert again["Idempotency-Replayed"] == "true"


def test_a_secret_stands_nowhere_but_with_its_webhook(caller: Caller) -> None:
    caller.ask("post", LIST, SAID, **{"Idempotency-Key": "a1"})
    webhook = Webhook.objects.get()
    assert places_of(webhook.secret) == ["api_webhook.secret"]


def places_of(text: str) -> list[str]:
    """Every column of the database that holds the text somewhere."""
    columns = [
        (model, field)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if not model._meta.proxy
    ]
    found = [
        (model, field)
        for model, field in columns
        if model._base_manager.annotate(written=Cast(field.attname, TextField())).filter(written__contains=text)
    ]
    return sorted(f"{model._meta.db_table}.{field.column}" for model, field in found)


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
        "url": f"http://testserver{call(delivery)}",
    }
    assert caller.ask("get", call(delivery)).json() == answer.json()["results"][0]
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


# What is done to one -------------------------------------------------------------------------------------------------


def test_one_is_paused_and_taken_up_again(caller: Caller, home: Municipality) -> None:
    webhook = factories.create_webhook(municipality=home, failing_since=NOW)
    paused = [caller.ask("post", act(webhook, "pause"), {}) for _time in range(2)]
    assert [answer.status_code for answer in paused] == [200, 200]
    assert paused[1].json()["is_paused"] is True
    assert paused[1].json() == paused[0].json() == caller.ask("get", one(webhook)).json()
    assert paused[1]["ETag"] == caller.ask("get", one(webhook))["ETag"]
    resumed = caller.ask("post", act(webhook, "resume"), {})
    assert (resumed.status_code, resumed.json()["is_paused"], resumed.json()["failing_since"]) == (200, False, None)
    again = caller.ask("post", act(webhook, "resume"), {})
    assert again.json() == resumed.json()
    trail = AuditEvent.objects.filter(actor="kari").order_by("pk").values_list("action", flat=True)
    assert list(trail) == ["api.webhook.paused", "api.webhook.resumed"]


def test_another_secret_is_told_once_and_signs_from_then_on(caller: Caller, home: Municipality) -> None:
    webhook = factories.create_webhook(municipality=home)
    first, again = (caller.ask("post", act(webhook, "secret"), {}, **{"Idempotency-Key": "b"}) for _time in range(2))
    webhook.refresh_from_db()
    assert (first.status_code, first.json()["secret"]) == (200, webhook.secret)
    assert webhook.secret != "hemmelig"
    assert again.json() == first.json() | {"secret": None}
    assert places_of(webhook.secret) == ["api_webhook.secret"]
    assert first["ETag"] == again["ETag"] == caller.ask("get", one(webhook))["ETag"]
    assert AuditEvent.objects.filter(action="api.webhook.secret_renewed", actor="kari").count() == 1


def test_a_call_is_tried_out_and_followed(
    caller: Caller, home: Municipality, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(send_delivery, "delay", lambda *, delivery_id: asked.append(delivery_id))
    webhook = factories.create_webhook(municipality=home)
    with django_capture_on_commit_callbacks(execute=True):
        first = caller.ask("post", act(webhook, "test"), {}, **{"Idempotency-Key": "c"})
        again = caller.ask("post", act(webhook, "test"), {}, **{"Idempotency-Key": "c"})
    delivery = Delivery.objects.get()
    assert [answer.status_code for answer in (first, again)] == [202, 202]
    assert asked == [delivery.pk]
    assert (first.json()["kind"], first.json()["state"], first.json()["id"]) == ("test", "waiting", delivery.pk)
    assert caller.ask("get", first["Location"]).json() == first.json() == again.json()


def test_a_call_is_sent_once_more(caller: Caller, home: Municipality) -> None:
    webhook = factories.create_webhook(municipality=home)
    delivery = factories.create_delivery(webhook, tries=8, next_try_at=None, given_up_at=NOW)
    answer = caller.ask("post", f"{call(delivery)}send-again/", {})
    assert (answer.status_code, answer.json()["state"], answer.json()["tries"]) == (202, "waiting", 0)
    assert answer.json() == caller.ask("get", call(delivery)).json()


def test_nothing_is_sent_while_it_is_paused(caller: Caller, home: Municipality) -> None:
    webhook = factories.create_webhook(municipality=home, paused_at=NOW)
    delivery = factories.create_delivery(webhook)
    for address in (act(webhook, "test"), f"{call(delivery)}send-again/"):
        refused = caller.ask("post", address, {})
        words = "Varslingen er satt på vent. Ta den opp igjen først."
        assert (refused.status_code, refused.json()["detail"]) == (409, words)
    assert Delivery.objects.count() == 1


ACTS = ["pause", "resume", "secret", "test"]


@pytest.mark.parametrize("name", ACTS)
def test_what_is_done_takes_an_empty_body_alone(caller: Caller, home: Municipality, name: str) -> None:
    webhook = factories.create_webhook(municipality=home)
    refused = caller.ask("post", act(webhook, name), {"secret": "valgt selv"})
    assert [line["field"] for line in refused.json()["errors"]] == ["secret"]
    webhook.refresh_from_db()
    assert (webhook.secret, webhook.paused_at, Delivery.objects.count()) == ("hemmelig", None, 0)


@pytest.mark.parametrize(("name", "status"), [("pause", 200), ("resume", 200), ("secret", 200), ("test", 202)])
def test_nothing_is_done_to_one_that_is_another_than_was_read(
    caller: Caller, home: Municipality, name: str, status: int
) -> None:
    webhook = factories.create_webhook(municipality=home)
    read = caller.ask("get", one(webhook))["ETag"]
    Webhook.objects.update(name="Endret imens")
    late = caller.ask("post", act(webhook, name), {}, **{"If-Match": read})
    assert (late.status_code, late["Content-Type"]) == (412, "application/problem+json")
    assert not Delivery.objects.exists()
    again = caller.ask("get", one(webhook))["ETag"]
    assert caller.ask("post", act(webhook, name), {}, **{"If-Match": again}).status_code == status


def test_a_call_that_went_otherwise_meanwhile_is_not_sent_again(caller: Caller, home: Municipality) -> None:
    ended: dict[str, Any] = {"tries": 8, "next_try_at": None, "given_up_at": NOW}
    delivery = factories.create_delivery(factories.create_webhook(municipality=home), **ended)
    read = caller.ask("get", call(delivery))["ETag"]
    Delivery.objects.update(tries=9)
    late = caller.ask("post", f"{call(delivery)}send-again/", {}, **{"If-Match": read})
    assert (late.status_code, Delivery.objects.get().tries) == (412, 9)
    again = caller.ask("get", call(delivery))["ETag"]
    assert caller.ask("post", f"{call(delivery)}send-again/", {}, **{"If-Match": again}).status_code == 202


@pytest.mark.parametrize("name", ACTS)
def test_what_is_done_needs_the_scope_and_the_right(coordinator: User, home: Municipality, name: str) -> None:
    webhook = factories.create_webhook(municipality=home)
    without = Caller(coordinator, *(scope for scope in Scope if scope != Scope.WEBHOOKS))
    reader = Caller(factories.create_user(role=Role.READER, municipality=home), Scope.WEBHOOKS)
    elsewhere = Caller(factories.create_user(role=Role.COORDINATOR), Scope.WEBHOOKS)
    answers = [one_.ask("post", act(webhook, name), {}).status_code for one_ in (without, reader, elsewhere)]
    assert answers == [403, 404, 404]
    webhook.refresh_from_db()
    assert (webhook.secret, webhook.paused_at, Delivery.objects.count()) == ("hemmelig", None, 0)


def test_a_call_of_another_webhook_is_not_there(caller: Caller, home: Municipality) -> None:
    mine, other = factories.create_webhook(municipality=home), factories.create_webhook()
    delivery = factories.create_delivery(other)
    for address in (call(delivery), reverse("api-webhook-delivery", args=[mine.pk, delivery.pk])):
        assert caller.ask("get", address).status_code == 404
        assert caller.ask("post", f"{address}send-again/", {}).status_code == 404
