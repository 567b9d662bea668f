"""Who is told of a problem with a source, once, and what they are told."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from accounts.models import Role
from indicators.models import Source, SourceProblem
from indicators.services import problem_mail
from indicators.services.fetch_endings import Ended, FetchOutcome
from tests.factories import create_user
from tests.fakes.pxweb import PxWeb, reloading
from tests.fetched import NOON, RESULT, fetch, publish, small_table, source_of

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def people() -> None:
    create_user(role=Role.COORDINATOR, email="kari@larvik.example")
    create_user(role=Role.ADMINISTRATOR, email="admin@larvik.example")
    create_user(role=Role.COORDINATOR, email="")
    create_user(role=Role.LEADER, email="leder@larvik.example")
    create_user(role=Role.COORDINATOR, email="sluttet@larvik.example", is_active=False)


@pytest.fixture
def committed(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Any:
    """Fetch as outside of a test's transaction: what waits for it to stand is done."""

    def fetch_and_commit(source: Source, **values: Any) -> FetchOutcome:
        with django_capture_on_commit_callbacks(execute=True):
            return fetch(source, **values)

    return fetch_and_commit


def test_a_withdrawn_table_is_told_to_those_who_load_figures(pxweb: PxWeb, committed: Any, settings: Settings) -> None:
    settings.SITE_URL = "https://planpuls.example"
    source = source_of(pxweb, small_table())
    pxweb.withdraw("12134")
    committed(source)
    assert [message.to for message in mail.outbox] == [["admin@larvik.example"], ["kari@larvik.example"]]
    message = mail.outbox[0]
    assert message.subject == "Planpuls: Nøkkeltall – tabellen finnes ikke lenger"
    assert "Nøkkeltall (Statistisk sentralbyrå), tabell 12134" in message.body
    assert "«Non-existent table», siden 1. juli 2026." in message.body
    assert "ingen trafikklys har skiftet farge" in message.body
    assert f"https://planpuls.example/kilder/{source.code}/" in message.body


def test_a_problem_is_told_once(pxweb: PxWeb, committed: Any) -> None:
    source = source_of(pxweb, small_table())
    pxweb.withdraw("12134")
    for hours in range(3):
        committed(source, at=NOON + HOUR * hours)
    assert len(mail.outbox) == 2
    assert SourceProblem.objects.get().told_at == NOON


def test_a_problem_that_comes_again_is_told_again(pxweb: PxWeb, committed: Any) -> None:
    table = small_table()
    source = source_of(pxweb, table)
    pxweb.withdraw("12134")
    committed(source)
    pxweb.add(table)
    committed(source, at=NOON + HOUR)
    pxweb.withdraw("12134")
    committed(source, at=NOON + HOUR * 2)
    assert len(mail.outbox) == 4


def test_all_codes_that_are_lost_are_told_in_one_message(pxweb: PxWeb, committed: Any) -> None:
    selection = {"ContentsCode": [RESULT, "KOSborte"], "KOKart0000": ["AGD2"]}
    assert committed(source_of(pxweb, small_table(), selection=selection)).ended is Ended.FETCHED
    assert len(mail.outbox) == 2
    assert "KOSborte" in mail.outbox[0].body
    assert "KOKart0000" in mail.outbox[0].body


def test_a_source_that_is_silent_for_a_while_is_told_when_it_lasts(pxweb: PxWeb, committed: Any) -> None:
    source = source_of(pxweb, small_table())
    for hours, told in ((0, 0), (1, 0), (5, 0), (6, 2), (20, 2)):
        pxweb.answer_next(*[reloading()] * 4)
        assert committed(source, at=NOON + HOUR * hours).ended is Ended.FAILED
        assert len(mail.outbox) == told


def test_mail_that_cannot_be_sent_stops_nothing_and_is_tried_again(
    pxweb: PxWeb, committed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = small_table()
    source = source_of(pxweb, table, selection={"ContentsCode": [RESULT, "KOSborte"]})

    told: list[str] = []

    def disconnected(*_arguments: object) -> None:
        raise SMTPServerDisconnected

    with monkeypatch.context() as patched:
        # Asked of the logger itself: other tests leave logging as they like it.
        patched.setattr(problem_mail.logger, "warning", lambda text, *_facts: told.append(text))
        patched.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", disconnected)
        assert committed(source).ended is Ended.FETCHED
    assert told == ["Mail about the source %s could not be sent: %s"]
    assert SourceProblem.objects.get().told_at is None
    publish(pxweb, table, updated=NOON)
    committed(source, at=NOON + HOUR)
    assert len(mail.outbox) == 2


def test_nobody_to_tell_is_no_reason_to_forget(pxweb: PxWeb, committed: Any) -> None:
    source = source_of(pxweb, small_table())
    pxweb.withdraw("12134")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("indicators.services.problem_mail.addresses", list)
        committed(source)
    assert SourceProblem.objects.get().told_at is None
    committed(source, at=NOON + HOUR)
    assert len(mail.outbox) == 2


def test_nothing_is_told_of_a_source_that_works(pxweb: PxWeb, committed: Any) -> None:
    committed(source_of(pxweb, small_table()))
    assert mail.outbox == []
