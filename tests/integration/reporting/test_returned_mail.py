"""That a unit is written to at once when its words are sent back, with why and where, and only once."""

from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from accounts.models import User
from reporting.models import Commentary, CommentaryState
from reporting.services.commentary import CommentaryRefused, approve, reopen, return_to_unit
from tests.factories import NOW
from tests.rounds import World, add_target, ask, create_world, judge, write

BY: dict[str, Any] = {"by": "kari", "now": NOW}
WHY = "Hva gjør dere med det?"


@pytest.fixture
def world() -> World:
    return create_world()


@pytest.fixture
def words(world: World) -> Commentary:
    target = add_target(world, "red", unit=world.schools, name="Elever som\ntrives")
    judge(world)
    return write(ask(world), target, world.schools, "Færre søkere.", sent=True)


def test_the_unit_is_told_at_once_why_and_where(
    world: World, words: Commentary, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        return_to_unit(commentary=words, reason=WHY, **BY)
    (message,) = mail.outbox
    assert message.to == ["vilde@larvik.example"]
    assert message.subject == "Planpuls: teksten om «Elever som trives» er sendt tilbake"
    assert f"Dette mangler: {WHY}" in message.body
    assert f"/runder/{words.round_id}/maltall/{words.target_id}/skriv/" in message.body
    assert "tilbake til Oppvekst" in message.body
    # The words themselves stay behind the log-in.
    assert "søkere" not in message.body


def test_a_button_that_is_pressed_twice_sends_once(words: Commentary, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        return_to_unit(commentary=words, reason=WHY, **BY)
        with pytest.raises(CommentaryRefused):
            return_to_unit(commentary=words, reason=WHY, **BY)
    assert len(mail.outbox) == 1


def test_what_is_approved_and_taken_up_again_is_told_too_and_approval_is_not(
    words: Commentary, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        approve(commentary=words, **BY)
    assert mail.outbox == []
    with django_capture_on_commit_callbacks(execute=True):
        reopen(commentary=words, reason=WHY, **BY)
    assert [WHY in one.body for one in mail.outbox] == [True]


def test_of_a_unit_without_people_the_coordinator_is_told(
    words: Commentary, django_capture_on_commit_callbacks: Any
) -> None:
    User.objects.filter(username="vilde").update(is_active=False)
    with django_capture_on_commit_callbacks(execute=True):
        return_to_unit(commentary=words, reason=WHY, **BY)
    (message,) = mail.outbox
    assert message.to == ["kari@larvik.example"]
    assert "ikke har noen kontakt som kan få e-post" in message.body


def test_the_words_are_sent_back_though_no_mail_server_answers(
    words: Commentary, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    def lose(self: EmailBackend, messages: list[Any]) -> int:
        raise SMTPServerDisconnected

    monkeypatch.setattr(EmailBackend, "send_messages", lose)
    with django_capture_on_commit_callbacks(execute=True):
        return_to_unit(commentary=words, reason=WHY, **BY)
    words.refresh_from_db()
    assert (words.state, words.return_reason) == (CommentaryState.RETURNED, WHY)
