"""What every address of the open API does alike, seen at its plans."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, Scope
from accounts.services.tokens import revoke_token
from planning.models import Plan, PlanStatus
from tests import factories
from tests.api_calls import key_of

pytestmark = pytest.mark.django_db


def asked(client: Client, name: str = "api-plan-list", *words: str, key: str = "", **parameters: str) -> Any:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return client.get(reverse(name, args=words), parameters, headers=headers)


@pytest.fixture
def published() -> Plan:
    plan = factories.create_plan(code="VEDTATT", title="Klimaplan", status=PlanStatus.ADOPTED)
    factories.create_publication(plan)
    return plan


@pytest.fixture
def draft(published: Plan) -> Plan:
    return factories.create_plan(code="UTKAST", municipality=published.municipality, status=PlanStatus.DRAFT)


def test_everybody_reads_what_is_published_and_nothing_else(client: Client, published: Plan, draft: Plan) -> None:
    answer = asked(client)
    assert [one["code"] for one in answer.json()["results"]] == ["VEDTATT"]
    assert asked(client, "api-plan", draft.code).status_code == 404


@pytest.mark.parametrize(("role", "sees"), [(Role.COORDINATOR, ["UTKAST", "VEDTATT"]), (Role.READER, ["VEDTATT"])])
def test_a_key_opens_what_its_person_may_read(
    client: Client, published: Plan, draft: Plan, role: Role, sees: list[str]
) -> None:
    person = factories.create_user(role=role, municipality=published.municipality)
    answer = asked(client, key=key_of(person, Scope.READ))
    assert [one["code"] for one in answer.json()["results"]] == sees


@pytest.mark.parametrize("key", ["", "feil", "planpuls_finnes-ikke", "to ord"])
def test_a_key_that_is_none_is_refused_in_words(client: Client, published: Plan, key: str) -> None:
    answer = client.get(reverse("api-plan-list"), headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert "økkelen" in answer.json()["detail"]


def test_a_key_that_is_taken_back_opens_nothing(client: Client, published: Plan) -> None:
    person = factories.create_user(role=Role.READER, municipality=published.municipality)
    key = key_of(person, Scope.READ)
    revoke_token(token=person.api_tokens.get(), by="prøve", now=timezone.now())
    assert asked(client, key=key).status_code == 401


def test_the_same_answer_is_not_sent_twice(client: Client, published: Plan) -> None:
    first = asked(client)
    again = client.get(reverse("api-plan-list"), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Plan.objects.update(title="Ny tittel")
    assert client.get(reverse("api-plan-list"), headers={"If-None-Match": first["ETag"]}).status_code == 200


WRONG = [
    ({"sider": "2"}, "sider"),
    ({"page_size": "0"}, "page_size"),
    ({"page_size": "100000"}, "page_size"),
    ({"page_size": "mange"}, "page_size"),
    ({"fields": "code,passord"}, "fields"),
    ({"order": "passord"}, "order"),
    ({"order": "code,title,code,title"}, "order"),
    ({"status": "rød"}, "status"),
]


@pytest.mark.parametrize(("parameters", "field"), WRONG)
def test_a_question_that_makes_no_sense_is_told_by_field(
    client: Client, published: Plan, parameters: dict[str, str], field: str
) -> None:
    answer = asked(client, **parameters)
    assert answer.status_code == 400
    assert [line["field"] for line in answer.json()["errors"]] == [field]


def test_fields_are_chosen(client: Client, published: Plan) -> None:
    assert asked(client, fields="code,title").json()["results"] == [{"code": "VEDTATT", "title": "Klimaplan"}]


@pytest.mark.parametrize("words", ["finnes-ikke/", "finnes-ikke", "indicators/%0D%0Ax/", "%0A"])
def test_an_address_that_is_nowhere_is_told_as_a_problem(client: Client, words: str) -> None:
    answer = client.get(f"/api/v1/{words}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_the_api_describes_itself(client: Client) -> None:
    answer = client.get(reverse("api-schema"), headers={"Accept": "application/json"})
    assert "/api/v1/plans/" in answer.json()["paths"]


def test_whoever_asks_for_the_head_is_told_what_the_whole_would_be(client: Client, published: Plan) -> None:
    address = reverse("api-plan-list")
    whole, head = client.get(address), client.head(address)
    assert (head.status_code, head["ETag"]) == (200, whole["ETag"])
    assert client.head(address, headers={"If-None-Match": whole["ETag"]}).status_code == 304


@pytest.mark.parametrize("asks", ["?finnes=ikke", "FINS-IKKE/", "FINS-IKKE/edits/"])
def test_a_problem_is_nothing_to_keep(client: Client, published: Plan, asks: str) -> None:
    answer = client.get(f"{reverse('api-plan-list')}{asks}")
    assert answer.status_code >= 400
    assert "ETag" not in answer


def test_what_may_be_asked_is_told_without_a_word_of_the_code(client: Client, published: Plan) -> None:
    answer = client.options(reverse("api-plan-list"))
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Allow"] == "GET, POST, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("asked", "title", "detail"),
    [
        (
            {"method": "PUT"},
            "Kan ikke brukes her",
            "PUT kan ikke brukes på denne adressen. Bruk en av disse: GET, POST",
        ),
        ({"Accept": "text/turtle"}, "Finnes ikke i den formen", "Be om en av disse i Accept: application/json."),
        ({"method": "POST", "body": b"navn=x"}, "Leses ikke i den formen", "Send JSON, med Content-Type"),
        ({"method": "POST", "body": b"[1, 2]"}, "Kan ikke forstås", "Send et objekt med felter"),
        ({"method": "POST", "body": b"{"}, "Kan ikke forstås", "Dette er ikke JSON"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_problem_is_told_in_words_of_ours(
    client: Client, published: Plan, asked: dict[str, Any], title: str, detail: str
) -> None:
    person = factories.create_user(role=Role.COORDINATOR, municipality=published.municipality)
    headers = {"Authorization": f"Bearer {key_of(person, *Scope)}"}
    headers |= {"Accept": asked["Accept"]} if "Accept" in asked else {}
    kind = "text/plain" if asked.get("body") == b"navn=x" else "application/json"
    where, body = reverse("api-plan-list"), asked.get("body", b"")
    answer = client.generic(asked.get("method", "GET"), where, body, kind, headers=headers)
    told = answer.json()
    assert told["title"] == title
    assert detail in told["detail"] + " ".join(one["message"] for one in told.get("errors", []))


def test_the_beginning_lists_what_the_caller_may_ask(client: Client, published: Plan) -> None:
    """Whoever is not known is sent nowhere that asks for a key."""
    open_to_all = asked(client, "api-root").json()
    assert {"plans", "needs", "fetches"} <= open_to_all.keys()
    assert {"units", "rounds", "sealed-reports", "webhooks"}.isdisjoint(open_to_all)
    assert {name: client.get(address).status_code for name, address in open_to_all.items()} == dict.fromkeys(
        open_to_all, 200
    )
    person = factories.create_user(role=Role.READER, municipality=published.municipality)
    assert {"units", "rounds", "webhooks"} <= asked(client, "api-root", key=key_of(person, Scope.READ)).json().keys()
