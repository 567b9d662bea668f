"""Bodies that the open API reads, and those that it refuses in words."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from rest_framework.exceptions import APIException
from rest_framework.views import APIView

from accounts.models import Role, Scope
from accounts.services.tokens import make_token
from tests import factories
from tests.api_echo import ECHO

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api_echo")]

JSON = "application/json"
LARGE = b'{"a": "' + b"x" * 10_000_000 + b'"}'


@pytest.fixture
def key() -> str:
    now = timezone.now()
    user = factories.create_user(role=Role.COORDINATOR)
    lives = {"expires_at": now + timedelta(days=1), "now": now}
    return make_token(user=user, name="prøve", scopes=[Scope.WRITE_PLANS], by="prøve", **lives)[1]


def post(key: str, body: bytes, kind: str = JSON, environ: dict[str, Any] | None = None) -> Any:
    headers = {"Authorization": f"Bearer {key}"}
    return Client().generic("POST", ECHO, body, kind, headers=headers, **environ or {})


def problem(answer: Any) -> tuple[int, str]:
    assert answer.headers["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.json()["detail"]


READ = {
    "as deep as it may be": (b"[" * 64 + b"]" * 64, "[" * 64 + "]" * 64),
    "letters": ('{"navn": "Sjø og fjell 🌊"}'.encode(), "{'navn': 'Sjø og fjell 🌊'}"),
    "every digit": (b'{"a": 0.10000000000000000001}', "{'a': Decimal('0.10000000000000000001')}"),
    "a whole pair of halves": (rb'{"a": "\ud83c\udf0a"}', "{'a': '🌊'}"),
    "the same name at two depths": (b'{"a": {"a": 1}}', "{'a': {'a': 1}}"),
    "a list": (b"[1, null, true]", "[1, None, True]"),
}


@pytest.mark.parametrize(("body", "told"), READ.values(), ids=READ)
def test_what_makes_sense_is_read(key: str, body: bytes, told: str) -> None:
    assert post(key, body).json() == {"read": told}


TOO_MUCH = "Dette kan ikke leses: det er for dypt, eller et tall har for mange sifre."
REFUSED = {
    "broken UTF-8": (b'{"a": "\xff"}', "Teksten er ikke gyldig UTF-8 (byte 7)."),
    "another encoding": ('{"a": "ø"}'.encode("latin-1"), "Teksten er ikke gyldig UTF-8 (byte 7)."),
    "a mark of byte order": (b'\xef\xbb\xbf{"a": 1}', "Dette er ikke JSON: se linje 1, tegn 1."),
    "nothing but a word": (b"ja", "Dette er ikke JSON: se linje 1, tegn 1."),
    "cut off": (b'{"a":\n [1, 2', "Dette er ikke JSON: se linje 2, tegn 7."),
    "two after each other": (b"{} {}", "Dette er ikke JSON: se linje 1, tegn 4."),
    "a comma too many": (b'{"a": 1,}', None),
    "NaN": (b'{"a": NaN}', "NaN er ikke et tall i JSON."),
    "Infinity": (b'{"a": Infinity}', "Infinity er ikke et tall i JSON."),
    "-Infinity": (b"[-Infinity]", "-Infinity er ikke et tall i JSON."),
    "a name that stands twice": (b'{"a": 1, "b": 2, "a": 3}', "Feltet «a» står to ganger."),
    "a name that stands twice, deep": (b'{"a": [{"b": 1, "b": 1}]}', "Feltet «b» står to ganger."),
    "the sign NUL": (rb'{"a": "x\u0000"}', "Teksten inneholder et tegn som ikke kan lagres."),
    "the sign NUL in a name": (rb'{"a\u0000": 1}', "Teksten inneholder et tegn som ikke kan lagres."),
    "half of a pair": (rb'{"a": "\ud800"}', "Teksten inneholder et tegn som ikke kan lagres."),
    "the other half": (rb'[["\udc00"]]', "Teksten inneholder et tegn som ikke kan lagres."),
    "lists in lists": (b"[" * 100_000, TOO_MUCH),
    "deeper than anything is": (b'{"a":' + b"[" * 64 + b"]" * 64 + b"}", TOO_MUCH),
    "objects in objects": (
        b'{"a":' * 100_000,
        TOO_MUCH,
    ),
    "10 000 digits": (
        b"[" + b"9" * 10_000 + b"]",
        TOO_MUCH,
    ),
    "10 000 decimals": (
        b"[0." + b"9" * 10_000 + b"]",
        TOO_MUCH,
    ),
    "a size that would fill the memory": (b"[1e999999]", TOO_MUCH),
    "a size beyond everything": (
        b"[1e999999999999999999999]",
        TOO_MUCH,
    ),
}


@pytest.mark.parametrize(("body", "told"), REFUSED.values(), ids=REFUSED)
def test_what_makes_no_sense_is_told_where(key: str, body: bytes, told: str | None) -> None:
    status, said = problem(post(key, body))
    assert status == 400
    assert told is None or said == told


KINDS = [
    *("text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"),
    *("text/json", "application/problem+json", "tull"),
]


@pytest.mark.parametrize("kind", KINDS)
def test_another_kind_of_body_is_refused(key: str, kind: str) -> None:
    assert problem(post(key, b"{}", kind))[0] == 415


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "APPLICATION/JSON"])
def test_json_is_json_however_its_kind_is_written(key: str, kind: str) -> None:
    assert post(key, b"{}", kind).status_code == 200


def test_a_body_that_is_too_large_is_not_read(key: str) -> None:
    status, told = problem(post(key, LARGE))
    assert (status, told) == (413, "Det som ble sendt er større enn 1024 kB.")


def test_the_largest_that_is_taken_is_taken(key: str) -> None:
    limit = 1024 * 1024
    assert post(key, b'"' + b"x" * (limit - 2) + b'"').status_code == 200
    assert problem(post(key, b'"' + b"x" * (limit - 1) + b'"'))[0] == 413


class Counted(io.BytesIO):
    """A connection: how much of it was asked for."""

    asked = 0

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(size)
        self.asked += len(found)
        return found


@pytest.mark.parametrize(
    ("length", "status"),
    [
        pytest.param("100", 400, id="shorter than it is: what is left is no JSON"),
        pytest.param("999999999999", 413, id="longer than it is"),
        pytest.param("-5", 400, id="negative"),
        pytest.param("mange", 200, id="no number: no body"),
    ],
)
def test_no_more_is_read_than_is_taken_whatever_the_length_says(key: str, length: str, status: int) -> None:
    connection = Counted(LARGE)
    answer = post(key, LARGE, environ={"CONTENT_LENGTH": length, "wsgi.input": connection})
    assert answer.status_code == status
    # What is too large is read past, and not kept: all of this one is shorter than what is read past at most.
    most = len(LARGE) + 64 * 1024 if status == 413 else 1024 * 1024 + 1
    assert connection.asked <= most


def test_a_body_that_does_not_say_how_long_it_is_is_refused_and_not_lost(key: str) -> None:
    connection = Counted(LARGE)
    environ = {"wsgi.input": connection, "CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"}
    assert problem(post(key, LARGE, environ=environ))[0] == 411
    assert connection.asked == 0


class Flood(io.BytesIO):
    """A body without an end."""

    given = 0

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        self.given += size
        return b"x" * size


def test_what_is_too_large_is_read_past_so_that_the_next_call_is_heard() -> None:
    body = io.BytesIO(LARGE)
    with pytest.raises(APIException, match="større enn"):
        APIView.parser_classes[0]().parse(body)
    assert body.read() == b""


def test_a_flood_is_not_read_to_its_end() -> None:
    flood = Flood()
    with pytest.raises(APIException, match="større enn"):
        APIView.parser_classes[0]().parse(flood)
    assert flood.given < 40_000_000
