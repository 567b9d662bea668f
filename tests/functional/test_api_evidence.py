"""Files that show what words rest on, brought by programs within the bounds of the page."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import Settings

from accounts.models import AuditEvent, Role, Scope
from planning.models import Plan
from reporting.models import Commentary, Evidence
from reporting.rounds import MOST_FILES, MOST_MEGABYTES
from tests import factories
from tests.api_calls import Caller, caller

pytestmark = pytest.mark.django_db
NAME = "api-evidence-list"


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="KLIMA")


@pytest.fixture
def contact(plan: Plan) -> Caller:
    return caller(plan, Role.UNIT_CONTACT, Scope.READ, Scope.WRITE_ROUNDS)


@pytest.fixture
def words(plan: Plan, contact: Caller) -> Commentary:
    unit = contact.person.memberships.get().unit
    assert unit is not None
    asked = factories.create_round(municipality=plan.municipality, plans=[plan], units=[unit])
    return factories.create_commentary(asked, unit=unit, target=factories.create_target(plan=plan))


def file(name: str = "notat.txt", body: bytes = b"Telt i mai") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body)


def bring(caller: Caller, words: Commentary, *files: Any, **headers: str) -> Any:
    sent = {"file": files[0] if len(files) == 1 else list(files)} if files else {}
    return caller.client.post(reverse(NAME, args=[words.pk]), sent, headers=caller.headers | headers)


def test_a_file_is_kept_and_can_be_fetched(contact: Caller, words: Commentary) -> None:
    answer = bring(contact, words, file())
    assert answer.status_code == 201, answer.content
    told = answer.json()
    assert (told["name"], told["media_type"], told["size"]) == ("notat.txt", "text/plain", 10)
    assert answer["Location"] == told["url"]
    assert contact.client.get(told["url"], headers=contact.headers).content == b"Telt i mai"
    assert contact.get("api-commentary", words.pk).json()["evidence"] == [told]
    event = AuditEvent.objects.get(action="reporting.evidence.added")
    assert event.actor == contact.person.username


def test_the_same_key_brings_one_file_and_not_another(contact: Caller, words: Commentary) -> None:
    key = {"Idempotency-Key": "en"}
    first, again = (bring(contact, words, file(), **key) for _time in range(2))
    assert (first.status_code, again["Idempotency-Replayed"], again.json()) == (201, "true", first.json())
    # Of the same name, and with something else in it.
    assert bring(contact, words, file(body=b"Telt i juni"), **key).status_code == 422
    assert Evidence.objects.count() == 1


WRONG: dict[str, tuple[list[Any], int, str]] = {
    "no file": ([], 400, "file"),
    "two files": ([file("a.txt"), file("b.txt")], 400, "file"),
    "an empty one": ([file(body=b"")], 400, "file"),
    "another type": ([file("skript.exe", b"MZ")], 400, "file"),
    "a type that it is not": ([file("rapport.pdf", b"ingen pdf")], 400, "file"),
    "a text": (["bare tekst"], 400, "file"),
}


@pytest.mark.parametrize(("files", "status", "field"), WRONG.values(), ids=WRONG)
def test_what_is_not_taken_is_told(
    contact: Caller, words: Commentary, files: list[Any], status: int, field: str
) -> None:
    for one in files:
        if not isinstance(one, str):
            one.seek(0)
    answer = bring(contact, words, *files)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert [line["field"] for line in answer.json()["errors"]] == [field]
    assert not Evidence.objects.exists()


def test_a_field_that_is_not_known_is_told(contact: Caller, words: Commentary) -> None:
    sent = {"file": file(), "navn": "x"}
    answer = contact.client.post(reverse(NAME, args=[words.pk]), sent, headers=contact.headers)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "navn")


def test_too_large_a_file_is_not_taken(contact: Caller, words: Commentary, settings: Settings) -> None:
    large = file("stor.txt", b"a" * (MOST_MEGABYTES * 1024 * 1024 + 1))
    answer = bring(contact, words, large)
    assert (answer.status_code, "høyst 10 MB" in answer.json()["detail"]) == (413, True)
    settings.MAX_UPLOAD_MB = 1
    large.seek(0)
    assert bring(contact, words, large).status_code == 413
    assert not Evidence.objects.exists()


def test_there_is_room_for_ten_and_each_once(contact: Caller, words: Commentary) -> None:
    for number in range(MOST_FILES):
        assert bring(contact, words, file(body=str(number).encode())).status_code == 201
    same, more = bring(contact, words, file(body=b"0")), bring(contact, words, file(body=b"mer"))
    assert (same.status_code, more.status_code) == (409, 409)
    assert "ligger der fra før" in same.json()["detail"]
    assert "høyst 10 filer" in more.json()["detail"]


def test_words_that_are_sent_in_take_no_file(contact: Caller, words: Commentary) -> None:
    contact.post("api-commentary-submit", words.pk, body={"version": 1})
    assert bring(contact, words, file()).status_code == 409


def test_nothing_is_laid_by_words_that_are_others_than_were_read(contact: Caller, words: Commentary) -> None:
    read = contact.get("api-commentary", words.pk)["ETag"]
    assert bring(contact, words, file(), **{"If-Match": read}).status_code == 201
    late = bring(contact, words, file(body=b"mer"), **{"If-Match": read})
    assert (late.status_code, late.headers["Content-Type"]) == (412, "application/problem+json")


def test_json_is_told_how_a_file_is_sent(contact: Caller, words: Commentary) -> None:
    answer = contact.post(NAME, words.pk, body={"file": "x"})
    assert (answer.status_code, "multipart/form-data" in answer.json()["detail"]) == (415, True)


def test_a_broken_body_is_the_askers(contact: Caller, words: Commentary) -> None:
    address = reverse(NAME, args=[words.pk])
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x"):
        answer = contact.client.generic("POST", address, b"--x\r\nrot", kind, headers=contact.headers)
        assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json"), answer.content


@pytest.mark.parametrize(("role", "status"), [(Role.READER, 404), (Role.LEADER, 403), (Role.UNIT_CONTACT, 403)])
def test_others_bring_none(plan: Plan, words: Commentary, role: Role, status: int) -> None:
    other = caller(plan, role, *Scope)
    assert bring(other, words, file()).status_code == status
    assert not Evidence.objects.exists()


def test_a_key_for_reading_brings_none(plan: Plan, words: Commentary) -> None:
    assert bring(caller(plan, Role.COORDINATOR, Scope.READ), words, file()).status_code == 403
