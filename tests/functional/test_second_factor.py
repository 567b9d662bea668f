"""A code from an app beside the password: taken into use, asked for, lost, and given up."""

from datetime import datetime, timedelta
from typing import Any

import pyotp
import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import AuditEvent, FailedLogIn, RecoveryCode, Role, SecondFactor, User
from tests import factories
from tests.admin_forms import list_address
from tests.html_text import main_text

LOG_IN, CODE, SET_UP, MINE = (reverse(name) for name in ("login", "login-code", "second-factor", "my-page"))
NOW = datetime.fromisoformat("2026-11-27T12:00:10+00:00")


@pytest.fixture(autouse=True)
def noon() -> Any:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def shown(factor: SecondFactor, later: float = 0) -> str:
    """What the app shows, some seconds from now."""
    return pyotp.TOTP(factor.secret).at(NOW + timedelta(seconds=later))


def with_password(client: Client, user: User, **values: str) -> Any:
    return client.post(LOG_IN, {"username": user.username, "password": factories.PASSWORD, **values})


def type_code(client: Client, code: str, page: str = CODE) -> Any:
    return client.post(page, {"code": code}, headers={"accept-language": "nb"})


def is_logged_in(client: Client) -> bool:
    return bool(client.get("/planer/").status_code == 200)


def test_the_password_alone_is_not_enough(client: Client) -> None:
    user = factories.create_user(role=Role.READER)
    factor = factories.create_second_factor(user)
    assert with_password(client, user, next="/indikatorer/").headers["Location"] == CODE
    assert not is_logged_in(client)
    wrong = type_code(client, "000000")
    assert "Koden er feil eller brukt før." in main_text(wrong.content.decode())
    assert not is_logged_in(client)
    assert type_code(client, shown(factor)).headers["Location"] == "/indikatorer/"
    assert is_logged_in(client)


@pytest.mark.parametrize(
    ("later", "is_right"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)], ids=str
)
def test_the_phones_clock_may_be_half_a_minute_off(client: Client, later: int, is_right: bool) -> None:
    user = factories.create_user(role=Role.READER)
    factor = factories.create_second_factor(user)
    with_password(client, user)
    type_code(client, shown(factor, later))
    assert is_logged_in(client) == is_right


def test_a_code_works_once_and_so_does_no_older_one(client: Client) -> None:
    user = factories.create_user(role=Role.READER)
    factor = factories.create_second_factor(user)
    with_password(client, user)
    type_code(client, shown(factor))
    for later in (0, -30):
        thief = Client()
        with_password(thief, user)
        type_code(thief, shown(factor, later))
        assert not is_logged_in(thief)


def test_a_recovery_code_works_once_however_it_is_written(client: Client) -> None:
    user = factories.create_user(role=Role.READER)
    factories.create_second_factor(user)
    with_password(client, user)
    type_code(client, " RESERVE 3 ")
    assert is_logged_in(client)
    again = Client()
    with_password(again, user)
    type_code(again, "reserve-3")
    assert not is_logged_in(again)
    assert AuditEvent.objects.filter(action="accounts.user.recovery_code_used").count() == 1


def test_the_code_is_waited_for_ten_minutes_and_for_nobody_who_gave_no_password(client: Client, noon: Any) -> None:
    user = factories.create_user(role=Role.READER)
    factor = factories.create_second_factor(user)
    assert type_code(client, shown(factor)).headers["Location"] == LOG_IN
    with_password(client, user)
    noon.shift(timedelta(minutes=10, seconds=1))
    assert client.get(CODE).headers["Location"] == LOG_IN


def test_a_new_password_voids_the_old_one_that_waits_for_its_code(client: Client) -> None:
    user = factories.create_user(role=Role.READER)
    factor = factories.create_second_factor(user)
    with_password(client, user)
    user.set_password("Et-nytt-passord-55")
    user.save()
    assert type_code(client, shown(factor)).headers["Location"] == LOG_IN
    assert not is_logged_in(client)


