"""A write with a key is done once, and one that says what it has read is done on that alone."""

import json
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from accounts.models import Municipality, Role, Scope
from api.models import KeptAnswer
from api.services.answers import KEPT_FOR, clear_old_answers
from tests import factories
from tests.api_calls import key_of
from tests.api_echo import WRITE

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api_echo")]
OPENS = (Scope.READ, Scope.WRITE_PLANS)


@pytest.fixture
def key() -> str:
    home = factories.create_municipality(number="3909", name="Larvik")
    return key_of(factories.create_user(role=Role.COORDINATOR, municipality=home, username="kari"), *OPENS)


def send(method: str, key: str, values: dict[str, Any] | None = None, **headers: str) -> Any:
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    body, headers = json.dumps(values or {}), {"Authorization": f"Bearer {key}"} | headers
    return Client().generic(method, WRITE, body, "application/json", headers=headers)


def written() -> list[str]:
    return list(Municipality.objects.filter(name="Ny").order_by("number").values_list("number", flat=True))


def told(answer: Any) -> tuple[int, bytes, *tuple[str | None, ...]]:
    names = ("Location", "ETag", "Idempotency-Replayed")
    return answer.status_code, answer.content, *(answer.headers.get(name) for name in names)


def test_the_same_again_is_answered_alike_and_written_once(key: str) -> None:
    first, again = (send("POST", key, {"number": "0001"}, Idempotency_Key="a") for _ in range(2))
    made = (201, b'{"number":"0001"}', "/api/v1/municipalities/0001/", '"utgave 1"')
    assert (told(first), told(again)) == ((*made, None), (*made, "true"))
    assert written() == ["0001"]


def test_names_in_another_order_are_the_same(key: str) -> None:
    send("POST", key, {"number": "0001", "fails": False}, Idempotency_Key="a")
    assert send("POST", key, {"fails": False, "number": "0001"}, Idempotency_Key="a").status_code == 201


def test_a_key_that_meant_something_else_is_refused(key: str) -> None:
    send("POST", key, {"number": "0001"}, Idempotency_Key="a")
    answer = send("POST", key, {"number": "0002"}, Idempotency_Key="a")
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
    assert answer.json()["detail"].startswith("Idempotency-Key er brukt før, til noe annet.")
    assert written() == ["0001"]


def test_another_key_is_another_write(key: str) -> None:
    for number, sign in (("0001", "a"), ("0002", "b")):
        send("POST", key, {"number": number}, Idempotency_Key=sign)
    assert written() == ["0001", "0002"]


def test_a_key_of_one_is_nothing_to_another(key: str) -> None:
    other = key_of(factories.create_user(role=Role.COORDINATOR), *OPENS)
    assert send("POST", key, {"number": "0001"}, Idempotency_Key="a").status_code == 201
    assert send("POST", other, {"number": "0002"}, Idempotency_Key="a").status_code == 201
    assert written() == ["0001", "0002"]


def test_a_write_that_fails_leaves_nothing_and_the_key_free(key: str) -> None:
    with pytest.raises(Municipality.DoesNotExist):
        send("POST", key, {"number": "0001", "fails": True}, Idempotency_Key="a")
    assert (written(), KeptAnswer.objects.count()) == ([], 0)
    assert send("POST", key, {"number": "0001"}, Idempotency_Key="a").status_code == 201


@pytest.mark.parametrize("sign", ["", "x" * 201, "ø", "a\tb"])
def test_a_key_that_cannot_be_kept_is_refused(key: str, sign: str) -> None:
    answer = send("POST", key, {"number": "0001"}, Idempotency_Key=sign)
    assert answer.status_code == 400
    assert [line["field"] for line in answer.json()["errors"]] == ["Idempotency-Key"]
    assert written() == []


def test_after_two_days_the_answer_is_gone(key: str) -> None:
    send("POST", key, {"number": "0001"}, Idempotency_Key="a")
    kept_at = KeptAnswer.objects.get().kept_at
    assert clear_old_answers(now=kept_at + KEPT_FOR - timedelta(seconds=1)) == 0
    assert clear_old_answers(now=kept_at + KEPT_FOR + timedelta(seconds=1)) == 1


@pytest.mark.postgres
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_time_one_writes(key: str) -> None:
    ready, answers = threading.Barrier(2), []

    def ask() -> None:
        try:
            ready.wait()
            answers.append(told(send("POST", key, {"number": "0001"}, Idempotency_Key="a")))
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert written() == ["0001"]
    made = (201, b'{"number":"0001"}', "/api/v1/municipalities/0001/", '"utgave 1"')
    # The other waited for the first, and is given its answer or asked to come again; never a second write.
    assert (*made, None) in answers
    assert len(answers) == 2
    assert {one[0] for one in answers} <= {201, 409}


def test_an_answer_without_addresses_and_tags_is_given_again_without(key: str) -> None:
    first, again = (send("PUT", key, {"name": "Stavern"}, Idempotency_Key="a") for _ in range(2))
    assert told(first) == (200, b'{"name":"Stavern"}', None, None, None)
    assert told(again) == (200, b'{"name":"Stavern"}', None, None, "true")


# What was read ------------------------------------------------------------------------------------------------------


def test_what_was_changed_meanwhile_is_not_written_over(key: str) -> None:
    read = send("GET", key).headers["ETag"]
    assert send("PATCH", key, {"name": "Stavern"}, If_Match=read).status_code == 200
    late = send("PATCH", key, {"name": "Helgeroa"}, If_Match=read)
    assert (late.status_code, late.headers["Content-Type"]) == (412, "application/problem+json")
    assert Municipality.objects.get(number="3909").name == "Stavern"


@pytest.mark.parametrize("match", ["{read}", "W/{read}", '"annet", {read}', "*"])
def test_what_is_as_it_was_read_is_written(key: str, match: str) -> None:
    read = send("GET", key).headers["ETag"]
    assert send("PATCH", key, {"name": "Stavern"}, If_Match=match.format(read=read)).status_code == 200


def test_whoever_says_nothing_of_what_was_read_writes(key: str) -> None:
    assert send("PATCH", key, {"name": "Stavern"}).status_code == 200
