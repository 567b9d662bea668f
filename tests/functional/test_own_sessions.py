"""Where a person is logged in: seen, ended one by one or all at once, and over by themselves."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from accounts.models import AuditEvent, Role, Session, User
from accounts.tasks import clear_old_sessions
from tests import factories
from tests.admin_forms import list_address
from tests.html_text import main_text

LOG_IN, MINE, END = (reverse(name) for name in ("login", "my-page", "session-end"))
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Version/26.0 Mobile Safari/604.1"
NEW = "Et-helt-nytt-passord-41"


@pytest.fixture(autouse=True)
def noon() -> Any:
    with time_machine.travel(datetime.fromisoformat("2026-11-27T12:00:00+00:00"), tick=False) as clock:
        yield clock


def logged_in(user: User, browser: str = FIREFOX) -> Client:
    client = Client(headers={"user-agent": browser, "accept-language": "nb"})
    client.post(LOG_IN, {"username": user.username, "password": factories.PASSWORD})
    assert is_logged_in(client)
    return client


def is_logged_in(client: Client) -> bool:
    return bool(client.get("/planer/").status_code == 200)


def names_on(client: Client) -> list[str]:
    """What the sessions that can be ended are called on the page."""
    return [row.name for row in client.get(MINE).context["sessions"] if not row.is_this]


@pytest.fixture
def user() -> User:
    return factories.create_user(role=Role.READER)


def test_every_browser_is_listed_this_one_first(user: User, noon: Any) -> None:
    phone = logged_in(user, IPHONE)
    noon.shift(timedelta(minutes=30))
    here = logged_in(user)
    logged_in(factories.create_user(role=Role.READER))
    text = main_text(here.get(MINE).content.decode())
    assert (
        "Firefox på Linux logget inn 27.11.2026 13:30 Nå Denne nettleseren Safari på iPhone logget inn 27.11.2026 13:00"
        in text
    )
    assert text.count("på iPhone logget inn") == 1
    assert is_logged_in(phone)


def test_one_is_ended_and_the_others_stay(user: User) -> None:
    here, phone, office = logged_in(user), logged_in(user, IPHONE), logged_in(user)
    phones = Session.objects.get(session_key=phone.session.session_key)
    assert phones.session_key not in here.get(MINE).content.decode()
    (name,) = [row.name for row in here.get(MINE).context["sessions"] if "iPhone" in row.browser]
    here.post(END, {"session": name})
    assert [is_logged_in(one) for one in (here, phone, office)] == [True, False, True]
    assert AuditEvent.objects.filter(action="accounts.user.sessions_ended", actor=user.username).count() == 1


def test_all_others_are_ended(user: User) -> None:
    here, phone, office = logged_in(user), logged_in(user, IPHONE), logged_in(user)
    page = here.post(END, {"session": "others"}, follow=True)
    assert "Du er logget ut av 2 andre nettlesere." in main_text(page.content.decode())
    assert [is_logged_in(one) for one in (here, phone, office)] == [True, False, False]


def test_nobody_ends_somebody_elses(user: User) -> None:
    other = logged_in(factories.create_user(role=Role.READER))
    third = logged_in(other.get(MINE).context["user"])
    here = logged_in(user)
    for name in (*names_on(other), third.session.session_key or "", "", "tull"):
        assert here.post(END, {"session": name}).status_code == 302
    assert [is_logged_in(one) for one in (here, other, third)] == [True, True, True]


def test_a_new_password_ends_the_others(user: User) -> None:
    here, phone = logged_in(user), logged_in(user, IPHONE)
    values = {"old_password": factories.PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert here.post(reverse("password-change"), values).headers["Location"] == MINE
    assert [is_logged_in(one) for one in (here, phone)] == [True, False]
    assert list(Session.objects.filter(user=user).values_list("session_key", flat=True)) == [here.session.session_key]
    assert AuditEvent.objects.filter(action="accounts.user.password_changed", actor=user.username).exists()


def test_a_wrong_old_password_changes_nothing(user: User) -> None:
    here, phone = logged_in(user), logged_in(user, IPHONE)
    values = {"old_password": "feil", "new_password1": NEW, "new_password2": NEW}
    assert here.post(reverse("password-change"), values).status_code == 200
    assert [is_logged_in(one) for one in (here, phone)] == [True, True]


def test_the_old_password_cannot_be_guessed_from_a_browser_left_open(user: User) -> None:
    here = logged_in(user)
    values = {"old_password": "feil", "new_password1": NEW, "new_password2": NEW}
    answers = [here.post(reverse("password-change"), values).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]
    assert here.post(reverse("password-change"), values | {"old_password": factories.PASSWORD}).status_code == 429


def test_the_page_asks_as_much_of_the_database_for_many_as_for_few(user: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            here.get(MINE)
        return len(captured)

    here = logged_in(user)
    few = queries()
    for _ in range(4):
        logged_in(user)
        factories.create_membership(user=user)
        factories.create_identity(user=user)
    assert queries() == few


def test_whoever_has_no_password_cannot_change_it(user: User) -> None:
    user.set_unusable_password()
    user.save()
    client = Client()
    client.force_login(user)
    assert client.get(reverse("password-change")).status_code == 404
    assert "Bytt passord" not in main_text(client.get(MINE).content.decode()).replace("og bytt passord", "")


# By themselves ------------------------------------------------------------------------------------------------------


def test_a_session_that_lies_unused_is_over(user: User, noon: Any) -> None:
    here = logged_in(user)
    for _ in range(3):
        noon.shift(timedelta(minutes=119))
        assert is_logged_in(here)
    noon.shift(timedelta(minutes=120))
    page = here.get("/planer/", follow=True)
    assert "Du er logget ut fordi det er lenge siden" in main_text(page.content.decode())
    assert page.redirect_chain[-1][0] == f"{LOG_IN}?next=/planer/"
    assert not Session.objects.filter(user=user).exists()


def test_a_session_that_is_used_all_day_is_over_in_the_evening(user: User, noon: Any) -> None:
    here = logged_in(user)
    for _ in range(11):
        noon.shift(timedelta(hours=1))
        assert is_logged_in(here)
    noon.shift(timedelta(hours=1))
    assert not is_logged_in(here)


def test_both_times_are_settings(user: User, noon: Any, settings: Settings) -> None:
    here = logged_in(user)
    settings.SESSION_LIFETIME = type(settings.SESSION_LIFETIME)(longest=timedelta(hours=1), idle=timedelta(minutes=5))
    noon.shift(timedelta(minutes=5))
    assert not is_logged_in(here)


def test_one_that_is_over_is_not_listed(user: User, noon: Any) -> None:
    logged_in(user, IPHONE)
    noon.shift(timedelta(hours=3))
    assert len(logged_in(user).get(MINE).context["sessions"]) == 1


def test_when_it_was_used_is_written_once_a_minute_at_most(user: User, noon: Any) -> None:
    here = logged_in(user)
    noon.shift(timedelta(seconds=30))
    before = Session.objects.get(user=user).seen_at
    is_logged_in(here)
    assert Session.objects.get(user=user).seen_at == before
    noon.shift(timedelta(seconds=31))
    is_logged_in(here)
    assert Session.objects.get(user=user).seen_at != before


@pytest.mark.parametrize("clear", [lambda: call_command("clearsessions"), clear_old_sessions], ids=["command", "task"])
def test_sessions_long_over_are_cleared_away(user: User, noon: Any, clear: Callable[[], None]) -> None:
    logged_in(user)
    noon.shift(timedelta(hours=13))
    here = logged_in(user)
    clear()
    assert [one.session_key for one in Session.objects.all()] == [here.session.session_key]


# By an administrator ------------------------------------------------------------------------------------------------


@pytest.fixture
def administrator(client: Client, user: User) -> Client:
    home = user.memberships.get().municipality
    client.force_login(factories.create_user(role=Role.ADMINISTRATOR, municipality=home, username="anne"))
    return client


def act(client: Client, *people: User) -> Any:
    values = {"action": "log_out_everywhere", "_selected_action": [str(one.pk) for one in people]}
    return client.post(list_address(User), values, headers={"accept-language": "nb"}, follow=True)


def test_an_administrator_logs_a_person_out_everywhere(administrator: Client, user: User) -> None:
    browsers = [logged_in(user), logged_in(user, IPHONE)]
    page = act(administrator, user)
    assert [is_logged_in(one) for one in browsers] == [False, False]
    assert "Avsluttet innlogginger: 2." in page.content.decode()
    event = AuditEvent.objects.get(action="accounts.user.sessions_ended")
    assert (event.actor, event.object_label) == ("anne", str(user))


def test_an_administrator_logs_nobody_out_of_another_municipality(administrator: Client) -> None:
    stranger = factories.create_user(role=Role.READER)
    browser = logged_in(stranger)
    act(administrator, stranger)
    assert is_logged_in(browser)


def test_a_password_that_an_administrator_sets_logs_the_person_out(administrator: Client, user: User) -> None:
    browser = logged_in(user)
    page = reverse("admin:auth_user_password_change", args=[user.pk])
    assert administrator.post(page, {"password1": NEW, "password2": NEW}).status_code == 302
    assert not is_logged_in(browser)
    assert not Session.objects.filter(user=user).exists()


def test_an_administrators_own_new_password_ends_the_others(administrator: Client) -> None:
    anne = User.objects.get(username="anne")
    other = logged_in(anne)
    values = {"old_password": factories.PASSWORD, "new_password1": NEW, "new_password2": NEW}
    administrator.post(reverse("admin:password_change"), values)
    assert [is_logged_in(one) for one in (administrator, other)] == [True, False]


def test_one_who_is_made_inactive_is_out_at_once(user: User) -> None:
    browser = logged_in(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert not is_logged_in(browser)