def test_codes_cannot_be_guessed_for_long_though_the_password_is_known(client: Client) -> None:
    user = factories.create_user(role=Role.READER)
    factor = factories.create_second_factor(user)
    with_password(client, user)
    for code in range(5):
        assert type_code(client, f"00000{code}").status_code == 200
        # The right password in between does not begin the count anew.
        with_password(client, user)
    refused = type_code(client, shown(factor))
    assert (refused.status_code, is_logged_in(client)) == (429, False)
    assert "Det har vært for mange mislykkede forsøk. Vent 15 minutter" in main_text(refused.content.decode())


def test_it_is_taken_into_use_with_a_code_from_the_app(client: Client) -> None:
    user = factories.create_user(role=Role.READER)
    client.force_login(user)
    page = client.get(SET_UP).content.decode()
    factor = SecondFactor.objects.get(user=user)
    assert (factor.secret, factor.confirmed_at) == (
        main_text(page).partition("Nøkkel: ")[2][:39].replace(" ", ""),
        None,
    )
    assert "<svg" in page
    assert "style=" not in page.partition("<svg")[2].partition("</svg>")[0]
    assert type_code(client, "000000", SET_UP).status_code == 200
    done = type_code(client, shown(factor), SET_UP).content.decode()
    codes = [one.partition("</code>")[0] for one in done.split("<code>")[1:]]
    assert (len(set(codes)), RecoveryCode.objects.count()) == (10, 10)
    # Kept as digests alone.
    assert not RecoveryCode.objects.filter(digest__in=[*codes, *(one.replace("-", "") for one in codes)]).exists()
    assert AuditEvent.objects.filter(action="accounts.user.second_factor_set", actor=user.username).exists()
    other = Client()
    with_password(other, user)
    type_code(other, codes[0])
    assert is_logged_in(other)


def test_the_secret_is_not_shown_again(client: Client) -> None:
    user = factories.create_user(role=Role.READER)
    factor = factories.create_second_factor(user)
    client.force_login(user)
    assert client.get(SET_UP).headers["Location"] == MINE
    assert factor.secret not in client.get(MINE).content.decode()


def test_new_recovery_codes_void_the_old_ones_and_ask_for_a_code(client: Client) -> None:
    user = factories.create_user(role=Role.READER)
    factories.create_second_factor(user)
    client.force_login(user)
    page = reverse("recovery-codes")
    type_code(client, "feil", page)
    assert RecoveryCode.objects.count() == 10
    old = set(RecoveryCode.objects.values_list("digest", flat=True))
    assert "De gamle reservekodene virker ikke lenger." in type_code(client, "reserve-1", page).content.decode()
    new = set(RecoveryCode.objects.values_list("digest", flat=True))
    assert (len(new), old & new) == (10, set())


def test_giving_it_up_asks_for_a_code(client: Client) -> None:
    user = factories.create_user(role=Role.READER)
    factor = factories.create_second_factor(user)
    client.force_login(user)
    page = reverse("second-factor-remove")
    type_code(client, "feil", page)
    assert SecondFactor.objects.filter(user=user).exists()
    assert type_code(client, shown(factor), page).headers["Location"] == MINE
    assert not SecondFactor.objects.exists()
    assert AuditEvent.objects.filter(action="accounts.user.second_factor_removed").exists()


# Roles that must have it --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "required", "is_led_there"),
    [
        (Role.COORDINATOR, ["administrator", "coordinator"], True),
        (Role.ADMINISTRATOR, ["administrator", "coordinator"], True),
        (Role.READER, ["administrator", "coordinator"], False),
        (Role.COORDINATOR, [], False),
    ],
)
def test_who_is_led_to_set_it_up(
    client: Client, settings: Settings, role: Role, required: list[str], is_led_there: bool
) -> None:
    settings.SECOND_FACTOR_FOR = required
    with_password(client, factories.create_user(role=role))
    assert is_logged_in(client) != is_led_there
    if is_led_there:
        assert {client.get(page).headers["Location"] for page in ("/planer/", MINE, "/kilder/")} == {SET_UP}
        assert "Rollen din krever engangskode." in main_text(client.get(SET_UP).content.decode())
        type_code(client, shown(SecondFactor.objects.get()), SET_UP)
        assert is_logged_in(client)


