"""Wrong passwords are counted, whoever asks is told how long to wait, and nobody can keep a person out."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import FailedLogIn, Role, User
from accounts.rules.attempts import Try
from accounts.services.attempts import TooManyAttempts, begin_attempt
from tests import factories
from tests.html_text import main_text

LOG_IN = reverse("login")


@pytest.fixture(autouse=True)
def noon() -> Any:
    with time_machine.travel(datetime.fromisoformat("2026-11-27T12:00:00+00:00"), tick=False) as clock:
        yield clock


@pytest.fixture
def kari() -> User:
    return factories.create_user(role=Role.READER, username="kari")


def log_in(
    client: Client, username: str = "kari", password: str = factories.PASSWORD, address: str = "192.0.2.1"
) -> Any:
    values = {"username": username, "password": password}
    return client.post(LOG_IN, values, headers={"accept-language": "nb"}, REMOTE_ADDR=address)


def guess(client: Client, times: int, **values: str) -> None:
    for _ in range(times):
        assert log_in(client, **{"password": "feil", **values}).status_code == 200


def test_after_five_wrong_passwords_even_the_right_one_waits(client: Client, kari: User, noon: Any) -> None:
    guess(client, 5)
    noon.shift(timedelta(minutes=5))
    refused = log_in(client)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "600")
    assert "Det har vært for mange mislykkede forsøk. Vent 10 minutter, og prøv igjen." in main_text(
        refused.content.decode()
    )
    noon.shift(timedelta(minutes=10))
    assert log_in(client).status_code == 302


def test_trying_while_one_waits_makes_the_wait_no_longer(client: Client, kari: User, noon: Any) -> None:
    guess(client, 5)
    for _ in range(14):
        noon.shift(timedelta(minutes=1))
        assert log_in(client, password="feil").status_code == 429
    noon.shift(timedelta(minutes=1))
    assert log_in(client).status_code == 302


@pytest.mark.parametrize("username", ["KARI", " kari "])
def test_the_name_written_otherwise_is_the_same_account(client: Client, kari: User, username: str) -> None:
    guess(client, 5, username=username)
    assert log_in(client).status_code == 429


def test_an_account_that_does_not_exist_is_answered_alike(client: Client, kari: User) -> None:
    answers: list[tuple[int, str]] = []
    for username in ("kari", "finnes-ikke"):
        guess(client, 5, username=username, address=f"192.0.2.{len(answers) + 1}")
        refused = log_in(client, username=username, address=f"192.0.2.{len(answers) + 1}")
        answers.append((refused.status_code, main_text(refused.content.decode())))
    assert answers[0] == answers[1]


def test_whoever_guesses_from_everywhere_does_not_keep_her_out_of_her_own_browser(client: Client, kari: User) -> None:
    assert log_in(client).status_code == 302
    client.post(reverse("logout"))
    for one in range(30):
        guess(Client(), 1, address=f"198.51.100.{one}")
    assert log_in(Client(), address="203.0.113.1").status_code == 429
    assert log_in(client).status_code == 302


def test_the_cookie_of_a_known_browser_opens_nothing_and_is_nobody_elses(client: Client, kari: User) -> None:
    factories.create_user(role=Role.READER, username="ola")
    log_in(client)
    (name,) = [name for name in client.cookies if name.startswith("kjent_")]
    cookie = client.cookies[name]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    thief = Client()
    thief.cookies[name] = cookie.value
    assert thief.get("/planer/").status_code == 302
    guess(thief, 5)
    assert log_in(thief).status_code == 429
    forged = Client()
    forged.cookies[name] = cookie.value.replace(cookie.value[-3:], "xxx")
    guess(forged, 5, username="kari", address="192.0.2.7")
    assert list(FailedLogIn.objects.filter(address="192.0.2.7").values_list("known_browser", flat=True)) == [""] * 5


def test_one_address_cannot_try_everybody(client: Client, kari: User) -> None:
    for one in range(100):
        begin_attempt(made=Try(f"konto{one}", "192.0.2.1"), now=datetime.fromisoformat("2026-11-27T12:00:00+00:00"))
    assert log_in(client).status_code == 429
    assert log_in(client, address="192.0.2.2").status_code == 302


def test_five_at_the_same_time_are_all_counted() -> None:
    """Each is counted before its password is looked at."""
    made, now = Try("kari", "192.0.2.1"), factories.NOW
    for _ in range(5):
        begin_attempt(made=made, now=now)
    with pytest.raises(TooManyAttempts) as refused:
        begin_attempt(made=made, now=now)
    assert (refused.value.free_at, FailedLogIn.objects.count()) == (now + timedelta(minutes=15), 5)


def test_what_is_old_is_forgotten_and_names_are_never_kept(client: Client, kari: User, noon: Any) -> None:
    guess(client, 2, username="mitt-passord-i-feil-felt")
    assert "mitt-passord" not in str(list(FailedLogIn.objects.values()))
    noon.shift(timedelta(hours=1))
    guess(client, 1)
    assert FailedLogIn.objects.count() == 1


def test_a_proxy_of_ours_is_believed_and_nobody_else(client: Client, kari: User, settings: Any) -> None:
    def from_behind(proxies: int) -> str:
        settings.TRUSTED_PROXIES = proxies
        FailedLogIn.objects.all().delete()
        client.post(LOG_IN, {"username": "kari", "password": "feil"}, headers={"x-forwarded-for": "192.0.2.9"})
        return FailedLogIn.objects.get().address

    assert (from_behind(0), from_behind(1)) == ("127.0.0.1", "192.0.2.9")