def test_whoever_has_it_goes_straight_on_and_cannot_give_it_up(client: Client, settings: Settings) -> None:
    settings.SECOND_FACTOR_FOR = ["coordinator"]
    user = factories.create_user(role=Role.COORDINATOR)
    factor = factories.create_second_factor(user)
    with_password(client, user)
    type_code(client, shown(factor))
    assert is_logged_in(client)
    type_code(client, "reserve-1", reverse("second-factor-remove"))
    assert client.get("/planer/").headers["Location"] == SET_UP


def test_one_can_log_out_instead(client: Client, settings: Settings) -> None:
    settings.SECOND_FACTOR_FOR = ["coordinator"]
    with_password(client, factories.create_user(role=Role.COORDINATOR))
    assert client.post(reverse("logout")).headers["Location"] == LOG_IN


# An administrator helps ---------------------------------------------------------------------------------------------


def act(client: Client, action: str, *people: User) -> Any:
    values = {"action": action, "_selected_action": [str(one.pk) for one in people]}
    return client.post(list_address(User), values, headers={"accept-language": "nb"}, follow=True)


def test_an_administrator_removes_a_lost_one_and_it_is_kept_who(client: Client) -> None:
    home = factories.create_municipality()
    lost = factories.create_user(role=Role.READER, municipality=home)
    factories.create_second_factor(lost)
    client.force_login(factories.create_user(role=Role.ADMINISTRATOR, municipality=home, username="anne"))
    act(client, "remove_second_factors", lost)
    assert not SecondFactor.objects.exists()
    event = AuditEvent.objects.get(action="accounts.user.second_factor_removed")
    assert (event.actor, event.object_label, event.municipality_number) == ("anne", str(lost), home.number)


def test_nobody_removes_that_of_another_municipality_or_ones_own_without_a_code(client: Client) -> None:
    home = factories.create_municipality()
    administrator = factories.create_user(role=Role.ADMINISTRATOR, municipality=home)
    elsewhere, of_both = factories.create_user(role=Role.READER), factories.create_user(role=Role.READER)
    factories.create_membership(user=of_both, municipality=home)
    for user in (administrator, elsewhere, of_both):
        factories.create_second_factor(user)
    client.force_login(administrator)
    page = act(client, "remove_second_factors", administrator, elsewhere, of_both)
    assert SecondFactor.objects.count() == 3
    assert "Du kan ikke endre" in page.content.decode()


def test_the_secret_never_reaches_the_audit_trail(client: Client) -> None:
    user = factories.create_user(role=Role.READER)
    factor = factories.create_second_factor(user)
    client.force_login(factories.create_superuser())
    client.post(reverse("admin:accounts_user_delete", args=[user.pk]), {"post": "yes"})
    assert not User.objects.filter(pk=user.pk).exists()
    kept = str(list(AuditEvent.objects.values()))
    assert (factor.secret in kept, "digest" in kept, "accounts.secondfactor.deleted" in kept) == (False, False, True)


def test_nothing_of_a_success_stays_counted(client: Client) -> None:
    user = factories.create_user(role=Role.READER)
    factor = factories.create_second_factor(user)
    client.post(LOG_IN, {"username": user.username, "password": "feil"})
    with_password(client, user)
    type_code(client, "000000")
    assert FailedLogIn.objects.count() == 2
    type_code(client, shown(factor))
    assert FailedLogIn.objects.count() == 0
